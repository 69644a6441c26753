package io.bascule.gateway.app;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Flushes the ledger's file to the device, on a thread of its own: as soon as something was written, and all at once
 * what was written meanwhile. The writer is told how far an event may be acknowledged: no further than the file was
 * flushed, while there is something in it that was not. After a failure nothing is flushed any more, and it never moves
 * on. All methods are the writer's.
 */
final class LedgerFlusher implements AutoCloseable {
    private static final long PAUSE_NS = 50_000;

    private final Flush flush;
    private final Thread thread;
    private volatile long writtenEventNumber;
    private volatile long flushedEventNumber;
    private volatile IOException failure;
    private volatile boolean isClosed;

    /** Brings to the device what was written. */
    @FunctionalInterface
    interface Flush {
        void run() throws IOException;
    }

    /**
     * Begins with a file that is flushed.
     *
     * @param eventNumber the last event in it
     */
    LedgerFlusher(long eventNumber, Flush flush) {
        this.flush = flush;
        writtenEventNumber = eventNumber;
        flushedEventNumber = eventNumber;
        thread = new Thread(this::flushUntilClosed, "ledger-flush");
        thread.setDaemon(true);
        thread.start();
    }

    private void flushUntilClosed() {
        while (failure == null) {
            long written = writtenEventNumber;
            if (written > flushedEventNumber) {
                flush(written);
            } else if (isClosed) {
                return;
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void flush(long written) {
        try {
            flush.run();
            flushedEventNumber = written;
        } catch (IOException | RuntimeException e) {
            failure = e instanceof IOException cause ? cause : new IOException(e);
        }
    }

    /** All lines up to those of this event are written. */
    void written(long eventNumber) {
        writtenEventNumber = eventNumber;
        LockSupport.unpark(thread);
    }

    /**
     * Of events up to one, all of whose lines are written: how far all lines are on the device. Less than that if some
     * are being brought there.
     */
    long flushedUpTo(long eventNumber) {
        long flushed = flushedEventNumber;
        return flushed == writtenEventNumber ? eventNumber : Math.min(eventNumber, flushed);
    }

    /** Waits until all that was written is on the device, or a failure. */
    void await() {
        while (flushedEventNumber != writtenEventNumber && failure == null) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Why it cannot be flushed; null: it can. */
    IOException failure() {
        return failure;
    }

    /** Ends when all is flushed, or after a failure. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
