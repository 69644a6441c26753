package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a desk that behaves sees, and one that makes mistakes once it is logged on. */
@Timeout(60)
class FixAcceptorTest {
    @TempDir
    Path data;

    private TestGateway gateway;
    private RawFixClient desk;

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(data);
        desk = gateway.connect();
    }

    @AfterEach
    void stop() throws IOException {
        desk.close();
        gateway.close();
    }

    @Test
    void shouldLogOnFix44() throws IOException {
        logon(1);

        assertTrue(gateway.acceptor.isLoggedOn());
        assertTrue(gateway.heard.contains("logon DESK1"));
    }

    @Test
    void shouldLogOnFixt() throws IOException {
        desk.send("FIXT.1.1", header("A", 1, "DESK2") + "98=0|108=30|553=DESK2|554=desk2-secret|1137=9|");

        String answer = desk.receive();

        assertTrue(answer.startsWith("8=FIXT.1.1|"), answer);
        assertTrue(answer.contains("|35=A|34=1|49=BASCULE|"), answer);
        assertTrue(answer.contains("|108=30|"), answer);
        assertTrue(answer.contains("|1137=9|"), answer);
        send("FIXT.1.1", "D", 2, "DESK2", "11=1|55=BTC-PERP|54=1|38=1|40=1|60=" + RawFixClient.now() + "|");
        await().until(() -> gateway.heard.contains("app 35=D 34=2"));
    }

    @Test
    void shouldAnswerATestRequest() throws IOException {
        logon(1);
        send("1", 2, "112=hello|");

        String answer = desk.receive();

        assertTrue(answer.contains("|35=0|34=2|"), answer);
        assertTrue(answer.contains("|112=hello|"), answer);
    }

    @Test
    void shouldSendHeartbeatsAtTheIntervalOfTheLogon() throws IOException {
        desk.send("FIX.4.4", header("A", 1, "DESK1") + "98=0|108=2|553=DESK1|554=desk1-secret|");
        assertTrue(desk.receive().contains("|35=A|"));

        assertTrue(desk.receive().contains("|35=0|34=2|"));
        assertTrue(desk.receive().contains("|35=1|34=3|"), "a silent desk is tested");
    }

    @Test
    void shouldTakeAMessageByteByByteAndManyInOneWrite() throws IOException {
        logon(1);
        byte[] first = RawFixClient.bytes(order(2));
        for (byte b : first) {
            desk.sendBytes(new byte[] {b});
        }
        StringBuilder many = new StringBuilder();
        for (int seqNum = 3; seqNum <= 502; seqNum++) {
            many.append(order(seqNum));
        }
        desk.sendRaw(many.toString());

        await().until(() -> gateway.heard.contains("app 35=D 34=502"));
        assertEquals(
                501,
                gateway.heard.stream().filter(line -> line.startsWith("app ")).count());
    }

    @Test
    void shouldServeSocketsWhileACommandIsOnItsWay() throws IOException {
        gateway.expectReply();
        logon(1);
        send("1", 2, "112=polled|");

        assertTrue(desk.receive().contains("|112=polled|"));
    }

    @Test
    void shouldIgnoreGarbledBytesAndGoOn() throws IOException {
        logon(1);
        desk.sendRaw("garbage" + order(2).replaceAll("10=\\d+", "10=000") + "8=FIX.4.4|9=10|");
        desk.sendRaw(RawFixClient.message("FIX.4.4", header("1", 2, "DESK1") + "112=still here|"));

        assertTrue(desk.receive().contains("|112=still here|"));
    }

    @Test
    void shouldRejectAnUnknownMsgTypeAndADictionaryViolation() throws IOException {
        logon(1);
        send("ZZ", 2, "58=x|");
        String unknown = desk.receive();
        assertTrue(unknown.contains("|35=3|") && unknown.contains("|45=2|"), unknown);
        assertTrue(unknown.contains("|372=ZZ|") && unknown.contains("|373=11|"), unknown);

        send("D", 3, "11=1|54=1|38=1|40=1|60=" + RawFixClient.now() + "|9999=x|");
        String violation = desk.receive();
        assertTrue(violation.contains("|35=3|") && violation.contains("|45=3|"), violation);

        desk.sendRaw(RawFixClient.message("FIX.4.4", header("D", 4, "DESK1") + "11=1|abc=1|54=1|"));
        String noTag = desk.receive();
        assertTrue(noTag.contains("|35=3|") && noTag.contains("|45=4|"), noTag);
        send("1", 5, "112=next|");
        assertTrue(desk.receive().contains("|112=next|"));
    }

    @Test
    void shouldAnswerWhenTheApplicationFails() throws IOException {
        logon(1);
        desk.sendRaw(RawFixClient.message("FIX.4.4", header("D", 2, "DESK1") + ORDER_BODY + "58=fail|"));

        String answer = desk.receive();

        assertTrue(answer.contains("|35=j|") && answer.contains("|380=4|"), answer);
    }

    @Test
    void shouldLogOutAndOnAgainWithTheNextNumbers() throws IOException {
        logon(1);
        send("5", 2, "");
        assertTrue(desk.receive().contains("|35=5|34=2|"));
        assertTrue(desk.isClosedSilently());

        desk = gateway.connect();
        String answer = logon(3);

        assertTrue(answer.contains("|34=3|"), answer);
        assertTrue(gateway.heard.contains("logout DESK1"));
    }

    @Test
    void shouldLetTheDeskLogOnAgainAfterOurOwnLogout() throws IOException {
        logon(1);
        gateway.onLoop(() -> gateway.session(TestGateway.DESK1).logout("maintenance"));
        String logout = desk.receive();
        assertTrue(logout.contains("|35=5|") && logout.contains("|58=maintenance|"), logout);
        send("5", 2, "");
        assertTrue(desk.isClosedSilently());

        desk = gateway.connect();
        assertTrue(logon(3).contains("|34=3|"));
    }

    @Test
    void shouldCutADeskThatDoesNotAnswerOurLogout() throws IOException {
        logon(1);
        gateway.onLoop(() -> gateway.session(TestGateway.DESK1).logout("maintenance"));

        assertTrue(desk.receive().contains("|35=5|"));
        assertTrue(desk.isClosedSilently());
        await().until(() -> !gateway.acceptor.isLoggedOn());
    }

    @Test
    void shouldKeepTheSessionWhenTheConnectionBreaks() throws IOException {
        logon(1);
        desk.close();
        await().until(() -> !gateway.acceptor.isLoggedOn());

        desk = gateway.connect();

        assertTrue(logon(2).contains("|34=2|"));
    }

    @Test
    void shouldCloseASessionThatSendsAMessageBeyondTheCap() throws IOException {
        logon(1);
        desk.sendRaw("8=FIX.4.4|9=20000|35=D|");

        assertTrue(desk.isClosedSilently());
        desk = gateway.connect();
        assertTrue(logon(2).contains("|35=A|"));
    }

    @Test
    void shouldResetOnRequestOfALogon() throws IOException {
        logon(1);
        desk.close();
        await().until(() -> !gateway.acceptor.isLoggedOn());
        desk = gateway.connect();

        desk.send("FIX.4.4", header("A", 1, "DESK1") + "98=0|108=30|141=Y|553=DESK1|554=desk1-secret|");

        String answer = desk.receive();
        assertTrue(answer.contains("|34=1|") && answer.contains("|141=Y|"), answer);
        assertEquals(2, gateway.epoch(TestGateway.DESK1));
    }

    @Test
    void shouldSayGoodbyeWhenItStops() throws Exception {
        logon(1);
        Thread stopper = new Thread(() -> gateway.acceptor.stop());
        stopper.start();
        assertTrue(desk.receive().contains("|35=5|"));
        send("5", 2, "");
        assertTrue(desk.isClosedSilently());
        stopper.join(5_000);

        assertTrue(gateway.acceptor.terminated().isDone());
    }

    private static final String ORDER_BODY = "11=1|55=BTC-PERP|54=1|38=1|40=1|60=20261120-10:00:00|";

    private static String order(int seqNum) {
        return RawFixClient.message("FIX.4.4", header("D", seqNum, "DESK1") + ORDER_BODY);
    }

    private static String header(String type, int seqNum, String sender) {
        return "35=" + type + "|34=" + seqNum + "|49=" + sender + "|52=" + RawFixClient.now() + "|56=BASCULE|";
    }

    private void send(String type, int seqNum, String body) throws IOException {
        send("FIX.4.4", type, seqNum, "DESK1", body);
    }

    private void send(String version, String type, int seqNum, String sender, String body) throws IOException {
        desk.send(version, header(type, seqNum, sender) + body);
    }

    private String logon(int seqNum) throws IOException {
        send("A", seqNum, "98=0|108=30|553=DESK1|554=desk1-secret|");
        String answer = desk.receive();
        assertTrue(answer.contains("|35=A|"), answer);
        return answer;
    }
}
