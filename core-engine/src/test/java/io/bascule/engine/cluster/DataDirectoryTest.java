package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeTheClusterDirectoryBeforeTwoThreadsRaceToMakeIt() {
        try (DataDirectory directory = DataDirectory.lock(folder.resolve("new"))) {
            assertTrue(directory.cluster().isDirectory());
        }
    }

    @Test
    void shouldRefuseALogOfAnotherFormat() throws IOException {
        Files.createDirectories(folder.resolve("engine"));
        Files.writeString(folder.resolve("engine/format"), "bascule 99\n");
        final IllegalStateException ex = assertThrows(IllegalStateException.class, () -> DataDirectory.lock(folder));
        assertEquals(
                folder.resolve("engine/format") + " says \"bascule 99\": this build reads the logs of \"bascule "
                        + DataDirectory.FORMAT + "\" only",
                ex.getMessage());
    }

    @Test
    void shouldRefuseALogThatDoesNotSayItsFormat() throws IOException {
        Files.createDirectories(folder.resolve("engine/archive"));
        Files.createFile(folder.resolve("engine/archive/archive.catalog"));
        final IllegalStateException ex = assertThrows(IllegalStateException.class, () -> DataDirectory.lock(folder));
        assertTrue(ex.getMessage().contains("holds a log of a build before formats were kept"), ex::getMessage);
        assertTrue(Files.notExists(folder.resolve("engine/format")));
    }

    @Test
    void shouldSayItsFormatAndOpenAgain() throws IOException {
        DataDirectory.lock(folder).close();
        assertEquals("bascule " + DataDirectory.FORMAT + "\n", Files.readString(folder.resolve("engine/format")));
        Files.createDirectories(folder.resolve("engine/archive"));
        Files.createFile(folder.resolve("engine/archive/archive.catalog"));
        DataDirectory.lock(folder).close();
    }

    @Test
    void shouldBeLockedUntilItIsClosed() {
        try (DataDirectory held = DataDirectory.lock(folder)) {
            assertTrue(held.cluster().isDirectory());
            assertThrows(DataDirectoryInUseException.class, () -> DataDirectory.lock(folder));
        }
        DataDirectory.lock(folder).close();
    }
}
