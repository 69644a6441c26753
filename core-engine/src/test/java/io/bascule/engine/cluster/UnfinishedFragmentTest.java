package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFragmentTest {
    private static final int LENGTH = 12_288;
    private static final int FIRST_LENGTH = 4_000;
    private static final int SECOND_LENGTH = 160;
    private static final int HEADER_LENGTH = 32;
    private static final int DATA = 1;

    @TempDir
    private Path folder;

    @Test
    void shouldCutOffAFragmentWhoseLastPageWasNeverWritten() throws IOException {
        final byte[] half = segment((byte) 2);
        Arrays.fill(half, 4_096, half.length, (byte) 0);
        final Path file = write("0-16777216.rec", half);
        final Path older = write("0-0.rec", half);

        assertEquals(1, UnfinishedFragment.cutOff(folder.toFile()));

        final byte[] left = segment((byte) 2);
        Arrays.fill(left, FIRST_LENGTH, left.length, (byte) 0);
        assertArrayEquals(left, Files.readAllBytes(file));
        assertArrayEquals(half, Files.readAllBytes(older));
    }

    @Test
    void shouldLeaveAFragmentThatWasWrittenWhole() throws IOException {
        assertLeft(segment((byte) 2));
    }

    @Test
    void shouldLeaveAFragmentWhoseBytesAreZeroThere() throws IOException {
        assertLeft(segment((byte) 0));
    }

    @Test
    void shouldLeaveAFragmentThatIsAllThereAndWrong() throws IOException {
        final byte[] wrong = segment((byte) 2);
        wrong[FIRST_LENGTH + SECOND_LENGTH - 1]++;
        assertLeft(wrong);
    }

    @Test
    void shouldLeaveAnEmptyArchive() throws IOException {
        assertEquals(0, UnfinishedFragment.cutOff(folder.resolve("none").toFile()));
        assertLeft(new byte[LENGTH]);
        assertLeft(new byte[0]);
    }

    private void assertLeft(final byte[] segment) throws IOException {
        final Path file = write("0-0.rec", segment);
        assertEquals(0, UnfinishedFragment.cutOff(folder.toFile()));
        assertArrayEquals(segment, Files.readAllBytes(file));
    }

    private Path write(final String name, final byte[] segment) throws IOException {
        return Files.write(folder.resolve(name), segment);
    }

    /** Two frames, the second over a page boundary, and room behind them. */
    private static byte[] segment(final byte payload) {
        final ByteBuffer segment = ByteBuffer.allocateDirect(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        frame(segment, 0, FIRST_LENGTH, (byte) 1);
        frame(segment, FIRST_LENGTH, SECOND_LENGTH, payload);
        final byte[] bytes = new byte[LENGTH];
        segment.get(0, bytes);
        return bytes;
    }

    private static void frame(final ByteBuffer segment, final int offset, final int length, final byte payload) {
        for (int i = HEADER_LENGTH; i < length; i++) {
            segment.put(offset + i, payload);
        }
        segment.putInt(offset, length);
        segment.putShort(offset + 6, (short) DATA);
        final long address = new UnsafeBuffer(segment).addressOffset();
        segment.putInt(
                offset + 12, new Crc32cChecksum().compute(address, offset + HEADER_LENGTH, length - HEADER_LENGTH));
    }
}
