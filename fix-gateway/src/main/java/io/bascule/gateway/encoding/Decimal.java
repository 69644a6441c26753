package io.bascule.gateway.encoding;

import java.nio.charset.StandardCharsets;

/**
 * Decimal text to and from scaled longs, without floating point and without {@code BigDecimal}: exact or refused.
 *
 * <p>Text is what FIX calls a float: an optional minus, digits with at most one point among them, at least one digit.
 */
public final class Decimal {
    /** Decimals of a price or quantity on the wire: 1e-8. */
    public static final int E8 = 8;

    /** Decimals of an amount in USDC micros. */
    public static final int MICROS = 6;

    /** Not a decimal number at all. */
    public static final long MALFORMED = Long.MIN_VALUE + 1;

    /** A number with more decimals than the scale holds, trailing zeros aside. */
    public static final long TOO_PRECISE = Long.MIN_VALUE + 2;

    /** A number too large in size for a long of the scale. */
    public static final long TOO_LARGE = Long.MIN_VALUE + 3;

    /** Largest magnitude that {@link #parse} returns as a value. */
    public static final long MAX_VALUE = Long.MAX_VALUE - 8;

    /** Bytes of the longest text: sign, 19 digits, a point and a leading zero. */
    public static final int MAX_TEXT = 24;

    /** Powers of ten whose fractions fit an int, which divides faster than a long. */
    private static final long[] SCALES = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private static final byte[] TENS = new byte[100];
    private static final byte[] UNITS = new byte[100];

    static {
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            UNITS[i] = (byte) ('0' + i % 10);
        }
    }

    private static final long MAX_QUOTIENT = 100_000_000_000_000L;

    private Decimal() {}

    /** Whether {@link #parse} returned a value and no fault. */
    public static boolean isValue(long parsed) {
        return parsed >= -MAX_VALUE;
    }

    /**
     * Parses a decimal number.
     *
     * @param text of a FIX field
     * @param decimals of the scale; 8 returns 1e-8 units
     * @return the scaled value, or {@link #MALFORMED}, {@link #TOO_PRECISE} or {@link #TOO_LARGE}, whichever
     *     shows first from the left
     */
    public static long parse(String text, int decimals) {
        boolean negative = !text.isEmpty() && text.charAt(0) == '-';
        long value = 0;
        long fault = 0;
        int digits = 0;
        int decimalsSeen = -1;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && decimalsSeen < 0) {
                decimalsSeen = 0;
            } else if (c >= '0' && c <= '9') {
                digits++;
                if (decimalsSeen >= 0 && ++decimalsSeen > decimals) {
                    fault = c == '0' ? fault : TOO_PRECISE;
                } else if (fault == 0) {
                    value = shift(value, c - '0');
                    fault = value == TOO_LARGE ? TOO_LARGE : 0;
                }
            } else {
                return MALFORMED;
            }
        }
        if (digits == 0) {
            return MALFORMED;
        }
        for (int i = Math.max(decimalsSeen, 0); i < decimals && fault == 0; i++) {
            value = shift(value, 0);
            fault = value == TOO_LARGE ? TOO_LARGE : 0;
        }
        if (fault != 0) {
            return fault;
        }
        return negative ? -value : value;
    }

    /** One more digit, or {@link #TOO_LARGE}. */
    private static long shift(long value, int digit) {
        return value > (MAX_VALUE - digit) / 10 ? TOO_LARGE : value * 10 + digit;
    }

    /**
     * Writes a scaled value without trailing zeros and without a bare point.
     *
     * @param value any long
     * @param decimals of its scale, 0 to 9
     */
    public static String format(long value, int decimals) {
        byte[] text = new byte[MAX_TEXT];
        int from = write(value, decimals, text);
        return new String(text, from, MAX_TEXT - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * The same into the end of an array of {@link #MAX_TEXT} bytes.
     *
     * @return where the text begins
     */
    public static int write(long value, int decimals, byte[] text) {
        int at = MAX_TEXT;
        long whole = value;
        if (decimals > 0) {
            long scale = SCALES[decimals];
            whole = value / scale;
            int fraction = (int) Math.abs(value - whole * scale);
            if (fraction != 0) {
                at = writeFraction(fraction, decimals, text);
            }
        }
        at = writeWhole(whole, text, at);
        if (value < 0) {
            text[--at] = '-';
        }
        return at;
    }

    /** A point and the digits behind it, without trailing zeros. */
    private static int writeFraction(int fraction, int decimals, byte[] text) {
        int rest = fraction;
        int digits = decimals;
        while (rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        int at = MAX_TEXT;
        for (; digits > 1; digits -= 2) {
            at = writePair(rest % 100, text, at);
            rest /= 100;
        }
        if (digits == 1) {
            text[--at] = (byte) ('0' + rest % 10);
        }
        text[--at] = '.';
        return at;
    }

    /** Digits of a number without its sign, in front of {@code to}; the most negative long has no positive twin. */
    private static int writeWhole(long whole, byte[] text, int to) {
        int at = to;
        long rest = whole;
        while (rest > Integer.MAX_VALUE || rest < -Integer.MAX_VALUE) {
            long quotient = rest / 100;
            at = writePair(Math.abs((int) (rest - quotient * 100)), text, at);
            rest = quotient;
        }
        int small = Math.abs((int) rest);
        while (small >= 100) {
            int quotient = small / 100;
            at = writePair(small - quotient * 100, text, at);
            small = quotient;
        }
        if (small >= 10) {
            return writePair(small, text, at);
        }
        text[--at] = (byte) ('0' + small);
        return at;
    }

    private static int writePair(int below100, byte[] text, int to) {
        text[to - 1] = UNITS[below100];
        text[to - 2] = TENS[below100];
        return to - 2;
    }

    /**
     * A quotient as decimal text, cut off behind {@code decimals} (towards zero).
     *
     * @param numerator any amount
     * @param denominator positive, below 9e17
     * @param decimals at most 4; the whole part keeps at most 14 digits, what is larger is written as the largest
     */
    public static String quotient(long numerator, long denominator, int decimals) {
        long whole = numerator / denominator;
        if (Math.abs(whole) >= MAX_QUOTIENT) {
            whole = Long.signum(whole) * MAX_QUOTIENT;
        }
        long scaled = whole;
        long rest = numerator % denominator;
        for (int i = 0; i < decimals; i++) {
            rest *= 10;
            scaled = scaled * 10 + rest / denominator;
            rest %= denominator;
        }
        return format(scaled, decimals);
    }
}
