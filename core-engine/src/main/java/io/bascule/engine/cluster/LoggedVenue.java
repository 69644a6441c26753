package io.bascule.engine.cluster;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.service.LimitsDefinition;
import io.bascule.engine.service.Registrations;
import io.bascule.engine.service.SessionDefinition;
import io.bascule.engine.service.StateSink;
import io.bascule.engine.service.StateSource;
import io.bascule.engine.service.Venue;
import io.bascule.engine.wire.sbe.AcknowledgeEventsDecoder;
import io.bascule.engine.wire.sbe.ConnectGatewayDecoder;
import io.bascule.engine.wire.sbe.EndConfigurationDecoder;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue and all that is replicated beside it: the retained events, which gateways there are and what each has
 * acknowledged, the day. All of it is a pure function of the log's entries, in order, whoever reads them: the
 * clustered service, a replay that makes old events again, a simulation.
 *
 * <p>The trading day rolls at the first entry of a later UTC day, before that entry is applied, and
 * orders expire at the first entry that is not before their time. When more events are
 * retained than the bound allows, the slowest gateway is lost: nothing is held for it, and what it lacks it gets from
 * the archived log. An exception out of here is a broken invariant.
 *
 * <p>Outlets are the one part that is not replicated: where there are none, nothing is sent.
 */
final class LoggedVenue implements ControlCommands {
    static final long DAY_NS = TimeUnit.DAYS.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(LoggedVenue.class);
    private static final long NO_SESSION = -1;
    private static final long NO_DAY = Long.MIN_VALUE;

    private final EventLog events = new EventLog();
    private final Gateways gateways = new Gateways();
    private final Outlets outlets = new Outlets();
    private final Answers answers = new Answers(events);
    private final LongConsumer cutOff;
    private final Venue venue;
    private final CommandAdapter adapter;
    private long lastTimestampNs;
    private long day = NO_DAY;
    private long commandCount;
    private long snapshotPosition;
    private long clusterSessionId = NO_SESSION;
    private long configuringSessionId = NO_SESSION;
    private boolean configurationIsWhole;
    /** Of the venue alone; means something while {@link #hashIsKnown}: a large state takes a while to be hashed. */
    private long venueHash;

    private boolean hashIsKnown;
    private boolean hashWasKnown;

    /**
     * An empty venue.
     *
     * @param cutOff is told of each client session that has to end.
     */
    LoggedVenue(final LongConsumer cutOff) {
        this.cutOff = cutOff;
        venue = new Venue(new EventEncoder(events, answers));
        adapter = new CommandAdapter(venue, this, answers);
    }

    EventLog events() {
        return events;
    }

    long venueEpoch() {
        return venue.venueEpoch();
    }

    Registrations registrations() {
        return venue.registrations();
    }

    Outlets outlets() {
        return outlets;
    }

    /** Commands applied, those that were refused as malformed too. */
    long commandCount() {
        return commandCount;
    }

    long lastTimestampNs() {
        return lastTimestampNs;
    }

    /** When the day after the current one begins; meaningless before the first entry. */
    long nextDayNs() {
        return (day + 1) * DAY_NS;
    }

    /** When the next open order expires; {@link Long#MAX_VALUE}: none does. */
    long nextExpiryNs() {
        return venue.nextExpiryNs();
    }

    /** When announced margin parameters come into force; {@link Long#MAX_VALUE}: none are. */
    long nextParametersNs() {
        return venue.margins().nextEffectiveNs();
    }

    /** The oldest log position that has to stay in the archive for gateways that must catch up. */
    long neededPosition() {
        return gateways.oldestCatchUpPosition();
    }

    /** The newest event that every gateway has acknowledged; 0 before there is one. */
    long acknowledgedEventNumber() {
        return gateways.acknowledgedByAll();
    }

    /**
     * The first entry after a start, or a change of leader, in place of {@link #onTime}: since the last entry the venue
     * was down.
     */
    boolean onStart(final long timestampNs) {
        answers.begin(null);
        hashIsKnown &= !venue.clock().onStart(timestampNs);
        loseTheSlowest();
        return onTime(timestampNs);
    }

    /** A timer has fired, whatever for, at a time that {@link #onTime} was told. */
    void onTimer(final long timestampNs) {
        answers.begin(null);
        hashIsKnown = false;
        venue.clock().onTimer(timestampNs);
        loseTheSlowest();
    }

    /** No timer for prices is wanted before. */
    long soonestTimerNs() {
        return venue.clock().soonestNs();
    }

    /** When a timer for prices is wanted. */
    long nextTimerNs() {
        return venue.clock().nextNs();
    }

    /**
     * Time as an entry of the log has it: all entries come through here first.
     *
     * @return whether the entry is the first of all: the day is known from now on.
     */
    boolean onTime(final long timestampNs) {
        lastTimestampNs = Math.max(lastTimestampNs, timestampNs);
        if (venue.margins().onTime(timestampNs)) {
            hashIsKnown = false;
            loseTheSlowest();
        }
        if (venue.clock().isDue(timestampNs)) {
            answers.begin(null);
            hashIsKnown = false;
            venue.clock().advanceTo(timestampNs);
            loseTheSlowest();
        }
        final long entryDay = Math.floorDiv(timestampNs, DAY_NS);
        if (day == NO_DAY) {
            day = entryDay;
            return true;
        }
        if (entryDay > day) {
            day = entryDay;
            answers.begin(null);
            hashIsKnown = false;
            venue.rollDay(timestampNs);
            loseTheSlowest();
        }
        if (venue.nextExpiryNs() <= timestampNs) {
            answers.begin(null);
            hashIsKnown = false;
            venue.expireOrders(timestampNs);
            loseTheSlowest();
        }
        return false;
    }

    /** A client's session has ended. With the last gateway the venue's clock stops, until one is connected again. */
    void onSessionClose(final long sessionId) {
        final boolean wasAnyBound = gateways.isAnyBound();
        gateways.unbind(sessionId);
        if (wasAnyBound && !gateways.isAnyBound()) {
            venue.clock().pause();
        }
        outlets.close(sessionId);
    }

    /** A client's command, at a time that {@link #onTime} was told. */
    void onCommand(
            final long sessionId,
            final long timestampNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        commandCount++;
        hashWasKnown = hashIsKnown;
        hashIsKnown = false;
        clusterSessionId = sessionId;
        answers.begin(outlets.find(sessionId));
        if (!adapter.onCommand(timestampNs, buffer, offset, length)) {
            configurationIsWhole &= configuringSessionId != sessionId;
        }
        if (answers.isOverrun()) {
            LOG.warn("client session {} does not read its answers and is cut off", sessionId);
            cutOff(sessionId);
        }
        answers.begin(null);
        loseTheSlowest();
    }

    /** The command at hand is none of the venue's. */
    private void venueIsAsItWas() {
        hashIsKnown = hashWasKnown;
    }

    @Override
    public void connectGateway(final int gatewayId) {
        venueIsAsItWas();
        Gateways.Gateway gateway = gateways.find(gatewayId);
        if (gateway == null) {
            gateway = gateways.register(gatewayId, events.lastEventNumber());
        }
        if (gateway == null) {
            LOG.error("gateway {} is refused: {} are registered", gatewayId, Gateways.MAX_GATEWAYS);
            adapter.refuse(ConnectGatewayDecoder.TEMPLATE_ID);
            return;
        }
        if (venue.clock().isPaused()) {
            hashIsKnown &= !venue.clock().onStart(lastTimestampNs);
        }
        if (gateway.isLost) {
            gateway.find(events.lastEventNumber());
        }
        final boolean again = gateway.clusterSessionId == clusterSessionId;
        gateways.unbind(clusterSessionId);
        final long former = gateway.clusterSessionId;
        gateway.clusterSessionId = clusterSessionId;
        final Outlet outlet = outlets.find(clusterSessionId);
        if (outlets.find(former) != null) {
            // What it has yet to read may be released by the new one's acknowledgements; and it has to know.
            cutOff(former);
        }
        if (outlet != null) {
            if (!again) {
                outlet.stream(events.cursorAfter(gateway.heldAfter()));
            }
            // Behind what the client was sent already: at first nothing, so before all events.
            answers.registrations(venue, gateway, outlet.sentEventNumber());
        }
    }

    @Override
    public void acknowledgeEvents(final int gatewayId, final long eventNumber) {
        venueIsAsItWas();
        final Gateways.Gateway gateway = gateways.find(gatewayId);
        if (gateway == null || gateway.clusterSessionId != clusterSessionId || eventNumber > events.lastEventNumber()) {
            adapter.refuse(AcknowledgeEventsDecoder.TEMPLATE_ID);
            return;
        }
        if (eventNumber > gateway.acknowledgedEventNumber) {
            gateway.acknowledge(eventNumber);
            final Outlet outlet = outlets.find(clusterSessionId);
            if (outlet != null) {
                outlet.skipTo(eventNumber);
            }
            events.release(gateways.neededByNone(events.lastEventNumber()));
        }
    }

    @Override
    public void requestStateHash(final long correlationId) {
        venueIsAsItWas();
        if (outlets.find(clusterSessionId) != null) { // a replay of the log has nobody to tell
            answers.stateHashed(correlationId, stateHash(), commandCount, venue);
        }
    }

    @Override
    public void beginConfiguration(final long proposedEpoch, final long digest) {
        if (venue.isConfigured(digest)) {
            venueIsAsItWas();
            configuringSessionId = NO_SESSION;
            answers.configurationConcluded(true, true, venue.venueEpoch(), "");
        } else {
            configuringSessionId = clusterSessionId;
            configurationIsWhole = true;
            venue.beginConfiguration(proposedEpoch, digest);
        }
    }

    @Override
    public boolean isConfiguring(final int templateId) {
        if (configuringSessionId != clusterSessionId) {
            adapter.refuse(templateId);
            return false;
        }
        return true;
    }

    @Override
    public void define(final int templateId, final Object definition) {
        if (!isConfiguring(templateId)) {
            return;
        }
        if (definition instanceof LimitsDefinition limits) {
            venue.define(limits);
        } else if (definition instanceof UnderlyingDefinition underlying) {
            venue.define(underlying);
        } else if (definition instanceof InstrumentDefinition instrument) {
            venue.define(instrument);
        } else if (definition instanceof AccountDefinition account) {
            venue.define(account);
        } else if (definition instanceof SessionDefinition session) {
            venue.define(session);
        } else if (definition instanceof FeeSchedule schedule) {
            venue.define(schedule);
        } else {
            throw new IllegalStateException("not a definition: " + definition);
        }
    }

    @Override
    public void endConfiguration() {
        if (!isConfiguring(EndConfigurationDecoder.TEMPLATE_ID)) {
            return;
        }
        configuringSessionId = NO_SESSION;
        final String reason =
                configurationIsWhole ? venue.endConfiguration() : "a part of the configuration could not be read";
        if (reason == null) {
            venue.onConfigured(lastTimestampNs);
            venue.cancelOrdersOfRemovedSessions(lastTimestampNs);
            events.bound(venue.limits().maxRetainedEvents());
        }
        answers.configurationConcluded(reason == null, false, venue.venueEpoch(), reason == null ? "" : reason);
    }

    /** Over the venue's state and what is replicated beside it. */
    long stateHash() {
        if (!hashIsKnown) {
            venueHash = venue.stateHash();
            hashIsKnown = true;
        }
        return hashOfTheRest(venueHash);
    }

    /** Over what is replicated beside the venue, folded into another hash. */
    long hashOfTheRest(final long seed) {
        long hash = Gateways.mix(seed, events.lastEventNumber());
        hash = Gateways.mix(hash, events.bound());
        hash = Gateways.mix(hash, day);
        return gateways.hash(hash);
    }

    /**
     * Writes the whole state.
     *
     * @param logPosition of the last entry applied: what follows it in the log is to be applied to this state.
     */
    void save(final long logPosition, final StateSink sink) {
        snapshotPosition = logPosition;
        venue.save(sink);
        new LoggedState(sink).save(this);
    }

    /**
     * Takes a whole state, while it is empty.
     *
     * @throws io.bascule.engine.service.StateFormatException if that is not what {@link #save} writes.
     */
    void load(final StateSource source) {
        venueHash = venue.load(source);
        hashIsKnown = true;
        LoggedState.load(source, this);
    }

    Gateways gateways() {
        return gateways;
    }

    Counters counters() {
        return new Counters(
                lastTimestampNs, day, commandCount, snapshotPosition, configuringSessionId, configurationIsWhole);
    }

    void counters(final Counters counters) {
        lastTimestampNs = counters.lastTimestampNs;
        day = counters.day;
        commandCount = counters.commandCount;
        snapshotPosition = counters.snapshotPosition;
        configuringSessionId = counters.configuringSessionId;
        configurationIsWhole = counters.configurationIsWhole;
    }

    /** Everything of the state that is one number. */
    record Counters(
            long lastTimestampNs,
            long day,
            long commandCount,
            long snapshotPosition,
            long configuringSessionId,
            boolean configurationIsWhole) {}

    /** Beyond the bound the slowest gateway is lost; what is held for nobody, because all are, is let go at once. */
    private void loseTheSlowest() {
        Gateways.Gateway slowest = gateways.slowest();
        while (slowest != null && events.isOverfull()) {
            LOG.warn(
                    "gateway {} is lost: it has acknowledged event {} of {}",
                    slowest.id,
                    slowest.acknowledgedEventNumber,
                    events.lastEventNumber());
            final long bound = slowest.clusterSessionId;
            slowest.lose(snapshotPosition);
            if (outlets.find(bound) != null) {
                cutOff(bound);
            }
            events.release(gateways.neededByNone(events.lastEventNumber()));
            slowest = gateways.slowest();
        }
        if (slowest == null) {
            events.release(events.lastEventNumber());
        }
    }

    private void cutOff(final long sessionId) {
        outlets.close(sessionId);
        cutOff.accept(sessionId);
    }
}
