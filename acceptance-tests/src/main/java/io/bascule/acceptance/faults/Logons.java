package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Logons to a venue that may not have noticed yet that an earlier connection is gone. */
final class Logons {
    private static final int PAUSE_MS = 20;

    private Logons() {}

    /**
     * Logs on, again and again if need be.
     *
     * @return how many logons were refused before.
     */
    static int logon(FixSession session, boolean reset, Duration patience) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        for (int refused = 0; ; refused++) {
            try {
                session.logon(reset, patience);
                return refused;
            } catch (IOException e) {
                if (System.nanoTime() > deadlineNs) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
    }
}
