package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.FixClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.field.Headline;
import quickfix.field.MsgType;

/** What a desk gets back after a restart, a broken connection, or a week. */
@Timeout(120)
class FixAcceptorRecoveryTest {
    @TempDir
    Path data;

    private final List<RawFixClient> clients = new ArrayList<>();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(data);
    }

    @AfterEach
    void stop() throws IOException {
        FixClock.reset();
        for (RawFixClient client : clients) {
            client.close();
        }
        gateway.close();
    }

    @Test
    void shouldResendWhatWasSentBeforeARestart() throws Exception {
        RawFixClient desk = logon("DESK1", 1);
        publish(TestGateway.DESK1, 1, 3, "");
        List<String> first = List.of(desk.receive(), desk.receive(), desk.receive());
        gateway.close();
        gateway = TestGateway.start(data);
        gateway.onLoop(
                () -> assertEquals(3, gateway.session(TestGateway.DESK1).store().lastEventNumber()));

        RawFixClient again = logon("DESK1", 2);
        again.send("FIX.4.4", header("2", 3, "DESK1") + "7=1|16=0|");

        assertGapFill(again.receive(), 1, 2);
        for (String message : first) {
            assertResent(message, again.receive());
        }
        assertGapFill(again.receive(), 5, 6);
        again.send("FIX.4.4", header("1", 4, "DESK1") + "112=in step|");
        assertTrue(again.receive().contains("|34=6|"));
    }

    @Test
    void shouldStoreWhatIsSentToASessionThatIsNotLoggedOn() throws IOException {
        publish(TestGateway.DESK1, 1, 2, "");

        RawFixClient desk = connect();
        desk.send("FIX.4.4", header("A", 1, "DESK1") + "98=0|108=30|553=DESK1|554=desk1-secret|");
        assertTrue(desk.receive().contains("|35=A|34=3|"));
        desk.send("FIX.4.4", header("2", 2, "DESK1") + "7=1|16=2|");

        assertTrue(desk.receive().contains("|34=1|43=Y|"));
        assertTrue(desk.receive().contains("|34=2|43=Y|"));
        assertTrue(desk.isQuietFor(200));
    }

    @Test
    void shouldHearNothingOnceAMessageWasNotStored() throws IOException {
        RawFixClient desk = logon("DESK1", 1);
        FixSession session = gateway.session(TestGateway.DESK1);
        gateway.onLoop(
                () -> assertThrows(IOException.class, () -> session.store().set(9, "y".repeat(64 * 1024 * 1024 + 1))));

        desk.send("FIX.4.4", header("1", 2, "DESK1") + "112=anybody?|");

        assertTrue(desk.isClosedSilently());
        gateway.onLoop(() -> assertEquals(2, session.store().getNextTargetMsgSeqNum(), "it comes again"));
    }

    @Test
    void shouldResendAPartAndAskedTwice() throws IOException {
        RawFixClient desk = logon("DESK1", 1);
        publish(TestGateway.DESK1, 1, 5, "");
        for (int i = 0; i < 5; i++) {
            desk.receive();
        }

        desk.send("FIX.4.4", header("2", 2, "DESK1") + "7=3|16=4|");
        desk.send("FIX.4.4", header("2", 3, "DESK1") + "7=5|16=5|");

        assertTrue(desk.receive().contains("|35=B|34=3|43=Y|"));
        assertTrue(desk.receive().contains("|35=B|34=4|43=Y|"));
        assertTrue(desk.receive().contains("|35=B|34=5|43=Y|"));
        assertTrue(desk.isQuietFor(200));
    }

    @Test
    void shouldGoOnWithLiveMessagesDuringALargeResend() throws IOException {
        publish(TestGateway.DESK1, 1, 20_000, "x".repeat(400));
        RawFixClient desk = connect();
        desk.send("FIX.4.4", header("A", 1, "DESK1") + "98=0|108=30|553=DESK1|554=desk1-secret|");
        assertTrue(desk.receive().contains("|35=A|34=20001|"));

        desk.send("FIX.4.4", header("2", 2, "DESK1") + "7=1|16=0|");
        desk.send("FIX.4.4", header("1", 3, "DESK1") + "112=live|");

        int liveAt = 0;
        for (int received = 1, expected = 1; expected <= 20_000; received++) {
            String message = desk.receive();
            if (message.contains("|112=live|")) {
                liveAt = received;
            } else {
                assertTrue(message.contains("|34=" + expected + "|43=Y|"), message);
                expected++;
            }
        }
        assertTrue(liveAt > 0 && liveAt < 10_000, "the live answer came as message " + liveAt);
        assertGapFill(desk.receive(), 20_001, 20_002);
    }

    @Test
    void shouldCutADeskThatDoesNotReadAndServeItByResend() throws IOException {
        RawFixClient deaf = RawFixClient.connectWithReceiveBuffer(4_096, gateway.address());
        clients.add(deaf);
        deaf.send("FIX.4.4", header("A", 1, "DESK1") + "98=0|108=30|553=DESK1|554=desk1-secret|");
        assertTrue(deaf.receive().contains("|35=A|"));
        RawFixClient other = connect();
        other.send("FIXT.1.1", header("A", 1, "DESK2") + "98=0|108=30|1137=9|553=DESK2|554=desk2-secret|");
        assertTrue(other.receive().contains("|35=A|"));

        publish(TestGateway.DESK1, 1, 2_000, "x".repeat(8_000));

        await().until(() -> !gateway.session(TestGateway.DESK1).isLoggedOn());
        assertTrue(gateway.heard.contains("logout DESK1"));
        other.send("FIXT.1.1", header("1", 2, "DESK2") + "112=undisturbed|");
        assertTrue(other.receive().contains("|112=undisturbed|"));

        RawFixClient again = logon("DESK1", 2);
        again.send("FIX.4.4", header("2", 3, "DESK1") + "7=2|16=2001|");
        for (int seqNum = 2; seqNum <= 2_001; seqNum++) {
            assertTrue(again.receive().contains("|35=B|34=" + seqNum + "|43=Y|"));
        }
    }

    @Test
    void shouldResetTheNumbersOnSundayOnce() throws Exception {
        FixClock.moveTo("2026-11-21T23:59:50Z");
        gateway.close();
        gateway = TestGateway.start(data.resolve("week"));
        RawFixClient desk = logon("DESK1", 1);
        publish(TestGateway.DESK1, 1, 1, "");
        desk.receive();

        FixClock.moveTo("2026-11-22T00:00:01Z");

        String logout = desk.receive();
        assertTrue(logout.contains("|35=5|") && logout.contains("|58=Session reset|"), logout);
        desk.send("FIX.4.4", header("5", 2, "DESK1"));
        assertTrue(desk.drainsToEnd());
        RawFixClient again = logon("DESK1", 1);
        await().untilAsserted(() -> assertEquals(List.of(2L, 2L, 2L, 2L), epochs()));
        gateway.onLoop(
                () -> assertEquals(1, gateway.session(TestGateway.DESK1).store().lastEventNumber()));
        again.send("FIX.4.4", header("1", 2, "DESK1") + "112=new week|");
        assertTrue(again.receive().contains("|34=2|"));
    }

    @Test
    void shouldNotLetADeskThatIgnoresTheLogoutHoldUpTheReset() throws Exception {
        FixClock.moveTo("2026-11-21T23:59:50Z");
        gateway.close();
        gateway = TestGateway.start(data.resolve("week"));
        RawFixClient desk = logon("DESK1", 1);

        FixClock.moveTo("2026-11-22T00:00:01Z");

        assertTrue(desk.drainsToEnd());
        logon("DESK1", 1);
    }

    @Test
    void shouldResetAtTheStartIfTheWeekHasEndedMeanwhile() throws Exception {
        FixClock.moveTo("2026-11-21T12:00:00Z");
        gateway.close();
        gateway = TestGateway.start(data.resolve("week"));
        logon("DESK1", 1);
        assertEquals(List.of(1L, 1L, 1L, 1L), epochs());
        gateway.close();

        FixClock.moveTo("2026-11-23T12:00:00Z");
        gateway = TestGateway.start(data.resolve("week"));

        assertEquals(List.of(2L, 2L, 2L, 2L), epochs());
        logon("DESK1", 1);
    }

    private List<Long> epochs() {
        return gateway.acceptor.sessions().stream()
                .map(session -> session.store().epoch())
                .toList();
    }

    private void publish(SessionID sessionId, int firstEvent, int count, String headline) {
        gateway.onLoop(() -> {
            FixSession session = gateway.session(sessionId);
            for (int event = firstEvent; event < firstEvent + count; event++) {
                Message news = new Message();
                news.getHeader().setField(new MsgType("B"));
                news.setField(new Headline("event " + event + headline));
                session.store().currentEvent(event, 0);
                session.session().send(news);
            }
            session.store().currentEvent(0, 0);
        });
    }

    private static void assertGapFill(String message, int from, int newSeqNo) {
        assertTrue(message.contains("|35=4|34=" + from + "|43=Y|"), message);
        assertTrue(message.contains("|36=" + newSeqNo + "|123=Y|"), message);
    }

    /** The same message but for 9, 43, 52, 122 and 10, each of which is right. */
    private static void assertResent(String first, String again) {
        String changing = "\\|(9|43|52|122|10)=[^|]*(?=\\|)";
        assertEquals(first.replaceAll(changing, ""), again.replaceAll(changing, ""));
        assertTrue(again.contains("|43=Y|"), again);
        assertTrue(again.contains("|122=" + first.replaceAll(".*\\|52=([^|]*)\\|.*", "$1") + "|"), again);
        String body = again.replaceAll("^8=[^|]*\\|9=\\d+\\|", "").replaceAll("10=\\d{3}\\|$", "");
        assertEquals(RawFixClient.message("FIX.4.4", body), again);
    }

    private RawFixClient logon(String sender, int seqNum) throws IOException {
        RawFixClient client = connect();
        String password = sender.toLowerCase(Locale.ROOT) + "-secret";
        client.send("FIX.4.4", header("A", seqNum, sender) + "98=0|108=30|553=" + sender + "|554=" + password + "|");
        String answer = client.receive();
        assertTrue(answer.contains("|35=A|"), answer);
        return client;
    }

    private RawFixClient connect() throws IOException {
        RawFixClient client = gateway.connect();
        clients.add(client);
        return client;
    }

    private static String header(String type, int seqNum, String sender) {
        return "35=" + type + "|34=" + seqNum + "|49=" + sender + "|52=" + RawFixClient.now() + "|56=BASCULE|";
    }
}
