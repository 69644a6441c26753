package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFragmentTest {
    private static final int FIRST_LENGTH = 4_000;
    private static final int FIRST_ALIGNED = 4_000;
    private static final int SECOND_LENGTH = 150;

    @TempDir
    private Path folder;

    @Test
    void shouldCutOffAFragmentWhoseLastPageWasNeverWritten() throws IOException {
        final byte[] segment = segment();
        Arrays.fill(segment, 4_096, segment.length, (byte) 0);
        final Path file = write(segment);

        assertTrue(UnfinishedFragment.cutOff(refusal(file)));

        final byte[] left = segment();
        Arrays.fill(left, FIRST_ALIGNED, left.length, (byte) 0);
        assertArrayEquals(left, Files.readAllBytes(file));
    }

    @Test
    void shouldLeaveAFragmentThatWasWrittenWhole() throws IOException {
        final Path file = write(segment());

        assertFalse(UnfinishedFragment.cutOff(refusal(file)));

        assertArrayEquals(segment(), Files.readAllBytes(file));
    }

    @Test
    void shouldLeaveWhatItIsNotToldOf() throws IOException {
        assertFalse(UnfinishedFragment.cutOff(new IllegalStateException("another failure")));
        assertFalse(UnfinishedFragment.cutOff(refusal(folder.resolve("7-0.rec"))));
    }

    private Path write(final byte[] segment) throws IOException {
        return Files.write(folder.resolve("0-0.rec"), segment);
    }

    /** Two frames, the second over a page boundary, and room behind them. */
    private static byte[] segment() {
        final byte[] segment = new byte[8_192];
        Arrays.fill(segment, 0, FIRST_LENGTH, (byte) 1);
        Arrays.fill(segment, FIRST_ALIGNED, FIRST_ALIGNED + SECOND_LENGTH, (byte) 2);
        ByteBuffer.wrap(segment)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, FIRST_LENGTH)
                .putInt(FIRST_ALIGNED, SECOND_LENGTH);
        return segment;
    }

    private static IllegalStateException refusal(final Path file) {
        return new IllegalStateException(
                "the log could not be started",
                new IllegalStateException(
                        "ERROR - Found potentially incomplete last fragment straddling page boundary in file: " + file
                                + "\nRun `ArchiveTool verify` for corrective action!"));
    }
}
