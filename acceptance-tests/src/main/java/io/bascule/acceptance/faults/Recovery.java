package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.LeanSession;
import io.bascule.acceptance.fix.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Has everything sent again (7=1, 16=0) and holds it to the first sending, of which it keeps a hash a message. Each
 * number must come once and in order, as the same message but for 9, 10, 43, 52 and 122; only what the session layer
 * had said, and what never came the first time, may be gap-filled or be new. For the session's thread.
 */
final class Recovery {
    private static final int POLL_MS = 1_000;
    private static final int MAX_REPORTED = 5;

    private final FaultRun run;
    private long[] first = new long[1024];
    private long expected;
    private long last;
    private int broken;
    private long bytes;

    Recovery(FaultRun run) {
        this.run = run;
    }

    /** Sees each message that the session reads. */
    void onMessage(Wire message) {
        long number = message.msgSeqNum();
        if (message.isPossDup()) {
            bytes += message.length();
            onSentAgain(message, number);
        } else if (!message.isAdmin()) {
            if (number >= first.length) {
                first = Arrays.copyOf(first, (int) Math.max(number + 1, first.length * 2L));
            }
            first[(int) number] = message.contentHash();
        }
    }

    /**
     * Asks for everything, and reads until it is there.
     *
     * @return how many bytes came.
     * @throws IOException if the connection ends, or nothing comes for the patience.
     */
    long resendAll(LeanSession session, Duration patience) throws IOException {
        expected = 1;
        bytes = 0;
        last = session.nextIn() - 1;
        session.put("2", "7=1|16=0|");
        if (!session.flush()) {
            throw new IOException(session + ": cut before the ResendRequest");
        }
        long heardNs = System.nanoTime();
        while (expected <= last) {
            Wire.Event event = session.poll(POLL_MS);
            if (event == Wire.Event.MESSAGE) {
                heardNs = System.nanoTime();
            } else if (event == Wire.Event.CLOSED || System.nanoTime() - heardNs > patience.toNanos()) {
                throw new IOException(session + ": " + event + " at " + expected + " of " + last);
            }
        }
        return bytes;
    }

    private void onSentAgain(Wire message, long number) {
        if (number != expected) {
            broken('d', number + " came, " + expected + " was next: " + message);
        }
        if (message.isType('4')) {
            long to = message.number(36);
            for (long n = number; n < Math.min(to, first.length); n++) {
                if (first[(int) n] != 0) {
                    broken('d', "the application message " + n + " was gap-filled: " + message);
                }
            }
            expected = to;
            return;
        }
        long hash = number < first.length ? first[(int) number] : 0;
        if (hash != 0 && hash != message.contentHash()) {
            broken('b', "it was another message the first time: " + message);
        }
        expected = number + 1;
    }

    private void broken(char rule, String what) {
        if (broken++ < MAX_REPORTED) {
            run.violate(rule, "resend", what);
        }
    }
}
