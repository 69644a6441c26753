package io.bascule.engine.cluster;

import io.bascule.engine.cluster.LoggedEntry.Kind;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The log, never pruned, and a venue that applies each entry as it is logged and never fails: what everybody else is
 * held to. Checks what the events must say by themselves.
 */
final class SimulatedHistory {
    private final List<LoggedEntry> entries = new ArrayList<>();
    private final List<ReportedEvent> events = new ArrayList<>();
    private final Map<Integer, Long> registeredAfter = new HashMap<>();
    private final LoggedVenue venue = emptyVenue();
    private final EventLog.Cursor cursor = venue.events().cursorAfter(0);
    private final OrderLives lives = new OrderLives();
    private final SimulationTally tally;
    private long hash = venue.stateHash();
    private KeptSnapshot lastSnapshot;

    SimulatedHistory(final SimulationTally tally) {
        this.tally = tally;
    }

    private static LoggedVenue emptyVenue() {
        final LoggedVenue venue = new LoggedVenue(clusterSessionId -> {});
        venue.events().keepFrom(1);
        return venue;
    }

    /** Logs an entry. */
    void append(final LoggedEntry entry) {
        final long day = Math.floorDiv(venue.lastTimestampNs(), LoggedVenue.DAY_NS);
        entries.add(entry);
        entry.applyTo(venue);
        if (entry.kind == Kind.SNAPSHOT) {
            lastSnapshot = KeptSnapshot.take(venue, entries.size());
        }
        tally.count(SimulationTally.What.ENTRY);
        if (day > 0 && Math.floorDiv(venue.lastTimestampNs(), LoggedVenue.DAY_NS) > day) {
            tally.count(SimulationTally.What.DAY_ROLL);
        }
        readNewEvents();
        hash = venue.stateHash();
    }

    private void readNewEvents() {
        while (cursor.hasNext()) {
            final DirectBuffer buffer = cursor.buffer();
            final byte[] bytes = new byte[cursor.length()];
            buffer.getBytes(cursor.offset(), bytes);
            final ReportedEvent event = ReportedEvent.of(bytes);
            if (event == null) {
                throw new AssertionError("event " + cursor.nextEventNumber() + " is of template "
                        + new MessageHeaderDecoder()
                                .wrap(buffer, cursor.offset())
                                .templateId());
            }
            final long trades = lives.trades();
            final long amended = lives.amended();
            lives.onEvent(event);
            checkCopies(event);
            events.add(event);
            cursor.advance();
            tally.count(SimulationTally.What.EVENT);
            if (event.isOfOneSession()) {
                tally.count(SimulationTally.What.MASS_CANCEL);
            }
            if (lives.amended() > amended) {
                tally.count(SimulationTally.What.AMENDED_TRADE);
            }
            if (lives.trades() > trades) {
                tally.count(SimulationTally.What.TRADE);
            }
        }
    }

    /** Who is entitled to copies is the same in every configuration. */
    private static void checkCopies(final ReportedEvent event) {
        if (event.isOfOneSession() || event.sessionIds.length == 0) {
            return;
        }
        final int first = SimulatedConfiguration.FIRST_COPY_SESSION;
        final int second = SimulatedConfiguration.SECOND_COPY_SESSION;
        final int account = event.accountId == 0 ? event.originSessionId : event.accountId;
        final int[] expected = account <= (event.accountId == 0 ? 1 : 2)
                ? new int[] {event.originSessionId, first, second}
                : new int[] {event.originSessionId, second};
        final int ofTheVenue = event.originSessionId == 0 ? 1 : 0; // then there is no original
        if (!Arrays.equals(Arrays.copyOfRange(expected, ofTheVenue, expected.length), event.sessionIds)) {
            throw new AssertionError("event " + event.eventNumber + " of account " + event.accountId + " goes to "
                    + Arrays.toString(event.sessionIds) + " instead of " + Arrays.toString(expected));
        }
    }

    /** A gateway's first connection was logged: it gets what comes now. */
    void registered(final int gatewayId) {
        registeredAfter.putIfAbsent(gatewayId, venue.events().lastEventNumber());
    }

    /** Null while the gateway is not registered. */
    Long registeredAfter(final int gatewayId) {
        return registeredAfter.get(gatewayId);
    }

    List<LoggedEntry> entries() {
        return entries;
    }

    List<ReportedEvent> events() {
        return events;
    }

    /** Taken last; null before the first. */
    KeptSnapshot lastSnapshot() {
        return lastSnapshot;
    }

    /** Of the state after the newest entry. */
    long hash() {
        return hash;
    }

    /** Number of trades so far. */
    long trades() {
        return lives.trades();
    }

    int openOrders() {
        return lives.openOrders();
    }

    LoggedVenue venue() {
        return venue;
    }

    /** The whole log in one go, into a venue that knows of nothing else. */
    void replay() {
        final LoggedVenue again = new LoggedVenue(clusterSessionId -> {});
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).applyTo(again);
            if (entries.get(i).kind == Kind.SNAPSHOT) {
                KeptSnapshot.take(again, i + 1);
            }
        }
        if (again.stateHash() != hash) {
            throw new AssertionError("a replay of the whole log gives another state hash");
        }
    }
}
