package io.bascule.engine.client;

/** What ids stand for at the time of an event. Null: it was removed. */
public interface LedgerNames {
    /** An account's name. */
    String account(int accountId);

    /** An instrument's symbol. */
    String instrument(int instrumentId);

    /** The symbol of an underlying's index. */
    String index(int underlyingId);
}
