package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Inbox;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A LOAD session that is cut with its order on the way, again and again, and goes on with its own sequence numbers. Its
 * orders rest or trade with those of the others at one price. For one thread.
 */
final class ChurningDesk implements AutoCloseable {
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final String compId;
    private final FixSession session;
    private final Inbox inbox = new Inbox();
    private int orders;

    ChurningDesk(int port, String compId) {
        this.compId = compId;
        session = new FixSession(
                SessionSettings.ofDemo("127.0.0.1", port, compId, FixVersion.FIX44), new Transcript(compId), inbox);
    }

    /**
     * Logs on, and has everything that it missed when that is done. While the venue has not noticed that the connection
     * of before is gone, it closes the new one, and the desk tries again.
     *
     * @throws IOException if it was not let in within its patience, with the last reason.
     */
    void logon(Duration patience) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        for (boolean isOn = false; !isOn; ) {
            try {
                session.logon(orders == 0, patience);
                isOn = true;
            } catch (IOException e) {
                if (System.nanoTime() > deadlineNs) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NS);
            }
        }
        if (orders == 0) {
            askEquity("BEGIN");
        }
    }

    void orderAndCut() throws InterruptedException {
        int number = ++orders;
        boolean buys = (number + compId.hashCode()) % 2 == 0;
        session.send(
                "D",
                "11=" + compId + "-" + number + "|1=" + compId + "-A|55=BTC-PERP|54=" + (buys ? 1 : 2)
                        + "|38=0.001|40=2|44=60000|59=1|60=" + FixSession.now());
        session.cut();
    }

    private void askEquity(String id) throws InterruptedException {
        session.send("U1", "20001=" + id + "|1=" + compId + "-A");
        inbox.take(message -> message.is(20001, id), ANSWER);
    }

    /** Logs on once more, when nobody trades any longer, and has all that was ever sent to it sent again. */
    void settle(Duration patience) throws IOException, InterruptedException {
        logon(patience);
        askEquity("END");
        session.reread(patience);
    }

    @Override
    public void close() {
        session.close();
    }
}
