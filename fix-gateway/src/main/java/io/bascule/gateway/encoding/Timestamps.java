package io.bascule.gateway.encoding;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Engine time as UTCTimestamp text. The last time's text is kept: one thread only. */
public final class Timestamps {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;
    private static final int DATE_LENGTH = 9;

    /** Bytes of the longest text. */
    public static final int MAX_LENGTH = DATE_LENGTH + 18;

    private final byte[] text = "00000000-00:00:00.000000000".getBytes(StandardCharsets.ISO_8859_1);
    private long secondOfText = -1;
    private long timeOfText = -1;

    /**
     * {@code YYYYMMDD-HH:MM:SS} with as many digits behind a point as asked for, as bytes.
     *
     * @param timestampNs nanoseconds since the epoch, not negative
     * @param fractionDigits 0, 3, 6 or 9
     * @param into where it is written to
     * @param offset where in there
     * @return how many bytes it takes
     */
    public int write(long timestampNs, int fractionDigits, byte[] into, int offset) {
        if (timestampNs != timeOfText) {
            format(timestampNs);
        }
        int length = DATE_LENGTH + 8 + (fractionDigits == 0 ? 0 : 1 + fractionDigits);
        System.arraycopy(text, 0, into, offset, length);
        return length;
    }

    private void format(long timestampNs) {
        long seconds = timestampNs / NANOS_PER_SECOND;
        if (seconds != secondOfText) {
            formatSecond(seconds);
        }
        put(text, DATE_LENGTH + 9, 9, (int) (timestampNs - seconds * NANOS_PER_SECOND));
        timeOfText = timestampNs;
    }

    private void formatSecond(long seconds) {
        long day = seconds / SECONDS_PER_DAY;
        byte[] date = DateTimeFormatter.BASIC_ISO_DATE
                .format(LocalDate.ofEpochDay(day))
                .getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(date, 0, text, 0, date.length);
        int secondOfDay = (int) (seconds % SECONDS_PER_DAY);
        put(text, DATE_LENGTH, 2, secondOfDay / 3600);
        put(text, DATE_LENGTH + 3, 2, secondOfDay / 60 % 60);
        put(text, DATE_LENGTH + 6, 2, secondOfDay % 60);
        secondOfText = seconds;
    }

    private static void put(byte[] target, int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
