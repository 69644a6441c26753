package io.bascule.gateway.store;

/** Takes over the sending of stored messages, so that a large range need not be loaded at once. */
@FunctionalInterface
public interface RangeListener {
    /**
     * Called when the session asks for messages to resend.
     *
     * @return whether the listener sends them; the session is then given none
     */
    boolean onRangeAsked(int beginSeqNo, int endSeqNo);
}
