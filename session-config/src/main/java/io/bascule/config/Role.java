package io.bascule.config;

/** What a session is for; a message that its role forbids is refused with 35=j 380=6. */
public enum Role {
    /** Enters, replaces and cancels orders for its accounts. */
    ORDER_ENTRY,
    /** Receives copies of every report of its drop-copy accounts; cannot trade. */
    DROP_COPY,
    /** Receives market data; cannot trade. */
    MARKET_DATA,
    /** Publishes index prices (35=W, one message an index). */
    INDEX_SOURCE,
    /** The risk desk: cancels, suspends and halts for the accounts that it is entitled to. */
    RISK,
    /** A backstop liquidity provider, asked to quote in liquidation auctions. */
    BACKSTOP
}
