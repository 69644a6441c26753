package io.bascule.gateway.mapping;

import quickfix.field.MDEntryType;

/** Which of a market's figures a request is about, as bits that the engine says again. */
final class MarketView {
    static final int BIDS = 1;
    static final int OFFERS = 1 << 1;
    static final int TRADES = 1 << 2;
    static final int INDEX = 1 << 3;
    static final int MARK = 1 << 4;
    static final int OPEN_INTEREST = 1 << 5;
    /** SecurityStatus, and nothing else. */
    static final int STATUS = 1 << 7;

    private MarketView() {}

    /** The bit of an MDEntryType(269); 0 of one that is not offered. */
    static int of(String mdEntryType) {
        return switch (mdEntryType.length() == 1 ? mdEntryType.charAt(0) : ' ') {
            case MDEntryType.BID -> BIDS;
            case MDEntryType.OFFER -> OFFERS;
            case MDEntryType.TRADE -> TRADES;
            case MDEntryType.INDEX_VALUE -> INDEX;
            case MDEntryType.SETTLEMENT_PRICE -> MARK;
            case MDEntryType.OPEN_INTEREST -> OPEN_INTEREST;
            default -> 0;
        };
    }
}
