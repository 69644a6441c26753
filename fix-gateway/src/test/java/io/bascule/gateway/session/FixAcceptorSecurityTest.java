package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AcceptorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger may do, and that it costs the real desk nothing. */
@Timeout(120)
class FixAcceptorSecurityTest {
    private static final String RIGHT = "553=DESK1|554=desk1-secret|";
    private static final String WRONG = "553=DESK1|554=guess|";

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
        for (RawFixClient client : clients) {
            client.close();
        }
        gateway.close();
    }

    @Test
    void shouldLetTheRealDeskOnWithItsNumbersAfterWrongPasswords() throws IOException {
        for (int seqNum : new int[] {1, 1, 2, 5, 1_000_000}) {
            assertRefused("FIX.4.4", logon("DESK1", "BASCULE", seqNum, WRONG));
            assertRefused("FIX.4.4", logon("DESK1", "BASCULE", seqNum, "141=Y|" + WRONG));
        }
        assertUntouched();

        RawFixClient desk = connect();
        desk.send("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT));
        assertTrue(desk.receive().contains("|35=A|34=1|"));

        // Remembered as right by now: a wrong one is refused without a hash, and still leaves no trace.
        desk.close();
        await().until(() -> !gateway.acceptor.isLoggedOn());
        for (int i = 0; i < 5; i++) {
            assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 2 + i, WRONG));
        }
        RawFixClient again = connect();
        again.send("FIX.4.4", logon("DESK1", "BASCULE", 2, RIGHT));
        assertTrue(again.receive().contains("|35=A|34=2|"));
    }

    @Test
    void shouldRefuseWhoIsNotAConfiguredSession() throws IOException {
        assertRefused("FIX.4.4", logon("NOBODY", "BASCULE", 1, RIGHT));
        assertRefused("FIX.4.4", logon("DESK1", "OTHER", 1, RIGHT));
        assertRefused("FIX.4.2", logon("DESK1", "BASCULE", 1, RIGHT));
        assertRefused("FIXT.1.1", logon("DESK1", "BASCULE", 1, RIGHT));
        assertUntouched();
    }

    @Test
    void shouldRefuseAnotherUsersName() throws IOException {
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 1, "553=DESK2|554=desk1-secret|"));
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 1, "554=desk1-secret|"));
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 1, ""));
        assertUntouched();
    }

    @Test
    void shouldRefuseAnAddressThatIsNotOnTheSessionsList() throws IOException {
        assertRefused("FIX.4.4", logon("REMOTE", "BASCULE", 1, "553=REMOTE|554=remote-secret|"));
    }

    @Test
    void shouldRefuseALogonSentTooLongAgo() throws IOException {
        String old = logon("DESK1", "BASCULE", 1, RIGHT).replaceAll("\\|52=[^|]*\\|", "|52=20200101-00:00:00|");

        assertRefused("FIX.4.4", old);
        assertUntouched();
    }

    @Test
    void shouldRefuseALogonThatTheDictionaryForbids() throws IOException {
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT).replace("|108=30|", "|"));
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT).replace("|108=30|", "|108=x|"));
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT).replace("|34=1|", "|"));
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT + "9999=x|"));
        assertRefused("FIXT.1.1", logon("DESK2", "BASCULE", 1, "553=DESK2|554=desk2-secret|"));
        assertRefused("FIXT.1.1", logon("DESK2", "BASCULE", 1, "1137=8|553=DESK2|554=desk2-secret|"));
        assertUntouched();
    }

    @Test
    void shouldRefuseAFirstMessageThatIsNoLogon() throws IOException {
        assertRefused("FIX.4.4", header("0", "DESK1", "BASCULE", 1));
        assertRefused("FIX.4.4", header("5", "DESK1", "BASCULE", 1));
        assertUntouched();
    }

    @Test
    void shouldCloseASecondLogonOfALiveSession() throws IOException {
        RawFixClient desk = connect();
        desk.send("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT));
        assertTrue(desk.receive().contains("|35=A|"));

        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 2, RIGHT));
        assertRefused("FIX.4.4", logon("DESK1", "BASCULE", 2, WRONG));

        desk.send("FIX.4.4", header("1", "DESK1", "BASCULE", 2) + "112=alive|");
        assertTrue(desk.receive().contains("|34=2|"));
    }

    @Test
    void shouldCloseSilenceAndSlowDripAndOversizeAndJunk() throws Exception {
        gateway.close();
        gateway = TestGateway.start(data, TestGateway.limits(300, 900, 64, true));
        RawFixClient silent = connect();
        RawFixClient dripping = connect();
        RawFixClient endless = connect();
        RawFixClient junk = connect();
        endless.sendRaw("8=FIX.4.4|9=2000000000|35=A|");
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        junk.sendBytes(noise);
        assertTrue(endless.isClosedSilently());
        assertTrue(junk.isClosedSilently());

        byte[] slow = RawFixClient.bytes(RawFixClient.message("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT)));
        int[] sent = {0};
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            try {
                dripping.sendBytes(new byte[] {slow[sent[0]++]});
                return false;
            } catch (IOException e) {
                return true;
            }
        });
        assertTrue(sent[0] < slow.length, "closed before the Logon was complete");
        assertTrue(silent.isClosedSilently());
        assertUntouched();
    }

    @Test
    void shouldBlockAnAddressButNotItsCompId() throws IOException {
        for (int i = 0; i < 5; i++) {
            RawFixClient guesser = connectFrom("127.0.0.2");
            guesser.send("FIX.4.4", logon("DESK1", "BASCULE", 1, WRONG));
            assertTrue(guesser.isClosedSilently());
        }

        RawFixClient blocked = connectFrom("127.0.0.2");
        assertTrue(blocked.isClosedSilently());
        RawFixClient desk = connectFrom("127.0.0.3");
        desk.send("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT));
        assertTrue(desk.receive().contains("|35=A|34=1|"));
    }

    @Test
    void shouldCloseWhatAnAddressOpensBeyondItsCap() throws IOException {
        for (int i = 0; i < 8; i++) {
            connectFrom("127.0.0.4");
        }

        assertTrue(connectFrom("127.0.0.4").isClosedSilently());
        RawFixClient desk = connectFrom("127.0.0.5");
        desk.send("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT));
        assertTrue(desk.receive().contains("|35=A|"));
    }

    @Test
    void shouldLeaveWhatIsBeyondTheCapOfAllInTheBacklogUntilThereIsRoom() throws Exception {
        gateway.close();
        AcceptorConfig config = TestGateway.limits(1_000, 1_000, 3, true);
        gateway = TestGateway.start(data, config);
        for (int i = 0; i < 3; i++) {
            connect();
        }
        RawFixClient waiting = connect();
        long fromNs = System.nanoTime();
        waiting.send("FIX.4.4", logon("DESK1", "BASCULE", 1, RIGHT));

        assertTrue(waiting.receive().contains("|35=A|"));
        assertTrue(System.nanoTime() - fromNs > 500_000_000L, "it had to wait for the others' deadline");
    }

    @Test
    void shouldTakeASessionWithoutCredentialsAsItIsConfigured() throws IOException {
        RawFixClient client = connect();
        client.send("FIX.4.4", logon("OPEN", "BASCULE", 1, ""));

        assertTrue(client.receive().contains("|35=A|34=1|"));
    }

    @Test
    void shouldSurviveSeededNoiseOnALiveSession() throws IOException {
        Random random = new Random(20_261_120);
        RawFixClient desk = null;
        int seqNum = 1;
        int logons = 0;
        for (int i = 0; i < 1_000; i++) {
            try {
                if (desk == null) {
                    desk = connect();
                    desk.send("FIX.4.4", logon("DESK1", "BASCULE", 1, "141=Y|" + RIGHT));
                    assertTrue(desk.receive().contains("|35=A|"));
                    seqNum = 2;
                    logons++;
                }
                desk.sendBytes(noisyOrder(seqNum++, random));
            } catch (IOException e) {
                // What was sent may end the session: a MsgSeqNum that is too low, another CompID.
                desk.close();
                desk = null;
                await().until(() -> !gateway.acceptor.isLoggedOn());
            }
        }

        assertTrue(logons > 0);
        await().until(() -> gateway.heard.stream().anyMatch(line -> line.startsWith("app ")));
        RawFixClient other = connect();
        other.send("FIXT.1.1", logon("DESK2", "BASCULE", 1, "1137=9|553=DESK2|554=desk2-secret|"));
        assertTrue(other.receive().contains("|35=A|34=1|"));
        assertFalse(gateway.acceptor.terminated().isDone());
    }

    /** An order of which up to three bytes are others; half of them have the right checksum nevertheless. */
    private static byte[] noisyOrder(int seqNum, Random random) {
        String order =
                header("D", "DESK1", "BASCULE", seqNum) + "11=1|55=BTC-PERP|54=1|38=1|40=1|60=20261120-10:00:00|";
        StringBuilder body = new StringBuilder(order);
        boolean framed = random.nextBoolean();
        if (framed) {
            mutate(body, 3, random);
        }
        StringBuilder message = new StringBuilder(RawFixClient.message("FIX.4.4", body.toString()));
        if (!framed) {
            mutate(message, 0, random);
        }
        return RawFixClient.bytes(message.toString());
    }

    private static void mutate(StringBuilder text, int from, Random random) {
        for (int m = random.nextInt(4); m > 0; m--) {
            text.setCharAt(from + random.nextInt(text.length() - from), (char) (random.nextInt(95) + 32));
        }
    }

    private void assertRefused(String beginString, String body) throws IOException {
        RawFixClient client = connect();
        client.send(beginString, body);
        assertTrue(client.isClosedSilently(), body);
    }

    private void assertUntouched() {
        gateway.onLoop(() -> gateway.acceptor.sessions().forEach(session -> {
            assertEquals(1, session.store().epoch());
            assertEquals(1, session.store().getNextSenderMsgSeqNum());
            assertEquals(1, session.store().getNextTargetMsgSeqNum());
        }));
        assertTrue(gateway.heard.stream().allMatch(line -> line.startsWith("create ")), gateway.heard.toString());
    }

    private RawFixClient connect() throws IOException {
        return connectFrom("127.0.0.1");
    }

    private RawFixClient connectFrom(String localAddress) throws IOException {
        RawFixClient client = RawFixClient.connectFrom(localAddress, gateway.address());
        clients.add(client);
        return client;
    }

    private static String logon(String sender, String target, int seqNum, String more) {
        return header("A", sender, target, seqNum) + "98=0|108=30|" + more;
    }

    private static String header(String type, String sender, String target, int seqNum) {
        return "35=" + type + "|34=" + seqNum + "|49=" + sender + "|52=" + RawFixClient.now() + "|56=" + target + "|";
    }
}
