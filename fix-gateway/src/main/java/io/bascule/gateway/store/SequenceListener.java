package io.bascule.gateway.store;

/** Hears of a change of a session's numbers that is not the counting of one message. */
@FunctionalInterface
public interface SequenceListener {
    /** The numbers are about to change, or have changed, as the text says. */
    void onChange(String text);
}
