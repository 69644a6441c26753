package io.bascule.engine.cluster;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last fragment of a recording when the disk was full, or the process killed, in the middle of writing it: its last
 * page was never written. The archive refuses to open such a file, or takes the fragment for a whole one and cannot
 * replay it. Nobody was told of a fragment that was not written whole, so it is cut off; one that is wrong in another
 * way is left, for the archive to refuse.
 */
final class UnfinishedFragment {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFragment.class);
    private static final Pattern SEGMENT = Pattern.compile("(\\d+)-(\\d+)\\.rec");
    private static final int PAGE_LENGTH = 4096;

    private UnfinishedFragment() {}

    /**
     * Cuts off what was not written whole at the end of each recording. Only while no archive runs on the directory.
     *
     * @return how many fragments that were.
     */
    static int cutOff(final File archive) throws IOException {
        int count = 0;
        for (final File segment : newestSegments(archive).values()) {
            if (segment.length() > 0 && cutOffIn(segment)) {
                count++;
            }
        }
        return count;
    }

    /** By recording. */
    private static Map<String, File> newestSegments(final File archive) {
        final Map<String, File> newest = new HashMap<>();
        final File[] files = archive.listFiles();
        for (final File file : files == null ? new File[0] : files) {
            final Matcher name = SEGMENT.matcher(file.getName());
            if (name.matches()) {
                newest.merge(name.group(1), file, (a, b) -> position(a) > position(b) ? a : b);
            }
        }
        return newest;
    }

    private static long position(final File segment) {
        final String name = segment.getName();
        return Long.parseLong(name, name.indexOf('-') + 1, name.indexOf('.'), 10);
    }

    private static boolean cutOffIn(final File file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            try {
                final UnsafeBuffer segment = new UnsafeBuffer(mapped);
                final int offset = lastFragment(segment);
                if (!isUnfinished(segment, offset)) {
                    return false;
                }
                final int length = lengthAt(segment, offset);
                segment.setMemory(offset, Math.min(length, segment.capacity() - offset), (byte) 0);
                mapped.force();
                LOG.error(
                        "{}: cut off a fragment of {} bytes at {} that was never written whole", file, length, offset);
                return true;
            } finally {
                IoUtil.unmap(mapped);
            }
        }
    }

    private static int lastFragment(final UnsafeBuffer segment) {
        int last = 0;
        int offset = 0;
        while (offset + DataHeaderFlyweight.HEADER_LENGTH <= segment.capacity()
                && FrameDescriptor.frameLength(segment, offset) > 0) {
            last = offset;
            offset += lengthAt(segment, offset);
        }
        return last;
    }

    private static int lengthAt(final UnsafeBuffer segment, final int offset) {
        return BitUtil.align(FrameDescriptor.frameLength(segment, offset), FrameDescriptor.FRAME_ALIGNMENT);
    }

    /** Whether the fragment there was not written whole: its last page is empty, and it has not its checksum. */
    static boolean isUnfinished(final UnsafeBuffer segment, final int offset) {
        final int end = offset + lengthAt(segment, offset);
        final int lastPage = BitUtil.align(end, PAGE_LENGTH) - PAGE_LENGTH;
        return lastPage > offset
                && end <= segment.capacity()
                && !FrameDescriptor.isPaddingFrame(segment, offset)
                && isZero(segment, lastPage, end)
                && !hasItsChecksum(segment, offset);
    }

    private static boolean hasItsChecksum(final UnsafeBuffer segment, final int offset) {
        final int header = DataHeaderFlyweight.HEADER_LENGTH;
        final int checksum = new Crc32cChecksum().of(segment, offset + header, lengthAt(segment, offset) - header);
        return FrameDescriptor.frameSessionId(segment, offset) == checksum;
    }

    private static boolean isZero(final UnsafeBuffer segment, final int from, final int to) {
        for (int offset = from; offset < to; offset++) {
            if (segment.getByte(offset) != 0) {
                return false;
            }
        }
        return true;
    }
}
