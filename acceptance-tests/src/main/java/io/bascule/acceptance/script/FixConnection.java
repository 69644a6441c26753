package io.bascule.acceptance.script;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A socket to the acceptor. A thread of its own reads it at once, so that a message sent just before the peer closes is
 * not lost to a reset.
 */
final class FixConnection implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final long CLOSE_TIMEOUT_MS = 1_000;

    private final Socket socket;
    private final MessageComposer composer;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private Received end;

    /** What came in: a message, something that is none, or the end of the connection. */
    record Received(Kind kind, String text) {
        enum Kind {
            MESSAGE,
            GARBLED,
            CLOSED
        }
    }

    FixConnection(String host, int port, MessageComposer composer) throws IOException {
        this.composer = composer;
        socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            FrameReader reader = new FrameReader(socket.getInputStream());
            Thread thread = new Thread(() -> readAll(reader), "script-reader-" + socket.getLocalPort());
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void readAll(FrameReader reader) {
        try {
            for (String message = reader.next(); message != null; message = reader.next()) {
                received.add(new Received(Received.Kind.MESSAGE, message));
            }
            received.add(new Received(Received.Kind.CLOSED, "closed by the peer"));
        } catch (FrameReader.GarbledException e) {
            received.add(new Received(Received.Kind.GARBLED, e.getMessage() + ": " + e.received()));
        } catch (IOException e) {
            received.add(new Received(Received.Kind.CLOSED, e.getMessage()));
        }
    }

    MessageComposer composer() {
        return composer;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What came in next, or null if nothing did in time. The end of the connection is returned for ever. */
    Received poll(long timeoutMs) throws InterruptedException {
        if (end != null) {
            return end;
        }
        Received next = received.poll(timeoutMs, TimeUnit.MILLISECONDS);
        if (next != null && next.kind() != Received.Kind.MESSAGE) {
            end = next;
        }
        return next;
    }

    /** Ends our side and lets the peer notice, so that the next connection does not meet a live session. */
    @Override
    public void close() throws IOException {
        try {
            socket.shutdownOutput();
            long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MS);
            while (end == null && System.nanoTime() < deadlineNs) {
                poll(TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime()));
            }
        } catch (IOException e) {
            // The peer was faster: closed is what we want.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.close();
        }
    }
}
