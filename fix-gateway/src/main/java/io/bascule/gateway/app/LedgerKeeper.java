package io.bascule.gateway.app;

import io.bascule.engine.client.Engine;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.client.EngineListener;
import io.bascule.engine.client.EventReplay;
import io.bascule.engine.client.LedgerEvents;
import io.bascule.engine.client.LedgerLine;
import io.bascule.engine.client.LedgerNames;
import io.bascule.engine.wire.sbe.AccountRegisteredDecoder;
import io.bascule.engine.wire.sbe.GatewayConnectedDecoder;
import io.bascule.engine.wire.sbe.InstrumentRegisteredDecoder;
import io.bascule.engine.wire.sbe.UnderlyingRegisteredDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * An engine whose events are written to the public ledger before anybody else hears of them, so that what is
 * acknowledged is in it. There is a file for each life of the engine's data, named after the venue's epoch. When it
 * cannot be written nothing is handed on any more, and whoever runs the venue is told to end it. For the FIX event loop
 * only.
 */
final class LedgerKeeper implements Engine, LedgerNames {
    private final Engine engine;
    private final Path data;
    private final Consumer<Throwable> failed;
    private final LedgerTable table = new LedgerTable();
    private final LedgerEvents events = new LedgerEvents(this, this::take);
    private final Map<Integer, String> accounts = new HashMap<>();
    private final Map<Integer, String> instruments = new HashMap<>();
    private final Map<Integer, String> indexes = new HashMap<>();
    private final AccountRegisteredDecoder account = new AccountRegisteredDecoder();
    private final InstrumentRegisteredDecoder instrument = new InstrumentRegisteredDecoder();
    private final UnderlyingRegisteredDecoder underlying = new UnderlyingRegisteredDecoder();
    private final GatewayConnectedDecoder connected = new GatewayConnectedDecoder();
    private final StringBuilder lines = new StringBuilder();
    private long eventNumber;
    private LedgerFile file;
    private boolean hasFailed;

    /**
     * A keeper of an engine's ledger.
     *
     * @param data directory of the venue
     * @param failed is told why a file could not be written
     */
    LedgerKeeper(Engine engine, Path data, Consumer<Throwable> failed) {
        this.engine = engine;
        this.data = data;
        this.failed = failed;
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
            if (!hasFailed) {
                keep(templateId, buffer, offset, blockLength, version);
            }
            if (!hasFailed) {
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
                case GatewayConnectedDecoder.TEMPLATE_ID ->
                    open(connected.wrap(buffer, offset, blockLength, version).venueEpoch());
                default -> {
                    events.onMessage(templateId, buffer, offset, blockLength, version);
                    write();
                }
            }
        } catch (IOException e) {
            hasFailed = true;
            failed.accept(new IllegalStateException("the ledger cannot be written: " + e.getMessage(), e));
        }
    }

    private void open(long venueEpoch) throws IOException {
        if (file == null) {
            file = LedgerFile.open(file(data, venueEpoch));
        }
    }

    private void take(LedgerLine line) {
        eventNumber = line.eventNumber;
        lines.append(table.format(line)).append('\n');
    }

    private void write() throws IOException {
        if (lines.length() > 0) {
            file.append(eventNumber, lines.toString());
            lines.setLength(0);
        }
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
        if (file != null) {
            file.close();
        }
    }
}
