package io.bascule.gateway.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A counterparty over a raw socket: it numbers its messages, and reads what comes as text with | for SOH. */
final class FixClient implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String compId;
    private int nextSeqNum;

    private FixClient(InetSocketAddress address, String compId, int nextSeqNum) throws IOException {
        this.compId = compId;
        this.nextSeqNum = nextSeqNum;
        socket.connect(address);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Logs on with both numbers at 1. */
    static FixClient logon(InetSocketAddress address, String compId) throws IOException {
        FixClient client = new FixClient(address, compId, 1);
        client.send("35=A|98=0|108=30|141=Y|" + client.credentials());
        client.expect("|35=A|");
        return client;
    }

    /** Logs on with the numbers of another connection. */
    static FixClient resume(InetSocketAddress address, String compId, int nextSeqNum) throws IOException {
        FixClient client = new FixClient(address, compId, nextSeqNum);
        client.send("35=A|98=0|108=30|" + client.credentials());
        client.expect("|35=A|");
        return client;
    }

    private String credentials() {
        return "553=" + compId + "|554=" + compId.toLowerCase(Locale.ROOT) + "-secret";
    }

    int nextSeqNum() {
        return nextSeqNum;
    }

    /** Sends {@code 35=D|11=a|…}; SendingTime and TransactTime(60) are added. */
    void send(String text) throws IOException {
        String time = TIME.format(Instant.now());
        int typeEnd = text.indexOf('|') + 1;
        String body = text.substring(0, typeEnd) + "34=" + nextSeqNum++ + "|49=" + compId + "|52=" + time
                + "|56=BASCULE|" + text.substring(typeEnd) + "|";
        if (body.startsWith("35=D|") || body.startsWith("35=F|") || body.startsWith("35=G|")) {
            body += "60=" + time + "|";
        }
        String unsummed = ("8=FIX.4.4|9=" + body.length() + "|" + body).replace('|', '\001');
        int sum = 0;
        for (byte octet : unsummed.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += octet & 0xff;
        }
        String wire = unsummed + "10=" + String.format(Locale.ROOT, "%03d", sum % 256) + "\001";
        socket.getOutputStream().write(wire.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next message that holds all of the parts; others before it are passed over. */
    String expect(String... parts) throws IOException {
        while (true) {
            String message = read();
            boolean fits = true;
            for (String part : parts) {
                fits &= message.contains(part);
            }
            if (fits) {
                return message;
            }
        }
    }

    private String read() throws IOException {
        StringBuilder message = new StringBuilder();
        int checksumAt = -1;
        while (checksumAt < 0 || message.charAt(message.length() - 1) != '|') {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed after " + message);
            }
            message.append(octet == 1 ? '|' : (char) octet);
            if (checksumAt < 0 && message.length() > 4 && message.indexOf("|10=", message.length() - 4) >= 0) {
                checksumAt = message.length();
            }
        }
        return message.toString();
    }

    /** Whether the venue has closed the connection, after whatever it still said. */
    boolean isClosedByVenue() throws IOException {
        while (in.read() >= 0) {
            // Whatever it still says.
        }
        return true;
    }

    /** Cuts the connection without a word. */
    void cut() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
