package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptRunnerTest {
    private static final String LOGON = "iCONNECT\nI8=FIX.4.4|35=A|34=1|49=TW|52=<TIME>|56=ISLD|98=0|108=30|\n";

    private static EchoAcceptor venue;

    @BeforeAll
    static void startVenue() throws Exception {
        venue = EchoAcceptor.start();
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    private static ScriptResult run(String text) throws Exception {
        return run(venue.port(), text);
    }

    private static ScriptResult run(int port, String text) throws Exception {
        Script script = ScriptParser.parse("t.def", text, line -> {});
        return new ScriptRunner("127.0.0.1", port, ScriptRunner.Options.DEFAULT).run(script);
    }

    @Test
    void shouldSayLineExpectedAndReceivedOfAFailure() throws Exception {
        ScriptResult result = run(LOGON + "E8=FIX.4.4|35=A|34=7|49=ISLD|52=<TIME>|56=TW|98=0|108=30|10=0|\n");

        assertFalse(result.passed());
        assertEquals(3, result.line());
        assertEquals("field 34 is 1, expected 7", result.reason());
        assertEquals("8=FIX.4.4|35=A|34=7|49=ISLD|52=<TIME>|56=TW|98=0|108=30|10=0|", result.expected());
        assertTrue(result.received().matches("8=FIX\\.4\\.4\\|9=61\\|35=A\\|34=1\\|.*\\|10=\\d{3}\\|"));
        assertTrue(result.toString().startsWith("FAIL t.def:3: field 34 is 1, expected 7\n  expected 8="));
    }

    @Test
    void shouldFailWhenNothingComesInTime() throws Exception {
        ScriptResult result = run(LOGON + "E?35=A|\niTIMEOUT 50\nE?35=0|\n");

        assertEquals(5, result.line());
        assertEquals("nothing that fits came within 50 ms", result.reason());
        assertNull(result.received());
    }

    @Test
    void shouldNameTheLastMessageThatWasSkipped() throws Exception {
        ScriptResult result = run(LOGON + "iTIMEOUT 200\nE*35=A|34=3|\n");

        assertEquals(
                "nothing that fits came within 200 ms; the last skipped: field 34 is 1, expected 3", result.reason());
    }

    @Test
    void shouldFailWhenThePeerStaysConnected() throws Exception {
        assertEquals(
                "still connected after 50 ms",
                run(LOGON + "E?35=A|\niTIMEOUT 50\neDISCONNECT\n").reason());
    }

    @Test
    void shouldFailWhenThePeerDisconnectsInsteadOfAnswering() throws Exception {
        String unknown = "iCONNECT\nI8=FIX.4.4|35=A|34=1|49=NOBODY|52=<TIME>|56=ISLD|98=0|108=30|\nE?35=A|\n";

        ScriptResult result = run(unknown);

        assertEquals("disconnected", result.reason());
        assertEquals("closed by the peer", result.received());
    }

    @Test
    void shouldTellASilentCloseFromOneAfterALogout() throws Exception {
        String badTime = "iCONNECT\nI8=FIX.4.4|35=A|34=1|49=TW|52=20010101-00:00:00|56=ISLD|98=0|108=30|\n";

        assertTrue(run(badTime + "eDISCONNECT\n").passed());
        ScriptResult silent = run(badTime + "eCLOSED\n");
        assertEquals("a message instead of a disconnection", silent.reason());
        assertTrue(silent.received().contains("|35=5|"));
    }

    @Test
    void shouldRefuseToSetASessionFromOutside() throws Exception {
        ScriptResult result = run("iCONNECT\niSET_SESSION FIX.4.4:ISLD->TW NEXTSENDERSEQNUM=2000\n");

        assertEquals(2, result.line());
        assertTrue(result.reason().startsWith("iSET_SESSION needs access"));
    }

    @Test
    void shouldFailWhenTheConnectionWasClosedByTheScript() throws Exception {
        assertEquals(
                "connection 1 is not open",
                run("iCONNECT\niDISCONNECT\nI8=FIX.4.4|35=0|\n").reason());
    }

    @Test
    void shouldFailWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ScriptResult result = run(port, "iCONNECT\n");

        assertEquals(1, result.line());
        assertTrue(result.reason().contains("ConnectException"), result.reason());
    }

    @Test
    void shouldFailOnAGarbledAnswer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> answerOnce(server, "8=FIX.4.4\0019=5\00135=0\00110=000\001"));
            peer.start();
            ScriptResult result = run(server.getLocalPort(), LOGON + "E?35=A|\n");
            peer.join();

            assertEquals("garbled message", result.reason());
            assertTrue(result.received().endsWith("|35=0|10=000|"), result.received());
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
