package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the bytes of one way of a connection into messages, by BodyLength(9) and CheckSum(10). What is no message is
 * handed to {@code junk}, and the search goes on at the next {@code 8=FIX}. A message whose end never came is neither.
 */
final class FrameCutter {
    private static final byte[] BEGIN = "8=FIX".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER_LENGTH = 7;
    private static final int LONGEST_HEAD = 64;
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int SHOWN = 80;
    private static final int UNFINISHED = -1;
    private static final int BROKEN = -2;

    private final Consumer<RawMessage> messages;
    private final Consumer<String> junk;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    FrameCutter(Consumer<RawMessage> messages, Consumer<String> junk) {
        this.messages = messages;
        this.junk = junk;
    }

    /** Takes the bytes that came next. */
    void onBytes(byte[] bytes) {
        if (end + bytes.length > buffer.length) {
            int length = end - start;
            byte[] larger = length + bytes.length > buffer.length
                    ? new byte[Math.max(buffer.length * 2, length + bytes.length)]
                    : buffer;
            System.arraycopy(buffer, start, larger, 0, length);
            buffer = larger;
            start = 0;
            end = length;
        }
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
        int length = cut();
        while (length > 0) {
            length = cut();
        }
    }

    /** No more bytes come: a message that is not whole may have hidden others, if its length was wrong. */
    void end() {
        while (start < end) {
            int next = nextBegin();
            start = next;
            int length = cut();
            while (length > 0) {
                length = cut();
            }
        }
    }

    private int nextBegin() {
        int next = start + 1;
        while (next < end && !beginsAt(next)) {
            next++;
        }
        return next;
    }

    /** How many bytes were consumed; 0: more must come. */
    private int cut() {
        int length = frameLength();
        if (length == UNFINISHED) {
            return 0;
        }
        if (length != BROKEN) {
            RawMessage message = parse(Arrays.copyOfRange(buffer, start, start + length));
            if (message != null) {
                messages.accept(message);
                start += length;
                return length;
            }
        }
        int next = nextBegin();
        junk.accept(text(start, Math.min(next, start + SHOWN)));
        int skipped = next - start;
        start = next;
        return skipped;
    }

    private int frameLength() {
        if (start == end) {
            return UNFINISHED;
        }
        if (!beginsAt(start)) {
            return BROKEN;
        }
        int firstSoh = indexOfSoh(start);
        int secondSoh = firstSoh < 0 ? -1 : indexOfSoh(firstSoh + 1);
        if (secondSoh < 0) {
            return end - start > LONGEST_HEAD ? BROKEN : UNFINISHED;
        }
        String bodyLength = text(firstSoh + 1, secondSoh);
        if (!bodyLength.matches("9=\\d{1,7}")) {
            return BROKEN;
        }
        int length = secondSoh + 1 - start + Integer.parseInt(bodyLength.substring(2)) + TRAILER_LENGTH;
        if (length > LONGEST_MESSAGE) {
            return BROKEN;
        }
        if (start + length > end) {
            return UNFINISHED;
        }
        return isChecked(start + length) ? length : BROKEN;
    }

    private boolean isChecked(int stop) {
        int checkSum = 0;
        for (int i = start; i < stop - TRAILER_LENGTH; i++) {
            checkSum += buffer[i] & 0xff;
        }
        return text(stop - TRAILER_LENGTH, stop).equals(String.format("10=%03d\u0001", checkSum % 256));
    }

    private static RawMessage parse(byte[] frame) {
        try {
            RawMessage message = RawMessage.parse(frame);
            message.msgType();
            message.msgSeqNum();
            return message;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether a message begins there, as far as its bytes have come. */
    private boolean beginsAt(int at) {
        int known = Math.min(BEGIN.length, end - at);
        return Arrays.equals(buffer, at, at + known, BEGIN, 0, known);
    }

    private int indexOfSoh(int from) {
        for (int i = from; i < Math.min(end, from + LONGEST_HEAD); i++) {
            if (buffer[i] == 1) {
                return i;
            }
        }
        return -1;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
