package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.LeanSession;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A drop-copy session that logs on, never reads, is cut, and logs on again. For one thread but for {@link #stop}. */
final class SilentCopy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BEAT_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

    private final FaultRun run;
    private final LeanSession session;
    private final Recovery recovery;
    private final String watched;
    private volatile boolean stopping;
    private int cuts;
    private long copies;
    private long lastApplSeqNum;

    /** A session that counts the copies of one account. */
    SilentCopy(FaultRun run, int port, String compId, String watched) {
        this.run = run;
        this.watched = watched;
        recovery = new Recovery(run);
        session = new LeanSession(SessionSettings.ofDemo("127.0.0.1", port, compId, FixVersion.FIX44), this::onMessage);
        session.receiveBufferBytes(RECEIVE_BUFFER_BYTES);
    }

    /** Stays logged on without reading until it is stopped. */
    void run() throws IOException {
        while (!stopping) {
            if (!session.logon(false, "", PATIENCE)) {
                throw new IOException(session + ": not let in within " + PATIENCE.toSeconds() + " s");
            }
            boolean isOpen = true;
            while (isOpen && !stopping) {
                LockSupport.parkNanos(BEAT_NS);
                session.put("0", "");
                isOpen = session.flush();
            }
            cuts += isOpen ? 0 : 1;
        }
    }

    void stop() {
        stopping = true;
    }

    private void onMessage(Wire message) {
        recovery.onMessage(message);
        if (!message.isPossDup() || message.isAdmin()) {
            return;
        }
        long applSeqNum = message.number(1181);
        if (applSeqNum != lastApplSeqNum + 1) {
            run.violate('e', session.senderCompId(), "1181 jumps from " + lastApplSeqNum + ": " + message);
        }
        lastApplSeqNum = applSeqNum;
        copies += watched.equals(message.field(1)) ? 1 : 0;
    }

    /** Logs on, reads now, and has everything sent again. */
    void recover() throws IOException {
        if (!session.logon(false, PATIENCE)) {
            throw new IOException(session + ": not let in within " + PATIENCE.toSeconds() + " s");
        }
        copies = 0;
        lastApplSeqNum = 0;
        long unused = recovery.resendAll(session, PATIENCE);
    }

    /** How often it was cut. */
    int cuts() {
        return cuts;
    }

    /** Copies of the watched account that the recovery brought. */
    long copies() {
        return copies;
    }

    @Override
    public void close() {
        session.close();
    }
}
