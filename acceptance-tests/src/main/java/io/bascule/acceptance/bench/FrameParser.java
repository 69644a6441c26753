package io.bascule.acceptance.bench;

import java.nio.charset.StandardCharsets;

/**
 * Reads what a server sends: a flyweight over one message. It looks at no more than the measurement needs, and trusts
 * the checksum: whether messages are well formed is for the acceptance scripts to say.
 */
final class FrameParser {
    /** Of {@link #frameEnd}: the message has not arrived whole. */
    static final int INCOMPLETE = -1;

    private static final byte[] START = OrderEncoder.ascii("8=FIX.4.4|9=");
    private static final int CHECKSUM_LENGTH = 7;

    private byte[] bytes = new byte[0];
    private int bodyStart;
    private int bodyEnd;
    private byte msgType;
    private byte execType;
    private long orderNumber;

    /**
     * Finds the message that starts at {@code from}, and its MsgType.
     *
     * @return where it ends, or {@link #INCOMPLETE}.
     * @throws IllegalStateException if these bytes are no FIX.4.4 message.
     */
    int frameEnd(byte[] source, int from, int to) {
        int at = from + START.length;
        if (at > to) {
            return INCOMPLETE;
        }
        for (int i = 0; i < START.length; i++) {
            if (source[from + i] != START[i]) {
                throw new IllegalStateException("no FIX message: " + text(source, from, Math.min(to, from + 64)));
            }
        }
        int bodyLength = 0;
        while (at < to && source[at] != OrderEncoder.SOH) {
            bodyLength = bodyLength * 10 + source[at++] - '0';
        }
        int end = at + 1 + bodyLength + CHECKSUM_LENGTH;
        if (end > to) {
            return INCOMPLETE;
        }
        bytes = source;
        bodyStart = at + 1;
        bodyEnd = end - CHECKSUM_LENGTH;
        // The body begins with 35=.
        msgType = source[bodyStart + 3];
        return end;
    }

    /** Reads the fields of the report that {@link #frameEnd} found. */
    void parseReport() {
        execType = 0;
        orderNumber = -1;
        int at = bodyStart;
        while (at < bodyEnd) {
            int tag = 0;
            while (bytes[at] != '=') {
                tag = tag * 10 + bytes[at++] - '0';
            }
            int value = ++at;
            while (bytes[at] != OrderEncoder.SOH) {
                at++;
            }
            if (tag == 11) {
                orderNumber = OrderEncoder.orderNumber(bytes, value, at);
            } else if (tag == 150) {
                execType = bytes[value];
            }
            at++;
        }
    }

    /** MsgType(35): its first character, which is all there is of those that the client knows. */
    byte msgType() {
        return msgType;
    }

    /** ExecType(150). */
    byte execType() {
        return execType;
    }

    /** The number of the order, from ClOrdID(11); -1 if it is none of ours. */
    long orderNumber() {
        return orderNumber;
    }

    /** The value of a field, or an empty text. Not for the order path. */
    String field(int tag) {
        String body = (char) OrderEncoder.SOH + text(bytes, bodyStart, bodyEnd);
        String name = (char) OrderEncoder.SOH + Integer.toString(tag) + '=';
        int at = body.indexOf(name);
        return at < 0 ? "" : body.substring(at + name.length(), body.indexOf(OrderEncoder.SOH, at + 1));
    }

    /** The message, with {@code |} for SOH. */
    @Override
    public String toString() {
        return text(bytes, bodyStart, bodyEnd).replace((char) OrderEncoder.SOH, '|');
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
