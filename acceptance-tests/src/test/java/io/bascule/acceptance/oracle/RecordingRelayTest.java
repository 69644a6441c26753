package io.bascule.acceptance.oracle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.acceptance.oracle.RecordingFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecordingRelayTest {
    private ServerSocket venue;
    private RecordingRelay relay;
    private Thread thread;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        venue = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        relay = new RecordingRelay(
                0, new InetSocketAddress(InetAddress.getLoopbackAddress(), venue.getLocalPort()), folder);
        thread = new Thread(() -> {
            try {
                relay.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.start();
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        thread.join();
        venue.close();
    }

    @Test
    void shouldPassOnAndRecordBothWaysAndAHalfClose() throws Exception {
        try (Socket client = connect();
                Socket server = venue.accept()) {
            client.getOutputStream().write(bytes("order"));
            assertArrayEquals(bytes("order"), server.getInputStream().readNBytes(5));
            client.shutdownOutput();
            assertEquals(-1, server.getInputStream().read());
            server.getOutputStream().write(bytes("report"));
            server.shutdownOutput();
            assertArrayEquals(bytes("report"), client.getInputStream().readAllBytes());
        }

        assertEquals(List.of("FROM_CLIENT order", "CLIENT_ENDED ", "FROM_VENUE report", "VENUE_ENDED "), recorded(1));
    }

    @Test
    void shouldPassOnAReset() throws Exception {
        Socket client = connect();
        try (Socket server = venue.accept()) {
            try (client) {
                client.getOutputStream().write(1);
                assertEquals(1, server.getInputStream().read());
                client.setSoLinger(true, 0);
            }

            assertThrows(SocketException.class, () -> server.getInputStream().read());
        }

        assertEquals("CLIENT_BROKE ", recorded(1).get(1));
    }

    @Test
    void shouldGoWhereTheVenueHasMovedAndBreakOffWhereItIsNot() throws Exception {
        try (ServerSocket moved = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            relay.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), moved.getLocalPort()));
            try (Socket client = connect();
                    Socket server = moved.accept()) {
                client.getOutputStream().write(7);
                assertEquals(7, server.getInputStream().read());
            }
        }
        try (Socket client = connect()) {
            assertThrows(SocketException.class, () -> {
                if (client.getInputStream().read() < 0) {
                    throw new SocketException("ended");
                }
            });
        }
        assertEquals(List.of("VENUE_BROKE "), recorded(2));
    }

    @Test
    void shouldNotReadAheadOfASideThatDoesNotRead() throws Exception {
        byte[] much = new byte[64 << 20];
        try (Socket client = connect();
                Socket server = venue.accept()) {
            Thread writer = new Thread(() -> {
                try {
                    client.getOutputStream().write(much);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            await().until(() -> recordedBytes() > 0);
            await().during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(10))
                    .until(this::recordedBytes, length -> length < 8 << 20);
            assertTrue(writer.isAlive());
            assertEquals(much.length, server.getInputStream().readNBytes(much.length).length);
            writer.join();
        }
        await().until(() -> recordedBytes() == much.length);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.port());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private long recordedBytes() throws IOException {
        long[] length = {0};
        RecordingFile.read(file(1), (kind, timeNs, bytes) -> length[0] += kind == Kind.FROM_CLIENT ? bytes.length : 0);
        return length[0];
    }

    private List<String> recorded(int connection) throws IOException {
        List<String> pieces = new ArrayList<>();
        RecordingFile.read(
                file(connection),
                (kind, timeNs, bytes) -> pieces.add(kind + " " + new String(bytes, StandardCharsets.US_ASCII)));
        return pieces;
    }

    private Path file(int connection) throws IOException {
        Path[] files = RecordingFile.in(folder).toArray(Path[]::new);
        assertTrue(files.length >= connection, Arrays.toString(files));
        return files[connection - 1];
    }
}
