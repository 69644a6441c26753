package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.Framing;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that are sent for a message.
 *
 * @param what was done to it, for a report.
 * @param msgSeqNum that it was made with.
 * @param text as sent, a character a byte.
 */
record Mutant(String what, long msgSeqNum, String text) {
    private static final String UNANSWERED = "|0|1|2|3|4|5|A|j|W|";

    static Mutant of(String what, long msgSeqNum, byte[] bytes) {
        return new Mutant(what, msgSeqNum, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether the session layer must count it: it is not garbled. */
    boolean takesNumber() {
        return Framing.isWhole(bytes());
    }

    /** Whether it may be taken for the beginning of what comes behind it. */
    boolean reachesBeyond() {
        return Framing.statedLength(bytes()) > text.length() - 20;
    }

    /** Whether it may tell the venue to skip what it has not taken yet. */
    boolean isSequenceReset() {
        return text.contains("\u000135=4\u0001");
    }

    /** Whether silence would be wrong, if it is in turn: a request, and not one that may have come before. */
    boolean mustBeAnswered() {
        int type = text.indexOf("\u000135=");
        int stop = text.indexOf('\u0001', type + 4);
        boolean isRequest = type >= 0 && stop > 0 && !UNANSWERED.contains("|" + text.substring(type + 4, stop) + "|");
        return isRequest && takesNumber() && !text.contains("\u000143=");
    }

    @Override
    public String toString() {
        return what + ": " + text.replace('\u0001', '|');
    }
}
