package io.bascule.engine.cluster;

import io.aeron.logbuffer.ControlledFragmentHandler;
import io.bascule.engine.client.LedgerEvents;
import io.bascule.engine.client.LedgerLine;
import io.bascule.engine.client.LedgerNames;
import io.bascule.engine.client.LedgerSpan;
import io.bascule.engine.service.Registrations;
import io.bascule.engine.service.StateFormatException;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The public ledger, made again from a data directory's log: a venue of its own is loaded from the oldest snapshot that
 * the log still follows, or empty, and applies the log. The state machine being deterministic, its events are the same
 * to the byte, and so are the lines. Files are read only, whether an engine runs there or not.
 */
final class LoggedLedger {
    private final LoggedVenue venue = new LoggedVenue(clusterSessionId -> {});
    private final LoggedEntries entries = new LoggedEntries(venue);
    private final LedgerEvents events;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private RecordingFiles log;
    private EventLog.Cursor cursor;

    private LoggedLedger(final Consumer<LedgerLine> lines) {
        events = new LedgerEvents(new Names(venue.registrations()), lines);
    }

    /**
     * Hands over every line of the log, in event order.
     *
     * @throws DamagedLogException if the log or the snapshot is damaged; what was before it was handed over.
     * @throws IllegalStateException if there is no log, or one of another format.
     */
    static LedgerSpan read(final Path dataDirectory, final Consumer<LedgerLine> lines) {
        final DataDirectory directory = DataDirectory.look(dataDirectory);
        return read(directory, Snapshots.oldest(directory), lines);
    }

    /** The same from a start that was just looked up: an engine that runs may have removed it, and has a newer one. */
    static LedgerSpan read(
            final DataDirectory directory, final Snapshots.Start lookedUp, final Consumer<LedgerLine> lines) {
        Snapshots.Start start = lookedUp;
        while (true) {
            final LoggedLedger ledger = new LoggedLedger(lines);
            try {
                ledger.open(directory, start);
            } catch (final DamagedLogException | UncheckedIOException ex) {
                final Snapshots.Start oldest = Snapshots.oldest(directory);
                if (oldest.equals(start)) {
                    throw ex;
                }
                start = oldest;
                continue;
            }
            return ledger.read();
        }
    }

    private void open(final DataDirectory directory, final Snapshots.Start start) {
        venue.events().keepFrom(1);
        if (start.snapshotRecordingId() >= 0) {
            load(directory, start.snapshotRecordingId());
        }
        log = new RecordingFiles(directory.archive(), start.logRecordingId(), start.position());
    }

    private LedgerSpan read() {
        final long after = venue.events().releasedEventNumber();
        cursor = venue.events().cursorAfter(after);
        sayNew();
        while (log.poll((buffer, offset, length, header) -> {
            entries.apply(buffer, offset, length);
            return ControlledFragmentHandler.Action.CONTINUE;
        })) {
            sayNew();
        }
        return new LedgerSpan(
                venue.venueEpoch(),
                after,
                venue.events().lastEventNumber(),
                venue.acknowledgedEventNumber(),
                accounts());
    }

    private void load(final DataDirectory directory, final long recordingId) {
        try {
            venue.load(new SnapshotReader(new RecordingFiles(directory.archive(), recordingId, 0)));
        } catch (final StateFormatException ex) {
            throw new DamagedLogException(
                    "the snapshot in recording " + recordingId + " of " + directory.archive() + ": " + ex.getMessage());
        }
    }

    /** Says what the last entry made, and lets go of it. */
    private void sayNew() {
        while (cursor.hasNext()) {
            final DirectBuffer buffer = cursor.buffer();
            final int offset = cursor.offset();
            header.wrap(buffer, offset);
            events.onMessage(
                    header.templateId(),
                    buffer,
                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                    header.blockLength(),
                    header.version());
            cursor.advance();
            venue.events().keepFrom(cursor.nextEventNumber());
        }
    }

    private Set<String> accounts() {
        final Set<String> names = new TreeSet<>();
        for (int id = 1; id <= venue.registrations().accountCount(); id++) {
            final String name = venue.registrations().accountName(id);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private record Names(Registrations registrations) implements LedgerNames {
        @Override
        public String account(final int accountId) {
            return registrations.accountName(accountId);
        }

        @Override
        public String instrument(final int instrumentId) {
            return registrations.instrumentSymbol(instrumentId);
        }

        @Override
        public String index(final int underlyingId) {
            return registrations.underlyingIndexSymbol(underlyingId);
        }
    }
}
