package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {
    private static final String HEADER = LedgerTable.HEADER + "\n";

    @TempDir
    private Path folder;

    @Test
    void shouldTakeEachEventOnceOverStarts() throws IOException {
        Path path = folder.resolve("ledger/17.tsv");
        try (LedgerFile file = LedgerFile.open(path, 0)) {
            assertTrue(file.isBegun());
            assertEquals(0, file.lastEventNumber());
            file.append(3, "3\ta\n3\tb\n");
            file.append(3, "3\tagain\n");
            file.append(2, "2\tbefore\n");
            file.finish();
            assertFalse(file.isBegun());
        }
        try (LedgerFile file = LedgerFile.open(path, 9)) {
            assertFalse(file.isBegun());
            assertEquals(3, file.lastEventNumber());
            file.append(3, "3\tagain\n");
            file.append(12, "12\tc\n");
        }
        assertEquals(HEADER + "3\ta\n3\tb\n12\tc\n", Files.readString(path));
    }

    @Test
    void shouldCutOffWhatWasNotAcknowledgedSinceItComesAgain() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (String behind : new String[] {
            "", "12\tc", "12\tc\n", "12\tc\n12\td", "12\tc\n40\tof a log that is lost\n", "\0\0", "12\t\0\0\0c\n13\td\n"
        }) {
            Files.writeString(path, HEADER + "3\ta\n3\tb\n" + behind);
            try (LedgerFile file = LedgerFile.open(path, 11)) {
                assertEquals(3, file.lastEventNumber(), behind);
                assertEquals(HEADER + "3\ta\n3\tb\n", Files.readString(path));
                file.append(12, "12\tc\n12\td\n");
            }
            assertEquals(HEADER + "3\ta\n3\tb\n12\tc\n12\td\n", Files.readString(path));
        }
    }

    @Test
    void shouldBeginAgainWhatWasNeverFlushed() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (String torn : new String[] {"", "eve", HEADER.strip(), "\0".repeat(10), "event\0\0"}) {
            Files.writeString(path, torn);
            try (LedgerFile file = LedgerFile.open(path, 9)) {
                assertTrue(file.isBegun(), torn);
                assertEquals(0, file.lastEventNumber());
                file.append(12, "12\tc\n");
                file.finish();
            }
            assertEquals(HEADER + "12\tc\n", Files.readString(path));
        }
    }

    @Test
    void shouldBeginAgainWhatWasNotFinished() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (int start = 0; start < 2; start++) {
            try (LedgerFile file = LedgerFile.open(path, 9)) {
                assertTrue(file.isBegun());
                assertEquals(0, file.lastEventNumber());
                file.append(3, "3\ta\n");
            }
            assertFalse(Files.exists(path));
        }
        try (LedgerFile file = LedgerFile.open(path, 9)) {
            file.append(4, "4\tb\n");
            file.finish();
            file.append(5, "5\tc\n");
        }
        assertEquals(HEADER + "4\tb\n5\tc\n", Files.readString(path));
    }

    @Test
    void shouldCutOffZerosThatAPowerCutHasLeft() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (int zeros : new int[] {1, 8_192, 1_000_000}) {
            for (String whole : new String[] {HEADER, HEADER + "3\ta\n"}) {
                Files.writeString(path, whole + "12\tto" + "\0".repeat(zeros) + "14\tb\n");
                try (LedgerFile file = LedgerFile.open(path, 3)) {
                    assertEquals(whole.endsWith("a\n") ? 3 : 0, file.lastEventNumber());
                    file.append(12, "12\tc\n");
                }
                assertEquals(whole + "12\tc\n", Files.readString(path));
            }
        }
    }

    @Test
    void shouldFindTheLastLineThatWasAcknowledgedInALongFile() throws IOException {
        Path path = folder.resolve("17.tsv");
        try (LedgerFile file = LedgerFile.open(path, 0)) {
            for (int number = 1; number <= 20_000; number++) {
                file.append(number, number + "\t" + "x".repeat(number % 97) + "\n");
            }
            file.finish();
        }
        Files.writeString(path, "20001\tto", StandardOpenOption.APPEND);
        for (int acknowledged : new int[] {30_000, 20_000, 19_999, 12_345, 2_000, 1, 0}) {
            try (LedgerFile file = LedgerFile.open(path, acknowledged)) {
                int last = Math.min(acknowledged, 20_000);
                assertEquals(last, file.lastEventNumber());
                String end = last == 0 ? HEADER : "\n" + last + "\t" + "x".repeat(last % 97) + "\n";
                assertTrue(Files.readString(path).endsWith(end), () -> "" + acknowledged);
            }
        }
        assertEquals(HEADER, Files.readString(path));
    }

    @Test
    void shouldRefuseWhatIsNoLedgerAndLeaveIt() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (String other : new String[] {"a story\n", "x".repeat(10_000)}) {
            Files.writeString(path, other);
            IOException refused = assertThrows(IOException.class, () -> LedgerFile.open(path, 9));
            assertTrue(refused.getMessage().startsWith(path + " is no ledger: "), refused.getMessage());
            assertEquals(other, Files.readString(path));
        }
    }
}
