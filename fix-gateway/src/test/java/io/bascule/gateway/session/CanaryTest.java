package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.bascule.config.AuditConfig;
import io.bascule.config.Credentials;
import io.bascule.config.HmacSecret;
import io.bascule.config.SessionConfig;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.bascule.gateway.audit.AuditLog;
import io.bascule.gateway.audit.AuditVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import quickfix.SessionID;

/** Looks for a secret in everything that is logged, at every level, and in every file, the audit log's among them. */
@Timeout(60)
class CanaryTest {
    private static final String CANARY = "canary7f3a";
    private static final AuditConfig EVERYTHING = new AuditConfig(AuditConfig.Messages.ALL, 1, 64);

    @TempDir
    Path data;

    @Test
    void shouldNeverWriteASecret() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.bascule");
        Logger quickfix = (Logger) LoggerFactory.getLogger("quickfix");
        Collector collector = new Collector(root.getLoggerContext());
        root.addAppender(collector);
        ours.setLevel(Level.TRACE);
        quickfix.setLevel(Level.TRACE);
        try (AuditLog audit = AuditLog.open(data.resolve("audit"), EVERYTHING, System::nanoTime);
                TestGateway gateway =
                        TestGateway.start(data, TestGateway.limits(2_000, 5_000, 64, true), sessions(), audit)) {
            provoke(gateway);
            provokeSigned(gateway);
            provokeGarbled(gateway);
            audit.record(
                    AuditKind.OPERATOR,
                    Audit.NOBODY,
                    Audit.NOBODY,
                    gateway.acceptor.sessions().stream()
                            .map(session -> session.config().toString())
                            .toList()
                            .toString());
        } finally {
            root.detachAppender(collector);
            ours.setLevel(null);
            quickfix.setLevel(null);
        }

        assertTrue(collector.lines.stream().anyMatch(line -> line.contains("554=***")), "the logs do hold messages");
        assertEquals(
                List.of(),
                collector.lines.stream().filter(line -> line.contains(CANARY)).toList());
        assertEquals(List.of(), filesWithCanary());
        String audited = Files.readString(auditFile(), StandardCharsets.ISO_8859_1);
        assertTrue(audited.contains("\u0001554=**********\u0001"), "the audit log does hold what was sent");
        assertEquals(
                Optional.empty(),
                AuditVerifier.verify(data.resolve("audit"), "").fault());
    }

    private static List<SessionConfig> sessions() {
        List<SessionConfig> sessions = new ArrayList<>(TestGateway.sessions());
        sessions.add(TestGateway.session(
                new SessionID("FIX.4.4", "BASCULE", "HMAC"),
                new Credentials(
                        "HMAC", Optional.of(HmacSecret.of(CANARY.repeat(4)).orElseThrow()), Optional.empty(), false)));
        return sessions;
    }

    private Path auditFile() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.filter(file -> file.toString().endsWith(".audit"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void provokeSigned(TestGateway gateway) throws IOException {
        for (String end : List.of("95=10|96=" + CANARY + "|", "96=" + CANARY + "|", "554=" + CANARY + "|")) {
            try (RawFixClient client = gateway.connect()) {
                client.send("FIX.4.4", logon("HMAC", 1, end));
                assertTrue(client.isClosedSilently(), end);
            }
        }
    }

    /** Wrong checksums, lengths and remains of messages on a live session. */
    private static void provokeGarbled(TestGateway gateway) throws IOException {
        String order = RawFixClient.message("FIX.4.4", header("D", "OPEN", 2) + "11=1|554=" + CANARY + "|");
        try (RawFixClient client = gateway.connect()) {
            client.send("FIX.4.4", logon("OPEN", 1, "141=Y|"));
            assertTrue(client.receive().contains("|35=A|"));
            client.sendRaw(order.replaceAll("\\|10=[0-9]+\\|", "|10=999|"));
            client.send("FIX.4.4", header("D", "OPEN", 2) + "11=1|95=2|96=ab|" + CANARY + "|x=y|554=" + CANARY + "|");
            client.receive();
            client.sendRaw(order.replaceAll("\\|9=[0-9]+\\|", "|9=30|"));
            client.sendRaw("554=" + CANARY + "|");
            client.sendRaw(order.substring(order.indexOf(CANARY)));
            client.send("FIX.4.4", header("1", "OPEN", 3) + "112=end|");
            assertTrue(client.receive().contains("|112=end|"));
        }
        await().until(() -> !gateway.acceptor.isLoggedOn());
    }

    private void provoke(TestGateway gateway) throws IOException {
        String secret = "554=" + CANARY + "|925=" + CANARY + "|95=14|96=" + CANARY + "|x=y|";
        for (String body : List.of(
                logon("DESK1", 1, "553=DESK1|" + secret),
                logon("NOBODY", 1, "553=DESK1|" + secret),
                logon("DESK1", 1, "553=" + CANARY.length() + "|554=a|554=" + CANARY + "|"),
                logon("DESK1", 1, "9999=x|553=DESK1|" + secret),
                header("D", "DESK1", 1) + secret)) {
            try (RawFixClient client = gateway.connect()) {
                client.send("FIX.4.4", body);
                assertTrue(client.isClosedSilently(), body);
            }
        }
        try (RawFixClient client = gateway.connect()) {
            client.send("FIX.4.4", logon("OPEN", 1, "553=OPEN|554=" + CANARY + "|"));
            assertTrue(client.receive().contains("|35=A|"));
            client.send("FIX.4.4", header("BE", "OPEN", 2) + "923=1|924=3|553=OPEN|" + secret);
            await().until(() -> gateway.heard.contains("app 35=BE 34=2"));
            client.send("FIX.4.4", header("D", "OPEN", 3) + "11=1|" + secret);
            client.receive();
            client.send("FIX.4.4", logon("OPEN", 4, "553=OPEN|" + secret));
            await().until(() -> !gateway.acceptor.isLoggedOn());
        }
    }

    private List<Path> filesWithCanary() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private static String logon(String sender, int seqNum, String more) {
        return header("A", sender, seqNum) + "98=0|108=30|" + more;
    }

    private static String header(String type, String sender, int seqNum) {
        return "35=" + type + "|34=" + seqNum + "|49=" + sender + "|52=" + RawFixClient.now() + "|56=BASCULE|";
    }

    /** Keeps each event as it would be printed, its exception's stack trace included. */
    private static final class Collector extends AppenderBase<ILoggingEvent> {
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final PatternLayout layout = new PatternLayout();

        Collector(LoggerContext context) {
            setContext(context);
            layout.setContext(context);
            layout.setPattern("%level %logger %msg %ex{full}");
            layout.start();
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(layout.doLayout(event));
        }
    }
}
