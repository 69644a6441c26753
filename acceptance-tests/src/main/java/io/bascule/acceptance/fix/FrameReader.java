package io.bascule.acceptance.fix;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts a stream of bytes into messages by BodyLength(9) and holds each to its CheckSum(10). For one thread. */
final class FrameReader {
    private static final int TRAILER_LENGTH = 7;

    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private boolean ended;

    FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next message.
     *
     * @return null if none was complete before the socket's read timeout, or if the stream has ended.
     * @throws IOException if the stream broke, or what came is not FIX.
     */
    byte[] poll() throws IOException {
        byte[] frame = cut();
        while (frame == null && !ended) {
            makeRoom();
            try {
                int read = in.read(buffer, end, buffer.length - end);
                ended = read < 0;
                end += Math.max(read, 0);
            } catch (SocketTimeoutException e) {
                return null;
            }
            frame = cut();
        }
        return frame;
    }

    /** Whether the peer has closed the stream. */
    boolean hasEnded() {
        return ended;
    }

    private byte[] cut() throws IOException {
        int firstSoh = indexOfSoh(start);
        int secondSoh = firstSoh < 0 ? -1 : indexOfSoh(firstSoh + 1);
        if (secondSoh < 0) {
            return null;
        }
        String bodyLength = text(firstSoh + 1, secondSoh);
        if (!text(start, firstSoh).startsWith("8=FIX") || !bodyLength.startsWith("9=")) {
            throw new IOException("not a FIX message: " + text(start, secondSoh));
        }
        int body = secondSoh + 1;
        int stop = body + Integer.parseInt(bodyLength.substring(2)) + TRAILER_LENGTH;
        if (stop > end) {
            return null;
        }
        int checkSum = 0;
        for (int i = start; i < stop - TRAILER_LENGTH; i++) {
            checkSum += buffer[i] & 0xff;
        }
        String expected = String.format("10=%03d", checkSum % 256);
        String found = text(stop - TRAILER_LENGTH, stop - 1);
        if (!found.equals(expected)) {
            throw new IOException("expected " + expected + ", found " + found + " in " + text(start, stop));
        }
        byte[] frame = Arrays.copyOfRange(buffer, start, stop);
        start = stop;
        return frame;
    }

    private int indexOfSoh(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == 1) {
                return i;
            }
        }
        return -1;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }
}
