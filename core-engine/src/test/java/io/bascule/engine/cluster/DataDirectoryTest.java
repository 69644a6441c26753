package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void shouldBeLockedUntilItIsClosed() {
        try (DataDirectory held = DataDirectory.lock(folder)) {
            assertTrue(held.cluster().isDirectory());
            assertThrows(DataDirectoryInUseException.class, () -> DataDirectory.lock(folder));
        }
        DataDirectory.lock(folder).close();
    }
}
