package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A LOAD session that trades at random, knows what is unanswered and which of its orders are open, and comes back after
 * whatever happened. For one thread, beside its session's.
 */
final class Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MID = 60_000;
    private static final int AROUND = 20;
    private static final int MOST_OPEN = 40;

    private final String compId;
    private final Random random;
    private final FixSession session;
    private final Map<Long, String> sentBySeqNum = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private final Map<String, String> unanswered = new LinkedHashMap<>();
    private final Map<String, RawMessage> open = new LinkedHashMap<>();
    private final List<RawMessage> received = new ArrayList<>();
    private int requests;
    private int refusals;

    Desk(String compId, int port, long seed) {
        this.compId = compId;
        random = new Random(seed);
        session = new FixSession(
                SessionSettings.ofDemo("127.0.0.1", port, compId, FixVersion.FIX44),
                new Transcript(compId),
                this::onMessage);
    }

    String compId() {
        return compId;
    }

    FixSession session() {
        return session;
    }

    void clock(InstantSource clock) {
        session.clock(clock);
    }

    /** Logs on; the venue may not have noticed yet that an earlier connection is gone. */
    void logon(boolean reset) throws IOException, InterruptedException {
        Logons.logon(session, reset, PATIENCE);
    }

    /** It begins its numbers again at the next logon. */
    void beginEpoch() throws InterruptedException {
        session.cut();
        session.beginEpoch();
        synchronized (this) {
            sentBySeqNum.clear();
            refused.clear();
        }
    }

    /** A limit order near the middle, GTC or IOC; or, when many are open, the cancel of one. */
    void sendSomething() {
        String cancelled = openOrders() > MOST_OPEN ? anyOpen() : null;
        if (cancelled == null) {
            int away = random.nextInt(2 * AROUND) - AROUND;
            place(random.nextBoolean() ? "1" : "2", MID + away, random.nextInt(3) == 0 ? "3" : "1");
        } else {
            cancel(cancelled);
        }
    }

    /** An order of one lot. @return its ClOrdID. */
    String place(String side, int price, String timeInForce) {
        String clOrdId = nextId();
        send("D", clOrdId, "11=" + clOrdId + terms(side) + "|38=0.001|40=2|44=" + price + "|59=" + timeInForce);
        return clOrdId;
    }

    /** The cancel of an order. @return its ClOrdID. */
    String cancel(String origClOrdId) {
        String clOrdId = nextId();
        RawMessage report = openOrder(origClOrdId);
        String side = report == null ? "1" : report.required(54);
        send("F", clOrdId, "41=" + origClOrdId + "|11=" + clOrdId + terms(side) + "|38=0.001");
        return clOrdId;
    }

    private String nextId() {
        return compId + "-" + ++requests;
    }

    private String terms(String side) {
        return "|1=" + compId + "-A|55=BTC-PERP|54=" + side + "|60=" + session.time();
    }

    private void send(String msgType, String clOrdId, String body) {
        synchronized (this) {
            unanswered.put(clOrdId, msgType);
        }
        long seqNum = session.send(msgType, body);
        synchronized (this) {
            sentBySeqNum.put(seqNum, clOrdId);
            if (refused.contains(seqNum)) {
                unanswered.remove(clOrdId);
            }
        }
    }

    /** Its equity is asked for, for rule c. */
    void askForEquity() throws IOException, InterruptedException {
        String id = nextId();
        session.send("U1", "20001=" + id + "|1=" + compId + "-A");
        await(desk -> desk.received.stream().anyMatch(message -> message.is(20001, id)), "the account's equity");
    }

    /** Waits until everything has an answer. */
    void awaitAnswers() throws IOException, InterruptedException {
        await(desk -> desk.unanswered.isEmpty(), "answers");
    }

    /** The report of a request, of this kind (150). */
    RawMessage awaitReport(String clOrdId, String execType) throws IOException, InterruptedException {
        await(desk -> desk.reportOf(clOrdId, execType) != null, "150=" + execType + " of " + clOrdId);
        return reportOf(clOrdId, execType);
    }

    synchronized RawMessage reportOf(String clOrdId, String execType) {
        for (RawMessage message : received) {
            if (message.is(11, clOrdId) && message.is(150, execType)) {
                return message;
            }
        }
        return null;
    }

    /** How many reports of this kind (150) an order has. */
    synchronized long reports(String clOrdId, String execType) {
        return received.stream()
                .filter(message -> message.is(11, clOrdId) && message.is(150, execType))
                .count();
    }

    /** How many answers are still to come. */
    synchronized int unanswered() {
        return unanswered.size();
    }

    /** How many requests were refused as messages (35=j). */
    synchronized int refusals() {
        return refusals;
    }

    synchronized int openOrders() {
        return open.size();
    }

    synchronized List<String> openClOrdIds() {
        return List.copyOf(open.keySet());
    }

    private synchronized String anyOpen() {
        return open.keySet().iterator().next();
    }

    private synchronized RawMessage openOrder(String clOrdId) {
        return open.get(clOrdId);
    }

    /**
     * Cancels every order that it was told is open.
     *
     * @return those that the venue did not cancel, with what it said.
     */
    List<String> cancelAll() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Map<String, String> cancels = new LinkedHashMap<>();
        for (String clOrdId : openClOrdIds()) {
            cancels.put(cancel(clOrdId), clOrdId);
        }
        awaitAnswers();
        cancels.forEach((cancel, order) -> {
            // One that was filled meanwhile has said so by now.
            if (reportOf(cancel, "4") == null && openOrder(order) != null) {
                wrong.add("acknowledged order " + order + " was not there to be cancelled");
            }
        });
        return wrong;
    }

    /** Has everything sent again for the oracle. */
    void reread() throws IOException, InterruptedException {
        session.synchronise(PATIENCE);
        session.reread(PATIENCE);
    }

    private synchronized void await(Predicate<Desk> condition, String what) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(this)) {
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new IOException(compId + ": no " + what + " within " + PATIENCE.toSeconds() + " s; unanswered "
                        + unanswered.keySet());
            }
            wait(leftMs);
        }
    }

    private synchronized void onMessage(RawMessage message) {
        received.add(message);
        switch (message.msgType()) {
            case "8" -> onReport(message);
            case "9" -> unanswered.remove(message.required(11));
            case "j" -> {
                long seqNum = Long.parseLong(message.required(45));
                refusals++;
                // Its sender may not know the number yet.
                refused.add(seqNum);
                unanswered.remove(sentBySeqNum.get(seqNum));
            }
            default -> {
                // Kept for whoever waits for it.
            }
        }
        notifyAll();
    }

    private void onReport(RawMessage report) {
        String clOrdId = report.required(11);
        unanswered.remove(clOrdId);
        String order = report.has(41) ? report.get(41) : clOrdId;
        boolean lives = report.is(39, "0") || report.is(39, "1");
        if (lives && !report.is(150, "I")) {
            open.put(order, report);
        } else if (!lives) {
            open.remove(order);
        }
    }

    /** When a message was sent, by its SendingTime(52). */
    static Instant sendingTime(RawMessage message) {
        return FixSession.parse(message.required(52));
    }
}
