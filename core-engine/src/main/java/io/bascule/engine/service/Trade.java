package io.bascule.engine.service;

/** A trade as it stands, with what it takes to amend it. Mutable and reused. */
final class Trade {
    /** In place of ticks: it was none of the book's, at a price that need not be one of its. */
    static final long OFF_BOOK = 0;

    /** TrdMatchID(880). */
    long tradeId;

    long takerOrderId;
    long makerOrderId;
    /** 0: it was busted. */
    long lots;

    long ticks;
    long takerFeeUnits;
    long makerFeeUnits;
    /** Event of the report that the taker's side last had of it. */
    long takerEventNumber;
    /** Event of the report that the maker's side last had of it. */
    long makerEventNumber;
}
