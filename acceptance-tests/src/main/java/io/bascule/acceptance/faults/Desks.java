package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** LOAD001 and so on, and PB1 that gets copies of all they do, on one venue through the oracle. For one thread. */
final class Desks implements AutoCloseable {
    /** The drop-copy session. */
    static final String PRIME = "PB1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Desk> desks = new ArrayList<>();
    private final FixSession prime;
    /** What came of application recovery: BX and BY. */
    private final BlockingQueue<RawMessage> recovery = new LinkedBlockingQueue<>();

    private int recoveries;

    /** Sessions that have not logged on. */
    Desks(int count, int port, long seed) {
        for (int i = 1; i <= count; i++) {
            desks.add(new Desk(String.format("LOAD%03d", i), port, seed * 1_000 + i));
        }
        prime = new FixSession(
                SessionSettings.ofDemo("127.0.0.1", port, PRIME, FixVersion.FIX44), new Transcript(PRIME), message -> {
                    if (message.msgType().equals("BX") || message.msgType().equals("BY")) {
                        recovery.add(message);
                    }
                });
    }

    List<Desk> all() {
        return desks;
    }

    FixSession prime() {
        return prime;
    }

    void clock(InstantSource clock) {
        desks.forEach(desk -> desk.clock(clock));
        prime.clock(clock);
    }

    /** All log on with new numbers, and ask for their equity. */
    void begin() throws IOException, InterruptedException {
        Logons.logon(prime, true, PATIENCE);
        for (Desk desk : desks) {
            desk.logon(true);
            desk.askForEquity();
        }
    }

    /** All begin their numbers again at the next logon, as at the weekly reset. */
    void beginEpoch() throws InterruptedException {
        for (Desk desk : desks) {
            desk.beginEpoch();
        }
        prime.cut();
        prime.beginEpoch();
    }

    /** All log on with the numbers that they have, and get the answers that they miss. */
    void resume() throws IOException, InterruptedException {
        Logons.logon(prime, false, PATIENCE);
        for (Desk desk : desks) {
            desk.logon(false);
        }
        for (Desk desk : desks) {
            desk.awaitAnswers();
        }
    }

    /** Whether any desk has a connection. */
    boolean isAnyLoggedOn() {
        return desks.stream().anyMatch(desk -> desk.session().isLoggedOn());
    }

    /** Each sends so many requests, one after the other; the answers may still be on their way. */
    void send(int requests) {
        for (int i = 0; i < requests; i++) {
            desks.forEach(Desk::sendSomething);
        }
    }

    /** Each sends so many requests, and gets all answers. */
    void trade(int requests) throws IOException, InterruptedException {
        send(requests);
        for (Desk desk : desks) {
            desk.awaitAnswers();
        }
    }

    int refusals() {
        return desks.stream().mapToInt(Desk::refusals).sum();
    }

    /**
     * The end of a run: every order that was acknowledged can be cancelled, the accounts are asked for, and all is sent
     * again for the oracle. All log out.
     */
    void end(FaultRun run) throws IOException, InterruptedException {
        for (Desk desk : desks) {
            desk.cancelAll().forEach(wrong -> run.violate('a', desk.compId(), wrong));
        }
        for (Desk desk : desks) {
            desk.askForEquity();
            desk.reread();
        }
        recover(run);
        prime.synchronise(PATIENCE);
        prime.reread(PATIENCE);
        close();
    }

    /**
     * The prime broker asks for its application sequence, as far as it is kept: what a reset of its numbers has hidden
     * comes too. To be called before the retention ends.
     */
    void recover(FaultRun run) throws InterruptedException {
        String held = "held" + ++recoveries;
        prime.send("BW", "1346=" + held + "|1347=2|1351=1|1355=" + PRIME);
        RawMessage oldest = awaitRecovery("BX", held);
        if (oldest == null || oldest.is(1182, "0")) {
            run.violate('e', PRIME, "nothing of the application sequence is held: " + oldest);
            return;
        }
        String all = "all" + recoveries;
        prime.send("BW", "1346=" + all + "|1347=0|1351=1|1355=" + PRIME + "|1182=" + oldest.required(1182) + "|1183=0");
        RawMessage begun = awaitRecovery("BX", all);
        RawMessage ended = begun != null && begun.is(1348, "0") ? awaitRecovery("BY", all) : null;
        if (ended == null || !ended.is(1426, "3")) {
            run.violate('e', PRIME, "the application sequence was not sent again: " + begun + ", " + ended);
        }
    }

    /** The next answer of that type to a request; null if there is none in time. */
    private RawMessage awaitRecovery(String msgType, String requestId) throws InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            RawMessage message = recovery.poll(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null || (message.msgType().equals(msgType) && message.is(1346, requestId))) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        desks.forEach(desk -> desk.session().close());
        prime.close();
    }
}
