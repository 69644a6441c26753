package io.bascule.gateway.session;

/** Walks the fields of a message's bytes, data fields with SOH inside included, without making objects of them. */
final class FieldScanner {
    private static final byte SOH = 1;
    private static final int LONGEST_TAG = 9;

    private byte[] bytes;
    private int end;
    private int at;
    private int tag;
    private int valueFrom;
    private int valueTo;
    private int dataLength;

    /** A scanner in front of the first field from {@code from}. */
    FieldScanner(byte[] bytes, int from, int to) {
        wrap(bytes, from, to);
    }

    /** Goes in front of the first field of other bytes. */
    void wrap(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        at = from;
        end = to;
        tag = 0;
        dataLength = 0;
    }

    /** Moves to the next field; false at the end, or where the bytes are no field. */
    boolean next() {
        int tagFrom = at;
        tag = 0;
        while (at < end && isDigit(bytes[at]) && at - tagFrom < LONGEST_TAG) {
            tag = tag * 10 + bytes[at++] - '0';
        }
        if (at == tagFrom || at >= end || bytes[at] != '=') {
            return false;
        }
        valueFrom = at + 1;
        // RawData(96) follows RawDataLength(95), Signature(89) follows SignatureLength(93).
        boolean isData = (tag == 96 || tag == 89) && dataLength < end - valueFrom;
        valueTo = isData ? valueFrom + dataLength : valueFrom;
        while (valueTo < end && bytes[valueTo] != SOH) {
            valueTo++;
        }
        dataLength = tag == 95 || tag == 93 ? number() : 0;
        at = valueTo + 1;
        return true;
    }

    /** Whether every byte belonged to a field. */
    boolean isAtEnd() {
        return at >= end;
    }

    /** Where the next field is expected. */
    int at() {
        return at;
    }

    int tag() {
        return tag;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueTo() {
        return valueTo;
    }

    private int number() {
        long number = 0;
        for (int i = valueFrom; i < valueTo && isDigit(bytes[i]); i++) {
            number = Math.min(number * 10 + bytes[i] - '0', Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
