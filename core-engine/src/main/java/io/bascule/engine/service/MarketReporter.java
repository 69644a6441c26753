package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.book.OrderBook;
import io.bascule.engine.funding.FundingHistory;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/**
 * Answers what is asked of markets: state, prices, the book as it is shown, the newest trades. Each instrument has an
 * answer, all of one moment. It changes nothing.
 */
final class MarketReporter {
    /** Trades that are looked through for those of an instrument. */
    private static final int MAX_LOOKED_AT = 2_000;

    /** Status reports that take as much room as one of these may. */
    private static final int REPORTS_TO_ONE = 16;

    private final Registry registry;
    private final TradeLog trades;
    private final VenuePrices prices;
    private final KillSwitches switches;
    private final VenueListener listener;
    private final MarketReport report = new MarketReport();
    private final Trade trade = new Trade();

    MarketReporter(
            final Registry registry,
            final TradeLog trades,
            final VenuePrices prices,
            final KillSwitches switches,
            final VenueListener listener) {
        this.registry = registry;
        this.trades = trades;
        this.prices = prices;
        this.switches = switches;
        this.listener = listener;
    }

    /** Instruments that are not known are passed over: nobody who asks could name one. */
    void answer(final MarketInquiry inquiry, final long timestampNs) {
        if (!listener.canReport(inquiry.instrumentCount * REPORTS_TO_ONE)) {
            if (inquiry.mode != InquiryMode.REPEAT) {
                listener.onRequestRefused(
                        inquiry.sessionId, inquiry.msgSeqNum, RequestKind.INQUIRE_MARKET, RejectReason.VENUE_BUSY);
            }
            return;
        }
        report.inquiry = inquiry;
        report.timestampNs = timestampNs;
        for (int n = 0; n < inquiry.instrumentCount; n++) {
            final Instrument instrument = registry.instrument(inquiry.instrumentIds[n]);
            if (instrument != null) {
                describe(instrument);
                listener.onMarketReport(report);
            }
        }
    }

    private void describe(final Instrument instrument) {
        final OrderBook book = registry.book(instrument.id());
        report.instrumentId = instrument.id();
        report.state = state(instrument);
        report.indexE8 = instrument.underlying().indexE8();
        report.markE8 = instrument.markE8();
        report.openInterestE8 = openInterestE8(instrument);
        describeFunding(instrument);
        if (report.inquiry.parts) {
            describeParts(instrument);
        }
        report.lastTradeId = trades.lastTradeId();
        describe(instrument, book, Side.BUY, report.bids);
        describe(instrument, book, Side.SELL, report.offers);
        report.tradeCount = 0;
        if (report.inquiry.tradesAfterId >= 0) {
            describeTrades(instrument);
        }
    }

    private MarketState state(final Instrument instrument) {
        final TradingLevel venue = switches.venue();
        final TradingLevel own = switches.instrument(instrument.id());
        if (!instrument.isListed() || instrument.isClosed()) {
            return MarketState.CLOSED;
        }
        if (venue == TradingLevel.HALTED || own == TradingLevel.HALTED) {
            return MarketState.HALTED;
        }
        final boolean isSuspended = venue == TradingLevel.REDUCE_ONLY || own == TradingLevel.REDUCE_ONLY;
        return isSuspended || instrument.underlying().isFrozen() ? MarketState.REDUCE_ONLY : MarketState.OPEN;
    }

    private void describeFunding(final Instrument instrument) {
        report.fundingE9 = OrderRequest.ABSENT;
        report.predictedFundingE9 = OrderRequest.ABSENT;
        report.paymentCount = 0;
        if (prices.isFunded(instrument.id())) {
            final FundingHistory history = prices.fundingHistory(instrument.id());
            report.fundingE9 = history.size() == 0 ? 0 : history.rateE9(0);
            report.predictedFundingE9 = prices.predictedFundingE9(instrument.id(), report.timestampNs);
            report.nextFundingNs = prices.nextFundingNs(instrument.id(), report.timestampNs);
            report.payments = history;
            report.paymentCount = Math.min(report.inquiry.payments, history.size());
        }
    }

    /** The basis is that of a full second, so that it is news once a second at most. */
    private void describeParts(final Instrument instrument) {
        final long nowNs = report.timestampNs;
        final int underlyingId = instrument.underlying().id();
        final boolean isFunded = prices.isFunded(instrument.id());
        final long secondNs = nowNs - Math.floorMod(nowNs, PriceClock.SECOND_NS);
        report.indexState = prices.indexState(underlyingId, nowNs);
        report.confidenceE6 = prices.confidenceE6(underlyingId);
        report.fundingIntervalNs = isFunded ? instrument.definition().funding().intervalNs() : OrderRequest.ABSENT;
        report.premiumE9 = isFunded ? prices.premiumE9(instrument.id(), nowNs) : OrderRequest.ABSENT;
        report.expiryNs = instrument.definition().expiryNs();
        report.annualisedBasisE9 =
                report.expiryNs > nowNs ? prices.annualisedBasisE9(instrument.id(), secondNs) : OrderRequest.ABSENT;
        prices.listParts(instrument.id(), nowNs, report.parts);
    }

    private long openInterestE8(final Instrument instrument) {
        long lots = 0;
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            lots += Math.max(0, account.holdings().lots(instrument.id()));
        }
        return instrument.qtyE8(lots);
    }

    private void describe(
            final Instrument instrument, final OrderBook book, final Side side, final MarketReport.Levels levels) {
        final int wanted = Math.min(report.inquiry.depth, MarketReport.MAX_DEPTH);
        levels.count = Math.min(wanted, book.levelCount(side));
        for (int rank = 0; rank < levels.count; rank++) {
            final Order first = book.levelHead(side, rank);
            long lots = 0;
            int orders = 0;
            for (Order order = first; order != null; order = order.nextInLevel) {
                final boolean hides = order.special != null && order.special.isIceberg();
                lots += hides ? order.special.shownLots : order.leavesLots;
                orders++;
            }
            levels.pricesE8[rank] = instrument.priceE8(first.limitTicks);
            levels.qtysE8[rank] = instrument.qtyE8(lots);
            levels.orderCounts[rank] = orders;
        }
    }

    /** The newest, in the order in which they were made; one that was busted, or whose order is forgotten, is not. */
    private void describeTrades(final Instrument instrument) {
        int at = MarketReport.MAX_TRADES;
        final long oldest = Math.max(report.inquiry.tradesAfterId, trades.lastTradeId() - MAX_LOOKED_AT);
        for (long id = trades.lastTradeId(); id > oldest && trades.holds(id) && at > 0; id--) {
            trades.get(id, trade);
            final Order maker = registry.ordersById.get(trade.makerOrderId);
            if (trade.lots > 0 && maker != null && maker.instrumentId == instrument.id()) {
                at--;
                report.tradeIds[at] = id;
                report.tradePricesE8[at] = instrument.priceE8(trade.ticks);
                report.tradeQtysE8[at] = instrument.qtyE8(trade.lots);
                report.takerSides[at] = maker.side == Side.BUY ? Side.SELL : Side.BUY;
            }
        }
        final int count = MarketReport.MAX_TRADES - at;
        for (int n = 0; n < count; n++) {
            report.tradeIds[n] = report.tradeIds[at + n];
            report.tradePricesE8[n] = report.tradePricesE8[at + n];
            report.tradeQtysE8[n] = report.tradeQtysE8[at + n];
            report.takerSides[n] = report.takerSides[at + n];
        }
        report.tradeCount = count;
    }
}
