package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a log's segment to come, written full of zeros on a thread that is not the store's, so that the store
 * need not wait for the disk when a segment is full. It has a name of its own until it is taken; one that a kill leaves
 * is removed at the next start.
 */
final class NextFile {
    private static final Logger LOG = LoggerFactory.getLogger(NextFile.class);
    private static final String NAME = "next.zeros";

    private final Path file;
    private final Executor filler;
    private CompletableFuture<Void> filled;
    private AtomicBoolean claimed;
    private int length;

    NextFile(Path directory, Executor filler) {
        this.file = directory.resolve(NAME);
        this.filler = filler;
    }

    /** Whether one is being made, or is there. */
    boolean isBegun() {
        return filled != null;
    }

    /** Has a file made. */
    void begin(int fileLength) {
        length = fileLength;
        AtomicBoolean mine = new AtomicBoolean();
        claimed = mine;
        filled = CompletableFuture.runAsync(
                () -> {
                    if (mine.compareAndSet(false, true)) {
                        fill(fileLength);
                    }
                },
                filler);
    }

    private void fill(int fileLength) {
        try {
            Files.deleteIfExists(file);
            Preallocated.fill(file, fileLength);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** How long the file is that {@link #take} gives. */
    int length() {
        return length;
    }

    /** The file, once it is full; null if none was begun, others come before it, or there was no room for it. */
    Path take() {
        if (filled == null) {
            return null;
        }
        if (claimed.compareAndSet(false, true)) {
            filled = null;
            return null;
        }
        try {
            filled.join();
            return file;
        } catch (CompletionException e) {
            // Whoever needs it now tries again, and is told.
            LOG.debug("{} was not made", file, e);
            return null;
        } finally {
            filled = null;
        }
    }

    /** Removes what a kill may have left. */
    void removeLeftOver() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Removes the file if it is not needed. */
    void discard() {
        try {
            if (take() != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} was not deleted: {}", file, e.getMessage());
        }
    }
}
