package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What comes to a port that is open to the network, and what each does until it is thrown out. */
enum Stranger {
    /** Claims two thousand million bytes, and sends them. */
    HUGE(0) {
        @Override
        byte[] bytes(Random random) {
            byte[] claim = "8=FIX.4.4\u00019=2000000000\u000135=A\u0001".getBytes(StandardCharsets.ISO_8859_1);
            byte[] stream = Arrays.copyOf(claim, 4 * 1024 * 1024);
            Arrays.fill(stream, claim.length, stream.length, (byte) 'x');
            return stream;
        }
    },
    /** Sends a Logon, a byte every 100 ms. */
    DRIP(100) {
        @Override
        byte[] bytes(Random random) {
            return Framing.frame("FIX.4.4", "35=A|34=1|49=QA2|52=20260101-00:00:00|56=BASCULE|98=0|108=30|553=QA2|");
        }
    },
    /** Says nothing. */
    SILENCE(0) {
        @Override
        byte[] bytes(Random random) {
            return new byte[0];
        }
    },
    /** Speaks another protocol, or none. */
    JUNK(0) {
        @Override
        byte[] bytes(Random random) {
            return switch (random.nextInt(5)) {
                case 0 -> "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
                case 1 -> clientHello(random);
                case 2 -> ("8=FIX" + "9".repeat(random.nextInt(40)) + "\u0001").getBytes(StandardCharsets.ISO_8859_1);
                case 3 -> "SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.ISO_8859_1);
                default -> noise(random, 1 + random.nextInt(40_000));
            };
        }
    };

    private static final int GIVE_UP_SECONDS = 20;
    private static final int READ_MS = 20;

    private final int pauseMs;

    Stranger(int pauseMs) {
        this.pauseMs = pauseMs;
    }

    /**
     * How it ended.
     *
     * @param seconds from the connection to its end.
     * @param bytesBack that the venue sent to it.
     */
    record Outcome(Stranger stranger, InetAddress from, double seconds, long bytesBack) {}

    abstract byte[] bytes(Random random);

    /** Connects, does what it does, and waits until it is thrown out. */
    Outcome call(InetAddress from, int port, Random random) throws IOException {
        byte[] bytes = bytes(random);
        long back = 0;
        long fromNs;
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setTcpNoDelay(true);
            fromNs = System.nanoTime();
            socket.connect(new InetSocketAddress(Loopback.address(1), port), GIVE_UP_SECONDS * 1000);
            socket.setSoTimeout(pauseMs > 0 ? pauseMs : READ_MS);
            long deadlineNs = fromNs + TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS);
            int sent = 0;
            for (boolean isOpen = true; isOpen && System.nanoTime() < deadlineNs; ) {
                int length = Math.min(pauseMs > 0 ? 1 : 256 * 1024, bytes.length - sent);
                sent += send(socket, bytes, sent, length);
                int read = read(socket.getInputStream());
                back += Math.max(0, read);
                isOpen = read >= 0;
            }
        }
        return new Outcome(this, from, (System.nanoTime() - fromNs) / 1e9, back);
    }

    private static int send(Socket socket, byte[] bytes, int at, int length) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes, at, length);
            return length;
        } catch (IOException e) {
            // It is thrown out: the read says so.
            return 0;
        }
    }

    /** How many bytes came; -1: it is closed. */
    private static int read(InputStream in) {
        try {
            return in.read(new byte[1024]);
        } catch (SocketTimeoutException e) {
            return 0;
        } catch (IOException e) {
            return -1;
        }
    }

    private static byte[] clientHello(Random random) {
        byte[] hello = noise(random, 512);
        System.arraycopy(new byte[] {22, 3, 1, 1, (byte) 0xfb, 1, 0, 1, (byte) 0xf7, 3, 3}, 0, hello, 0, 11);
        return hello;
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
