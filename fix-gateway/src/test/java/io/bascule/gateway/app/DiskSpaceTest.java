package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    @TempDir
    private Path directory;

    @Test
    void shouldKnowAFullDiskByItsWordsAnywhereAmongTheCauses() {
        IOException full = new IOException("No space left on device");
        IllegalStateException suppressing = new IllegalStateException("the archive has ended");
        suppressing.addSuppressed(new IllegalStateException("recording", full));

        assertTrue(DiskSpace.isWanting(full, directory));
        assertTrue(DiskSpace.isWanting(new IllegalStateException("no start", full), directory));
        assertTrue(DiskSpace.isWanting(suppressing, directory));
        assertTrue(DiskSpace.isWanting(new IllegalStateException("error: low storage threshold=16"), directory));
        assertTrue(DiskSpace.isWanting(new NoSpaceException("8 MB left"), directory));
        assertTrue(DiskSpace.isWanting(
                new InternalError("a fault occurred in a recent unsafe memory access operation in compiled Java code"),
                directory));
        assertTrue(DiskSpace.isWanting(
                new IllegalStateException("ERROR - insufficient usable storage for new log of length=200704"),
                directory));
    }

    @Test
    void shouldNotTakeAnotherFailureForAFullDisk() {
        IllegalStateException one = new IllegalStateException("the engine has ended");
        IllegalStateException other = new IllegalStateException(null, one);
        one.addSuppressed(other);

        assertFalse(DiskSpace.isWanting(one, directory.resolve("not").resolve("there")));
    }

    @Test
    void shouldRefuseAStartThatNeedsMoreThanThereIsAndTouchNothing() throws IOException {
        assertDoesNotThrow(() -> DiskSpace.checkStart(directory, 100));

        NoSpaceException refusal =
                assertThrows(NoSpaceException.class, () -> DiskSpace.checkStart(directory, Integer.MAX_VALUE));

        assertTrue(refusal.getMessage().contains(" MB left, a start needs "), refusal.getMessage());
        try (Stream<Path> entries = Files.list(directory)) {
            assertTrue(entries.toList().equals(List.of()));
        }
    }
}
