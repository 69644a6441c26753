package io.bascule.gateway.session;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import quickfix.SystemTime;

/** A counterparty made of a socket and strings in which | stands for SOH. */
final class RawFixClient implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final int TIMEOUT_MS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final long connectedMs;

    private RawFixClient(Socket socket, InetSocketAddress server, String localAddress, int receiveBuffer)
            throws IOException {
        this.socket = socket;
        connectedMs = System.currentTimeMillis();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.bind(new InetSocketAddress(InetAddress.getByName(localAddress), 0));
        socket.connect(server, TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
    }

    static RawFixClient connect(InetSocketAddress server) throws IOException {
        return new RawFixClient(new Socket(), server, "127.0.0.1", 0);
    }

    static RawFixClient connectFrom(String localAddress, InetSocketAddress server) throws IOException {
        return new RawFixClient(new Socket(), server, localAddress, 0);
    }

    static RawFixClient connectWithReceiveBuffer(int bytes, InetSocketAddress server) throws IOException {
        return new RawFixClient(new Socket(), server, "127.0.0.1", bytes);
    }

    /** Over TLS; the handshake is not made before something is sent or read. */
    static RawFixClient connectOverTls(SSLContext context, String protocol, InetSocketAddress server)
            throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        socket.setEnabledProtocols(new String[] {protocol});
        return new RawFixClient(socket, server, "127.0.0.1", 0);
    }

    /** Makes the handshake, or makes it again. */
    void handshake() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    /** Whether the TLS of an earlier connection was resumed, instead of a handshake with certificates. */
    boolean isResumed() {
        long began = ((SSLSocket) socket).getSession().getCreationTime();
        return began < connectedMs;
    }

    /** The name in the certificate that the other side has shown. */
    String serverName() throws IOException {
        return ((SSLSocket) socket).getSession().getPeerPrincipal().getName();
    }

    /** The time that SendingTime(52) takes now. */
    static String now() {
        return TIME.format(SystemTime.now());
    }

    /** A message of that body with BodyLength(9) and CheckSum(10). */
    static String message(String beginString, String body) {
        String head = "8=" + beginString + "|9=" + body.length() + "|" + body;
        int sum = head.replace('|', '\u0001').chars().sum() & 0xFF;
        return head + String.format("10=%03d|", sum);
    }

    void send(String beginString, String body) throws IOException {
        sendRaw(message(beginString, body));
    }

    void sendRaw(String text) throws IOException {
        sendBytes(bytes(text));
    }

    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    static byte[] bytes(String text) {
        return text.replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The next message; times out with an exception. */
    String receive() throws IOException {
        StringBuilder message = new StringBuilder();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after '" + message + "'");
            }
            message.append(b == 1 ? '|' : (char) b);
            int trailer = message.length() - 8;
            if (b == 1 && trailer > 0 && message.indexOf("|10=", trailer) == trailer) {
                return message.toString();
            }
        }
    }

    /** The next byte, whatever it belongs to. */
    int receiveByte() throws IOException {
        return in.read();
    }

    /** Whether the other side closes the connection within the time limit without another byte. */
    boolean isClosedSilently() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException | SSLException e) {
            return true;
        }
    }

    /** Whether nothing arrives and the connection stays for that long. */
    boolean isQuietFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(TIMEOUT_MS);
        }
    }

    /** Reads and drops everything until the other side closes; false if it does not within the time limit. */
    boolean drainsToEnd() throws IOException {
        byte[] buffer = new byte[65_536];
        try {
            while (in.read(buffer) >= 0) {
                // Dropped.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
