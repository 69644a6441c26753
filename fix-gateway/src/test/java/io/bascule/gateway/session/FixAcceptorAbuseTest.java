package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;
import quickfix.field.Headline;
import quickfix.field.MsgType;

/** What a desk that is logged on may do wrong, and that it gets an answer and costs nobody else anything. */
@Timeout(60)
class FixAcceptorAbuseTest {
    @TempDir
    Path data;

    private final List<RawFixClient> clients = new ArrayList<>();
    private TestGateway gateway;
    private RawFixClient desk;
    private RawFixClient fixt;

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(data);
        desk = logonFix44(1);
        fixt = logonFixt(1);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawFixClient client : clients) {
            client.close();
        }
        gateway.close();
    }

    @Test
    void shouldTakeTheHighestNewSeqNoAtOnce() throws IOException {
        long fromNs = System.nanoTime();
        desk.send("FIX.4.4", header("4", 2, "DESK1") + "123=N|36=2147483647|");

        assertFixtServed(2);
        assertTrue(System.nanoTime() - fromNs < 2_000_000_000L, "the loop was held up");
    }

    @Test
    void shouldEndASessionWhoseNumbersRunOut() throws IOException {
        desk.send("FIX.4.4", header("4", 2, "DESK1") + "123=N|36=2147483647|");
        desk.send("FIX.4.4", header("0", Integer.MAX_VALUE, "DESK1"));

        assertTrue(desk.drainsToEnd());
        assertFixtServed(2);
    }

    @Test
    void shouldTakeManyMessagesThatCameEarlyInTheirTurn() throws IOException {
        for (int seqNum = 3; seqNum <= 400; seqNum++) {
            desk.send("FIX.4.4", header("1", seqNum, "DESK1") + "112=early|");
        }
        desk.send("FIX.4.4", header("0", Integer.MAX_VALUE, "DESK1"));
        assertTrue(desk.receive().contains("|35=2|"));

        desk.send("FIX.4.4", header("1", 2, "DESK1") + "112=missing|");

        assertTrue(desk.receive().contains("|112=missing|"));
        for (int i = 0; i < EarlyMessages.MAX_MESSAGES; i++) {
            assertTrue(desk.receive().contains("|112=early|"));
        }
        // What was beyond the bound comes again by resend.
        desk.send("FIX.4.4", header("1", 401, "DESK1") + "112=live|");
        String request = desk.receive();
        assertTrue(request.contains("|35=2|") && request.contains("|7=259|"), request);
    }

    @Test
    void shouldNotCountAnEarlyMessageOfAVersionThatIsNone() throws IOException {
        desk.send("FIX.4.4", header("B", 5, "DESK1") + "1128=0|148=x|");
        String reject = desk.receive();
        assertTrue(reject.contains("|35=3|") && reject.contains("|371=1128|"), reject);
        assertTrue(reject.contains("|45=5|") && reject.contains("|373=2|"), reject);

        desk.send("FIX.4.4", header("1", 2, "DESK1") + "112=in turn|");
        assertTrue(desk.receive().contains("|112=in turn|"));
    }

    @Test
    void shouldUseUpNoNumberForAResendFromZero() throws IOException {
        desk.send("FIX.4.4", header("2", 2, "DESK1") + "7=0|16=0|");
        assertTrue(desk.receive().contains("|35=4|34=1|43=Y|"));

        desk.send("FIX.4.4", header("1", 3, "DESK1") + "112=next|");
        String heartbeat = desk.receive();
        assertTrue(heartbeat.contains("|34=2|") && heartbeat.contains("|112=next|"), heartbeat);
    }

    @Test
    void shouldAskAgainForAGapBehindAWrongNumber() throws IOException {
        desk.send("FIX.4.4", header("1", 10_000, "DESK1") + "112=wrong|");
        assertTrue(desk.receive().contains("|35=2|"));
        desk.send("FIX.4.4", header("4", 2, "DESK1") + "43=Y|122=20260101-00:00:00|123=Y|36=5|");

        desk.send("FIX.4.4", header("1", 6, "DESK1") + "112=early|");

        String request = desk.receive();
        assertTrue(request.contains("|35=2|") && request.contains("|7=5|16=0|"), request);
        desk.send("FIX.4.4", header("1", 5, "DESK1") + "43=Y|122=20260101-00:00:00|112=late|");
        assertTrue(desk.receive().contains("|112=late|"));
        assertTrue(desk.receive().contains("|112=early|"));
    }

    @Test
    void shouldAskAgainForAGapThatANewNumberHasMadeOfAnother() throws IOException {
        desk.send("FIX.4.4", header("1", 10, "DESK1") + "112=early|");
        assertTrue(desk.receive().contains("|35=2|"));
        desk.send("FIX.4.4", header("4", 2, "DESK1") + "123=N|36=5|");

        desk.send("FIX.4.4", header("1", 11, "DESK1") + "112=later|");

        String request = desk.receive();
        assertTrue(request.contains("|35=2|") && request.contains("|7=5|16=0|"), request);
    }

    @Test
    void shouldRejectAnotherApplicationVersionAndCountIt() throws IOException {
        for (int i = 0; i < 2; i++) {
            int seqNum = 2 + i;
            String version = i == 0 ? "7" : "no version";
            fixt.send("FIXT.1.1", header("B", seqNum, "DESK2") + "1128=" + version + "|148=x|");
            String reject = fixt.receive();
            assertTrue(reject.contains("|35=3|") && reject.contains("|45=" + seqNum + "|"), reject);
            assertTrue(reject.contains("|371=1128|") && reject.contains("|373=18|"), reject);
        }
        fixt.send("FIXT.1.1", header("1", 4, "DESK2") + "1128=9|112=its own|");
        assertTrue(fixt.receive().contains("|112=its own|"));
    }

    @Test
    void shouldLogOutAfterAnotherBeginString() throws IOException {
        desk.send("FIX.4.2", header("D", 2, "DESK1") + "11=1|");

        String logout = desk.receive();
        assertTrue(logout.contains("|35=5|") && logout.contains("|58=Incorrect BeginString|"), logout);
        assertTrue(desk.isClosedSilently());
        await().until(() -> !gateway.session(TestGateway.DESK1).isLoggedOn());
        desk = logonFix44(2);
        desk.send("FIX.4.4", header("1", 3, "DESK1") + "112=back|");
        assertTrue(desk.receive().contains("|112=back|"));
    }

    @Test
    void shouldNotBeSilentAfterANumberThatIsNone() throws IOException {
        desk.send("FIX.4.4", "35=D|34=abc|49=DESK1|52=" + RawFixClient.now() + "|56=BASCULE|11=1|");
        desk.send("FIX.4.4", header("1", 2, "DESK1") + "112=after|");

        assertTrue(desk.receive().matches(".*\\|35=[35]\\|.*"));
        assertFixtServed(2);
    }

    @Test
    void shouldStreamAResendThatBeginsBelowOne() throws IOException {
        gateway.onLoop(() -> publish("one", 3));
        for (int i = 0; i < 3; i++) {
            desk.receive();
        }

        desk.send("FIX.4.4", header("2", 2, "DESK1") + "7=-5|16=0|");

        assertTrue(desk.receive().contains("|35=4|34=1|43=Y|"));
        assertTrue(desk.receive().contains("|35=B|34=2|43=Y|"));
        assertTrue(desk.receive().contains("|35=B|34=3|43=Y|"));
        assertTrue(desk.receive().contains("|35=B|34=4|43=Y|"));
        assertTrue(desk.isQuietFor(200));
    }

    @Test
    void shouldCutADeskThatReadsNothingOverManyTurns() throws IOException {
        fixt.send("FIXT.1.1", header("1", 2, "DESK2") + "112=before|");
        assertTrue(fixt.receive().contains("|112=before|"));

        int turns = 0;
        while (gateway.session(TestGateway.DESK1).isLoggedOn() && turns < 5_000) {
            gateway.onLoop(() -> publish("x".repeat(8_000), 1));
            turns++;
        }

        assertFalse(gateway.session(TestGateway.DESK1).isLoggedOn(), "cut");
        assertFixtServed(3);
        int nextSender = turns + 2;
        desk = logonFix44(2);
        desk.send("FIX.4.4", header("2", 3, "DESK1") + "7=2|16=" + (nextSender - 1) + "|");
        for (int seqNum = 2; seqNum < nextSender; seqNum++) {
            assertTrue(desk.receive().contains("|35=B|34=" + seqNum + "|43=Y|"));
        }
    }

    private void publish(String headline, int count) {
        for (int i = 0; i < count; i++) {
            Message news = new Message();
            news.getHeader().setField(new MsgType("B"));
            news.setField(new Headline(headline));
            gateway.session(TestGateway.DESK1).session().send(news);
        }
    }

    private void assertFixtServed(int seqNum) throws IOException {
        fixt.send("FIXT.1.1", header("1", seqNum, "DESK2") + "112=undisturbed|");
        assertTrue(fixt.receive().contains("|112=undisturbed|"));
        assertFalse(gateway.acceptor.terminated().isDone());
    }

    private RawFixClient logonFix44(int seqNum) throws IOException {
        RawFixClient client = connect();
        client.send("FIX.4.4", header("A", seqNum, "DESK1") + "98=0|108=30|553=DESK1|554=desk1-secret|");
        String answer = client.receive();
        assertTrue(answer.contains("|35=A|"), answer);
        return client;
    }

    private RawFixClient logonFixt(int seqNum) throws IOException {
        RawFixClient client = connect();
        client.send("FIXT.1.1", header("A", seqNum, "DESK2") + "98=0|108=30|1137=9|553=DESK2|554=desk2-secret|");
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
