package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        try (LedgerFile file = LedgerFile.open(path)) {
            assertEquals(0, file.lastEventNumber());
            file.append(3, "3\ta\n3\tb\n");
            file.append(3, "3\tagain\n");
            file.append(2, "2\tbefore\n");
        }
        try (LedgerFile file = LedgerFile.open(path)) {
            assertEquals(3, file.lastEventNumber());
            file.append(3, "3\tagain\n");
            file.append(12, "12\tc\n");
        }
        assertEquals(HEADER + "3\ta\n3\tb\n12\tc\n", Files.readString(path));
    }

    @Test
    void shouldCutOffALineThatWasNotWrittenWhole() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (String torn : new String[] {"", "eve", HEADER + "3", HEADER + "3\ta\n12\tc"}) {
            Files.writeString(path, torn);
            try (LedgerFile file = LedgerFile.open(path)) {
                assertEquals(torn.contains("\n12") ? 3 : 0, file.lastEventNumber(), torn);
                file.append(12, "12\tc\n");
            }
            String expected = torn.contains("\n12") ? HEADER + "3\ta\n12\tc\n" : HEADER + "12\tc\n";
            assertEquals(expected, Files.readString(path));
        }
    }

    @Test
    void shouldCutOffZerosThatAPowerCutHasLeft() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (int zeros : new int[] {1, 8_192, 100_000}) {
            for (String whole : new String[] {"", HEADER, HEADER + "3\ta\n"}) {
                Files.writeString(path, whole + (whole.endsWith("a\n") ? "12\tto" : "") + "\0".repeat(zeros));
                try (LedgerFile file = LedgerFile.open(path)) {
                    assertEquals(whole.endsWith("a\n") ? 3 : 0, file.lastEventNumber());
                    file.append(12, "12\tc\n");
                }
                assertEquals((whole.isEmpty() ? HEADER : whole) + "12\tc\n", Files.readString(path));
            }
        }
    }

    @Test
    void shouldFindTheLastLineOfALongFile() throws IOException {
        Path path = folder.resolve("17.tsv");
        try (LedgerFile file = LedgerFile.open(path)) {
            for (int number = 1; number <= 5_000; number++) {
                file.append(number, number + "\tline\n");
            }
        }
        Files.writeString(path, "5001\tto", StandardOpenOption.APPEND);
        try (LedgerFile file = LedgerFile.open(path)) {
            assertEquals(5_000, file.lastEventNumber());
        }
        assertTrue(Files.readString(path).endsWith("\n5000\tline\n"));
    }

    @Test
    void shouldRefuseWhatIsNoLedgerAndLeaveIt() throws IOException {
        Path path = folder.resolve("17.tsv");
        for (String other : new String[] {"a story\n", "x".repeat(10_000)}) {
            Files.writeString(path, other);
            IOException refused = assertThrows(IOException.class, () -> LedgerFile.open(path));
            assertTrue(refused.getMessage().startsWith(path + " is no ledger: "), refused.getMessage());
            assertEquals(other, Files.readString(path));
        }
    }
}
