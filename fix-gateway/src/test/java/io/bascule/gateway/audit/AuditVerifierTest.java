package io.bascule.gateway.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AuditConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files of five records each. */
class AuditVerifierTest {
    @TempDir
    Path directory;

    private Path first;
    private Path second;

    @BeforeEach
    void write() throws IOException {
        long[] nowNs = {Duration.ofDays(20_000).toNanos()};
        AuditConfig config = new AuditConfig(AuditConfig.Messages.NONE, 10, 1);
        try (AuditLog log = AuditLog.open(directory, config, () -> nowNs[0])) {
            for (int i = 1; i <= 10; i++) {
                log.record(AuditKind.OPERATOR, Audit.NOBODY, Audit.NOBODY, "act " + i);
                nowNs[0] += i == 5 ? Duration.ofDays(1).toNanos() : 0;
            }
        }
        List<AuditFile> files = AuditFile.all(directory);
        assertEquals(2, files.size());
        first = files.get(0).path();
        second = files.get(1).path();
    }

    @Test
    void shouldFollowTheChainThroughAllFiles() throws IOException {
        AuditVerifier.Result result = AuditVerifier.verify(directory, "");

        String last = lines(second).get(5);
        assertEquals(
                new AuditVerifier.Result(10, 1, 10, last.substring(last.length() - 64), 2, Optional.empty()), result);
    }

    @Test
    void shouldNameTheFirstRecordThatWasChanged() throws IOException {
        change(first, lines -> lines.set(3, lines.get(3).replace("act 3", "act 9")));
        assertBroken("record 3, " + first.getFileName() + ":4: its hash is not that of its text");
    }

    @Test
    void shouldNameTheFirstRecordBehindOneThatIsGone() throws IOException {
        change(first, lines -> lines.remove(2));
        assertBroken("record 2, " + first.getFileName() + ":3: its number is 3");
    }

    @Test
    void shouldNameARecordThatWasPutIn() throws IOException {
        change(second, lines -> lines.add(3, lines.get(2)));
        assertBroken("record 8, " + second.getFileName() + ":4: its number is 7");
    }

    @Test
    void shouldNameRecordsThatWereExchanged() throws IOException {
        change(first, lines -> Collections.swap(lines, 1, 2));
        assertBroken("record 1, " + first.getFileName() + ":2: its number is 2");
    }

    @Test
    void shouldNameALineThatIsNoRecord() throws IOException {
        change(first, lines -> lines.set(4, "nonsense"));
        assertBroken("record 4, " + first.getFileName() + ":5: it is no record");
    }

    @Test
    void shouldMissTheEndOfAFileThatAnotherFollows() throws IOException {
        change(first, lines -> lines.remove(5));
        assertBroken("record 5, " + second.getFileName() + ":1: it does not go on where the file before ended");
    }

    @Test
    void shouldMissAFile() throws IOException {
        Path third = directory.resolve("00000003-20241006.audit");
        Files.move(second, third);
        assertBroken("the file before 00000003-20241006.audit is missing");
    }

    @Test
    void shouldNotBelieveAHeaderThatWasChanged() throws IOException {
        change(first, lines -> lines.set(0, lines.get(0).replace("previous=0", "previous=1")));
        assertBroken("record 1, " + first.getFileName() + ":2: its hash");
        change(first, lines -> lines.set(0, "bascule-audit 2"));
        assertBroken("record 1, " + first.getFileName() + ":1: the first line is not that of an audit log");
    }

    @Test
    void shouldBeginWithTheOldestFileThatIsKept() throws IOException {
        Files.delete(first);
        AuditVerifier.Result result = AuditVerifier.verify(directory, "");

        assertEquals(Optional.empty(), result.fault());
        assertEquals(6, result.first());
        assertEquals(5, result.records());
    }

    @Test
    void shouldLeaveALineInTheMakingAlone() throws IOException {
        Files.writeString(second, Files.readString(second) + "11 2026");

        assertEquals(10, AuditVerifier.verify(directory, "").last());
        Files.writeString(first, Files.readString(first) + "11 2026");
        assertBroken("record 6, " + first.getFileName() + ":7: the file ends within a record");
    }

    @Test
    void shouldFindALogThatWasMadeAnew() throws IOException {
        String line = lines(first).get(4);
        String noted = "4:" + line.substring(line.length() - 64);

        assertEquals(Optional.empty(), AuditVerifier.verify(directory, noted).fault());
        assertEquals(
                Optional.of("the log does not have record 4:" + "0".repeat(64)),
                AuditVerifier.verify(directory, "4:" + "0".repeat(64)).fault());
    }

    @Test
    void shouldSayThatThereIsNoLog() {
        assertThrows(IOException.class, () -> AuditVerifier.verify(directory.resolve("none"), ""));
    }

    private void assertBroken(String fault) throws IOException {
        AuditVerifier.Result result = AuditVerifier.verify(directory, "");
        assertTrue(result.fault().orElse("").startsWith(fault), result.toString());
    }

    private static void change(Path file, Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        change.accept(lines);
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }
}
