package io.bascule.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import quickfix.MessageStore;
import quickfix.MessageStoreFactory;
import quickfix.SessionID;

/**
 * Opens the store of each session in a directory of its own below one parent directory. The files of segments to come
 * are made on one thread for all of them, {@code store-fill}.
 */
public final class MappedMessageStoreFactory implements MessageStoreFactory {
    private final Path parent;
    private final Retention retention;
    private final Executor filler;

    /**
     * A factory that creates nothing yet, of stores that keep messages for 8 days.
     *
     * @param parent the directory below which the sessions' directories lie; one process owns it at a time
     */
    public MappedMessageStoreFactory(Path parent) {
        this(parent, new Retention(Retention.DEFAULT_DAYS), filler());
    }

    private MappedMessageStoreFactory(Path parent, Retention retention, Executor filler) {
        this.parent = parent;
        this.retention = retention;
        this.filler = filler;
    }

    private static Executor filler() {
        ThreadPoolExecutor filler =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "store-fill");
                    thread.setDaemon(true);
                    return thread;
                });
        filler.prestartAllCoreThreads();
        return filler;
    }

    /** A factory for the same directory, of stores that keep messages for that many days. */
    public MappedMessageStoreFactory retaining(int days) {
        return new MappedMessageStoreFactory(parent, new Retention(days), filler);
    }

    /**
     * Opens the session's store, or creates it.
     *
     * @throws UncheckedIOException if its files cannot be created, are of another format, or are damaged in front of
     *     whole records; a torn tail is cut, not refused
     */
    @Override
    public MessageStore create(SessionID sessionId) {
        try {
            Path directory = Files.createDirectories(parent.resolve(directoryName(sessionId)));
            return new MappedMessageStore(sessionId, directory, retention, filler);
        } catch (IOException e) {
            throw new UncheckedIOException("the message store of " + sessionId, e);
        }
    }

    static String directoryName(SessionID sessionId) {
        String name = escaped(sessionId.getBeginString())
                + '-'
                + escaped(sessionId.getSenderCompID())
                + '-'
                + escaped(sessionId.getTargetCompID());
        String qualifier = sessionId.getSessionQualifier();
        return qualifier.isEmpty() ? name : name + '-' + escaped(qualifier);
    }

    /** One name for one text: everything but letters, digits, dot and underscore is written as its code in hex. */
    private static String escaped(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c == '.' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
            name.append(plain ? String.valueOf(c) : String.format("%%%04X", (int) c));
        }
        return name.toString();
    }
}
