package io.bascule.gateway.audit;

import io.bascule.config.AuditConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a data directory. Recording copies into the queue and returns; if the queue is full it waits for
 * room, since nothing may be left out. Once writing has failed nothing waits any more, and nothing is recorded.
 */
public final class AuditLog implements Audit, AutoCloseable {
    /** Bytes of one record; more become several. */
    static final int MAX_PIECE_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FULL_PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final int MAX_BATCH_BYTES = 1024 * 1024;
    private static final byte[] OF_THE_LOG = Audit.label(NOBODY, NOBODY);

    private final AuditConfig config;
    private final LongSupplier clockNs;
    private final AuditQueue queue;
    private final AuditWriter writer;
    private final Thread thread;
    private long lastNumber;
    private boolean closed;

    /** What the writing thread wants recorded: it must not wait for the lock that a full queue's producer holds. */
    private volatile String note;

    private volatile boolean closing;
    private volatile Throwable failure;

    private AuditLog(Path directory, AuditConfig config, LongSupplier clockNs) throws IOException {
        this.config = config;
        this.clockNs = clockNs;
        this.queue = AuditQueue.open(directory);
        try {
            writer = AuditWriter.open(directory, config.retentionDays(), (long) config.fileMegabytes() << 20);
        } catch (IOException | RuntimeException e) {
            queue.close();
            throw e;
        }
        thread = new Thread(this::writeUntilClosed, "audit");
        thread.setDaemon(true);
    }

    /**
     * Opens the log of a directory; what an earlier life of the process has put into the queue is written first.
     *
     * @param directory that is made if it is not there; one process at a time
     * @param clockNs the time, in nanoseconds since the epoch
     * @throws IOException if it cannot be read or written
     */
    public static AuditLog open(Path directory, AuditConfig config, LongSupplier clockNs) throws IOException {
        Files.createDirectories(directory);
        AuditLog log = new AuditLog(directory, config, clockNs);
        try {
            log.resume();
        } catch (IOException | RuntimeException e) {
            log.release();
            throw e;
        }
        log.thread.start();
        return log;
    }

    private void resume() throws IOException {
        long found = writer.lastNumber();
        long confirmed = queue.lastWritten();
        if (found < confirmed) {
            LOG.error("the audit log ends with record {}, it had {}: records are missing", found, confirmed);
        }
        while (queue.waiting() > 0) {
            drain();
        }
        lastNumber = Math.max(writer.lastNumber(), confirmed);
        if (found < confirmed) {
            record(AuditKind.LOG, NOBODY, NOBODY, "the files ended with record " + found + ", they had " + confirmed);
        }
    }

    @Override
    public void record(AuditKind kind, String session, String source, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes(kind, Audit.label(session, source), bytes, 0, bytes.length);
    }

    @Override
    public synchronized void bytes(AuditKind kind, byte[] label, byte[] bytes, int from, int to) {
        String noted = note;
        if (noted != null) {
            note = null;
            byte[] text = noted.getBytes(StandardCharsets.ISO_8859_1);
            put(AuditKind.LOG, OF_THE_LOG, text, 0, text.length);
        }
        int at = from;
        do {
            int length = Math.min(to - at, MAX_PIECE_BYTES);
            put(kind, label, bytes, at, length);
            at += length;
        } while (at < to);
    }

    private void put(AuditKind kind, byte[] label, byte[] bytes, int from, int length) {
        if (closed) {
            return;
        }
        long timeNs = clockNs.getAsLong();
        while (!queue.put(kind, lastNumber + 1, timeNs, label, bytes, from, length)) {
            if (failure != null) {
                return;
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(FULL_PAUSE_NS);
        }
        lastNumber++;
    }

    @Override
    public boolean keepsReceived() {
        return config.messages() != AuditConfig.Messages.NONE;
    }

    @Override
    public boolean keepsSent() {
        return config.messages() == AuditConfig.Messages.ALL;
    }

    @Override
    public Throwable failure() {
        return failure;
    }

    private void writeUntilClosed() {
        try {
            boolean isLast = false;
            while (!isLast || queue.waiting() > 0) {
                isLast = closing;
                if (queue.waiting() == 0) {
                    LockSupport.parkNanos(PAUSE_NS);
                } else {
                    drain();
                    String deleted = writer.takeDeleted();
                    if (deleted != null) {
                        note = deleted;
                    }
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            // An Error, too: who waits for room in the queue must hear that there will be none.
            LOG.error("the audit log cannot be written", e);
            failure = e;
        }
    }

    private void drain() throws IOException {
        long position = queue.take(writer::add, MAX_BATCH_BYTES);
        writer.flush();
        queue.confirm(position, writer.lastNumber());
    }

    /** Writes what was recorded, and ends. Nothing is recorded any more. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            // What is not written yet is in the queue, and is written by the next start.
            Thread.currentThread().interrupt();
            return;
        }
        LOG.info("the audit log ends with record {}:{}", writer.lastNumber(), writer.lastHash());
        release();
    }

    private void release() {
        try {
            writer.close();
        } catch (IOException e) {
            LOG.error("the audit log was not closed cleanly", e);
        }
        queue.close();
    }
}
