package io.bascule.acceptance.script;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Cuts a byte stream into messages by BodyLength(9), and holds every one to its length and CheckSum(10). */
final class FrameReader {
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int MAX_FIELD = 32;
    private static final int TRAILER = "10=000|".length();

    private final InputStream in;

    FrameReader(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The peer sent what is no FIX message; {@link #received} is what was read of it. */
    static final class GarbledException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String received;

        GarbledException(String reason, String received) {
            super(reason);
            this.received = received;
        }

        String received() {
            return received;
        }
    }

    /** The next message, or null at the end of the stream. */
    String next() throws IOException {
        StringBuilder text = new StringBuilder(512);
        int first = in.read();
        if (first < 0) {
            return null;
        }
        text.append((char) first);
        readField(text, "8=", 0);
        int lengthAt = text.length();
        text.append((char) in.read());
        readField(text, "9=", lengthAt);
        String digits = text.substring(lengthAt + 2, text.length() - 1);
        if (!digits.matches("\\d{1,8}") || Integer.parseInt(digits) > MAX_BODY) {
            throw new GarbledException("BodyLength(9) is " + digits, text.toString());
        }
        readBytes(text, Integer.parseInt(digits) + TRAILER);
        int trailerAt = text.length() - TRAILER;
        String checkSum = "10=" + FixMessage.checkSum(text.substring(0, trailerAt)) + FixMessage.SOH;
        if (!text.substring(trailerAt).equals(checkSum)) {
            throw new GarbledException(
                    "BodyLength(9) or CheckSum(10) is wrong: by the length given, the message must end with "
                            + FixMessage.printable(checkSum),
                    text.toString());
        }
        return text.toString();
    }

    private void readField(StringBuilder text, String start, int from) throws IOException {
        int b = 0;
        while (b != FixMessage.SOH) {
            b = in.read();
            if (b < 0) {
                throw new GarbledException("the stream ends within a message", text.toString());
            }
            text.append((char) b);
            if (text.length() - from > MAX_FIELD) {
                break;
            }
        }
        if (b != FixMessage.SOH || !text.substring(from).startsWith(start)) {
            throw new GarbledException("no field " + start + " where one must be", text.toString());
        }
    }

    private void readBytes(StringBuilder text, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        text.append(new String(bytes, StandardCharsets.ISO_8859_1));
        if (bytes.length < count) {
            throw new GarbledException("the stream ends within a message", text.toString());
        }
    }
}
