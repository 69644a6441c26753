package io.bascule.engine.cluster;

import io.bascule.engine.cluster.LoggedEntry.Kind;
import io.bascule.engine.cluster.SimulationTally.What;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.ConnectGatewayDecoder;
import io.bascule.engine.wire.sbe.CorrectTradeEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The engine with its event path from log to stores, in one thread and virtual time: everything that happens, and what
 * goes wrong, follows from a seed.
 *
 * <p>Commands, faults and time are let loose on a log, the engine that applies it, and up to three gateways. After
 * every entry the state is held to that of a venue that never failed; at the end, when the faults have ceased, every
 * store has to hold what that venue said, each event once and in order.
 */
final class Simulation {
    private static final long START_NS = TimeUnit.DAYS.toNanos(20_000) + TimeUnit.HOURS.toNanos(9);
    private static final int SETTLE_LIMIT = 20_000;
    private static final int CONNECT_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH + ConnectGatewayDecoder.BLOCK_LENGTH;

    private final Random random;
    private final SimulatedInquiries inquiries;
    private final SimulationTally tally;
    private final SimulatedHistory history;
    private final SimulatedMember member;
    private final List<SimulatedGateway> gateways = new ArrayList<>();
    private final List<Long> orphans = new ArrayList<>();
    /** Commands that a connection has left behind: they may still come, until the cluster has closed its session. */
    private final Deque<LoggedEntry> late = new ArrayDeque<>();

    private final int faultsIn1000;
    private final int maxRetainedEvents;
    private final int window;
    /** Reads and acknowledges less than the others; 0: none does. */
    private final int sluggishGatewayId;

    private long nowNs = START_NS;
    private long clusterSessions = 10;
    private int step;

    Simulation(final long seed, final SimulationTally tally) {
        random = new Random(seed * 0x9e3779b97f4a7c15L);
        inquiries = new SimulatedInquiries(random);
        this.tally = tally;
        history = new SimulatedHistory(tally);
        member = new SimulatedMember(history, tally, random);
        faultsIn1000 = random.nextInt(40);
        maxRetainedEvents = 8 + random.nextInt(random.nextBoolean() ? 40 : 500);
        window = 1 + random.nextInt(60);
        final int gatewayCount = 1 + random.nextInt(3);
        sluggishGatewayId = random.nextInt(4);
        for (int id = 1; id <= gatewayCount; id++) {
            gateways.add(new SimulatedGateway(id, tally, random));
        }
        for (int sessionId = 1; sessionId <= SimulatedConfiguration.SESSIONS; sessionId++) {
            gateways.get(random.nextInt(gatewayCount)).host(sessionId);
        }
    }

    /** Runs for a number of steps, then lets everything come to rest, and checks what is left. */
    void run(final int steps) {
        append(LoggedEntry.of(Kind.TERM, nowNs, 0));
        append(LoggedEntry.of(Kind.OPEN, nowNs, 1));
        SimulatedConfiguration.commands(maxRetainedEvents, random)
                .forEach(bytes -> append(LoggedEntry.command(nowNs, 1, bytes)));
        append(LoggedEntry.of(Kind.CLOSE, nowNs, 1));
        for (step = 1; step <= steps; step++) {
            step();
        }
        settle();
        // What is under way when a gateway is lost is lost with it, so once may not do.
        for (int tries = 0; tries < 10 && history.openOrders() > 0; tries++) {
            gateways.forEach(SimulatedGateway::cancelAll);
            settle();
        }
        check();
    }

    int stepNumber() {
        return step;
    }

    SimulatedHistory history() {
        return history;
    }

    private void step() {
        passTime();
        if (random.nextInt(1000) < faultsIn1000) {
            fault();
        }
        final SimulatedGateway gateway = gateways.get(random.nextInt(gateways.size()));
        if (gateway.isConnected()) {
            act(gateway);
        } else if (random.nextInt(4) == 0) {
            connect(gateway);
        }
        apply(random.nextInt(8) == 0);
        closeCutOff();
        if (random.nextInt(4) > 0) {
            member.drain();
        }
    }

    private void act(final SimulatedGateway gateway) {
        final boolean isSluggish = gateway.id == sluggishGatewayId && random.nextInt(5) > 0;
        final int what = random.nextInt(100);
        if (what < 35 && gateway.isServing()) {
            for (int burst = random.nextInt(6); burst >= 0; burst--) {
                gateway.send(nowNs);
            }
        } else if (what < 55) {
            log(gateway, 1 + random.nextInt(12));
        } else if (what < 77) {
            read(gateway, isSluggish ? random.nextInt(2) : 1 + random.nextInt(30));
            if (gateway.isServing() && !isSluggish && random.nextBoolean()) {
                gateway.acknowledge(true);
            }
        } else if (what < 92) {
            if (gateway.isServing() && !isSluggish) {
                gateway.acknowledge(random.nextInt(3) > 0);
            }
        } else {
            occasion(gateway);
        }
    }

    /** Something that is no fault, but does not happen every day. */
    private void occasion(final SimulatedGateway gateway) {
        switch (random.nextInt(12)) {
            case 10 -> amendTrade(gateway);
            case 11 -> gateway.send(inquiries.next(step));
            case 0 -> configure(gateway);
            case 1, 2 -> snapshot(false);
            case 3 -> gateway.send(malformed());
            case 4 -> closeOrphan();
            case 5, 6 -> logLate();
            case 7 -> gateway.acknowledgeWrongly(history.events().size());
            case 8 -> gateway.connectAgain();
            default -> hashRequest(gateway);
        }
    }

    private void fault() {
        final SimulatedGateway gateway = gateways.get(random.nextInt(gateways.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> crashEngine(false);
            case 2 -> crashEngine(true);
            case 3 -> {
                snapshot(true);
                crashEngine(false);
            }
            case 4, 5 -> {
                tally.count(What.GATEWAY_CRASH);
                leave(gateway);
            }
            case 6 -> {
                tally.count(What.CONNECTION_BROKEN);
                if (gateway.isConnected()) {
                    log(gateway, random.nextInt(1 + gateway.connection().ingress.size()));
                }
                leave(gateway);
            }
            default -> nowNs += TimeUnit.HOURS.toNanos(random.nextInt(60));
        }
    }

    private void passTime() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> {
                // It stands still.
            }
            case 5 -> nowNs += TimeUnit.MINUTES.toNanos(random.nextInt(60));
            default -> nowNs += random.nextInt(1_000_000);
        }
        if (random.nextInt(30) == 0) {
            fireTimer();
        }
    }

    private void fireTimer() {
        if (nowNs >= Math.min(history.venue().nextDayNs(), history.venue().nextTimerNs())) {
            append(LoggedEntry.of(Kind.TIMER, nowNs, 1));
        }
    }

    private void connect(final SimulatedGateway gateway) {
        leave(gateway);
        final SimulatedConnection connection = new SimulatedConnection(clusterSessions++, window);
        member.connect(connection);
        append(LoggedEntry.of(Kind.OPEN, nowNs, connection.clusterSessionId));
        gateway.connect(connection);
    }

    /** The gateway has no connection any more; the cluster notices later. */
    private void leave(final SimulatedGateway gateway) {
        final SimulatedConnection connection = gateway.connection();
        if (connection != null) {
            orphans.add(connection.clusterSessionId);
            connection.ingress.forEach(
                    bytes -> late.add(LoggedEntry.command(nowNs, connection.clusterSessionId, bytes)));
        }
        gateway.disconnect();
    }

    private void logLate() {
        for (int count = random.nextInt(6); count > 0 && !late.isEmpty(); count--) {
            tally.count(What.LATE_COMMAND);
            final LoggedEntry left = late.remove();
            log(left.clusterSessionId, left.bytes);
        }
    }

    private void closeOrphan() {
        if (!orphans.isEmpty()) {
            close(orphans.remove(random.nextInt(orphans.size())));
        }
    }

    private void closeCutOff() {
        member.takeCutOff().forEach(this::close);
    }

    private void close(final long clusterSessionId) {
        append(LoggedEntry.of(Kind.CLOSE, nowNs, clusterSessionId));
        late.removeIf(command -> command.clusterSessionId == clusterSessionId);
    }

    /** Brings commands from a connection into the log. */
    private void log(final SimulatedGateway gateway, final int count) {
        final SimulatedConnection connection = gateway.connection();
        for (int i = 0; i < count && !connection.ingress.isEmpty(); i++) {
            log(connection.clusterSessionId, connection.ingress.remove());
        }
    }

    private void log(final long clusterSessionId, final byte[] bytes) {
        final long before = history.hash();
        final long day = Math.floorDiv(history.venue().lastTimestampNs(), LoggedVenue.DAY_NS);
        append(LoggedEntry.command(nowNs, clusterSessionId, bytes));
        final int templateId = LoggedEntry.templateId(bytes);
        if (templateId == ConnectGatewayDecoder.TEMPLATE_ID && bytes.length == CONNECT_LENGTH) {
            history.registered(bytes[MessageHeaderDecoder.ENCODED_LENGTH]);
        }
        final boolean isApplied = history.hash() != before && day == Math.floorDiv(nowNs, LoggedVenue.DAY_NS);
        if (SimulatedDesk.isRequest(templateId) && isApplied && random.nextInt(10) == 0) {
            shouldChangeNothing(clusterSessionId, SimulatedDesk.possDup(bytes));
        }
    }

    private void shouldChangeNothing(final long clusterSessionId, final byte[] copy) {
        tally.count(What.COPY_OF_AN_APPLIED_REQUEST);
        final long before = history.hash();
        final int events = history.events().size();
        append(LoggedEntry.command(nowNs, clusterSessionId, copy));
        if (history.hash() != before || history.events().size() != events) {
            throw new AssertionError("a copy of an applied request changes the state: " + Arrays.toString(copy));
        }
    }

    private void read(final SimulatedGateway gateway, final int count) {
        if (!gateway.read(count, member, faultsIn1000 > 0)) {
            leave(gateway);
        }
    }

    private void configure(final SimulatedGateway gateway) {
        if (gateway.isServing()) {
            final int bound = random.nextInt(3) == 0 ? 6 + random.nextInt(40) : maxRetainedEvents;
            final List<byte[]> commands = SimulatedConfiguration.commands(bound, random);
            if (random.nextInt(3) == 0) {
                final int at = random.nextInt(commands.size());
                commands.set(at, Arrays.copyOf(commands.get(at), commands.get(at).length - 1));
            }
            commands.forEach(gateway::send);
        }
    }

    private void hashRequest(final SimulatedGateway gateway) {
        final CommandBuffer command = Commands.requestStateHash(new CommandBuffer(), step);
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        gateway.send(bytes);
    }

    /** The operator busts or corrects one of the last trades, or tries to. */
    private void amendTrade(final SimulatedGateway gateway) {
        final long tradeId = Math.max(0, history.trades() + 1 - random.nextInt(6));
        final CommandBuffer command = new CommandBuffer();
        if (random.nextBoolean()) {
            command.bustTrade().correlationId(step).tradeId(tradeId);
        } else {
            command.correctTrade()
                    .correlationId(step)
                    .tradeId(tradeId)
                    .priceE8(SimulatedConfiguration.BTC_INDEX_E8)
                    .qtyE8(
                            random.nextBoolean()
                                    ? CorrectTradeEncoder.qtyE8NullValue()
                                    : SimulatedConfiguration.E8 / 100);
        }
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        gateway.send(bytes);
    }

    /** Bytes that were a command once. */
    private byte[] malformed() {
        final List<byte[]> commands = SimulatedConfiguration.commands(maxRetainedEvents, random);
        final byte[] bytes = commands.get(random.nextInt(commands.size())).clone();
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private void snapshot(final boolean isLost) {
        apply(false);
        member.takeSnapshot(LoggedEntry.of(Kind.SNAPSHOT, nowNs, 0), isLost);
    }

    private void crashEngine(final boolean damaged) {
        for (final SimulatedGateway gateway : gateways) {
            leave(gateway);
        }
        member.crash();
        member.recover(damaged);
        append(LoggedEntry.of(Kind.TERM, nowNs, 0));
    }

    private void append(final LoggedEntry entry) {
        history.append(entry);
    }

    /** Has the engine apply what is logged, and send; it may leave something for later. */
    private void apply(final boolean leavesSome) {
        while (member.isBehind() && !(leavesSome && random.nextInt(3) == 0)) {
            member.applyNext();
            if (random.nextInt(4) > 0) {
                member.drain();
            }
        }
    }

    /** No more faults: whoever is left gets everything and acknowledges it. */
    private void settle() {
        for (int turns = 0; turns < SETTLE_LIMIT; turns++) {
            boolean isDone = true;
            for (final SimulatedGateway gateway : gateways) {
                isDone &= settle(gateway);
            }
            if (isDone) {
                return;
            }
        }
        throw new AssertionError("within " + SETTLE_LIMIT + " turns the gateways do not get every event of "
                + history.events().size() + ": " + gateways);
    }

    private boolean settle(final SimulatedGateway gateway) {
        if (!gateway.isConnected()) {
            connect(gateway);
        }
        log(gateway, Integer.MAX_VALUE);
        apply(false);
        closeCutOff();
        apply(false);
        member.drain();
        if (gateway.isConnected()) {
            gateway.read(Integer.MAX_VALUE, member, false);
        }
        if (gateway.isServing()) {
            gateway.acknowledge(true);
        }
        return gateway.isDone(history.events().size());
    }

    private void check() {
        if (history.openOrders() != 0) {
            throw new AssertionError(history.openOrders() + " orders are open after all were cancelled");
        }
        history.replay();
        for (final SimulatedGateway gateway : gateways) {
            gateway.checkStores(history.events(), history.registeredAfter(gateway.id));
        }
    }
}
