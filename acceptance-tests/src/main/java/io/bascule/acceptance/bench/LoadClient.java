package io.bascule.acceptance.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The one client of a server: its trading sessions LOAD001 … and its drop copies, on one thread and one selector. It
 * remembers over the rounds which ClOrdIDs it has used, since a venue does.
 */
final class LoadClient {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long SETTLE_NS = 200_000_000L;
    /** A multiple of the mix's length, so that a session begins with an order that rests. */
    private static final long FIRST_ORDER_NUMBER = 4;

    private final InetSocketAddress server;
    private final List<String> dropCopies;
    private final Supplier<ServerMeter.Usage> meter;
    private final long patienceNs;
    private final byte answerType;
    private final long[] nextOrderNumbers;

    /**
     * A client of that server.
     *
     * @param dropCopies the sessions that read along.
     * @param meter of what the server uses.
     * @param patienceNs after which what has not come is missing.
     * @param answerType MsgType of what answers an order.
     */
    LoadClient(
            InetSocketAddress server,
            List<String> dropCopies,
            Supplier<ServerMeter.Usage> meter,
            long patienceNs,
            byte answerType) {
        this.answerType = answerType;
        this.server = server;
        this.dropCopies = List.copyOf(dropCopies);
        this.meter = meter;
        this.patienceNs = patienceNs;
        nextOrderNumbers =
                new long[1 + Round.ALL.stream().mapToInt(Round::sessions).max().orElseThrow()];
        Arrays.fill(nextOrderNumbers, FIRST_ORDER_NUMBER);
    }

    /** Loads the server for {@code warmUpNs}, then measures for {@code measuredNs}; sees every order answered. */
    RoundResult run(Round round, long warmUpNs, long measuredNs) throws IOException {
        try (Connections connections = new Connections(round)) {
            connections.logOn();
            connections.loadFor(warmUpNs);
            Tally tally = connections.tally;
            ServerMeter.Usage before = meter.get();
            long answeredBefore = tally.answered();
            long startNs = System.nanoTime();
            tally.measure(true);
            connections.loadFor(measuredNs);
            tally.measure(false);
            long elapsedNs = System.nanoTime() - startNs;
            long answered = tally.answered() - answeredBefore;
            ServerMeter.Usage used = meter.get().minus(before);
            long copiesBehind = Math.max(0, dropCopies.size() * tally.reports() - tally.copies());
            String failure = connections.drain();
            connections.logOut();
            return new RoundResult(
                    answered * (double) SECOND_NS / elapsedNs,
                    tally.latencies(),
                    used.cpuNs() / 1e9 * 100_000 / answered,
                    used.allocatedBytes() / (double) answered,
                    tally.reports() / (double) tally.answered(),
                    copiesBehind,
                    failure);
        }
    }

    /** The sessions of one round. */
    private final class Connections implements AutoCloseable {
        private final Round round;
        private final Selector selector = Selector.open();
        private final FixTime time = new FixTime();
        private final Tally tally = new Tally();
        private final List<OrderSession> sessions = new ArrayList<>();
        private final List<FixLink> links = new ArrayList<>();
        private long nextIntendedNs;
        private int nextSession;
        private long nextKeepAliveNs;

        Connections(Round round) throws IOException {
            this.round = round;
        }

        void logOn() throws IOException {
            for (String compId : dropCopies) {
                links.add(new FixLink(compId, server, selector, time, (message, nowNs) -> onDropCopy(message)));
            }
            for (int i = 1; i <= round.sessions(); i++) {
                String compId = String.format(Locale.ROOT, "LOAD%03d", i);
                OrderSession session =
                        new OrderSession(compId, server, selector, time, tally, nextOrderNumbers[i], answerType);
                sessions.add(session);
                links.add(session.link());
            }
            for (FixLink link : links) {
                link.logOn();
            }
            if (!pumpUntil(() -> links.stream().allMatch(FixLink::isLoggedOn))) {
                throw new IOException("not every session could log on");
            }
        }

        void loadFor(long durationNs) throws IOException {
            long nowNs = System.nanoTime();
            long endNs = nowNs + durationNs;
            nextIntendedNs = nowNs;
            time.set(System.currentTimeMillis());
            for (OrderSession session : sessions) {
                session.keepInFlight(round.window());
            }
            while (nowNs < endNs) {
                if (round.isOpenLoop()) {
                    sendDue(nowNs);
                }
                pump();
                nowNs = System.nanoTime();
            }
        }

        /** Waits for what is still to come; says what did not, or what was refused. */
        String drain() throws IOException {
            for (OrderSession session : sessions) {
                session.keepInFlight(0);
            }
            boolean answered = pumpUntil(() -> sessions.stream().allMatch(session -> session.inFlight() == 0));
            if (tally.rejects() > 0) {
                return tally.rejects() + " rejects, the first: " + tally.firstReject();
            }
            if (!answered) {
                return tally.sent() - tally.answered() + " orders without an answer";
            }
            // A report that follows the last first answer may still be under way, and then so is its copy.
            if (!dropCopies.isEmpty() && !pumpUntil(() -> tally.copies() >= dropCopies.size() * tally.reports())) {
                return tally.copies() + " drop copies of " + tally.reports() + " reports";
            }
            return "";
        }

        void logOut() throws IOException {
            for (FixLink link : links) {
                link.logOut();
            }
            pumpUntil(() -> links.stream().allMatch(FixLink::isClosed));
            // QuickFIX/J closes the socket first and lets go of the session after; until then it takes no other logon.
            long settledNs = System.nanoTime() + SETTLE_NS;
            pumpUntil(() -> System.nanoTime() > settledNs);
            for (int i = 0; i < sessions.size(); i++) {
                nextOrderNumbers[i + 1] = sessions.get(i).nextOrderNumber();
            }
        }

        @Override
        public void close() throws IOException {
            for (FixLink link : links) {
                link.close();
            }
            selector.close();
        }

        private void onDropCopy(FrameParser message) {
            if (message.msgType() == '8') {
                tally.onCopy();
            } else if (message.msgType() == '3' || message.msgType() == 'j') {
                tally.onReject(message);
            }
        }

        /** Sends each order whose time has come, timed from then, however late it is. */
        private void sendDue(long nowNs) throws IOException {
            if (nextIntendedNs > nowNs) {
                return;
            }
            time.set(System.currentTimeMillis());
            while (nextIntendedNs <= nowNs) {
                OrderSession session = sessions.get(nextSession);
                session.send(nextIntendedNs);
                session.link().flush();
                nextSession = (nextSession + 1) % sessions.size();
                nextIntendedNs += SECOND_NS / round.ordersPerSecond();
            }
        }

        private boolean pumpUntil(BooleanSupplier done) throws IOException {
            long deadlineNs = System.nanoTime() + patienceNs;
            while (!done.getAsBoolean()) {
                if (System.nanoTime() > deadlineNs) {
                    return false;
                }
                pump();
            }
            return true;
        }

        /** Serves every socket that is ready, once. */
        private void pump() throws IOException {
            int ready = round.spinning() ? selector.selectNow() : selector.select(10);
            if (ready > 0) {
                time.set(System.currentTimeMillis());
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
            long nowNs = System.nanoTime();
            if (nowNs > nextKeepAliveNs) {
                nextKeepAliveNs = nowNs + SECOND_NS;
                for (FixLink link : links) {
                    link.keepAlive(nowNs);
                }
            }
        }

        private void serve(SelectionKey key) throws IOException {
            FixLink link = (FixLink) key.attachment();
            if (key.isWritable()) {
                link.flush();
            }
            if (key.isReadable()) {
                link.read();
            }
        }
    }
}
