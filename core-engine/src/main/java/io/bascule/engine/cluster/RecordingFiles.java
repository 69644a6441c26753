package io.bascule.engine.cluster;

import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BitUtil;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The messages of a recording, read from the archive's files, without the archive. Nothing is written. An archive may
 * go on recording meanwhile: what it wrote until a file was read is read. A fragment at the very end that was not
 * written whole is left out, as a start would cut it off; anything else that is wrong is a damaged recording.
 */
final class RecordingFiles implements SnapshotReader.BlockSource {
    private static final int HEADER_LENGTH = DataHeaderFlyweight.HEADER_LENGTH;
    /** How often a fragment that has not its checksum is looked at again: the archive may be writing it. */
    private static final int ATTEMPTS = 20;

    private static final long BETWEEN_ATTEMPTS_NS = 5_000_000;

    private final long recordingId;
    /** By the position that they begin at. */
    private final TreeMap<Long, Path> files = new TreeMap<>();

    private final Crc32cChecksum checksum = new Crc32cChecksum();
    private final UnsafeBuffer segment = new UnsafeBuffer(0, 0);
    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer();
    private long base;
    private int offset;
    private int messageLength;

    /**
     * @param archive directory of the archive's files.
     * @param position where to begin: that of a message.
     * @throws DamagedLogException if the recording does not go back so far.
     */
    RecordingFiles(final File archive, final long recordingId, final long position) {
        this.recordingId = recordingId;
        final String prefix = recordingId + "-";
        final String[] names = archive.list((folder, name) -> name.startsWith(prefix) && name.endsWith(".rec"));
        for (final String name : names == null ? new String[0] : names) {
            final String begin = name.substring(prefix.length(), name.length() - ".rec".length());
            files.put(Long.parseLong(begin), archive.toPath().resolve(name));
        }
        final Map.Entry<Long, Path> first = files.floorEntry(position);
        if (first == null) {
            throw new DamagedLogException(
                    "recording " + recordingId + " of " + archive + " does not go back to position " + position);
        }
        load(first.getKey());
        offset = Math.toIntExact(position - base);
    }

    /** Hands over the next message, assembled; false at the end of what is recorded. */
    @Override
    public boolean poll(final ControlledFragmentHandler handler) {
        messageLength = 0;
        while (advanceToFragment()) {
            final int length = FrameDescriptor.frameLength(segment, offset) - HEADER_LENGTH;
            final byte flags = FrameDescriptor.frameFlags(segment, offset);
            final int body = offset + HEADER_LENGTH;
            offset += aligned(length + HEADER_LENGTH);
            if (flags == FrameDescriptor.UNFRAGMENTED) {
                handler.onFragment(segment, body, length, null);
                return true;
            }
            if ((flags & FrameDescriptor.BEGIN_FRAG_FLAG) != 0) {
                messageLength = 0;
            }
            message.putBytes(messageLength, segment, body, length);
            messageLength += length;
            if ((flags & FrameDescriptor.END_FRAG_FLAG) != 0) {
                handler.onFragment(message, 0, messageLength, null);
                return true;
            }
        }
        return false;
    }

    /** Goes to the next fragment that is no padding, into the next file if need be; false if there is none. */
    private boolean advanceToFragment() {
        while (true) {
            if (offset == segment.capacity()) {
                if (!files.containsKey(base + offset)) {
                    return endOfFile();
                }
                load(base + offset);
                offset = 0;
            }
            final int length =
                    offset + HEADER_LENGTH > segment.capacity() ? 0 : FrameDescriptor.frameLength(segment, offset);
            if (length == 0) {
                return endOfFile();
            }
            if (length < HEADER_LENGTH || offset + (long) aligned(length) > segment.capacity()) {
                throw damaged();
            }
            if (!FrameDescriptor.isPaddingFrame(segment, offset)) {
                return isWhole() || endOfFile();
            }
            offset += aligned(length);
        }
    }

    /** Nothing more is in this file: the end, unless there is another behind it. */
    private boolean endOfFile() {
        if (files.higherKey(base) != null) {
            throw damaged();
        }
        return false;
    }

    /**
     * Whether the fragment has its checksum. One without is read again for a while, since an archive may be writing it;
     * it is the unfinished end of the recording if nothing is behind it.
     */
    private boolean isWhole() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            final int length = aligned(FrameDescriptor.frameLength(segment, offset)) - HEADER_LENGTH;
            final int expected = FrameDescriptor.frameSessionId(segment, offset);
            if (checksum.of(segment, offset + HEADER_LENGTH, length) == expected) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS_NS);
            load(base);
        }
        final int behind = offset + aligned(FrameDescriptor.frameLength(segment, offset));
        final boolean isLast =
                behind + HEADER_LENGTH > segment.capacity() || FrameDescriptor.frameLength(segment, behind) == 0;
        if (!isLast || !UnfinishedFragment.isUnfinished(segment, offset)) {
            throw damaged();
        }
        return false;
    }

    private void load(final long position) {
        try {
            segment.wrap(Files.readAllBytes(files.get(position)));
            base = position;
        } catch (final IOException ex) {
            throw new UncheckedIOException("recording " + recordingId + " cannot be read", ex);
        }
    }

    private DamagedLogException damaged() {
        return new DamagedLogException(files.get(base) + " is damaged at byte " + offset);
    }

    private static int aligned(final int length) {
        return BitUtil.align(length, FrameDescriptor.FRAME_ALIGNMENT);
    }
}
