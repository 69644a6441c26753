package io.bascule.gateway.session;

import io.bascule.gateway.encoding.Checksum;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds messages in a stream of bytes by BeginString(8), BodyLength(9) and CheckSum(10). It never holds more than one
 * longest message and one read, whatever a peer claims.
 */
final class FrameBuffer {
    /** What {@link #next} found. */
    enum Frame {
        /** Nothing whole yet. */
        INCOMPLETE,
        /** A message, between {@link #from} and {@link #to}, until the next call. */
        MESSAGE,
        /** Bytes that are no message as the session layer defines it; they are behind us. */
        GARBLED,
        /** A message longer than the cap; the stream cannot be followed further. */
        OVERSIZE
    }

    private static final int INITIAL_CAPACITY = 2048;
    private static final int LONGEST_BEGIN_STRING = 16;
    private static final int TRAILER_LENGTH = 7;
    private static final byte SOH = 1;

    private final int maxMessageBytes;
    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int from;
    private int to;
    private int end;
    private int bodyFrom;
    private int bodyLength;

    FrameBuffer(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Takes all readable bytes. */
    void append(ByteBuf data) {
        dropConsumed();
        int length = data.readableBytes();
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + length, Math.min(bytes.length * 2, maxMessageBytes)));
        }
        data.readBytes(bytes, end, length);
        end += length;
    }

    private void dropConsumed() {
        int consumed = Math.max(from, to);
        if (consumed > 0) {
            System.arraycopy(bytes, consumed, bytes, 0, end - consumed);
            end -= consumed;
            from = 0;
            to = 0;
        }
    }

    /** Moves on to the next message. */
    Frame next() {
        from = Math.max(from, to);
        to = from;
        if (from == end) {
            return Frame.INCOMPLETE;
        }
        return switch (readHeader()) {
            case INCOMPLETE -> Frame.INCOMPLETE;
            case OVERSIZE -> Frame.OVERSIZE;
            case MESSAGE -> readBody();
            case GARBLED -> skipToNextBeginString();
        };
    }

    /** Reads 8=...|9=N|: MESSAGE once body start and length are known. */
    private Frame readHeader() {
        int at = from;
        if (bytes[at++] != '8') {
            return Frame.GARBLED;
        }
        if (at == end) {
            return Frame.INCOMPLETE;
        }
        if (bytes[at++] != '=') {
            return Frame.GARBLED;
        }
        int valueFrom = at;
        while (at < end && isOfBeginString(bytes[at]) && at - valueFrom < LONGEST_BEGIN_STRING) {
            at++;
        }
        if (at == end) {
            return Frame.INCOMPLETE;
        }
        return bytes[at] == SOH ? readBodyLength(at + 1) : Frame.GARBLED;
    }

    private Frame readBodyLength(int tagAt) {
        int at = tagAt;
        for (char expected : new char[] {'9', '='}) {
            if (at == end) {
                return Frame.INCOMPLETE;
            }
            if (bytes[at++] != expected) {
                return Frame.GARBLED;
            }
        }
        long length = 0;
        int digitsFrom = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            length = Math.min(length * 10 + bytes[at++] - '0', Integer.MAX_VALUE);
            if (at - digitsFrom > LONGEST_BEGIN_STRING) {
                return Frame.OVERSIZE;
            }
        }
        if (length + at + 1 + TRAILER_LENGTH - from > maxMessageBytes) {
            return Frame.OVERSIZE;
        }
        if (at == end) {
            return Frame.INCOMPLETE;
        }
        if (bytes[at] != SOH || at == digitsFrom) {
            return Frame.GARBLED;
        }
        bodyFrom = at + 1;
        bodyLength = (int) length;
        return Frame.MESSAGE;
    }

    private Frame readBody() {
        int bodyTo = bodyFrom + bodyLength;
        if (bodyTo + TRAILER_LENGTH > end) {
            return Frame.INCOMPLETE;
        }
        if (bodyLength < 5 || bytes[bodyTo - 1] != SOH || !isTrailer(bodyTo)) {
            return skipToNextBeginString();
        }
        to = bodyTo + TRAILER_LENGTH;
        boolean typeIsThird = bytes[bodyFrom] == '3' && bytes[bodyFrom + 1] == '5' && bytes[bodyFrom + 2] == '=';
        return typeIsThird && Checksum.of(bytes, from, bodyTo) == statedChecksum(bodyTo)
                ? Frame.MESSAGE
                : Frame.GARBLED;
    }

    private boolean isTrailer(int at) {
        return bytes[at] == '1'
                && bytes[at + 1] == '0'
                && bytes[at + 2] == '='
                && isDigit(bytes[at + 3])
                && isDigit(bytes[at + 4])
                && isDigit(bytes[at + 5])
                && bytes[at + 6] == SOH;
    }

    private int statedChecksum(int at) {
        return (bytes[at + 3] - '0') * 100 + (bytes[at + 4] - '0') * 10 + bytes[at + 5] - '0';
    }

    /** Skips at least one byte, up to what may begin a message: 8=FIX, or its first bytes at the end. */
    private Frame skipToNextBeginString() {
        int at = from + 1;
        while (at < end && !mayBegin(at)) {
            at++;
        }
        to = at;
        return Frame.GARBLED;
    }

    private boolean mayBegin(int at) {
        String pattern = "8=FIX";
        int length = Math.min(pattern.length(), end - at);
        for (int i = 0; i < length; i++) {
            if (bytes[at + i] != pattern.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfBeginString(byte b) {
        return isDigit(b) || b == '.' || (b >= 'A' && b <= 'Z');
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The array that holds the message; it may be written to until the next call. */
    byte[] bytes() {
        return bytes;
    }

    /** Where what {@link #next} has dealt with ends; it begins at 0 since the last {@link #append}. */
    int consumed() {
        return Math.max(from, to);
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether the message's MsgType(35) is {@code type}. */
    boolean isMsgType(String type) {
        int valueFrom = bodyFrom + 3;
        for (int i = 0; i < type.length(); i++) {
            if (bytes[valueFrom + i] != type.charAt(i)) {
                return false;
            }
        }
        return bytes[valueFrom + type.length()] == SOH;
    }
}
