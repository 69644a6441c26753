package io.bascule.gateway.session;

import java.time.LocalDateTime;

/** Which values of the common fields are well-formed beyond doubt: fewer than the dictionary takes, never others. */
final class PlainValues {
    private static final int MAX_DIGITS = 18;
    private static final int SECONDS_LENGTH = 17;
    private static final int MAX_SEQUENCE_DIGITS = 9;
    private static final int NANO_DIGITS = 9;

    private PlainValues() {}

    static boolean isPlain(int tag, byte[] bytes, int from, int to) {
        return switch (tag) {
            case 1, 11, 37, 41, 55 -> isPrintable(bytes, from, to);
            case 38, 44 -> isDecimal(bytes, from, to);
            case 21 -> isCode(bytes, from, to, '1', '3');
            case 40, 54 -> isCode(bytes, from, to, '1', '2');
            case 59 -> isCode(bytes, from, to, '0', '1') || isCode(bytes, from, to, '3', '4');
            case 60 -> isTimestamp(bytes, from, to);
            default -> false;
        };
    }

    private static boolean isPrintable(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] <= ' ' || bytes[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Digits with a point among them at most. */
    private static boolean isDecimal(byte[] bytes, int from, int to) {
        boolean hasPoint = false;
        for (int i = from; i < to; i++) {
            boolean isPoint = bytes[i] == '.' && i > from && i < to - 1 && !hasPoint;
            if (!isPoint && !isDigit(bytes[i])) {
                return false;
            }
            hasPoint |= isPoint;
        }
        return to - from <= MAX_DIGITS;
    }

    private static boolean isCode(byte[] bytes, int from, int to, char first, char last) {
        return to - from == 1 && bytes[from] >= first && bytes[from] <= last;
    }

    /** A number of up to nine digits, or -1. */
    static int number(byte[] bytes, int from, int to) {
        if (to - from > MAX_SEQUENCE_DIGITS || from == to) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** {@code YYYYMMDD-HH:MM:SS}, with three, six or nine digits behind a point or none; no leap second. */
    static boolean isTimestamp(byte[] bytes, int from, int to) {
        int fraction = to - from - SECONDS_LENGTH - 1;
        if (fraction != -1 && fraction != 3 && fraction != 6 && fraction != NANO_DIGITS) {
            return false;
        }
        int year = number(bytes, from, from + 4);
        int month = number(bytes, from + 4, from + 6);
        int day = number(bytes, from + 6, from + 8);
        return year >= 2000
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysOf(year, month)
                && bytes[from + 8] == '-'
                && isBelow(24, bytes, from + 9)
                && bytes[from + 11] == ':'
                && isBelow(60, bytes, from + 12)
                && bytes[from + 14] == ':'
                && isBelow(60, bytes, from + 15)
                && (fraction < 0 || (bytes[from + SECONDS_LENGTH] == '.' && number(bytes, to - fraction, to) >= 0));
    }

    private static boolean isBelow(int limit, byte[] bytes, int from) {
        int value = number(bytes, from, from + 2);
        return value >= 0 && value < limit;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** The time that a text means of which {@link #isTimestamp} is true. */
    static LocalDateTime timestamp(byte[] bytes, int from, int to) {
        int nanos = 0;
        int digits = Math.max(0, to - from - SECONDS_LENGTH - 1);
        if (digits > 0) {
            nanos = number(bytes, to - digits, to);
            for (int i = digits; i < NANO_DIGITS; i++) {
                nanos *= 10;
            }
        }
        return LocalDateTime.of(
                number(bytes, from, from + 4),
                number(bytes, from + 4, from + 6),
                number(bytes, from + 6, from + 8),
                number(bytes, from + 9, from + 11),
                number(bytes, from + 12, from + 14),
                number(bytes, from + 15, from + 17),
                nanos);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
