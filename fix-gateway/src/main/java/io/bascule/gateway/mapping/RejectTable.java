package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * How each of the engine's reasons is said in FIX.
 *
 * @param ordRejReason OrdRejReason(103) on an 8 and in a preview, before the dialect's fallback
 * @param cxlRejReason CxlRejReason(102) on a 9, before the dialect's fallback
 * @param text Text(58) where no value is known that could be said with it
 */
record RejectTable(String ordRejReason, String cxlRejReason, String text) {
    private static final String DISPLAY_QTY =
            "DisplayQty(1138) must be a multiple of the lot, at most OrderQty(38) and at least a hundredth of it";
    private static final String MIN_QTY =
            "MinQty(110) must be a multiple of the lot, at most OrderQty(38), and is for TimeInForce(59)=3 only";
    private static final String SELF_MATCH =
            "SelfMatchPreventionID(2362) must have 1 to 16 characters, and 2964 goes with it only";
    private static final Map<RejectReason, RejectTable> ROWS = new EnumMap<>(RejectReason.class);

    static {
        row(RejectReason.NONE, 99, 99, "");
        row(RejectReason.UNKNOWN_SYMBOL, 1, 99, "Symbol(55) is not listed");
        row(RejectReason.UNKNOWN_ACCOUNT, 15, 99, "Account(1) is missing or not one that this session acts for");
        row(RejectReason.UNKNOWN_ORDER, 5, 1, "unknown order");
        row(RejectReason.TOO_LATE, 4, 0, "too late: the order is closed");
        row(RejectReason.DUPLICATE_CL_ORD_ID, 6, 6, "ClOrdID(11) was used before");
        row(RejectReason.CL_ORD_ID_TOO_LONG, 99, 99, "an identifier has more than 64 characters");
        row(RejectReason.PRICE_MISSING, 99, 99, "Price(44) is required for this OrdType(40)");
        row(RejectReason.PRICE_NOT_POSITIVE, 99, 99, "Price(44) must be positive");
        row(RejectReason.PRICE_PRECISION, 18, 18, "Price(44) has more than 8 decimals");
        row(RejectReason.PRICE_OFF_TICK, 18, 18, "Price(44) is not a multiple of the price increment");
        row(RejectReason.PRICE_OUT_OF_RANGE, 16, 8, "Price(44) is above the largest price of the instrument");
        row(RejectReason.PRICE_OUTSIDE_BAND, 16, 8, "Price(44) is outside the price band around mark");
        row(RejectReason.PRICE_NOT_ALLOWED, 11, 99, "Price(44) is not allowed for OrdType(40)=1");
        row(RejectReason.QUANTITY_MISSING, 13, 99, "OrderQty(38) is required");
        row(RejectReason.QUANTITY_NOT_POSITIVE, 13, 99, "OrderQty(38) must be positive");
        row(RejectReason.QUANTITY_PRECISION, 13, 99, "OrderQty(38) has more than 8 decimals");
        row(RejectReason.QUANTITY_OFF_LOT, 13, 99, "OrderQty(38) is not a multiple of the lot");
        row(RejectReason.QUANTITY_OUT_OF_RANGE, 13, 99, "OrderQty(38) is above the largest quantity of an order");
        row(RejectReason.INSUFFICIENT_MARGIN, 25, 99, "insufficient margin");
        row(RejectReason.POSITION_LIMIT, 3, 99, "position and open orders would pass the position limit");
        row(RejectReason.OPEN_ORDER_LIMIT, 3, 99, "too many open orders");
        row(RejectReason.VENUE_BUSY, 0, 2, "the venue is busy: only cancels are accepted");
        row(RejectReason.SIDE_MISMATCH, 99, 99, "Side(54) is not the order's");
        row(RejectReason.SYMBOL_MISMATCH, 99, 99, "Symbol(55) is not the order's");
        row(RejectReason.ACCOUNT_MISMATCH, 99, 99, "Account(1) is not the order's");
        row(RejectReason.ORD_TYPE_MISMATCH, 99, 99, "OrdType(40) cannot be changed by a replace");
        row(RejectReason.UNSUPPORTED_VALUE, 11, 99, "the request has a field or value that the venue does not offer");
        row(RejectReason.PRICE_JUMP, 99, 99, "the price is too far from the current index");
        row(RejectReason.BATCH_REJECTED, 99, 99, "another order of the batch is refused");
        row(RejectReason.TOO_MANY_LEGS, 99, 99, "more orders, legs or entries than the venue takes at once");
        row(RejectReason.SESSION_LIMIT, 3, 99, "the session has used as many ClOrdIDs as are remembered for it");
        row(RejectReason.TOO_MANY_REPORTS, 99, 99, "more than are reported at once: narrow by account, symbol or side");
        row(RejectReason.STOP_PX_MISSING, 99, 99, "StopPx(99) is required for this OrdType(40)");
        row(RejectReason.STOP_PX_NOT_ALLOWED, 11, 99, "StopPx(99), StopTrigger(20045) are for stop orders that wait");
        row(RejectReason.STOP_PX_INVALID, 18, 18, "StopPx(99) must be a positive multiple of the price increment");
        row(RejectReason.EXPIRE_TIME_MISSING, 99, 99, "ExpireTime(126) is required for TimeInForce(59)=6");
        row(RejectReason.EXPIRE_TIME_NOT_ALLOWED, 11, 99, "ExpireTime(126) is for TimeInForce(59)=6 only");
        row(RejectReason.EXPIRE_TIME_PASSED, 99, 99, "ExpireTime(126) has passed");
        row(RejectReason.DISPLAY_QTY_INVALID, 13, 99, DISPLAY_QTY);
        row(RejectReason.MIN_QTY_INVALID, 13, 99, MIN_QTY);
        row(RejectReason.EXEC_INST_INVALID, 11, 99, "ExecInst(18) does not go with OrdType(40) or TimeInForce(59)");
        row(RejectReason.WOULD_TRADE, 99, 99, "ExecInst(18)=6: the order would trade at once");
        row(RejectReason.WOULD_INCREASE_POSITION, 99, 99, "ExecInst(18)=E: there is no position that it would reduce");
        row(RejectReason.MAX_INITIAL_MARGIN, 25, 99, "initial margin would be above MaxInitialMargin(20020)");
        row(RejectReason.SELF_MATCH_INVALID, 11, 99, SELF_MATCH);
        row(RejectReason.QUANTITY_TOO_SMALL, 13, 99, "OrderQty(38) is below the smallest quantity of an order");
        row(RejectReason.NO_LIQUIDITY, 99, 99, "the triggered stop order found nobody to trade the rest with");
        row(RejectReason.INDEX_FROZEN, 2, 99, "the index is frozen: what raises initial margin is refused");
        row(RejectReason.INSTRUMENT_EXPIRED, 2, 99, "the contract has expired");
        row(RejectReason.NO_ENTRIES, 99, 99, "there is no entry");
        row(RejectReason.COUNT_MISMATCH, 99, 99, "the total given is not the number of entries");
        row(RejectReason.RESPONSE_LEVEL, 99, 99, "the response level is not offered");
        row(RejectReason.DUPLICATE_ENTRY, 99, 99, "an earlier entry or leg is about the same order or instrument");
        row(RejectReason.UNKNOWN_ACTION, 11, 99, "OrderEntryAction(2429) must be 1, 2 or 3");
        row(RejectReason.QUOTE_CROSSED, 99, 99, "BidPx(132) must be below OfferPx(133)");
        row(RejectReason.QUOTES_PROTECTED, 99, 99, "protection has pulled the quotes: a QuoteCancel resets it");
        row(RejectReason.UNKNOWN_QUOTE, 99, 99, "there is no such quote");
        row(RejectReason.TOO_FEW_LEGS, 99, 99, "NoLegs(555) must be 2 or more");
        row(RejectReason.CL_ORD_ID_MISSING, 99, 99, "ClOrdID(11) is required");
        row(RejectReason.UNKNOWN_AUCTION, 5, 99, "there is no auction of that QuoteReqID(131), or it is over");
        row(RejectReason.LIQUIDATION_HELD, 99, 99, "an index of the portfolio is frozen: its auction stands still");
        row(
                RejectReason.ACCOUNT_IN_LIQUIDATION,
                2,
                99,
                "the account's positions are being taken: no order is accepted");
        row(RejectReason.TRADING_HALTED, 2, 99, "the risk desk has halted the venue, firm, account or instrument");
        row(
                RejectReason.TRADING_REDUCE_ONLY,
                2,
                99,
                "suspended by the risk desk: only orders that reduce are accepted");
        row(RejectReason.FRACTION_INVALID, 99, 99, "the fraction must be above 0 and at most 1");
        row(RejectReason.UNKNOWN_PARTY, 99, 99, "there is no such firm");
        row(RejectReason.NULL_VAL, 99, 99, "");
    }

    private static void row(RejectReason reason, int ordRejReason, int cxlRejReason, String text) {
        ROWS.put(reason, new RejectTable(Integer.toString(ordRejReason), Integer.toString(cxlRejReason), text));
    }

    static RejectTable of(RejectReason reason) {
        return ROWS.get(reason);
    }
}
