package io.bascule.engine.cluster;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.Header;
import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.service.LimitsDefinition;
import io.bascule.engine.service.SessionDefinition;
import io.bascule.engine.service.Venue;
import io.bascule.engine.wire.sbe.AcknowledgeEventsDecoder;
import io.bascule.engine.wire.sbe.ConnectGatewayDecoder;
import io.bascule.engine.wire.sbe.EndConfigurationDecoder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue on the log: applies each logged command, retains the venue's events until every registered gateway has
 * acknowledged them, and sends. Which gateways there are, what each has acknowledged, the day and the retained events
 * are replicated state: they follow from the log, and a replay, which sends nothing, rebuilds them exactly.
 *
 * <p>The trading day rolls at the first logged entry of a later UTC day; a timer at midnight sees to it that there is
 * one. So it rolls once, in log order, before anything else of the day, and once after any number of days down.
 *
 * <p>A change of leader ends all sending: a gateway connects anew and is sent what it has not acknowledged. An
 * exception out of the venue is a broken invariant and ends the member.
 */
final class VenueService implements ClusteredService, ControlCommands {
    private static final Logger LOG = LoggerFactory.getLogger(VenueService.class);
    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    private static final long DAY_ROLL_TIMER = 1;
    private static final long NO_SESSION = -1;
    private static final long NO_DAY = Long.MIN_VALUE;

    private final EventLog events = new EventLog();
    private final Gateways gateways = new Gateways();
    private final Outlets outlets = new Outlets();
    private final Answers answers = new Answers(events);
    private final EngineClock clock;
    private final EgressFactory egressFactory;
    private final Venue venue;
    private final CommandAdapter adapter;
    private Cluster cluster;
    private long leadershipTermId;
    private long day = NO_DAY;
    private long commandCount;
    private long clusterSessionId = NO_SESSION;
    private long configuringSessionId = NO_SESSION;
    private boolean configurationIsWhole;

    VenueService(final EngineClock clock, final EgressFactory egressFactory) {
        this.clock = clock;
        this.egressFactory = egressFactory;
        venue = new Venue(new EventEncoder(events, answers));
        adapter = new CommandAdapter(venue, this, answers);
    }

    @Override
    public void onStart(final Cluster startedCluster, final Image snapshotImage) {
        if (snapshotImage != null) {
            throw new UnsupportedOperationException("no snapshot can be loaded: this version takes none");
        }
        cluster = startedCluster;
    }

    @Override
    public void onNewLeadershipTermEvent(
            final long newLeadershipTermId,
            final long logPosition,
            final long timestamp,
            final long termBaseLogPosition,
            final int leaderMemberId,
            final int logSessionId,
            final TimeUnit timeUnit,
            final int appVersion) {
        leadershipTermId = newLeadershipTermId;
        onTime(timestamp);
        outlets.drain();
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {
        onTime(timestamp);
        if (cluster.role() == Cluster.Role.LEADER) {
            try {
                outlets.open(session.id(), egressFactory.open(cluster, session, leadershipTermId));
            } catch (final RegistrationException ex) {
                LOG.warn("a client gets no answers, its response channel cannot be used: {}", ex.getMessage());
            }
        }
        outlets.drain();
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {
        onTime(timestamp);
        gateways.unbind(session.id());
        outlets.close(session.id());
        outlets.drain();
    }

    @Override
    public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header header) {
        onTime(timestamp);
        commandCount++;
        clusterSessionId = session.id();
        final Outlet outlet = outlets.find(clusterSessionId);
        answers.begin(outlet);
        try {
            if (!adapter.onCommand(timestamp, buffer, offset, length)) {
                configurationIsWhole &= configuringSessionId != clusterSessionId;
            }
        } catch (final RuntimeException | Error ex) {
            throw new AgentTerminationException("a command has broken an invariant of the venue", ex);
        }
        if (answers.isOverrun()) {
            LOG.warn("client session {} does not read its answers and is cut off", clusterSessionId);
            cluster.closeClientSession(clusterSessionId);
            outlets.close(clusterSessionId);
        }
        answers.begin(null);
        outlets.drain();
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        onTime(timestamp);
        scheduleDayRoll();
        outlets.drain();
    }

    @Override
    public int doBackgroundWork(final long nowNs) {
        return outlets.drain();
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole) {
        outlets.closeAll();
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication) {
        throw new UnsupportedOperationException("snapshots are not taken by this version");
    }

    @Override
    public void onTerminate(final Cluster terminatedCluster) {
        outlets.closeAll();
    }

    @Override
    public void connectGateway(final int gatewayId) {
        Gateways.Gateway gateway = gateways.find(gatewayId);
        if (gateway == null) {
            gateway = gateways.register(gatewayId, events.lastEventNumber());
        }
        if (gateway == null) {
            LOG.error("gateway {} is refused: {} are registered", gatewayId, Gateways.MAX_GATEWAYS);
            adapter.refuse(ConnectGatewayDecoder.TEMPLATE_ID);
            return;
        }
        final boolean again = gateway.clusterSessionId == clusterSessionId;
        gateways.unbind(clusterSessionId);
        final Outlet former = outlets.find(gateway.clusterSessionId);
        gateway.clusterSessionId = clusterSessionId;
        final Outlet outlet = outlets.find(clusterSessionId);
        if (former != null && former != outlet) {
            former.stream(null); // what it has yet to read may be released by the new one's acknowledgements
        }
        if (outlet != null) {
            if (!again) {
                outlet.stream(events.cursorAfter(gateway.acknowledgedEventNumber));
            }
            // Behind what the client was sent already: at first nothing, so before all events.
            answers.registrations(venue, gateway, outlet.sentEventNumber());
        }
    }

    @Override
    public void acknowledgeEvents(final int gatewayId, final long eventNumber) {
        final Gateways.Gateway gateway = gateways.find(gatewayId);
        if (gateway == null || gateway.clusterSessionId != clusterSessionId || eventNumber > events.lastEventNumber()) {
            adapter.refuse(AcknowledgeEventsDecoder.TEMPLATE_ID);
            return;
        }
        if (eventNumber > gateway.acknowledgedEventNumber) {
            gateway.acknowledgedEventNumber = eventNumber;
            final Outlet outlet = outlets.find(clusterSessionId);
            if (outlet != null) {
                outlet.skipTo(eventNumber);
            }
            events.release(gateways.acknowledgedByAll(events.lastEventNumber()));
        }
    }

    @Override
    public void requestStateHash(final long correlationId) {
        answers.stateHashed(correlationId, stateHash(), commandCount, venue);
    }

    @Override
    public void beginConfiguration(final long proposedEpoch, final long digest) {
        if (venue.isConfigured(digest)) {
            configuringSessionId = NO_SESSION;
            answers.configurationConcluded(true, true, venue.venueEpoch(), "");
        } else {
            configuringSessionId = clusterSessionId;
            configurationIsWhole = true;
            venue.beginConfiguration(proposedEpoch, digest);
        }
    }

    @Override
    public void define(final int templateId, final Object definition) {
        if (configuringSessionId != clusterSessionId) {
            adapter.refuse(templateId);
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
        } else {
            throw new IllegalStateException("not a definition: " + definition);
        }
    }

    @Override
    public void endConfiguration() {
        if (configuringSessionId != clusterSessionId) {
            adapter.refuse(EndConfigurationDecoder.TEMPLATE_ID);
            return;
        }
        configuringSessionId = NO_SESSION;
        final String reason =
                configurationIsWhole ? venue.endConfiguration() : "a part of the configuration could not be read";
        if (reason == null) {
            events.bound(venue.limits().maxRetainedEvents());
        }
        answers.configurationConcluded(reason == null, false, venue.venueEpoch(), reason == null ? "" : reason);
    }

    /** Time as an entry of the log has it: all entries come through here first. */
    private void onTime(final long timestampNs) {
        if (cluster.role() != Cluster.Role.LEADER) {
            clock.atLeast(timestampNs);
        }
        final long entryDay = Math.floorDiv(timestampNs, DAY_NS);
        if (day == NO_DAY) {
            day = entryDay;
            scheduleDayRoll();
        } else if (entryDay > day) {
            day = entryDay;
            answers.begin(null);
            try {
                venue.rollDay(timestampNs);
            } catch (final RuntimeException | Error ex) {
                throw new AgentTerminationException("the day's roll has broken an invariant of the venue", ex);
            }
        }
    }

    private void scheduleDayRoll() {
        while (!cluster.scheduleTimer(DAY_ROLL_TIMER, (day + 1) * DAY_NS)) {
            cluster.idleStrategy().idle();
        }
    }

    /** Over the venue's state and what is replicated beside it. */
    private long stateHash() {
        long hash = Gateways.mix(venue.stateHash(), events.lastEventNumber());
        hash = Gateways.mix(hash, events.bound());
        hash = Gateways.mix(hash, day);
        return gateways.hash(hash);
    }

    /** Opens the way back to a client. */
    @FunctionalInterface
    interface EgressFactory {
        Egress open(Cluster cluster, ClientSession session, long leadershipTermId);
    }
}
