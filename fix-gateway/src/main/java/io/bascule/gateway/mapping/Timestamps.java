package io.bascule.gateway.mapping;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Engine time as UTCTimestamp text. The last day's date text is kept: one thread only. */
final class Timestamps {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;
    private static final int DATE_LENGTH = 9;
    private static final int MILLIS_LENGTH = 21;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final byte[] text = "00000000-00:00:00.000000000".getBytes(StandardCharsets.ISO_8859_1);
    private long dayOfText = -1;

    /**
     * {@code YYYYMMDD-HH:MM:SS} with as many digits behind a point as asked for.
     *
     * @param timestampNs nanoseconds since the epoch, not negative
     * @param fractionDigits 0, 3, 6 or 9
     */
    String format(long timestampNs, int fractionDigits) {
        long seconds = timestampNs / NANOS_PER_SECOND;
        long day = seconds / SECONDS_PER_DAY;
        if (day != dayOfText) {
            byte[] date = DateTimeFormatter.BASIC_ISO_DATE
                    .format(LocalDate.ofEpochDay(day))
                    .getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(date, 0, text, 0, date.length);
            dayOfText = day;
        }
        int secondOfDay = (int) (seconds % SECONDS_PER_DAY);
        put(DATE_LENGTH, 2, secondOfDay / 3600);
        put(DATE_LENGTH + 3, 2, secondOfDay / 60 % 60);
        put(DATE_LENGTH + 6, 2, secondOfDay % 60);
        put(DATE_LENGTH + 9, 9, (int) (timestampNs % NANOS_PER_SECOND));
        int length = DATE_LENGTH + 8 + (fractionDigits == 0 ? 0 : 1 + fractionDigits);
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** A UTC time, cut off to milliseconds. */
    static String millis(LocalDateTime time) {
        byte[] millis = new byte[MILLIS_LENGTH];
        put(millis, 0, 4, time.getYear());
        put(millis, 4, 2, time.getMonthValue());
        put(millis, 6, 2, time.getDayOfMonth());
        millis[8] = '-';
        put(millis, 9, 2, time.getHour());
        millis[11] = ':';
        put(millis, 12, 2, time.getMinute());
        millis[14] = ':';
        put(millis, 15, 2, time.getSecond());
        millis[17] = '.';
        put(millis, 18, 3, time.getNano() / NANOS_PER_MILLI);
        return new String(millis, StandardCharsets.ISO_8859_1);
    }

    private void put(int at, int digits, int value) {
        put(text, at, digits, value);
    }

    private static void put(byte[] target, int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
