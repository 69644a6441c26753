package io.bascule.acceptance.fix;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection: bytes out, messages in, nothing kept. It is a flyweight over the message that it read last, so that
 * millions can be read without making objects of them. For one thread at a time; another may {@link #close} it.
 */
public final class Wire implements AutoCloseable {
    /** What {@link #next} found. */
    public enum Event {
        /** A whole message with a right BodyLength and CheckSum. */
        MESSAGE,
        /** Nothing whole in time. */
        TIMEOUT,
        /** The peer has closed the connection, or reset it. */
        CLOSED
    }

    private static final int TRAILER_LENGTH = 7;
    private static final byte SOH = 1;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] bytes = new byte[64 * 1024];
    private int from;
    private int to;
    private int end;
    private int bodyFrom;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Connects from any local address. */
    public static Wire connect(InetSocketAddress peer, int timeoutMs) throws IOException {
        return connect(peer, null, 0, timeoutMs);
    }

    /**
     * Connects.
     *
     * @param localAddress to connect from; null: any.
     * @param receiveBufferBytes asked of the operating system; 0: its own choice.
     */
    public static Wire connect(InetSocketAddress peer, InetAddress localAddress, int receiveBufferBytes, int timeoutMs)
            throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBufferBytes > 0) {
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            if (localAddress != null) {
                socket.bind(new InetSocketAddress(localAddress, 0));
            }
            socket.setTcpNoDelay(true);
            socket.connect(peer, timeoutMs);
            return new Wire(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Writes bytes; they may be anything. */
    public void send(byte[] data, int length) throws IOException {
        out.write(data, 0, length);
    }

    /**
     * Moves on to the next message.
     *
     * @throws IOException if what came is not FIX, or its length or checksum is wrong.
     */
    public Event next(int timeoutMs) throws IOException {
        from = to;
        while (!isWhole()) {
            makeRoom();
            try {
                socket.setSoTimeout(timeoutMs);
                int read = in.read(bytes, end, bytes.length - end);
                if (read < 0) {
                    return Event.CLOSED;
                }
                end += read;
            } catch (SocketTimeoutException e) {
                return Event.TIMEOUT;
            } catch (SocketException e) {
                return Event.CLOSED;
            }
        }
        return Event.MESSAGE;
    }

    private boolean isWhole() throws IOException {
        int at = from;
        while (at < end && bytes[at] != SOH) {
            at++;
        }
        int length = 0;
        int digitsFrom = at + 3;
        for (at = digitsFrom; at < end && bytes[at] != SOH; at++) {
            length = length * 10 + bytes[at] - '0';
            if (length < 0 || length > 1_000_000) {
                throw new IOException("no BodyLength: " + readable(from, Math.min(end, from + 100)));
            }
        }
        if (at >= end || at + 1 + length + TRAILER_LENGTH > end) {
            return false;
        }
        bodyFrom = at + 1;
        to = bodyFrom + length + TRAILER_LENGTH;
        int sum = 0;
        for (int i = from; i < to - TRAILER_LENGTH; i++) {
            sum += bytes[i];
        }
        int stated = (bytes[to - 4] - '0') * 100 + (bytes[to - 3] - '0') * 10 + bytes[to - 2] - '0';
        boolean framed = bytes[from] == '8' && bytes[digitsFrom - 2] == '9' && bytes[to - TRAILER_LENGTH - 1] == SOH;
        if (!framed || stated != (sum & 0xff) || bytes[to - 1] != SOH) {
            throw new IOException("not a well-formed message: " + readable(from, to));
        }
        return true;
    }

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, end - from);
            end -= from;
            from = 0;
            to = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }

    /** MsgType(35). */
    public String msgType() {
        return field(35);
    }

    /** Whether MsgType(35) is this one character. */
    public boolean isType(char type) {
        return bytes[bodyFrom + 3] == type && bytes[bodyFrom + 4] == SOH;
    }

    /** Whether the session layer made it: it is gap-filled rather than sent again. */
    public boolean isAdmin() {
        return bytes[bodyFrom + 4] == SOH && "012345A".indexOf(bytes[bodyFrom + 3]) >= 0;
    }

    /** MsgSeqNum(34). */
    public long msgSeqNum() {
        return number(34);
    }

    /** Whether PossDupFlag(43) is Y. */
    public boolean isPossDup() {
        int at = find(43);
        return at >= 0 && bytes[at] == 'Y';
    }

    /** A value as a whole number; -1 if the field is missing. */
    public long number(int tag) {
        int at = find(tag);
        if (at < 0) {
            return -1;
        }
        long number = 0;
        for (; bytes[at] != SOH; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    /** The first value of a tag, or null. */
    public String field(int tag) {
        int at = find(tag);
        if (at < 0) {
            return null;
        }
        int stop = at;
        while (bytes[stop] != SOH) {
            stop++;
        }
        return new String(bytes, at, stop - at, StandardCharsets.ISO_8859_1);
    }

    /** The first character of a value; 0 if the field is missing or empty. */
    public char firstOf(int tag) {
        int at = find(tag);
        return at < 0 || bytes[at] == SOH ? 0 : (char) bytes[at];
    }

    /** Its length in bytes. */
    public int length() {
        return to - from;
    }

    /**
     * A hash of what a resend may not change: every field but BodyLength(9), CheckSum(10), PossDupFlag(43),
     * SendingTime(52) and OrigSendingTime(122), in order. Never 0.
     */
    public long contentHash() {
        long hash = 1_125_899_906_842_597L;
        int at = bodyFrom;
        while (at < to - TRAILER_LENGTH) {
            int fieldFrom = at;
            int tag = 0;
            while (bytes[at] != '=') {
                tag = tag * 10 + bytes[at++] - '0';
            }
            boolean counts = tag != 43 && tag != 52 && tag != 122;
            while (bytes[at] != SOH) {
                at++;
            }
            at++;
            for (int i = fieldFrom; counts && i < at; i++) {
                hash = hash * 31 + bytes[i];
            }
        }
        return hash == 0 ? 1 : hash;
    }

    private int find(int wanted) {
        int at = bodyFrom;
        while (at < to - TRAILER_LENGTH) {
            int tag = 0;
            while (bytes[at] != '=') {
                tag = tag * 10 + bytes[at++] - '0';
            }
            at++;
            if (tag == wanted) {
                return at;
            }
            while (bytes[at] != SOH) {
                at++;
            }
            at++;
        }
        return -1;
    }

    /** What has been read behind the message and is none yet, with '|' for SOH. */
    String rest() {
        return readable(to, end);
    }

    /** The message, with '|' for SOH. */
    @Override
    public String toString() {
        return readable(from, to);
    }

    private String readable(int first, int last) {
        return new String(bytes, first, last - first, StandardCharsets.ISO_8859_1).replace((char) SOH, '|');
    }

    /** Closes the connection without a word. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
