package io.bascule.acceptance.fix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The application messages that a session received and nobody has taken yet. Thread-safe. */
public final class Inbox implements Consumer<RawMessage> {
    private final List<RawMessage> messages = new ArrayList<>();

    @Override
    public synchronized void accept(RawMessage message) {
        messages.add(message);
        notifyAll();
    }

    /**
     * Takes the first message that matches, now or when it comes.
     *
     * @throws IllegalStateException if none came in time, with what came instead.
     */
    public synchronized RawMessage take(Predicate<RawMessage> wanted, Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (true) {
            for (int i = 0; i < messages.size(); i++) {
                if (wanted.test(messages.get(i))) {
                    return messages.remove(i);
                }
            }
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new IllegalStateException("no such message came; untaken: " + messages);
            }
            wait(leftMs);
        }
    }

    /** Takes all that is there. */
    public synchronized List<RawMessage> drain() {
        List<RawMessage> all = List.copyOf(messages);
        messages.clear();
        return all;
    }
}
