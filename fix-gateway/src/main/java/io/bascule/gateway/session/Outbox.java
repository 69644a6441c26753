package io.bascule.gateway.session;

import java.util.ArrayList;

/** The links that have something to write, so that each turn of the loop writes once to each connection. */
final class Outbox {
    private final ArrayList<SessionLink> unflushed = new ArrayList<>();
    private final ArrayList<SessionLink> resending = new ArrayList<>();

    private byte[] scratch = new byte[0];

    /** An array of at least that length, until the next call. */
    byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        return scratch;
    }

    void add(SessionLink link) {
        unflushed.add(link);
    }

    void addResending(SessionLink link) {
        resending.add(link);
    }

    void flush() {
        // Flushing may cut a link, whose session may then have something to say to another.
        for (int i = 0; i < unflushed.size(); i++) {
            SessionLink link = unflushed.get(i);
            try {
                link.flush();
            } catch (RuntimeException | Error e) {
                link.fail(e);
            }
        }
        unflushed.clear();
    }

    /** Writes a piece of each resend whose peer reads; returns how many there were. */
    int resend() {
        int pieces = 0;
        for (int i = resending.size() - 1; i >= 0; i--) {
            SessionLink link = resending.get(i);
            try {
                pieces += link.resend() ? 1 : 0;
            } catch (RuntimeException | Error e) {
                link.fail(e);
            }
            if (!link.isResending()) {
                resending.remove(i);
            }
        }
        return pieces;
    }
}
