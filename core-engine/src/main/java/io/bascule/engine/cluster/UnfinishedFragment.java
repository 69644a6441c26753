package io.bascule.engine.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.BitUtil;

/**
 * The last fragment of a recording when the disk was full, or the process killed, in the middle of writing it: its
 * pages from some boundary on were never written. The archive refuses to open such a file. Nobody was told of a
 * fragment that was not written whole, so it is cut off; one whose bytes are all there, but wrong, is not.
 */
final class UnfinishedFragment {
    private static final Pattern REFUSAL = Pattern.compile("straddling page boundary in file: (.+\\.rec)");
    private static final int PAGE_LENGTH = 4096;
    private static final int FRAME_ALIGNMENT = 32;

    private UnfinishedFragment() {}

    /**
     * Cuts off the fragment of which the archive complained.
     *
     * @param failure of a start.
     * @return whether there was one; a start may then go well.
     */
    static boolean cutOff(final Throwable failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            final Matcher refusal = REFUSAL.matcher(String.valueOf(cause.getMessage()));
            if (refusal.find()) {
                final Path file = Path.of(refusal.group(1));
                return Files.exists(file) && cutOff(file);
            }
        }
        return false;
    }

    private static boolean cutOff(final Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            final MappedByteBuffer segment =
                    access.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, access.length());
            segment.order(ByteOrder.LITTLE_ENDIAN);
            final int last = lastFragment(segment);
            final int end = last + segment.getInt(last);
            final int lastPage = BitUtil.align(end, PAGE_LENGTH) - PAGE_LENGTH;
            if (lastPage <= last || end > segment.capacity() || !isZero(segment, lastPage, end)) {
                return false;
            }
            for (int offset = last; offset < end; offset++) {
                segment.put(offset, (byte) 0);
            }
            segment.force();
            return true;
        }
    }

    private static int lastFragment(final ByteBuffer segment) {
        int last = 0;
        int offset = 0;
        while (offset + Integer.BYTES <= segment.capacity() && segment.getInt(offset) > 0) {
            last = offset;
            offset += BitUtil.align(segment.getInt(offset), FRAME_ALIGNMENT);
        }
        return last;
    }

    private static boolean isZero(final ByteBuffer segment, final int from, final int to) {
        for (int offset = from; offset < to; offset++) {
            if (segment.get(offset) != 0) {
                return false;
            }
        }
        return true;
    }
}
