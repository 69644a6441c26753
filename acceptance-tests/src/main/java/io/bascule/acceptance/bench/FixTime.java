package io.bascule.acceptance.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The current UTC time as FIX writes it, {@code yyyyMMdd-HH:mm:ss.SSS}: formatted again only when it has changed. */
final class FixTime {
    static final int LENGTH = 21;

    private static final int MILLIS_AT = 18;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.").withZone(ZoneOffset.UTC);

    private final byte[] text = new byte[LENGTH];
    private long lastMillis = -1;
    private int sum;

    /** Sets the time; costs next to nothing within one millisecond. */
    void set(long epochMillis) {
        if (epochMillis == lastMillis) {
            return;
        }
        if (lastMillis < 0 || epochMillis / 1_000 != lastMillis / 1_000) {
            byte[] seconds = SECONDS.format(Instant.ofEpochMilli(epochMillis)).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(seconds, 0, text, 0, MILLIS_AT);
        }
        int millis = (int) (epochMillis % 1_000);
        text[MILLIS_AT] = (byte) ('0' + millis / 100);
        text[MILLIS_AT + 1] = (byte) ('0' + millis / 10 % 10);
        text[MILLIS_AT + 2] = (byte) ('0' + millis % 10);
        lastMillis = epochMillis;
        sum = 0;
        for (byte character : text) {
            sum += character;
        }
    }

    /** Copies the text to {@code target}. */
    void copyTo(byte[] target, int at) {
        System.arraycopy(text, 0, target, at, LENGTH);
    }

    /** The sum of the text's bytes, for a CheckSum(10). */
    int sum() {
        return sum;
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.US_ASCII);
    }
}
