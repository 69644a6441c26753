package io.bascule.engine.cluster;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link LoggedVenue} in a cluster: hands it the log's entries, sends what it has to say, takes and loads
 * snapshots. Timers see to it that there is an entry at midnight, for the day's roll, when an order expires, on the
 * hour, for funding, each second while a price moves by itself, and when announced margin parameters come into force.
 *
 * <p>A change of leader ends all sending: a gateway connects anew and is sent what it has not acknowledged. An
 * exception out of the venue is a broken invariant and ends the member.
 */
final class VenueService implements ClusteredService {
    private static final Logger LOG = LoggerFactory.getLogger(VenueService.class);
    private static final long DAY_ROLL_TIMER = 1;
    private static final long EXPIRY_TIMER = 2;
    private static final long PRICE_TIMER = 3;
    private static final long PARAMETERS_TIMER = 4;

    private final EngineClock clock;
    private final EgressFactory egressFactory;
    private final LoggedVenue venue = new LoggedVenue(this::cutOff);
    private final Outlets outlets = venue.outlets();
    private Cluster cluster;
    private long leadershipTermId;
    /** When the timer for expiring orders fires. */
    private long expiryTimerNs = Long.MAX_VALUE;
    /** When the timer for announced margin parameters fires. */
    private long parametersTimerNs = Long.MAX_VALUE;
    /** When the timer for prices and funding fires. */
    private long priceTimerNs = Long.MAX_VALUE;

    private volatile long commandCount;
    private volatile long snapshotCommandCount;
    private volatile long neededPosition = venue.neededPosition();

    VenueService(final EngineClock clock, final EgressFactory egressFactory) {
        this.clock = clock;
        this.egressFactory = egressFactory;
    }

    /** Commands in the state, for whoever decides when a snapshot is due. Any thread. */
    long commandCount() {
        return commandCount;
    }

    /** Commands in the snapshot that was loaded or written last, complete or not; 0: none. Any thread. */
    long snapshotCommandCount() {
        return snapshotCommandCount;
    }

    /** The oldest log position that must stay in the archive. Any thread. */
    long neededPosition() {
        return neededPosition;
    }

    @Override
    public void onStart(final Cluster startedCluster, final Image snapshotImage) {
        cluster = startedCluster;
        if (snapshotImage != null) {
            load(snapshotImage);
        }
    }

    private void load(final Image image) {
        final SnapshotReader reader =
                new SnapshotReader(image, () -> cluster.idleStrategy().idle());
        venue.load(reader);
        reader.expectEnd();
        clock.atLeast(venue.lastTimestampNs());
        snapshotCommandCount = venue.commandCount();
        publishProgress();
        LOG.info("loaded a snapshot of {} commands", venue.commandCount());
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
        onTime(timestamp, true);
        schedulePrices();
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
        venue.onSessionClose(session.id());
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
        try {
            venue.onCommand(session.id(), timestamp, buffer, offset, length);
        } catch (final RuntimeException | Error ex) {
            throw new AgentTerminationException("a command has broken an invariant of the venue", ex);
        }
        if (venue.nextExpiryNs() < expiryTimerNs) {
            scheduleExpiry();
        }
        if (venue.nextParametersNs() != parametersTimerNs) {
            scheduleParameters();
        }
        schedulePrices();
        publishProgress();
        outlets.drain();
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        onTime(timestamp);
        try {
            venue.onTimer(timestamp);
        } catch (final RuntimeException | Error ex) {
            throw new AgentTerminationException("a timer has broken an invariant of the venue", ex);
        }
        if (correlationId == EXPIRY_TIMER) {
            scheduleExpiry();
        } else if (correlationId == PARAMETERS_TIMER) {
            scheduleParameters();
        } else if (correlationId == PRICE_TIMER) {
            priceTimerNs = Long.MAX_VALUE;
        } else {
            scheduleDayRoll();
        }
        schedulePrices();
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
        final long fromNs = clock.time();
        final SnapshotWriter writer = new SnapshotWriter(
                snapshotPublication, () -> cluster.idleStrategy().idle());
        try {
            venue.save(cluster.logPosition(), writer);
            writer.end();
        } catch (final RuntimeException | Error ex) {
            throw new AgentTerminationException("no snapshot could be taken", ex);
        }
        snapshotCommandCount = venue.commandCount();
        LOG.info(
                "snapshot at log position {}: {} commands, {} records, {} bytes, pause {} us",
                cluster.logPosition(),
                venue.commandCount(),
                writer.recordCount(),
                writer.byteCount(),
                TimeUnit.NANOSECONDS.toMicros(clock.time() - fromNs));
    }

    @Override
    public void onTerminate(final Cluster terminatedCluster) {
        outlets.closeAll();
    }

    /** Time as an entry of the log has it: all entries come through here first. */
    private void onTime(final long timestampNs) {
        onTime(timestampNs, false);
    }

    private void onTime(final long timestampNs, final boolean isStart) {
        if (cluster.role() != Cluster.Role.LEADER) {
            clock.atLeast(timestampNs);
        }
        try {
            if (isStart ? venue.onStart(timestampNs) : venue.onTime(timestampNs)) {
                scheduleDayRoll();
            }
            publishProgress(); // the roll may have lost a gateway
        } catch (final RuntimeException | Error ex) {
            throw new AgentTerminationException("the passing of time has broken an invariant of the venue", ex);
        }
    }

    private void scheduleDayRoll() {
        while (!cluster.scheduleTimer(DAY_ROLL_TIMER, venue.nextDayNs())) {
            cluster.idleStrategy().idle();
        }
    }

    /** The timer is there so that there is an entry of the log; orders expire at whatever entry comes first. */
    private void scheduleExpiry() {
        expiryTimerNs = venue.nextExpiryNs();
        if (expiryTimerNs != Long.MAX_VALUE) {
            while (!cluster.scheduleTimer(EXPIRY_TIMER, expiryTimerNs)) {
                cluster.idleStrategy().idle();
            }
        }
    }

    /** So that there is an entry of the log when announced margin parameters come into force. */
    private void scheduleParameters() {
        parametersTimerNs = venue.nextParametersNs();
        if (parametersTimerNs != Long.MAX_VALUE) {
            while (!cluster.scheduleTimer(PARAMETERS_TIMER, parametersTimerNs)) {
                cluster.idleStrategy().idle();
            }
        }
    }

    /** Marks move when a timer fires: each second while something moves by itself, else on the hour, or for funding. */
    private void schedulePrices() {
        if (venue.soonestTimerNs() >= priceTimerNs) {
            return;
        }
        final long next = venue.nextTimerNs();
        if (next < priceTimerNs) {
            priceTimerNs = next;
            while (!cluster.scheduleTimer(PRICE_TIMER, next)) {
                cluster.idleStrategy().idle();
            }
        }
    }

    private void cutOff(final long clusterSessionId) {
        while (!cluster.closeClientSession(clusterSessionId)) {
            cluster.idleStrategy().idle();
        }
    }

    private void publishProgress() {
        commandCount = venue.commandCount();
        if (neededPosition != venue.neededPosition()) {
            neededPosition = venue.neededPosition();
        }
    }

    /** Opens the way back to a client. */
    @FunctionalInterface
    interface EgressFactory {
        Egress open(Cluster cluster, ClientSession session, long leadershipTermId);
    }
}
