package io.bascule.gateway.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * The signed Logons of one session that have been let in and are still within their window, so that none is let in
 * twice. What was signed before the memory began may have been used, too, and is not let in either. Bounded: its
 * counterparty alone can add to it.
 */
final class UsedLogons {
    /** Logons within the window; more are not let in until the oldest has left it. */
    static final int MAX_REMEMBERED = 1_024;

    private final long sinceMs;
    private final long windowMs;
    private final Set<ByteBuffer> texts = new HashSet<>();
    private final ArrayDeque<Used> oldestFirst = new ArrayDeque<>();

    private record Used(ByteBuffer text, long sentMs) {}

    /**
     * A memory that begins now.
     *
     * @param nowMs the time, by the clock that SendingTime(52) is compared with
     * @param windowMs how far SendingTime may be off, either way
     */
    UsedLogons(long nowMs, long windowMs) {
        this.sinceMs = nowMs;
        this.windowMs = windowMs;
    }

    /** Lets a Logon in that is rightly signed, and remembers it, or says why not. */
    Verdict use(byte[] text, long sentMs, long nowMs) {
        if (sentMs < sinceMs) {
            return Verdict.BEFORE_START;
        }
        if (Math.abs(sentMs - nowMs) > windowMs) {
            // It was within it when it came, and may be forgotten by now.
            return Verdict.UNTIMELY;
        }
        // One that is ahead of time is kept for longer, and so are those that came after it.
        while (!oldestFirst.isEmpty() && oldestFirst.element().sentMs < nowMs - windowMs) {
            texts.remove(oldestFirst.remove().text);
        }
        if (texts.contains(ByteBuffer.wrap(text))) {
            return Verdict.REPLAYED;
        }
        if (texts.size() == MAX_REMEMBERED) {
            return Verdict.TOO_MANY;
        }
        Used used = new Used(ByteBuffer.wrap(text), sentMs);
        texts.add(used.text);
        oldestFirst.add(used);
        return Verdict.RIGHT;
    }
}
