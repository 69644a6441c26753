package io.bascule.gateway.app;

import io.bascule.engine.client.Engine;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.client.EngineListener;
import io.bascule.engine.client.EventReplay;
import io.bascule.engine.client.LedgerEvents;
import io.bascule.engine.client.LedgerLine;
import io.bascule.engine.client.LedgerNames;
import io.bascule.engine.wire.sbe.AccountRegisteredDecoder;
import io.bascule.engine.wire.sbe.InstrumentRegisteredDecoder;
import io.bascule.engine.wire.sbe.UnderlyingRegisteredDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * An engine whose events are written to the public ledger before anybody else hears of them, and acknowledged when they
 * are on the device: the engine says again what is not, and keeps it until then, however its log is cut. A file for
 * each life of the engine's data is named after the venue's epoch. When it cannot be written nothing is handed on any
 * more, and {@link #check} says why. For the FIX event loop only.
 */
final class LedgerKeeper implements Engine, LedgerNames {
    private final Engine engine;
    private final Path data;
    private final LedgerTable table = new LedgerTable();
    private final LedgerEvents events = new LedgerEvents(this, this::take);
    private final Map<Integer, String> accounts = new HashMap<>();
    private final Map<Integer, String> instruments = new HashMap<>();
    private final Map<Integer, String> indexes = new HashMap<>();
    private final AccountRegisteredDecoder account = new AccountRegisteredDecoder();
    private final InstrumentRegisteredDecoder instrument = new InstrumentRegisteredDecoder();
    private final UnderlyingRegisteredDecoder underlying = new UnderlyingRegisteredDecoder();
    private final StringBuilder lines = new StringBuilder();
    private long eventNumber;
    private LedgerFile file;
    private LedgerFlusher flusher;
    private IOException failure;

    /**
     * A keeper of an engine's ledger.
     *
     * @param data directory of the venue
     */
    LedgerKeeper(Engine engine, Path data) {
        this.engine = engine;
        this.data = data;
    }

    /** Where the ledger of an epoch lies. */
    static Path file(Path data, long venueEpoch) {
        return data.resolve("ledger").resolve(venueEpoch + ".tsv");
    }

    @Override
    public void start() {
        engine.start();
    }

    @Override
    public EngineClient connect(EngineListener listener) {
        return engine.connect(keeping(listener));
    }

    @Override
    public void replayEvents(EventReplay replay, EngineListener listener, Runnable whileWaiting) {
        engine.replayEvents(replay, keeping(listener), whileWaiting);
    }

    private EngineListener keeping(EngineListener listener) {
        return (templateId, buffer, offset, blockLength, version) -> {
            if (failure == null) {
                keep(templateId, buffer, offset, blockLength, version);
            }
            if (failure == null) {
                listener.onMessage(templateId, buffer, offset, blockLength, version);
            }
        };
    }

    private void keep(int templateId, DirectBuffer buffer, int offset, int blockLength, int version) {
        try {
            switch (templateId) {
                case AccountRegisteredDecoder.TEMPLATE_ID -> {
                    account.wrap(buffer, offset, blockLength, version);
                    accounts.put(account.accountId(), account.name());
                }
                case InstrumentRegisteredDecoder.TEMPLATE_ID -> {
                    instrument.wrap(buffer, offset, blockLength, version);
                    instruments.put(instrument.instrumentId(), instrument.symbol());
                }
                case UnderlyingRegisteredDecoder.TEMPLATE_ID -> {
                    underlying.wrap(buffer, offset, blockLength, version);
                    indexes.put(underlying.underlyingId(), underlying.indexSymbol());
                }
                default -> {
                    events.onMessage(templateId, buffer, offset, blockLength, version);
                    write();
                }
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Opens the file of an epoch, unless it is open: before the first event.
     *
     * @param acknowledgedEventNumber what is newer comes again
     * @return whether there was none, so that what was acknowledged is to be said again as well
     * @throws IllegalStateException if it cannot be written, or is no ledger
     */
    boolean open(long venueEpoch, long acknowledgedEventNumber) {
        if (file != null) {
            return false;
        }
        try {
            file = LedgerFile.open(file(data, venueEpoch), acknowledgedEventNumber);
        } catch (IOException e) {
            failure = e;
            check();
        }
        flusher = new LedgerFlusher(file.lastEventNumber(), file::flush);
        return file.isBegun() && acknowledgedEventNumber > 0;
    }

    /**
     * All that was acknowledged is said again: a file that was made anew is whole.
     *
     * @throws IllegalStateException if it cannot be written
     */
    void finish() {
        try {
            file.finish();
        } catch (IOException e) {
            failure = e;
            check();
        }
    }

    /**
     * How far what was delivered may be acknowledged: all lines of events up to there are on the device.
     *
     * @param deliveredEventNumber the last event that was handed on
     */
    long keptUpTo(long deliveredEventNumber) {
        return flusher == null ? 0 : flusher.flushedUpTo(deliveredEventNumber);
    }

    /** The same, after waiting for the device: all of it, unless that fails. */
    long keepUpTo(long deliveredEventNumber) {
        if (flusher != null) {
            flusher.await();
        }
        return keptUpTo(deliveredEventNumber);
    }

    /**
     * Does nothing while all is well.
     *
     * @throws IllegalStateException if the ledger could not be written: the venue must end
     */
    void check() {
        if (failure == null && flusher != null) {
            failure = flusher.failure();
        }
        if (failure != null) {
            throw new IllegalStateException("the ledger cannot be written: " + failure.getMessage(), failure);
        }
    }

    private void take(LedgerLine line) {
        eventNumber = line.eventNumber;
        lines.append(table.format(line)).append('\n');
    }

    private void write() throws IOException {
        if (lines.length() > 0 && file != null) {
            file.append(eventNumber, lines.toString());
            flusher.written(file.lastEventNumber());
        }
        lines.setLength(0);
    }

    @Override
    public String account(int accountId) {
        return accounts.get(accountId);
    }

    @Override
    public String instrument(int instrumentId) {
        return instruments.get(instrumentId);
    }

    @Override
    public String index(int underlyingId) {
        return indexes.get(underlyingId);
    }

    @Override
    public void close() {
        engine.close();
        if (flusher != null) {
            flusher.close();
            file.close();
        }
    }
}
