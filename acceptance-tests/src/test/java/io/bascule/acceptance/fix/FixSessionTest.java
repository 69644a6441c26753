package io.bascule.acceptance.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FixSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private HandAcceptor acceptor;
    private Inbox inbox;
    private Transcript transcript;

    @BeforeEach
    void listen() throws IOException {
        acceptor = new HandAcceptor();
        inbox = new Inbox();
        transcript = new Transcript("DESK");
    }

    @AfterEach
    void close() throws IOException {
        acceptor.close();
    }

    @Test
    void shouldLogOnWithWhatItsVersionNeeds() throws Exception {
        FixSession session = session(FixVersion.FIX50SP2);
        CompletableFuture<Void> logon = logon(session, true);
        acceptor.accept();

        RawMessage request = acceptor.read("A");
        acceptor.write(1, "A", "98=0|108=30|141=Y");
        acceptor.beat(2);
        logon.join();

        assertEquals("FIXT.1.1", request.get(8));
        assertEquals("9", request.get(1137));
        assertEquals("Y", request.get(141));
        assertEquals("desk-secret", request.get(554));
        assertFalse(request.toString().contains("desk-secret"));
        assertTrue(session.isLoggedOn());
    }

    @Test
    void shouldFailIfTheAcceptorClosesSilently() throws Exception {
        FixSession session = session(FixVersion.FIX44);
        CompletableFuture<Void> logon = logon(session, true);
        acceptor.accept();
        acceptor.read("A");
        acceptor.drop();

        assertTrue(assertThrows(Exception.class, logon::join).getMessage().contains("no Logon"));
    }

    @Test
    void shouldSendItsOwnMessagesAgainAndFillAdministrativeGaps() throws Exception {
        FixSession session = loggedOn();
        session.send("D", "11=a");
        session.send("D", "11=b");
        String sent = acceptor.read("D").required(52);
        acceptor.read("D");
        acceptor.write(3, "2", "7=1|16=0");

        RawMessage fill = acceptor.read("4");
        RawMessage first = acceptor.read("D");
        RawMessage second = acceptor.read("D");

        assertEquals("1 to 3, Y", fill.get(34) + " to " + fill.get(36) + ", " + fill.get(123));
        assertEquals("3 a Y " + sent, first.get(34) + " " + first.get(11) + " " + first.get(43) + " " + first.get(122));
        assertEquals("4 b Y", second.get(34) + " " + second.get(11) + " " + second.get(43));
    }

    @Test
    void shouldFillTheWholeGapIfItDecidesItselfWhatToSendAgain() throws Exception {
        FixSession session = loggedOn();
        session.gapFillResends(true);
        session.send("D", "11=a");
        acceptor.read("D");
        acceptor.write(3, "2", "7=3|16=0");

        RawMessage fill = acceptor.read("4");

        assertEquals("3 to 4", fill.get(34) + " to " + fill.get(36));
    }

    @Test
    void shouldAskForWhatItMissedAndDeliverAllOnceInOrder() throws Exception {
        loggedOn();
        acceptor.write(5, "8", "17=5");
        RawMessage request = acceptor.read("2");
        acceptor.write(3, "8", "43=Y|17=3");
        acceptor.write(4, "8", "43=Y|17=4");
        acceptor.write(5, "8", "43=Y|17=5");
        acceptor.write(6, "8", "17=6");

        assertEquals("3 to 0", request.get(7) + " to " + request.get(16));
        inbox.take(message -> message.is(17, "6"), PATIENCE);
        assertEquals(
                "3 4 5",
                String.join(" ", inbox.drain().stream().map(m -> m.get(17)).toList()));
    }

    @Test
    void shouldResumeWithItsNumbersAndHaveLostRequestsAskedFor() throws Exception {
        FixSession session = loggedOn();
        session.cut();
        session.send("D", "11=lost");
        CompletableFuture<Void> logon = logon(session, false);
        acceptor.accept();

        RawMessage request = acceptor.read("A");
        acceptor.write(3, "A", "98=0|108=30");
        acceptor.read("1");
        acceptor.write(4, "2", "7=3|16=0");
        RawMessage again = acceptor.read("D");
        acceptor.read("4");
        acceptor.beat(5);
        logon.join();

        assertEquals("4", request.get(34));
        assertFalse(request.has(141));
        assertEquals("3 lost Y", again.get(34) + " " + again.get(11) + " " + again.get(43));
        assertEquals(
                2, transcript.entries().get(transcript.entries().size() - 1).connection());
    }

    @Test
    void shouldRecordEverythingAgainAndDeliverNothingTwice() throws Exception {
        FixSession session = loggedOn();
        acceptor.write(3, "8", "17=3");
        inbox.take(message -> message.is(17, "3"), PATIENCE);
        CompletableFuture<Void> reread = CompletableFuture.runAsync(() -> {
            try {
                session.reread(PATIENCE);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        RawMessage request = acceptor.read("2");
        assertEquals("1 to 0", request.get(7) + " to " + request.get(16));
        acceptor.write(1, "4", "43=Y|123=Y|36=3");
        acceptor.write(3, "8", "43=Y|17=3");
        reread.join();

        assertEquals(0, inbox.drain().size());
        RawMessage last =
                transcript.entries().get(transcript.entries().size() - 1).message();
        assertEquals("Y 3", last.get(43) + " " + last.get(17));
    }

    @Test
    void shouldAnswerTestRequestsAndLogOut() throws Exception {
        FixSession session = loggedOn();
        acceptor.write(3, "1", "112=ping");
        assertEquals("ping", acceptor.read("0").get(112));

        CompletableFuture<Void> closing = CompletableFuture.runAsync(session::close);
        acceptor.read("5");
        acceptor.write(4, "5", "58=bye");
        closing.join();

        assertFalse(session.isLoggedOn());
    }

    @Test
    void shouldDropAConnectionWhoseNumbersGoBack() throws Exception {
        FixSession session = loggedOn();
        acceptor.write(1, "8", "17=1");

        Exception thrown = assertThrows(IOException.class, () -> session.synchronise(PATIENCE));
        assertTrue(thrown.getMessage().contains("too low"), thrown.getMessage());
    }

    private FixSession session(FixVersion version) {
        return new FixSession(acceptor.settings(version), transcript, inbox);
    }

    private FixSession loggedOn() throws IOException {
        FixSession session = session(FixVersion.FIX44);
        CompletableFuture<Void> logon = logon(session, true);
        acceptor.accept();
        acceptor.read("A");
        acceptor.write(1, "A", "98=0|108=30|141=Y");
        acceptor.beat(2);
        logon.join();
        return session;
    }

    private static CompletableFuture<Void> logon(FixSession session, boolean reset) {
        return CompletableFuture.runAsync(() -> {
            try {
                session.logon(reset, PATIENCE);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }
}
