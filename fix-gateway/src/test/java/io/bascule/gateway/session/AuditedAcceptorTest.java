package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the acceptor records. */
@Timeout(60)
class AuditedAcceptorTest {
    private static final String DESK1 = "FIX.4.4:BASCULE->DESK1 127.0.0.1:*";

    @TempDir
    Path data;

    private final Records records = new Records();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(data, TestGateway.limits(2_000, 5_000, 64, false), TestGateway.sessions(), records);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldSayWhatNumbersEachSessionStartsWith() {
        assertEquals(4, records.of(AuditKind.NUMBERS).size());
        assertEquals(
                "FIX.4.4:BASCULE->DESK1 - epoch=1 nextSender=1 nextTarget=1",
                records.of(AuditKind.NUMBERS).get(0));
    }

    @Test
    void shouldKeepALogonWithItsSourceAndAllThatIsReceivedAndSent() throws IOException {
        String logon = logon("DESK1", 1, "553=DESK1|554=desk1-secret|");
        String test = header("1", "DESK1", 2) + "112=a|";
        try (RawFixClient desk = gateway.connect()) {
            desk.send("FIX.4.4", logon);
            String answer = desk.receive();
            desk.send("FIX.4.4", test);
            String heartbeat = desk.receive();
            desk.sendRaw("noise|");
            desk.sendRaw(RawFixClient.message("FIX.4.4", test).substring(0, 20));
            await().until(() -> records.of(AuditKind.IN).size() == 2);

            assertEquals(
                    List.of(DESK1 + " "
                            + RawFixClient.message("FIX.4.4", logon).replace("desk1-secret", "*".repeat(12))),
                    records.of(AuditKind.LOGON));
            assertEquals(
                    List.of(
                            DESK1 + " " + RawFixClient.message("FIX.4.4", test),
                            // What is not whole yet is kept once it is; what is no message at once, but unread.
                            DESK1 + " ******"),
                    records.of(AuditKind.IN));
            assertEquals(List.of(DESK1 + " " + answer, DESK1 + " " + heartbeat), records.of(AuditKind.OUT));
        }
        await().until(() -> !gateway.acceptor.isLoggedOn());

        assertEquals(List.of(DESK1 + " disconnected"), records.of(AuditKind.LOGOFF));
        assertEquals(List.of(), records.of(AuditKind.REFUSED));
    }

    @Test
    void shouldKeepWhatWasReadTogetherInOneRecord() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 2; i < 12; i++) {
            many.append(RawFixClient.message("FIX.4.4", header("1", "DESK1", i) + "112=" + i + "|"));
        }
        try (RawFixClient desk = gateway.connect()) {
            desk.send("FIX.4.4", logon("DESK1", 1, "553=DESK1|554=desk1-secret|"));
            desk.receive();
            desk.sendRaw(many.toString());
            for (int i = 2; i < 12; i++) {
                desk.receive();
            }
        }
        await().until(() -> !gateway.acceptor.isLoggedOn());

        String kept = String.join("", records.of(AuditKind.IN)).replace(DESK1 + " ", "");
        assertEquals(many.toString(), kept);
        assertTrue(
                records.of(AuditKind.IN).size() < 10, records.of(AuditKind.IN).toString());
    }

    /** Noise must not fill the disk; what is a message is kept all the same. */
    @Test
    void shouldKeepNoMoreThanAShareOfWhatIsNoMessage() throws IOException {
        String noise = "noise ".repeat(5_000);
        try (RawFixClient desk = gateway.connect()) {
            desk.send("FIX.4.4", logon("DESK1", 1, "553=DESK1|554=desk1-secret|"));
            desk.receive();
            for (int i = 2; i < 22; i++) {
                desk.sendRaw(noise);
                desk.send("FIX.4.4", header("1", "DESK1", i) + "112=t" + i + "|");
                assertTrue(desk.receive().contains("|112=t" + i + "|"));
            }
        }
        await().until(() -> !gateway.acceptor.isLoggedOn());

        String kept = String.join("", records.of(AuditKind.IN)).replace(DESK1 + " ", "");
        int stars = kept.length() - kept.replace("*", "").length();
        assertTrue(stars > 30_000 && stars <= GarbledShare.BYTES, "kept: " + stars);
        for (int i = 2; i < 22; i++) {
            assertTrue(kept.contains("|112=t" + i + "|"), "test request " + i);
        }
        int leftOut = 20 * noise.length() - stars;
        assertEquals(
                List.of(DESK1 + " left out: " + leftOut + " bytes that are no message"), records.of(AuditKind.LOG));
    }

    @Test
    void shouldKeepRefusalsAndTheBlockThatTheyEndIn() throws IOException {
        String wrong = logon("DESK1", 1, "553=DESK1|554=guess|");
        for (int i = 0; i < 4; i++) {
            refused(wrong);
        }
        refused(logon("NOBODY", 1, "554=guess|"));

        List<String> refusals = records.of(AuditKind.REFUSED);
        assertEquals(
                DESK1 + " Username, Password or signature; sent: "
                        + RawFixClient.message("FIX.4.4", wrong).replace("guess", "***"),
                refusals.get(0));
        assertTrue(
                refusals.get(4).startsWith("- 127.0.0.1:* no session FIX.4.4:BASCULE->NOBODY; sent: 8=FIX.4.4|"),
                refusals.get(4));
        assertEquals(List.of("- 127.0.0.1:* the address, for 15 minutes"), records.of(AuditKind.BLOCKED));
        assertEquals(List.of(), records.of(AuditKind.LOGON));
    }

    @Test
    void shouldKeepNoMoreThanTheBeginningOfWhatAStrangerSent() throws IOException {
        refused(logon("DESK1", 1, "553=DESK1|58=" + "x".repeat(10_000) + "|"));

        assertTrue(records.of(AuditKind.REFUSED).get(0).length() < 1_200);
    }

    @Test
    void shouldKeepChangesOfNumbersThatAreNotCounting() throws IOException {
        try (RawFixClient desk = gateway.connect()) {
            desk.send("FIX.4.4", logon("DESK1", 1, "141=Y|553=DESK1|554=desk1-secret|"));
            desk.receive();
            desk.send("FIX.4.4", header("1", "DESK1", 2) + "112=a|");
            desk.receive();
            desk.send("FIX.4.4", header("4", "DESK1", 3) + "123=N|36=50|");
            desk.send("FIX.4.4", header("1", "DESK1", 50) + "112=b|");
            desk.receive();
        }

        List<String> changes = records.of(AuditKind.SEQUENCE);
        assertTrue(changes.contains("FIX.4.4:BASCULE->DESK1 - nextTarget=50, was 3"), changes.toString());
        assertTrue(changes.get(0).startsWith("FIX.4.4:BASCULE->DESK1 - reset: epoch=2 "), changes.toString());
        assertTrue(changes.size() <= 3, changes.toString());
    }

    @Test
    void shouldNotGoOnWithoutItsAuditLog() {
        records.failure = new IOException("no space left on device");

        Exception end = assertThrows(
                Exception.class, () -> gateway.acceptor.terminated().join());
        assertTrue(end.getCause().getMessage().contains("the audit log cannot be written"), end.toString());
        assertEquals("no space left on device", end.getCause().getCause().getMessage());
    }

    private void refused(String logon) throws IOException {
        try (RawFixClient client = gateway.connect()) {
            client.send("FIX.4.4", logon);
            assertTrue(client.isClosedSilently(), logon);
        }
    }

    private static String logon(String sender, int seqNum, String more) {
        return header("A", sender, seqNum) + "98=0|108=30|" + more;
    }

    private static String header(String type, String sender, int seqNum) {
        return "35=" + type + "|34=" + seqNum + "|49=" + sender + "|52=" + RawFixClient.now() + "|56=BASCULE|";
    }

    /** Keeps everything as one line each, without port numbers. */
    private static final class Records implements Audit {
        volatile Throwable failure;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        List<String> of(AuditKind kind) {
            return lines.stream()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.name().length() + 1))
                    .toList();
        }

        @Override
        public void record(AuditKind kind, String session, String source, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            bytes(kind, Audit.label(session, source), bytes, 0, bytes.length);
        }

        @Override
        public void bytes(AuditKind kind, byte[] label, byte[] bytes, int from, int to) {
            String who = new String(label, StandardCharsets.ISO_8859_1).replaceAll(":[0-9]{4,5}$", ":*");
            String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            lines.add(kind + " " + who + " " + text.replace('\u0001', '|'));
        }

        @Override
        public boolean keepsReceived() {
            return true;
        }

        @Override
        public boolean keepsSent() {
            return true;
        }

        @Override
        public Throwable failure() {
            return failure;
        }
    }
}
