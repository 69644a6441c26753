package io.bascule.acceptance.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * One FIX.4.4 session over a non-blocking socket: frames, logon, heartbeats, logout. It resets its sequence numbers at
 * logon, keeps its own, and pays no regard to the server's.
 */
final class FixLink implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final long HEARTBEAT_NS = 10_000_000_000L;
    private static final int HEARTBEAT_SECONDS = 30;

    private final String compId;
    private final FixTime time;
    private final Listener listener;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameParser parser = new FrameParser();
    private final byte[] in = new byte[BUFFER_BYTES];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final byte[] out = new byte[BUFFER_BYTES];
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);
    private int outEnd;
    private int nextMsgSeqNum = 1;
    private long lastSentNs;
    private boolean loggedOn;
    private boolean loggingOut;
    private boolean loggedOut;
    private boolean closed;

    /** What becomes of the messages. */
    interface Listener {
        /** A message other than those of the session's own keeping, read at that time. */
        void onMessage(FrameParser message, long nowNs);

        /** All that had arrived has been handed on. */
        default void onBatchEnd() throws IOException {}
    }

    /** Connects; the socket is then the selector's, with the link attached. */
    FixLink(String compId, InetSocketAddress server, Selector selector, FixTime time, Listener listener)
            throws IOException {
        this.compId = compId;
        this.time = time;
        this.listener = listener;
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Logs on with a fresh sequence; the password is that of the bundled configurations. */
    void logOn() throws IOException {
        send(
                "A",
                "98=0|108=" + HEARTBEAT_SECONDS + "|141=Y|553=" + compId + "|554=" + compId.toLowerCase(Locale.ROOT)
                        + "-secret|");
    }

    boolean isLoggedOn() {
        return loggedOn;
    }

    /** Says goodbye; the server answers and closes. */
    void logOut() throws IOException {
        loggingOut = true;
        send("5", "");
    }

    /** Whether the server has closed the connection after the goodbyes. */
    boolean isClosed() {
        return closed;
    }

    /** Appends an order to what goes out with the next {@link #flush}. */
    void append(OrderEncoder encoder, long orderNumber) throws IOException {
        if (outEnd + OrderEncoder.MAX_LENGTH > out.length) {
            flush();
            if (outEnd + OrderEncoder.MAX_LENGTH > out.length) {
                throw new IOException(compId + ": the server has stopped reading");
            }
        }
        outEnd = encoder.encode(orderNumber, nextMsgSeqNum++, time, out, outEnd);
    }

    /** Writes what the socket takes; the rest goes when it can be written again. */
    void flush() throws IOException {
        if (outEnd == 0) {
            return;
        }
        outBuffer.position(0).limit(outEnd);
        channel.write(outBuffer);
        int left = outBuffer.remaining();
        System.arraycopy(out, outEnd - left, out, 0, left);
        outEnd = left;
        int interest = left == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Reads what has arrived and hands it on. */
    void read() throws IOException {
        int count = channel.read(inBuffer);
        long nowNs = System.nanoTime();
        if (count < 0) {
            if (loggedOut) {
                key.cancel();
                closed = true;
                return;
            }
            throw new IOException(compId + ": closed by the server");
        }
        int from = 0;
        int to = inBuffer.position();
        int end = parser.frameEnd(in, from, to);
        while (end != FrameParser.INCOMPLETE) {
            dispatch(nowNs);
            from = end;
            end = parser.frameEnd(in, from, to);
        }
        System.arraycopy(in, from, in, 0, to - from);
        inBuffer.position(to - from);
        listener.onBatchEnd();
    }

    /** Sends a Heartbeat if nothing else has shown for a while that we live. */
    void keepAlive(long nowNs) throws IOException {
        if (loggedOn && nowNs - lastSentNs > HEARTBEAT_NS) {
            lastSentNs = nowNs;
            send("0", "");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void dispatch(long nowNs) throws IOException {
        switch (parser.msgType()) {
            case '0' -> {}
            case '1' -> send("0", "112=" + parser.field(112) + "|");
            case 'A' -> {
                loggedOn = true;
                lastSentNs = nowNs;
            }
            case '5' -> {
                loggedOut = true;
                if (!loggingOut) {
                    throw new IOException(compId + ": logged out by the server: " + parser.field(58));
                }
            }
            default -> listener.onMessage(parser, nowNs);
        }
    }

    private void send(String msgType, String fields) throws IOException {
        time.set(System.currentTimeMillis());
        byte[] body = OrderEncoder.ascii(
                "35=" + msgType + "|34=" + nextMsgSeqNum++ + "|49=" + compId + "|52=" + time + "|56=BASCULE|" + fields);
        byte[] head = OrderEncoder.ascii("8=FIX.4.4|9=" + body.length + "|");
        int checksum = (OrderEncoder.sum(head) + OrderEncoder.sum(body)) & 0xFF;
        byte[] trailer = OrderEncoder.ascii(String.format(Locale.ROOT, "10=%03d|", checksum));
        for (byte[] part : new byte[][] {head, body, trailer}) {
            System.arraycopy(part, 0, out, outEnd, part.length);
            outEnd += part.length;
        }
        flush();
    }
}
