package io.bascule.acceptance.fix;

import java.nio.charset.StandardCharsets;

/** BodyLength(9) and CheckSum(10): put around a body, and what the session layer calls garbled without them. */
public final class Framing {
    private static final byte SOH = 1;
    private static final int TRAILER_LENGTH = 7;

    private Framing() {}

    /**
     * A whole message.
     *
     * @param body from MsgType(35) on, with SOH behind each field.
     */
    public static byte[] frame(String beginString, byte[] body) {
        byte[] head = ("8=" + beginString + "\u00019=" + body.length + "\u0001").getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[head.length + body.length + TRAILER_LENGTH];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        putCheckSum(message, head.length + body.length);
        return message;
    }

    /** A whole message of a body written with '|' for SOH. */
    public static byte[] frame(String beginString, String readableBody) {
        return frame(beginString, readableBody.replace('|', (char) SOH).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void putCheckSum(byte[] message, int at) {
        int sum = 0;
        for (int i = 0; i < at; i++) {
            sum += message[i];
        }
        sum &= 0xff;
        message[at] = '1';
        message[at + 1] = '0';
        message[at + 2] = '=';
        message[at + 3] = (byte) ('0' + sum / 100);
        message[at + 4] = (byte) ('0' + sum / 10 % 10);
        message[at + 5] = (byte) ('0' + sum % 10);
        message[at + 6] = SOH;
    }

    /**
     * Whether these bytes are one message that is not garbled: BeginString(8), BodyLength(9) and MsgType(35) come
     * first in this order, CheckSum(10) ends it, and length and sum are right. What is garbled takes no MsgSeqNum.
     */
    public static boolean isWhole(byte[] message) {
        int bodyFrom = bodyFrom(message);
        int bodyTo = message.length - TRAILER_LENGTH;
        if (bodyFrom < 0 || bodyTo - bodyFrom < 5 || message[bodyTo - 1] != SOH || statedLength(message) < 0) {
            return false;
        }
        byte[] trailer = new byte[message.length];
        System.arraycopy(message, 0, trailer, 0, bodyTo);
        putCheckSum(trailer, bodyTo);
        boolean typeIsThird = message[bodyFrom] == '3' && message[bodyFrom + 1] == '5' && message[bodyFrom + 2] == '=';
        return typeIsThird && statedLength(message) == bodyTo - bodyFrom && java.util.Arrays.equals(message, trailer);
    }

    /** BodyLength(9) as stated; -1 if there is none. */
    public static long statedLength(byte[] message) {
        int bodyFrom = bodyFrom(message);
        if (bodyFrom < 0) {
            return -1;
        }
        int at = bodyFrom - 2;
        long length = 0;
        long unit = 1;
        while (message[at] >= '0' && message[at] <= '9' && unit < 1_000_000_000_000L) {
            length += (message[at--] - '0') * unit;
            unit *= 10;
        }
        return unit == 1 || message[at] != '=' ? -1 : length;
    }

    private static int bodyFrom(byte[] message) {
        int at = 2;
        if (message.length < 2 || message[0] != '8' || message[1] != '=') {
            return -1;
        }
        while (at < message.length && isOfBeginString(message[at])) {
            at++;
        }
        boolean hasLength = at + 2 < message.length
                && at - 2 <= 16
                && message[at] == SOH
                && message[at + 1] == '9'
                && message[at + 2] == '=';
        if (!hasLength) {
            return -1;
        }
        for (at += 3; at < message.length && message[at] != SOH; at++) {
            if (message[at] < '0' || message[at] > '9') {
                return -1;
            }
        }
        return at < message.length ? at + 1 : -1;
    }

    private static boolean isOfBeginString(byte b) {
        return b == '.' || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z');
    }
}
