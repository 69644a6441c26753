package io.bascule.engine.cluster;

import io.bascule.engine.cluster.SimulationTally.What;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.ConfigurationConcludedDecoder;
import io.bascule.engine.wire.sbe.GatewayConnectedDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.RequestRefusedDecoder;
import io.bascule.engine.wire.sbe.SessionRegisteredDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A gateway: sessions with their desks and stores. The stores outlive a crash, what it knows besides does not. It
 * stores an event for each of its sessions that the event goes to, and acknowledges what it has stored.
 */
final class SimulatedGateway {
    final int id;
    private final SimulationTally tally;
    private final Random random;
    private final Map<Integer, SimulatedStore> stores = new TreeMap<>();
    private final List<SimulatedDesk> desks = new ArrayList<>();
    private final CommandBuffer command = new CommandBuffer();
    private final Map<Integer, Long> lastMsgSeqNums = new HashMap<>();
    private final Queue<byte[]> catchUp = new ArrayDeque<>();
    private SimulatedConnection connection;
    private boolean isServing;
    private long received;
    private long acknowledged;

    SimulatedGateway(final int id, final SimulationTally tally, final Random random) {
        this.id = id;
        this.tally = tally;
        this.random = random;
    }

    /** Gives it a session. */
    void host(final int sessionId) {
        stores.put(sessionId, new SimulatedStore(sessionId));
        if (SimulatedConfiguration.accounts(sessionId).length > 0
                || sessionId == SimulatedConfiguration.INDEX_SESSION) {
            desks.add(new SimulatedDesk(sessionId, random));
        }
    }

    SimulatedConnection connection() {
        return connection;
    }

    boolean isConnected() {
        return connection != null && !connection.isBroken();
    }

    /** Whether its sessions are up. */
    boolean isServing() {
        return isConnected() && isServing;
    }

    /** Begins anew over a connection. */
    void connect(final SimulatedConnection newConnection) {
        disconnect();
        connection = newConnection;
        connectAgain();
    }

    /** What it knows besides its stores is gone, the connection too. */
    void disconnect() {
        if (!catchUp.isEmpty()) {
            tally.count(What.CATCH_UP_BROKEN_OFF);
        }
        if (connection != null) {
            connection.breakOff();
        }
        connection = null;
        isServing = false;
        lastMsgSeqNums.clear();
        catchUp.clear();
    }

    /** Lets one of its desks send. */
    void send(final long nowNs) {
        if (desks.isEmpty()) {
            return;
        }
        final SimulatedDesk desk = desks.get(random.nextInt(desks.size()));
        final byte[] duplicate = random.nextInt(12) == 0 ? desk.duplicate() : null;
        connection.ingress.add(duplicate == null ? desk.request(nowNs) : duplicate);
        if (random.nextInt(40) == 0) {
            connection.ingress.add(desk.cancelAll());
        }
    }

    /** Has every order of its sessions cancelled. */
    void cancelAll() {
        desks.forEach(desk -> connection.ingress.add(desk.cancelAll()));
    }

    /** Sends bytes as they are. */
    void send(final byte[] bytes) {
        connection.ingress.add(bytes);
    }

    /**
     * Reads a number of messages; what it has to catch up on comes first.
     *
     * @param crashes whether it may crash between two stores.
     * @return false if it did.
     */
    boolean read(final int count, final SimulatedMember member, final boolean crashes) {
        for (int i = 0; i < count && isConnected(); i++) {
            final byte[] missed = catchUp.poll();
            final byte[] bytes = missed == null ? connection.egress.poll() : missed;
            if (bytes == null) {
                return true;
            }
            final ReportedEvent event = ReportedEvent.of(bytes);
            if (event == null) {
                onAnswer(bytes, member);
            } else if (!store(event, crashes)) {
                tally.count(What.GATEWAY_CRASH_WITHIN_AN_EVENT);
                return false;
            }
        }
        return true;
    }

    /** Acknowledges some or all of what it has stored. */
    void acknowledge(final boolean all) {
        long eventNumber = received;
        if (!all && received > acknowledged) {
            eventNumber = acknowledged + 1 + random.nextInt((int) (received - acknowledged));
        }
        if (eventNumber > acknowledged) {
            acknowledged = eventNumber;
            Commands.acknowledge(command, id, eventNumber);
            connection.ingress.add(filled());
        }
    }

    /** Acknowledges in another's name, or what it cannot have: both are refused. */
    void acknowledgeWrongly(final long lastEventNumber) {
        final boolean asAnother = random.nextBoolean();
        Commands.acknowledge(command, asAnother ? id + 1 : id, lastEventNumber + (asAnother ? 0 : 1_000));
        connection.ingress.add(filled());
    }

    /** Connects once more over the connection that it has. */
    void connectAgain() {
        Commands.connect(command, id);
        connection.ingress.add(filled());
    }

    /** Whether everything up to the event is stored, and on its way to be acknowledged. */
    boolean isDone(final long lastEventNumber) {
        return isServing() && acknowledged == lastEventNumber && connection.ingress.isEmpty();
    }

    /** Holds the stores to what should be in them: every event after one that goes to a session of this gateway. */
    void checkStores(final List<ReportedEvent> events, final long afterEventNumber) {
        stores.forEach((sessionId, store) -> {
            final List<ReportedEvent> stored = store.events();
            int next = 0;
            for (final ReportedEvent event : events) {
                if (event.eventNumber <= afterEventNumber || !goesTo(event, sessionId)) {
                    continue;
                }
                final ReportedEvent found = next < stored.size() ? stored.get(next++) : null;
                if (found == null || !java.util.Arrays.equals(found.bytes, event.bytes)) {
                    throw new AssertionError("session " + sessionId + " of gateway " + id + " has event "
                            + (found == null ? "none" : found.eventNumber) + " in the place of event "
                            + event.eventNumber);
                }
            }
            if (next < stored.size()) {
                throw new AssertionError("session " + sessionId + " of gateway " + id + " has event "
                        + stored.get(next).eventNumber + ", which is not its");
            }
        });
    }

    private static boolean goesTo(final ReportedEvent event, final int sessionId) {
        for (final int id : event.sessionIds) {
            if (id == sessionId) {
                return true;
            }
        }
        return false;
    }

    private boolean store(final ReportedEvent event, final boolean crashes) {
        // What lies between was acknowledged while it was under way, so it need not be sent again.
        if (event.eventNumber > Math.max(received, acknowledged) + 1 || event.eventNumber <= received) {
            throw new AssertionError("gateway " + id + " gets event " + event.eventNumber + " after event " + received
                    + "; it has acknowledged event " + acknowledged);
        }
        boolean isKnown = false;
        for (int i = 0; i < event.sessionIds.length; i++) {
            final SimulatedStore store = stores.get(event.sessionIds[i]);
            if (store == null) {
                continue;
            }
            if (crashes && random.nextInt(40) == 0) {
                return false;
            }
            isKnown |= event.eventNumber <= store.cursor();
            store.append(event, event.applSeqNums[i]);
        }
        if (isKnown) {
            tally.count(What.EVENT_AGAIN);
        }
        received = event.eventNumber;
        return true;
    }

    private void onAnswer(final byte[] bytes, final SimulatedMember member) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        final int body = MessageHeaderDecoder.ENCODED_LENGTH;
        switch (header.templateId()) {
            case SessionRegisteredDecoder.TEMPLATE_ID -> {
                final SessionRegisteredDecoder session =
                        new SessionRegisteredDecoder().wrap(buffer, body, header.blockLength(), header.version());
                lastMsgSeqNums.put(session.sessionId(), session.lastMsgSeqNum());
            }
            case GatewayConnectedDecoder.TEMPLATE_ID ->
                serve(new GatewayConnectedDecoder().wrap(buffer, body, header.blockLength(), header.version()), member);
            case RequestRefusedDecoder.TEMPLATE_ID -> {
                final RequestRefusedDecoder refused =
                        new RequestRefusedDecoder().wrap(buffer, body, header.blockLength(), header.version());
                tally.count(
                        refused.rejectReason() == io.bascule.engine.wire.sbe.RejectReason.VENUE_BUSY
                                ? What.BUSY_REFUSAL
                                : What.MALFORMED_COMMAND);
            }
            case ConfigurationConcludedDecoder.TEMPLATE_ID -> {
                final ConfigurationConcludedDecoder concluded =
                        new ConfigurationConcludedDecoder().wrap(buffer, body, header.blockLength(), header.version());
                tally.count(concluded.accepted() == BooleanType.TRUE ? What.CONFIGURATION : What.REFUSED_CONFIGURATION);
            }
            default -> {
                // Answers that nobody here waits for.
            }
        }
    }

    private void serve(final GatewayConnectedDecoder connected, final SimulatedMember member) {
        if (isServing) {
            return; // it has connected again, and is sent what it would have been sent
        }
        isServing = true;
        received = connected.acknowledgedEventNumber();
        acknowledged = received;
        if (connected.heldFromEventNumber() > received + 1) {
            tally.count(What.CATCH_UP);
            catchUp.addAll(
                    member.replayEvents(connected.catchUpPosition(), received, connected.heldFromEventNumber() - 1));
        } else if (random.nextBoolean()) {
            acknowledgeStored();
        }
        // Behind what it had not heard of: the desks send again what did not reach the log.
        for (final SimulatedDesk desk : desks) {
            final Long last = lastMsgSeqNums.get(desk.sessionId);
            if (last != null) {
                connection.ingress.addAll(desk.resend(last));
            }
        }
    }

    /** Everything before the newest event in its stores is in them. */
    private void acknowledgeStored() {
        long newest = 0;
        for (final SimulatedStore store : stores.values()) {
            newest = Math.max(newest, store.cursor());
        }
        if (newest - 1 > acknowledged) {
            acknowledged = newest - 1;
            Commands.acknowledge(command, id, acknowledged);
            connection.ingress.add(filled());
        }
    }

    private byte[] filled() {
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "gateway " + id + (isServing() ? " serves" : " does not serve") + ", has received event " + received
                + " and acknowledged event " + acknowledged;
    }
}
