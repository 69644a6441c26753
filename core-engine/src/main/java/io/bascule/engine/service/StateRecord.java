package io.bascule.engine.service;

/** Kinds of records, in the order in which they are written; one record for each of what it says. */
enum StateRecord {
    /** Counts of what follows, and the venue's counters. */
    BEGIN(1),
    LIMITS(2),
    /** Margin parameters in force, announced, and on their way in. */
    MARGIN(30),
    /** Each underlying, with its index and the sources of it. */
    UNDERLYING(3),
    INSTRUMENT(4),
    /** Each account, with its cash and positions. */
    ACCOUNT(5),
    SESSION(6),
    /** Open interest of each instrument, and what others of a firm hold, as they were taken last. */
    OPEN_INTEREST(31),
    /** Each account's open orders, by instrument, in the order of its list. */
    OPEN_ORDERS(7),
    /** The last place of each book, and the price of its last trade; the orders' places say who stands where. */
    BOOKS(8),
    /** Each session's quotes by the OrderIDs of their sides, and what protection has counted of them. */
    QUOTES(20),
    /** Each session's closed orders that are remembered, the oldest first. */
    CLOSED_ORDERS(9),
    /** The last trades, the oldest first. */
    TRADES(13),
    /** Up to when prices are sampled, and the parts of the marks: time that passes without effect shows here only. */
    CLOCK(23),
    /** Each instrument's averages, samples and history of funding. */
    PRICES(21),
    /** Fee schedules, and what each account has traded in the last 30 days. */
    FEES(22),
    /** Liquidation event, auctions, and the insurance fund's budget. */
    LIQUIDATIONS(24),
    /** Where each account stands on the ladder. */
    LADDER(25),
    /** Kill switches. */
    SWITCHES(26),
    /** The configuration that is on its way in. */
    STAGED(10),
    /** Each session's fingerprints, sorted. */
    FINGERPRINTS(11),
    /** Counts of what came, and the hash of the state. */
    END(12);

    private final int code;

    StateRecord(final int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /**
     * Fingerprints are in the hash by their sum, which a session's record has. The clock is not in it, so that a venue
     * in which nothing moves has the same hash whenever it is asked, and after a
     * restart.
     */
    boolean isHashed() {
        return this != FINGERPRINTS && this != END && this != CLOCK;
    }
}
