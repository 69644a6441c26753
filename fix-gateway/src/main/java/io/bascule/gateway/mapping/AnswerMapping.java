package io.bascule.gateway.mapping;

/** An answer that is no event: it goes to the session that asked, has no place in a sequence, and no copies. */
abstract class AnswerMapping implements EventMapping {
    private final Copies none = new Copies();

    @Override
    public final long eventNumber() {
        return 0;
    }

    @Override
    public final long applSeqNum() {
        return 0;
    }

    @Override
    public final Copies copies() {
        return none;
    }
}
