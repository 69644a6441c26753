package io.bascule.gateway.app;

import io.bascule.engine.client.EventReplay;
import io.bascule.engine.wire.sbe.AccountRegisteredDecoder;
import io.bascule.engine.wire.sbe.GatewayConnectedDecoder;
import io.bascule.engine.wire.sbe.InstrumentRegisteredDecoder;
import io.bascule.engine.wire.sbe.SessionRegisteredDecoder;
import io.bascule.engine.wire.sbe.UnderlyingRegisteredDecoder;
import io.bascule.gateway.mapping.Directory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Takes what the engine tells a gateway that connects: the ids of everything, and where its events stand. */
final class Registrations {
    private final Directory directory;
    private final InstrumentRegisteredDecoder instrument = new InstrumentRegisteredDecoder();
    private final UnderlyingRegisteredDecoder underlying = new UnderlyingRegisteredDecoder();
    private final AccountRegisteredDecoder account = new AccountRegisteredDecoder();
    private final SessionRegisteredDecoder session = new SessionRegisteredDecoder();
    private final GatewayConnectedDecoder connected = new GatewayConnectedDecoder();
    private final Map<List<String>, Registered> sessions = new HashMap<>();
    private boolean complete;
    private long lastEventNumber;
    private long acknowledgedEventNumber;
    private EventReplay missingEvents;

    Registrations(Directory directory) {
        this.directory = directory;
    }

    /** A session as the engine has it. */
    record Registered(int sessionId, long lastMsgSeqNum) {}

    /** Whether the message was one of them. */
    boolean onMessage(int templateId, DirectBuffer buffer, int offset, int blockLength, int version) {
        switch (templateId) {
            case InstrumentRegisteredDecoder.TEMPLATE_ID -> {
                instrument.wrap(buffer, offset, blockLength, version);
                directory.addInstrument(instrument.instrumentId(), instrument.symbol());
            }
            case UnderlyingRegisteredDecoder.TEMPLATE_ID -> {
                underlying.wrap(buffer, offset, blockLength, version);
                directory.addIndex(underlying.underlyingId(), underlying.indexSymbol());
            }
            case AccountRegisteredDecoder.TEMPLATE_ID -> {
                account.wrap(buffer, offset, blockLength, version);
                directory.addAccount(account.accountId(), account.name());
            }
            case SessionRegisteredDecoder.TEMPLATE_ID -> {
                session.wrap(buffer, offset, blockLength, version);
                String venueCompId = session.venueCompId();
                String counterpartyCompId = session.counterpartyCompId();
                directory.addSession(session.sessionId(), counterpartyCompId);
                sessions.put(
                        List.of(venueCompId, counterpartyCompId),
                        new Registered(session.sessionId(), session.lastMsgSeqNum()));
            }
            case GatewayConnectedDecoder.TEMPLATE_ID -> {
                connected.wrap(buffer, offset, blockLength, version);
                directory.venueEpoch(connected.venueEpoch());
                lastEventNumber = connected.lastEventNumber();
                acknowledgedEventNumber = connected.acknowledgedEventNumber();
                if (acknowledgedEventNumber + 1 < connected.heldFromEventNumber()) {
                    missingEvents = new EventReplay(
                            connected.catchUpPosition(), acknowledgedEventNumber, connected.heldFromEventNumber() - 1);
                }
                complete = true;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether the engine has said everything. */
    boolean isComplete() {
        return complete;
    }

    /** The engine's session of a pair of CompIDs. */
    Registered session(String venueCompId, String counterpartyCompId) {
        Registered registered = sessions.get(List.of(venueCompId, counterpartyCompId));
        if (registered == null) {
            throw new IllegalStateException("the engine does not know " + venueCompId + "->" + counterpartyCompId);
        }
        return registered;
    }

    /** The last event when the gateway connected. */
    long lastEventNumber() {
        return lastEventNumber;
    }

    /**
     * What the engine no longer retains for the gateway, and must be replayed before anything else; null: nothing.
     *
     * @param storedEventNumber the last event that was acknowledged and is still kept here
     */
    EventReplay missingEvents(long storedEventNumber) {
        if (storedEventNumber == acknowledgedEventNumber) {
            return missingEvents;
        }
        long upTo = missingEvents == null ? acknowledgedEventNumber : missingEvents.upToEventNumber();
        return new EventReplay(EventReplay.OLDEST, storedEventNumber, upTo);
    }

    /** The last event that this gateway has acknowledged in its life. */
    long acknowledgedEventNumber() {
        return acknowledgedEventNumber;
    }
}
