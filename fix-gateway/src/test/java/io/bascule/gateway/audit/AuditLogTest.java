package io.bascule.gateway.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AuditConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AuditLogTest {
    private static final AuditConfig CONFIG = new AuditConfig(AuditConfig.Messages.ALL, 3, 1);
    private static final byte[] LABEL = Audit.label("FIX.4.4:BASCULE->DESK1", "10.0.0.1:5000");

    @TempDir
    Path directory;

    private long nowNs = ns("2026-11-26T10:00:00.000000001Z");

    @Test
    void shouldWriteLinesThatEachHoldTheHashOfTheLineBefore() throws Exception {
        try (AuditLog log = open()) {
            log.record(AuditKind.START, Audit.NOBODY, Audit.NOBODY, "two\nlines, \\ and \r");
            bytes(log, AuditKind.IN, "8=FIX.4.4|35=0|".replace('|', '\u0001'));
        }

        List<String> lines = lines(files().get(0));
        String first = "1 20261126-10:00:00.000000001 START - - two\\nlines, \\\\ and \\r";
        String second =
                "2 20261126-10:00:00.000000001 IN FIX.4.4:BASCULE->DESK1 10.0.0.1:5000 8=FIX.4.4\u000135=0\u0001";
        String firstHash = sha256("0".repeat(64) + first);
        assertEquals(
                List.of(
                        "bascule-audit 1 first=1 previous=" + "0".repeat(64),
                        first + " " + firstHash,
                        second + " " + sha256(firstHash + second)),
                lines);
    }

    @Test
    void shouldGoOnBehindWhatItFinds() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (AuditLog log = open()) {
                log.record(AuditKind.START, Audit.NOBODY, Audit.NOBODY, "start " + i);
            }
        }

        assertEquals(4, lines(files().get(0)).size());
        assertEquals(3, verified().last());
    }

    @Test
    void shouldWriteWhatAKillLeftInTheQueue() throws Exception {
        try (AuditLog log = open()) {
            log.record(AuditKind.START, Audit.NOBODY, Audit.NOBODY, "start");
        }
        try (AuditQueue killed = AuditQueue.open(directory)) {
            for (int i = 2; i <= 100; i++) {
                assertTrue(killed.put(AuditKind.IN, i, nowNs, LABEL, new byte[] {'x'}, 0, 1));
            }
        }
        try (AuditLog log = open()) {
            log.record(AuditKind.START, Audit.NOBODY, Audit.NOBODY, "again");
        }

        assertEquals(101, verified().records());
        assertTrue(lines(files().get(0)).get(101).contains(" START - - again "));
    }

    @Test
    void shouldWriteARecordOnceThoughTheKillCameBeforeItWasConfirmed() throws Exception {
        try (AuditQueue killed = AuditQueue.open(directory);
                AuditWriter writer = AuditWriter.open(directory, 3, 1 << 20)) {
            for (int i = 1; i <= 10; i++) {
                assertTrue(killed.put(AuditKind.IN, i, nowNs, LABEL, new byte[] {'x'}, 0, 1));
            }
            killed.take(writer::add, 1 << 20);
            writer.flush();
        }
        open().close();

        assertEquals(10, verified().records());
    }

    @Test
    void shouldFinishALineThatAKillCutOff() throws Exception {
        try (AuditQueue killed = AuditQueue.open(directory);
                AuditWriter writer = AuditWriter.open(directory, 3, 1 << 20)) {
            for (int i = 1; i <= 10; i++) {
                assertTrue(killed.put(AuditKind.IN, i, nowNs, LABEL, new byte[] {'x'}, 0, 1));
            }
            killed.take(writer::add, 1 << 20);
            writer.flush();
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {1, 64, 100, 500, whole.length - 5}) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            try (AuditWriter writer = AuditWriter.open(directory, 3, 1 << 20);
                    AuditQueue queue = AuditQueue.open(directory)) {
                queue.take(writer::add, 1 << 20);
                writer.flush();
            }
            file = files().get(0);
            assertArrayEquals(whole, Files.readAllBytes(file), "cut " + cut);
        }
    }

    @Test
    void shouldSayThatRecordsAreMissing() throws Exception {
        try (AuditLog log = open()) {
            for (int i = 1; i <= 5; i++) {
                log.record(AuditKind.OPERATOR, Audit.NOBODY, Audit.NOBODY, "act " + i);
            }
        }
        Path file = files().get(0);
        List<String> lines = lines(file);
        Files.writeString(file, String.join("\n", lines.subList(0, 4)) + "\n", StandardCharsets.ISO_8859_1);
        open().close();

        assertTrue(lines(file).get(4).startsWith("6 "), lines(file).toString());
        assertTrue(lines(file).get(4).contains(" LOG - - the files ended with record 3, they had 5 "));
        AuditVerifier.Result result = AuditVerifier.verify(directory, "");
        assertEquals(3, result.last());
        assertTrue(result.fault().orElseThrow().startsWith("record 4, "), result.toString());
    }

    @Test
    void shouldBeginAFileEachDayAndAtASizeAndKeepTheNewestDays() throws Exception {
        try (AuditLog log = open()) {
            byte[] piece = new byte[60_000];
            for (int day = 0; day < 5; day++) {
                for (int i = 0; i < 20; i++) {
                    log.bytes(AuditKind.IN, LABEL, piece, 0, piece.length);
                }
                nowNs += day == 4 ? 0 : Duration.ofDays(day == 0 ? 300 : 1).toNanos();
            }
            await().until(() -> {
                log.record(AuditKind.OPERATOR, Audit.NOBODY, Audit.NOBODY, "act");
                return allLines().stream().anyMatch(line -> line.contains(" LOG - - deleted up to 00000004-"));
            });
        }

        List<String> names =
                files().stream().map(file -> file.getFileName().toString()).toList();
        // Of five days with two files each; a jump over 300 days deletes no more than three days of use allow.
        assertEquals(
                List.of(
                        "00000005-20270923.audit",
                        "00000006-20270923.audit",
                        "00000007-20270924.audit",
                        "00000008-20270924.audit",
                        "00000009-20270925.audit",
                        "00000010-20270925.audit"),
                names);
        assertEquals(6, verified().files());
    }

    @Test
    void shouldKeepMoreThanTheQueueHolds() throws Exception {
        byte[] piece = new byte[3 * AuditLog.MAX_PIECE_BYTES + 17];
        new Random(7).nextBytes(piece);
        int times = 200;
        try (AuditLog log =
                AuditLog.open(directory, new AuditConfig(AuditConfig.Messages.ALL, 3, 1_024), () -> nowNs)) {
            for (int i = 0; i < times; i++) {
                log.bytes(AuditKind.OUT, LABEL, piece, 0, piece.length);
            }
        }

        assertEquals(4L * times, verified().records());
        assertTrue((long) piece.length * times > 4L * AuditQueue.CAPACITY);
        byte[] file = Files.readAllBytes(files().get(0));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int i = 0; i < 4; i++) {
            int end = at;
            while (file[end] != '\n') {
                end++;
            }
            read.writeBytes(unescaped(file, at, end));
            at = end + 1;
        }
        assertArrayEquals(piece, read.toByteArray());
    }

    @Test
    void shouldSayWhyItFailsAndHoldUpNobody() throws Exception {
        AuditLog log = open();
        log.record(AuditKind.START, Audit.NOBODY, Audit.NOBODY, "start");
        await().until(() -> !files().isEmpty());
        Path blocked = directory.resolve("00000002-20261127.audit");
        Files.writeString(blocked, "in the way");
        nowNs += Duration.ofDays(1).toNanos();
        byte[] piece = new byte[AuditLog.MAX_PIECE_BYTES];
        for (int i = 0; i < 2 * AuditQueue.CAPACITY / piece.length; i++) {
            log.bytes(AuditKind.IN, LABEL, piece, 0, piece.length);
        }

        assertNotNull(log.failure());
        assertFalse(log.failure().getMessage().isEmpty());
        log.close();
        Files.delete(blocked);
        open().close();
        assertTrue(verified().records() > 1, "what was in the queue is written once there is a way");
    }

    private static byte[] unescaped(byte[] bytes, int lineFrom, int lineTo) {
        int from = lineFrom;
        for (int spaces = 0; spaces < 5; from++) {
            spaces += bytes[from] == ' ' ? 1 : 0;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = from; i < lineTo - 65; i++) {
            if (bytes[i] == '\\') {
                i++;
                out.write(bytes[i] == 'n' ? '\n' : bytes[i] == 'r' ? '\r' : '\\');
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toByteArray();
    }

    private AuditLog open() throws IOException {
        return AuditLog.open(directory, CONFIG, () -> nowNs);
    }

    private static void bytes(AuditLog log, AuditKind kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        log.bytes(kind, LABEL, bytes, 0, bytes.length);
    }

    private AuditVerifier.Result verified() throws IOException {
        AuditVerifier.Result result = AuditVerifier.verify(directory, "");
        assertTrue(result.fault().isEmpty(), result.toString());
        return result;
    }

    private List<Path> files() throws IOException {
        return AuditFile.all(directory).stream().map(AuditFile::path).toList();
    }

    private List<String> allLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files()) {
            lines.addAll(lines(file));
        }
        return lines;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }

    private static long ns(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
