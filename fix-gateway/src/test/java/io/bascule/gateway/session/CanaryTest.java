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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Looks for a secret in everything that is logged, at every level, and in every file. */
@Timeout(60)
class CanaryTest {
    private static final String CANARY = "canary7f3a";

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
        try (TestGateway gateway = TestGateway.start(data)) {
            provoke(gateway);
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
