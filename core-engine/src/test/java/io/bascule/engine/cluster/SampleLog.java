package io.bascule.engine.cluster;

import io.bascule.engine.cluster.LoggedEntry.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.agrona.DirectBuffer;

/**
 * A log as a release wrote it, kept: its entries, a snapshot from its middle, and what a replay comes to from the
 * beginning and from the snapshot.
 */
final class SampleLog {
    private final int format;
    private final List<LoggedEntry> entries;
    private final KeptSnapshot snapshot;
    private final Outcome whole;
    private final Outcome sinceSnapshot;

    private SampleLog(
            final int format,
            final List<LoggedEntry> entries,
            final KeptSnapshot snapshot,
            final Outcome whole,
            final Outcome sinceSnapshot) {
        this.format = format;
        this.entries = entries;
        this.snapshot = snapshot;
        this.whole = whole;
        this.sinceSnapshot = sinceSnapshot;
    }

    /** Of the log's end: the state, and all events that were said on the way there. */
    record Outcome(long stateHash, long lastEventNumber, String eventDigest) {}

    /** A sample of this build's: the entries as they are, the snapshot that was taken last before their middle. */
    static SampleLog of(final List<LoggedEntry> entries) {
        int position = entries.size() / 2;
        while (entries.get(position - 1).kind != Kind.SNAPSHOT) {
            position--;
        }
        final LoggedVenue venue = new LoggedVenue(clusterSessionId -> {});
        apply(entries, 0, position, venue);
        final KeptSnapshot snapshot = KeptSnapshot.take(venue, position);
        final SampleLog unfinished = new SampleLog(DataDirectory.FORMAT, entries, snapshot, null, null);
        return new SampleLog(
                DataDirectory.FORMAT, entries, snapshot, unfinished.replay(), unfinished.replayFromSnapshot());
    }

    /** {@link DataDirectory#FORMAT} of the build that wrote it. */
    int format() {
        return format;
    }

    List<LoggedEntry> entries() {
        return entries;
    }

    /** What {@link #replay()} gave when it was recorded. */
    Outcome whole() {
        return whole;
    }

    /** What {@link #replayFromSnapshot()} gave when it was recorded. */
    Outcome sinceSnapshot() {
        return sinceSnapshot;
    }

    /** What the whole log comes to now. */
    Outcome replay() {
        final LoggedVenue venue = new LoggedVenue(clusterSessionId -> {});
        venue.events().keepFrom(1);
        final EventLog.Cursor cursor = venue.events().cursorAfter(0);
        apply(entries, 0, entries.size(), venue);
        return outcome(venue, cursor);
    }

    /** What the kept snapshot and the log behind it come to now; its retained events are among the events. */
    Outcome replayFromSnapshot() {
        final LoggedVenue venue = new LoggedVenue(clusterSessionId -> {});
        venue.events().keepFrom(1);
        snapshot.load(venue);
        final EventLog.Cursor cursor = venue.events().cursorAfter(venue.events().releasedEventNumber());
        apply(entries, snapshot.position, entries.size(), venue);
        return outcome(venue, cursor);
    }

    private static void apply(final List<LoggedEntry> entries, final int from, final int to, final LoggedVenue venue) {
        for (int i = from; i < to; i++) {
            entries.get(i).applyTo(venue);
        }
    }

    private static Outcome outcome(final LoggedVenue venue, final EventLog.Cursor cursor) {
        final MessageDigest digest = sha256();
        while (cursor.hasNext()) {
            final DirectBuffer buffer = cursor.buffer();
            final byte[] bytes = new byte[cursor.length()];
            buffer.getBytes(cursor.offset(), bytes);
            digest.update(bytes);
            cursor.advance();
        }
        return new Outcome(
                venue.stateHash(),
                venue.events().lastEventNumber(),
                HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    void write(final OutputStream stream) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream))) {
            out.writeInt(format);
            out.writeInt(entries.size());
            for (final LoggedEntry entry : entries) {
                out.writeUTF(entry.kind.name());
                out.writeLong(entry.timestampNs);
                out.writeLong(entry.clusterSessionId);
                writeBytes(out, entry.bytes);
            }
            out.writeInt(snapshot.position);
            out.writeInt(snapshot.blocks.size());
            for (final byte[] block : snapshot.blocks) {
                writeBytes(out, block);
            }
            write(out, whole);
            write(out, sinceSnapshot);
        }
    }

    static SampleLog read(final InputStream stream) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(stream))) {
            final int format = in.readInt();
            final List<LoggedEntry> entries = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                final Kind kind = Kind.valueOf(in.readUTF());
                entries.add(LoggedEntry.of(kind, in.readLong(), in.readLong(), readBytes(in)));
            }
            final int position = in.readInt();
            final List<byte[]> blocks = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                blocks.add(readBytes(in));
            }
            return new SampleLog(format, entries, new KeptSnapshot(position, blocks), readOutcome(in), readOutcome(in));
        }
    }

    private static void write(final DataOutputStream out, final Outcome outcome) throws IOException {
        out.writeLong(outcome.stateHash);
        out.writeLong(outcome.lastEventNumber);
        out.writeUTF(outcome.eventDigest);
    }

    private static Outcome readOutcome(final DataInputStream in) throws IOException {
        return new Outcome(in.readLong(), in.readLong(), in.readUTF());
    }

    private static void writeBytes(final DataOutputStream out, final byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(final DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
