package io.bascule.engine.cluster;

import io.bascule.engine.cluster.LoggedEntry.Kind;
import io.bascule.engine.cluster.SimulationTally.What;
import io.bascule.engine.service.StateFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.DirectBuffer;

/**
 * The engine's member: applies the log, sends, takes snapshots, removes what nobody needs, crashes and recovers. Log
 * and whole snapshots outlive a crash, everything else does not.
 */
final class SimulatedMember {
    private final SimulatedHistory history;
    private final SimulationTally tally;
    private final Random random;
    private final Map<Long, SimulatedConnection> connections = new HashMap<>();
    private final List<Long> toClose = new ArrayList<>();
    private final List<KeptSnapshot> snapshots = new ArrayList<>();
    private int prunedBefore;
    private LoggedVenue venue = new LoggedVenue(toClose::add);
    private int applied;

    SimulatedMember(final SimulatedHistory history, final SimulationTally tally, final Random random) {
        this.history = history;
        this.tally = tally;
        this.random = random;
    }

    /** A client has a connection; its entry is still to be logged. */
    void connect(final SimulatedConnection connection) {
        connections.put(connection.clusterSessionId, connection);
    }

    boolean isBehind() {
        return applied < history.entries().size();
    }

    /** Client sessions that were cut off since the last call. */
    List<Long> takeCutOff() {
        final List<Long> cutOff = List.copyOf(toClose);
        toClose.clear();
        return cutOff;
    }

    LoggedVenue venue() {
        return venue;
    }

    /** Applies the next entry of the log, and holds the state to what it must be. */
    void applyNext() {
        final int lost = countLost();
        final LoggedEntry entry = history.entries().get(applied++);
        entry.applyTo(venue);
        final SimulatedConnection connection = connections.get(entry.clusterSessionId);
        if (entry.kind == Kind.OPEN && connection != null) {
            venue.outlets().open(entry.clusterSessionId, connection);
        }
        if (entry.kind == Kind.CLOSE) {
            connections.remove(entry.clusterSessionId);
        }
        if (countLost() > lost) {
            tally.count(What.GATEWAY_LOST);
        }
        checkRetention();
        if (!isBehind()) {
            checkHash("after " + entry.kind);
        }
    }

    /** Sends what can be sent. */
    void drain() {
        venue.outlets().drain();
    }

    /** A snapshot, once everything is applied; {@code isLost}: the process ends before it is whole. */
    void takeSnapshot(final LoggedEntry entry, final boolean isLost) {
        history.append(entry);
        applied++;
        final KeptSnapshot snapshot = KeptSnapshot.take(venue, applied);
        if (!snapshot.isSameAs(history.lastSnapshot())) {
            throw new AssertionError("the snapshot is another than that of a venue that never failed");
        }
        if (venue.counters().configuringSessionId() != -1) {
            tally.count(What.SNAPSHOT_WITHIN_A_CONFIGURATION);
        }
        if (isLost) {
            tally.count(What.SNAPSHOT_LOST_BEFORE_IT_WAS_WHOLE);
            return;
        }
        tally.count(What.SNAPSHOT);
        snapshots.add(snapshot);
        prune();
    }

    /** The process ends: memory and connections are gone. */
    void crash() {
        tally.count(What.ENGINE_CRASH);
        connections.values().forEach(SimulatedConnection::breakOff);
        connections.clear();
        toClose.clear();
        venue = null;
    }

    /**
     * A new process: from the last snapshot, from an earlier one, or from the log alone if it is whole.
     *
     * @param damaged the last snapshot is, on disk.
     */
    void recover(final boolean damaged) {
        venue = null;
        final boolean canFallBack = snapshots.size() > 1 || prunedBefore == 0;
        if (damaged && canFallBack && !snapshots.isEmpty()) {
            refuse(snapshots.remove(snapshots.size() - 1).damaged(random));
        }
        final int start = start();
        applied = start < 0 ? 0 : snapshots.get(start).position;
        venue = new LoggedVenue(toClose::add);
        if (start >= 0) {
            snapshots.get(start).load(venue);
        }
        while (isBehind()) {
            final LoggedEntry entry = history.entries().get(applied++);
            entry.applyTo(venue);
            if (entry.kind == Kind.SNAPSHOT) {
                takeAgain(start);
            }
        }
        // Cut-offs of the past are in the log; what is not is done again by those who wait for it.
        toClose.clear();
        prune();
        checkHash("after a recovery");
        checkRetention();
    }

    private int start() {
        int start = snapshots.size() - 1;
        if (start >= 0 && prunedBefore == 0 && random.nextInt(4) == 0) {
            tally.count(What.RECOVERY_FROM_THE_LOG_ALONE);
            return -1;
        }
        if (start > 0 && random.nextInt(3) == 0) {
            start--;
            tally.count(What.RECOVERY_FROM_AN_EARLIER_SNAPSHOT);
        } else if (start >= 0) {
            tally.count(What.RECOVERY_FROM_THE_LAST_SNAPSHOT);
        } else {
            tally.count(What.RECOVERY_FROM_THE_LOG_ALONE);
        }
        return start;
    }

    private void refuse(final KeptSnapshot damaged) {
        try {
            damaged.load(new LoggedVenue(clusterSessionId -> {}));
        } catch (final StateFormatException ex) {
            tally.count(What.DAMAGED_SNAPSHOT_REFUSED);
            return;
        }
        throw new AssertionError("a damaged snapshot is loaded");
    }

    /** A replay takes the log's snapshots again, and equal states give equal bytes. */
    private void takeAgain(final int start) {
        final KeptSnapshot again = KeptSnapshot.take(venue, applied);
        int at = start + 1;
        while (at < snapshots.size() && snapshots.get(at).position < applied) {
            at++;
        }
        if (at < snapshots.size() && snapshots.get(at).position == applied) {
            if (!again.isSameAs(snapshots.get(at))) {
                throw new AssertionError("a replay gives another snapshot at entry " + applied);
            }
        } else {
            snapshots.add(at, again);
        }
        tally.count(What.SNAPSHOT_TAKEN_AGAIN);
    }

    /** Keeps the last two snapshots, what a gateway has to catch up from, and the log from there on. */
    private void prune() {
        final int older = snapshots.size() < 2 ? 0 : snapshots.get(snapshots.size() - 2).position;
        final long kept = Math.min(older, venue.neededPosition());
        snapshots.removeIf(snapshot -> snapshot.position < kept);
        if (kept > prunedBefore) {
            prunedBefore = (int) kept;
            tally.count(What.LOG_PRUNED);
        }
    }

    /** Makes old events again, as the archived log gives them. */
    List<byte[]> replayEvents(final long fromPosition, final long afterEventNumber, final long upToEventNumber) {
        final LoggedVenue again = new LoggedVenue(clusterSessionId -> {});
        again.events().keepFrom(afterEventNumber + 1);
        if (fromPosition > 0) {
            snapshotAt(fromPosition).load(again);
            tally.count(What.CATCH_UP_FROM_A_SNAPSHOT);
        }
        if (again.events().releasedEventNumber() > afterEventNumber) {
            throw new AssertionError("event " + again.events().releasedEventNumber() + " was released before entry "
                    + fromPosition + ", event " + afterEventNumber + " is the last that the gateway has");
        }
        for (int i = (int) fromPosition; again.events().lastEventNumber() < upToEventNumber; i++) {
            history.entries().get(i).applyTo(again);
        }
        final List<byte[]> found = new ArrayList<>();
        final EventLog.Cursor cursor = again.events().cursorAfter(afterEventNumber);
        while (cursor.nextEventNumber() <= upToEventNumber) {
            final DirectBuffer buffer = cursor.buffer();
            final byte[] bytes = new byte[cursor.length()];
            buffer.getBytes(cursor.offset(), bytes);
            found.add(bytes);
            cursor.advance();
        }
        return found;
    }

    private KeptSnapshot snapshotAt(final long position) {
        for (final KeptSnapshot snapshot : snapshots) {
            if (snapshot.position == position) {
                return snapshot;
            }
        }
        throw new AssertionError("there is no snapshot at entry " + position);
    }

    private void checkHash(final String when) {
        if (venue.stateHash() != history.hash()) {
            throw new AssertionError("the state is another than that of a venue that never failed, " + when);
        }
    }

    /** Nothing is let go that a gateway has yet to get, and no more is held than may be. */
    private void checkRetention() {
        final EventLog events = venue.events();
        if (events.retainedCount() > events.bound()) {
            throw new AssertionError(events.retainedCount() + " events are retained, " + events.bound() + " may be");
        }
        for (final Gateways.Gateway gateway : venue.gateways().all()) {
            if (!gateway.isLost && events.releasedEventNumber() > gateway.heldAfter()) {
                throw new AssertionError("event " + events.releasedEventNumber() + " is released, gateway " + gateway.id
                        + " has acknowledged " + gateway.acknowledgedEventNumber);
            }
            final long heldAfter = gateway.isLost ? events.lastEventNumber() : gateway.heldAfter();
            if (gateway.acknowledgedEventNumber < heldAfter) {
                checkCatchUp(gateway);
            }
        }
    }

    private void checkCatchUp(final Gateways.Gateway gateway) {
        final long position = gateway.catchUpPosition;
        if (position < prunedBefore || position > applied) {
            throw new AssertionError("gateway " + gateway.id + " has to catch up from entry " + position
                    + ", the log is kept from entry " + prunedBefore);
        }
        if (position > 0) {
            snapshotAt(position);
        }
    }

    private int countLost() {
        int lost = 0;
        for (final Gateways.Gateway gateway : venue.gateways().all()) {
            lost += gateway.isLost ? 1 : 0;
        }
        return lost;
    }
}
