package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import java.io.IOException;
import java.time.Duration;

/**
 * A LOAD session that is cut with its order on the way, again and again, and goes on with its own sequence numbers. Its
 * orders rest or trade with those of the others at one price. For one thread.
 */
final class ChurningDesk implements AutoCloseable {
    private final String compId;
    private final Transcript transcript;
    private final FixSession session;
    private int orders;

    ChurningDesk(int port, String compId) {
        this.compId = compId;
        transcript = new Transcript(compId);
        session = new FixSession(
                SessionSettings.ofDemo("127.0.0.1", port, compId, FixVersion.FIX44), transcript, message -> {});
    }

    Transcript transcript() {
        return transcript;
    }

    /** Logs on, and has everything that it missed when that is done. */
    void logon(Duration patience) throws IOException, InterruptedException {
        session.logon(orders == 0, patience);
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

    /** Logs on once more and has all that was ever sent to it sent again, for the record. */
    void settle(Duration patience) throws IOException, InterruptedException {
        logon(patience);
        session.reread(patience);
    }

    @Override
    public void close() {
        session.close();
    }
}
