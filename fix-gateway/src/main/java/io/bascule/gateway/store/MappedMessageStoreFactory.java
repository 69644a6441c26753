package io.bascule.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import quickfix.MessageStore;
import quickfix.MessageStoreFactory;
import quickfix.SessionID;

/** Opens the store of each session in a directory of its own below one parent directory. */
public final class MappedMessageStoreFactory implements MessageStoreFactory {
    private final Path parent;
    private final Retention retention;

    /**
     * A factory that creates nothing yet, of stores that keep messages for 8 days.
     *
     * @param parent the directory below which the sessions' directories lie; one process owns it at a time
     */
    public MappedMessageStoreFactory(Path parent) {
        this(parent, new Retention(Retention.DEFAULT_DAYS));
    }

    private MappedMessageStoreFactory(Path parent, Retention retention) {
        this.parent = parent;
        this.retention = retention;
    }

    /** A factory for the same directory, of stores that keep messages for that many days. */
    public MappedMessageStoreFactory retaining(int days) {
        return new MappedMessageStoreFactory(parent, new Retention(days));
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
            return new MappedMessageStore(sessionId, directory, retention);
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
