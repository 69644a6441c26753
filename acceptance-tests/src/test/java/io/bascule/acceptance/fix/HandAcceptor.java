package io.bascule.acceptance.fix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An acceptor moved by hand: a test reads what the client sent and writes what the venue would say. */
final class HandAcceptor implements AutoCloseable {
    private static final int TIMEOUT_MS = 5_000;

    private final ServerSocket server;
    private Socket socket;
    private FrameReader frames;

    HandAcceptor() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(TIMEOUT_MS);
    }

    SessionSettings settings(FixVersion version) {
        return SessionSettings.ofDemo("127.0.0.1", server.getLocalPort(), "DESK", version);
    }

    void accept() throws IOException {
        socket = server.accept();
        socket.setSoTimeout(TIMEOUT_MS);
        frames = new FrameReader(socket.getInputStream());
    }

    /** The next message of a type that is expected. */
    RawMessage read(String msgType) throws IOException {
        byte[] frame = frames.poll();
        if (frame == null) {
            throw new IOException("no " + msgType + " came");
        }
        RawMessage message = RawMessage.parse(frame);
        if (!message.is(35, msgType)) {
            throw new IOException("no " + msgType + " but " + message);
        }
        return message;
    }

    void write(long seqNum, String msgType, String body) throws IOException {
        socket.getOutputStream().write(frame(seqNum, msgType, body));
    }

    /** Answers the TestRequest that ends a client's logon. */
    void beat(long seqNum) throws IOException {
        write(seqNum, "0", "112=" + read("1").required(112));
    }

    void drop() throws IOException {
        socket.close();
    }

    static byte[] frame(long seqNum, String msgType, String body) {
        String inner = "35=" + msgType + "|34=" + seqNum + "|49=BASCULE|56=DESK|52=20261120-12:00:00.000|" + body + "|";
        String text = ("8=FIX.4.4|9=" + inner.length() + "|" + inner).replace('|', '\u0001');
        int checkSum = text.chars().sum() % 256;
        return (text + String.format("10=%03d\u0001", checkSum)).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        server.close();
    }
}
