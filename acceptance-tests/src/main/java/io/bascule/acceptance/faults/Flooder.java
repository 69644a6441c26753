package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.LeanSession;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A session that sends orders at a steady rate, and reads the reports or does not. When it is cut it logs on again and
 * goes on. It knows which of its orders the venue took, by the number that the venue expects at the next logon. For one
 * thread.
 */
final class Flooder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BATCHES_PER_SECOND = 200;
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

    private final LeanSession session;
    private final Recovery recovery;
    private final BitSet taken = new BitSet();
    private final BitSet answered = new BitSet();
    private int orders;
    private int cuts;
    private int answeredTwice;
    private long reports;
    private long mostUnreadMessages;

    Flooder(FaultRun run, int port, String compId) {
        recovery = new Recovery(run);
        session = new LeanSession(SessionSettings.ofDemo("127.0.0.1", port, compId, FixVersion.FIX44), this::onMessage);
        session.receiveBufferBytes(RECEIVE_BUFFER_BYTES);
    }

    /** Floods for a while, with so many orders a second. */
    void flood(boolean reads, Duration time, int ordersPerSecond) throws IOException {
        long untilNs = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < untilNs) {
            logon(orders == 0);
            int firstOrder = orders;
            long firstNumber = session.nextOut();
            long firstIn = session.nextIn();
            boolean isCut = !send(reads, untilNs, ordersPerSecond / BATCHES_PER_SECOND);
            session.forgetAsked();
            logon(false);
            long expected = session.askedFrom() > 0 ? session.askedFrom() : firstNumber + orders - firstOrder;
            taken.set(firstOrder, firstOrder + (int) (expected - firstNumber));
            if (isCut) {
                cuts++;
                mostUnreadMessages = Math.max(mostUnreadMessages, session.loggedOnAt() - firstIn);
            }
        }
    }

    /** Sends until the time is over; false if it was cut. */
    private boolean send(boolean reads, long untilNs, int batch) throws IOException {
        long intervalNs = TimeUnit.SECONDS.toNanos(1) / BATCHES_PER_SECOND;
        for (long dueNs = System.nanoTime(); dueNs < untilNs; dueNs += intervalNs) {
            for (int i = 0; i < batch; i++) {
                session.put(
                        "D",
                        "11=U" + orders++ + "|1=" + session.senderCompId()
                                + "-A|55=BTC-PERP|54=1|38=0.001|40=2|44=59000|59=3|60=" + FixSession.now() + "|");
            }
            if (!session.flush()) {
                return false;
            }
            do {
                if (reads) {
                    readAll();
                }
                LockSupport.parkNanos(Math.min(intervalNs / 4, dueNs + intervalNs - System.nanoTime()));
            } while (System.nanoTime() < dueNs + intervalNs);
        }
        return true;
    }

    private void readAll() throws IOException {
        Wire.Event event = Wire.Event.MESSAGE;
        while (event == Wire.Event.MESSAGE) {
            event = session.poll(1);
        }
        if (event == Wire.Event.CLOSED) {
            throw new IOException(session + ": cut though it reads");
        }
    }

    private void logon(boolean reset) throws IOException {
        if (!session.logon(reset, PATIENCE)) {
            throw new IOException(session + ": not let in within " + PATIENCE.toSeconds() + " s");
        }
    }

    private void onMessage(Wire message) {
        recovery.onMessage(message);
        if (!message.isPossDup() || !message.isType('8')) {
            return;
        }
        reports++;
        char execType = message.firstOf(150);
        if (execType == '0' || execType == '8') {
            int order = Integer.parseInt(message.field(11).substring(1));
            answeredTwice += answered.get(order) ? 1 : 0;
            answered.set(order);
        }
    }

    /** Has everything sent again: each order that was taken has its answer, and only those, once. */
    void recover(FaultRun run) throws IOException {
        reports = 0;
        answered.clear();
        answeredTwice = 0;
        long bytes = recovery.resendAll(session, PATIENCE);
        run.figure("recoveredMessages", Long.toString(session.nextIn() - 1));
        run.figure("orders", Integer.toString(taken.cardinality()));
        long unreadKib = mostUnreadMessages * (bytes / Math.max(1, session.nextIn() - 1)) / 1024;
        run.figure("cutAtKiB", Long.toString(unreadKib));
        if (!answered.equals(taken) || answeredTwice > 0) {
            BitSet wrong = (BitSet) answered.clone();
            wrong.xor(taken);
            run.violate(
                    'a',
                    session.senderCompId(),
                    taken.cardinality() + " orders were taken, " + answered.cardinality() + " answered, "
                            + answeredTwice + " twice; other than taken: " + wrong.cardinality() + " from "
                            + wrong.nextSetBit(0) + " on");
        }
    }

    /** How often it was cut. */
    int cuts() {
        return cuts;
    }

    /** Executions that the recovery brought. */
    long reports() {
        return reports;
    }

    /** How many messages the venue had made for it on one connection when it was cut, at most. */
    long mostUnreadMessages() {
        return mostUnreadMessages;
    }

    @Override
    public void close() {
        session.close();
    }
}
