package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.MarketReportedDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import quickfix.field.MDEntryType;
import quickfix.field.MDUpdateAction;

/**
 * What a subscriber to incremental refreshes has been told of a market, and what is new to it. A level of the book is
 * known by its side and price. For the FIX event loop only.
 */
final class ToldMarket {
    /** One entry of an X. Size and orders are of what is there now; of a deleted level 0. */
    record Change(char action, char entryType, long priceE8, long qtyE8, int orderCount) {}

    private record Level(long qtyE8, int orderCount) {}

    private final List<Change> changes = new ArrayList<>();
    private final Map<Long, Level> bids = new TreeMap<>();
    private final Map<Long, Level> offers = new TreeMap<>();
    private final Map<Long, Level> now = new TreeMap<>();
    private long indexE8;
    private long markE8;
    private long openInterestE8;
    private long lastTradeId;
    private long entryCount;

    /** Takes a report; what it has that was not told before are the changes, until the next report is taken. */
    void take(MarketReportedDecoder report) {
        changes.clear();
        int view = report.view();
        if ((view & MarketView.INDEX) != 0 && report.indexE8() != indexE8) {
            change(MDEntryType.INDEX_VALUE, report.indexE8(), 0);
            indexE8 = report.indexE8();
        }
        if ((view & MarketView.MARK) != 0 && report.markE8() != markE8) {
            change(MDEntryType.SETTLEMENT_PRICE, report.markE8(), 0);
            markE8 = report.markE8();
        }
        if ((view & MarketView.OPEN_INTEREST) != 0 && report.openInterestE8() != openInterestE8) {
            change(MDEntryType.OPEN_INTEREST, 0, report.openInterestE8());
            openInterestE8 = report.openInterestE8();
        }
        report.sbeRewind();
        now.clear();
        for (MarketReportedDecoder.BidsDecoder level : report.bids()) {
            now.put(level.priceE8(), new Level(level.qtyE8(), level.orderCount()));
        }
        takeSide(bids, MDEntryType.BID, (view & MarketView.BIDS) != 0);
        now.clear();
        for (MarketReportedDecoder.OffersDecoder level : report.offers()) {
            now.put(level.priceE8(), new Level(level.qtyE8(), level.orderCount()));
        }
        takeSide(offers, MDEntryType.OFFER, (view & MarketView.OFFERS) != 0);
        for (MarketReportedDecoder.TradesDecoder trade : report.trades()) {
            if (trade.tradeId() > lastTradeId) {
                lastTradeId = trade.tradeId();
                changes.add(new Change(MDUpdateAction.NEW, MDEntryType.TRADE, trade.priceE8(), trade.qtyE8(), 0));
            }
        }
    }

    private void change(char entryType, long priceE8, long qtyE8) {
        changes.add(new Change(MDUpdateAction.CHANGE, entryType, priceE8, qtyE8, 0));
    }

    /** Levels that are gone come first, so that nobody ever has more of them than were asked for. */
    private void takeSide(Map<Long, Level> told, char entryType, boolean isAsked) {
        if (!isAsked) {
            return;
        }
        for (Long priceE8 : told.keySet()) {
            if (!now.containsKey(priceE8)) {
                changes.add(new Change(MDUpdateAction.DELETE, entryType, priceE8, 0, 0));
            }
        }
        now.forEach((priceE8, level) -> {
            Level before = told.get(priceE8);
            if (!level.equals(before)) {
                char action = before == null ? MDUpdateAction.NEW : MDUpdateAction.CHANGE;
                changes.add(new Change(action, entryType, priceE8, level.qtyE8, level.orderCount));
            }
        });
        told.clear();
        told.putAll(now);
    }

    List<Change> changes() {
        return changes;
    }

    /** RptSeq(83) of the next entry: they are counted from 1. */
    long nextRptSeq() {
        return ++entryCount;
    }
}
