package io.bascule.engine.cluster;

import io.aeron.Aeron;
import io.aeron.DirectBufferVector;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.logbuffer.BufferClaim;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in memory with a service on it: entries are applied at once, kept, and can be replayed into a new service.
 */
final class FakeLog implements Cluster {
    static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    private static final long EXPIRY_TIMER = 2;
    private static final long PRICE_TIMER = 3;
    static final long START_NS = 20_000 * DAY_NS + TimeUnit.HOURS.toNanos(9);

    final VenueService service;
    final EngineClock clock;
    long timeNs = START_NS;
    long timerDeadlineNs = -1;
    long expiryDeadlineNs = -1;
    long priceDeadlineNs = -1;
    int timersScheduled;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, FakeEgress> egresses = new HashMap<>();
    private final Map<Long, FakeSession> sessions = new HashMap<>();
    private final List<Long> cutOff = new ArrayList<>();
    private Role role = Role.FOLLOWER;

    FakeLog() {
        this(List.of());
    }

    private FakeLog(final List<Entry> history) {
        clock = new EngineClock(() -> START_NS - DAY_NS, () -> 0);
        service = new VenueService(clock, (cluster, session, termId) -> egresses.get(session.id()));
        service.onStart(this, null);
        history.forEach(this::append);
        role = Role.LEADER;
        service.onRoleChange(role);
        append(new Entry(Kind.TERM, timeNs, 0, new byte[0]));
    }

    /** A new service that has replayed this log, and now leads. */
    FakeLog replay() {
        return new FakeLog(List.copyOf(entries));
    }

    /** Connects a client. */
    Received open(final long sessionId) {
        final FakeEgress egress = new FakeEgress();
        egresses.put(sessionId, egress);
        append(new Entry(Kind.OPEN, timeNs, sessionId, new byte[0]));
        return egress.received;
    }

    void close(final long sessionId) {
        append(new Entry(Kind.CLOSE, timeNs, sessionId, new byte[0]));
    }

    /** How many messages the client takes until it takes no more. */
    void window(final long sessionId, final int messages) {
        egresses.get(sessionId).window = messages;
    }

    void send(final long sessionId, final CommandBuffer command) {
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        send(sessionId, bytes);
    }

    void send(final long sessionId, final byte[] bytes) {
        append(new Entry(Kind.MESSAGE, timeNs, sessionId, bytes));
    }

    /** Lets time pass; the timers fire if they are due. */
    void passTo(final long newTimeNs) {
        while (priceDeadlineNs >= 0 && priceDeadlineNs <= newTimeNs) {
            final long dueNs = priceDeadlineNs;
            priceDeadlineNs = -1;
            append(new Entry(Kind.TIMER, dueNs, PRICE_TIMER, new byte[0]));
        }
        timeNs = newTimeNs;
        if (timerDeadlineNs >= 0 && timerDeadlineNs <= newTimeNs) {
            timerDeadlineNs = -1;
            append(new Entry(Kind.TIMER, newTimeNs, 1, new byte[0]));
        }
        if (expiryDeadlineNs >= 0 && expiryDeadlineNs <= newTimeNs) {
            expiryDeadlineNs = -1;
            append(new Entry(Kind.TIMER, newTimeNs, EXPIRY_TIMER, new byte[0]));
        }
    }

    /** Lets time pass without the timer having fired yet. */
    void passSilentlyTo(final long newTimeNs) {
        timeNs = newTimeNs;
    }

    List<Long> cutOff() {
        return cutOff;
    }

    private void append(final Entry entry) {
        entries.add(entry);
        timeNs = entry.timestampNs;
        final FakeSession session = sessions.computeIfAbsent(entry.id, FakeSession::new);
        switch (entry.kind) {
            case TERM -> service.onNewLeadershipTermEvent(1, 0, timeNs, 0, 0, 0, TimeUnit.NANOSECONDS, 0);
            case OPEN -> service.onSessionOpen(session, timeNs);
            case CLOSE -> service.onSessionClose(session, timeNs, CloseReason.CLIENT_ACTION);
            case TIMER -> service.onTimerEvent(entry.id, timeNs);
            // In the middle of something larger, as a message lies in a term buffer.
            default -> {
                final UnsafeBuffer term = new UnsafeBuffer(new byte[entry.bytes.length + 512]);
                term.setMemory(0, term.capacity(), (byte) 0x5a);
                term.putBytes(64, entry.bytes);
                service.onSessionMessage(session, timeNs, term, 64, entry.bytes.length, null);
            }
        }
    }

    private enum Kind {
        TERM,
        OPEN,
        CLOSE,
        TIMER,
        MESSAGE
    }

    private static final class Entry {
        private final Kind kind;
        private final long timestampNs;
        private final long id;
        private final byte[] bytes;

        private Entry(final Kind kind, final long timestampNs, final long id, final byte[] bytes) {
            this.kind = kind;
            this.timestampNs = timestampNs;
            this.id = id;
            this.bytes = bytes;
        }
    }

    private static final class FakeEgress implements Egress {
        private final Received received = new Received();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private int window = Integer.MAX_VALUE;

        @Override
        public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
            if (window == 0) {
                return false;
            }
            window--;
            header.wrap(buffer, offset);
            received.onMessage(
                    header.templateId(),
                    buffer,
                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                    header.blockLength(),
                    header.version());
            return true;
        }

        @Override
        public void close() {
            window = 0;
        }
    }

    private record FakeSession(long id) implements ClientSession {
        @Override
        public int responseStreamId() {
            return 0;
        }

        @Override
        public String responseChannel() {
            return "aeron:ipc";
        }

        @Override
        public byte[] encodedPrincipal() {
            return new byte[0];
        }

        @Override
        public void close() {}

        @Override
        public boolean isClosing() {
            return false;
        }

        @Override
        public long offer(final DirectBuffer buffer, final int offset, final int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long offer(final DirectBufferVector[] vectors) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long tryClaim(final int length, final BufferClaim bufferClaim) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public boolean closeClientSession(final long clusterSessionId) {
        return cutOff.add(clusterSessionId);
    }

    @Override
    public boolean scheduleTimer(final long correlationId, final long deadline) {
        if (correlationId == EXPIRY_TIMER) {
            expiryDeadlineNs = deadline;
            return true;
        }
        if (correlationId == PRICE_TIMER) {
            priceDeadlineNs = deadline;
            return true;
        }
        timerDeadlineNs = deadline;
        timersScheduled++;
        return true;
    }

    @Override
    public long time() {
        return timeNs;
    }

    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public IdleStrategy idleStrategy() {
        return NoOpIdleStrategy.INSTANCE;
    }

    @Override
    public int memberId() {
        return 0;
    }

    @Override
    public long logPosition() {
        return 0;
    }

    @Override
    public Aeron aeron() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClusteredServiceContainer.Context context() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientSession getClientSession(final long clusterSessionId) {
        return sessions.get(clusterSessionId);
    }

    @Override
    public Collection<ClientSession> clientSessions() {
        return List.copyOf(sessions.values());
    }

    @Override
    public void forEachClientSession(final Consumer<? super ClientSession> action) {
        sessions.values().forEach(action);
    }

    @Override
    public boolean cancelTimer(final long correlationId) {
        return true;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long offer(final DirectBufferVector[] vectors) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long tryClaim(final int length, final BufferClaim bufferClaim) {
        throw new UnsupportedOperationException();
    }
}
