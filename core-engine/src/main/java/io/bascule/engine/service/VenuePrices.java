package io.bascule.engine.service;

import io.bascule.engine.funding.FundingHistory;
import io.bascule.engine.funding.FundingRate;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.pricing.ExternalPrices;
import io.bascule.engine.pricing.IndexBoard;
import io.bascule.engine.pricing.MarkPrice;
import io.bascule.engine.pricing.SourceStatus;

/**
 * Prices and funding as they stand, with their parts, by id from 1: to be read between commands. Prices in 1e-8, rates
 * in 1e-9 for eight hours; a price of 0 is none.
 */
public final class VenuePrices {
    private final Registry registry;
    private final Ledger ledger;
    private final PriceDesk prices;

    VenuePrices(final Registry registry, final Ledger ledger, final PriceDesk prices) {
        this.registry = registry;
        this.ledger = ledger;
        this.prices = prices;
    }

    public long indexE8(final int underlyingId) {
        return registry.underlying(underlyingId).indexE8();
    }

    /** How far apart the live sources are, in 1e-6. */
    public long confidenceE6(final int underlyingId) {
        return registry.underlying(underlyingId).confidenceE6();
    }

    public boolean isFrozen(final int underlyingId) {
        return registry.underlying(underlyingId).isFrozen();
    }

    /** Whether anybody may be liquidated at this index. */
    public boolean mayLiquidate(final int underlyingId, final long nowNs) {
        return registry.boards.get(underlyingId - 1).mayLiquidate(nowNs);
    }

    /** Sources that have published and count now. */
    public int liveSourceCount(final int underlyingId, final long nowNs) {
        final IndexBoard board = registry.boards.get(underlyingId - 1);
        int live = 0;
        for (int n = 0; n < board.sourceCount(); n++) {
            live += board.isLive(n, nowNs) ? 1 : 0;
        }
        return live;
    }

    public long markE8(final int instrumentId) {
        return registry.instrument(instrumentId).markE8();
    }

    /** What the index follows by now. */
    public IndexState indexState(final int underlyingId, final long nowNs) {
        final IndexBoard board = registry.boards.get(underlyingId - 1);
        if (board.isFrozen()) {
            return board.quorumSinceNs() == IndexBoard.NEVER_NS ? IndexState.FROZEN : IndexState.THAWING;
        }
        return board.mayLiquidate(nowNs) ? IndexState.LIVE : IndexState.GRACE;
    }

    /** Puts what mark, premium and index are made of into a list: sources in the order of their first prices. */
    public void listParts(final int instrumentId, final long nowNs, final PriceParts parts) {
        parts.clear();
        final Instrument instrument = registry.instrument(instrumentId);
        if (prices.of(instrument).isTraded()) {
            listMark(prices.measured(instrument), parts);
        }
        final IndexBoard board = registry.boards.get(instrument.underlying().id() - 1);
        final long middleE8 = board.middleE8(nowNs);
        for (int n = 0; n < board.sourceCount(); n++) {
            parts.add(
                    PriceParts.Kind.INDEX_SOURCE,
                    board.sourcePriceE8(n),
                    board.sourceId(n),
                    board.sourceWeight(n),
                    board.sourceStatus(n, nowNs, middleE8),
                    board.sourcePublishedNs(n));
        }
        final ExternalPrices externals = prices.of(instrument).externals;
        for (int n = 0; n < externals.count(); n++) {
            parts.add(
                    PriceParts.Kind.MARK_SOURCE,
                    externals.priceE8(n),
                    externals.sourceId(n),
                    externals.weight(n),
                    externals.isFresh(n, nowNs) ? SourceStatus.COUNTS : SourceStatus.SILENT,
                    externals.publishedNs(n));
        }
    }

    private static void listMark(final InstrumentPrices price, final PriceParts parts) {
        parts.add(PriceParts.Kind.MARK_AVERAGED, price.mark.averagedE8());
        parts.add(PriceParts.Kind.MARK_BOOK, price.mark.bookE8());
        parts.add(PriceParts.Kind.MARK_THIRD, price.mark.thirdE8());
        parts.add(PriceParts.Kind.IMPACT_BID, price.impactBidE8());
        parts.add(PriceParts.Kind.IMPACT_ASK, price.impactAskE8());
    }

    /** Index + 150 s average of the book's middle above the index. */
    public long markAveragedE8(final int instrumentId) {
        return mark(instrumentId).averagedE8();
    }

    /** Median of best bid, best ask and last trade. */
    public long markBookE8(final int instrumentId) {
        return mark(instrumentId).bookE8();
    }

    /** Weighted median of external perpetuals, or index + 30 s average. */
    public long markThirdE8(final int instrumentId) {
        return mark(instrumentId).thirdE8();
    }

    /** Whether the mark is but the index and what is left of an average. */
    public boolean isMarkFlagged(final int instrumentId) {
        return mark(instrumentId).isFlagged();
    }

    /** Average price at which the impact notional was sold when the book was measured last. */
    public long impactBidE8(final int instrumentId) {
        return prices.of(registry.instrument(instrumentId)).impactBidE8();
    }

    /** Whether the instrument has funding: a perpetual that is traded. */
    public boolean isFunded(final int instrumentId) {
        return prices.of(registry.instrument(instrumentId)).isFunded();
    }

    /** What the next payment comes to if no premium is added. */
    public long predictedFundingE9(final int instrumentId, final long nowNs) {
        return FundingDesk.predictedE9(prices.of(registry.instrument(instrumentId)), nowNs);
    }

    /** Mean premium of the samples since the last payment that were due by now. */
    public long premiumE9(final int instrumentId, final long nowNs) {
        return FundingDesk.premiumE9(prices.of(registry.instrument(instrumentId)), nowNs);
    }

    /** When is paid next. */
    public long nextFundingNs(final int instrumentId, final long nowNs) {
        return registry.instrument(instrumentId).definition().funding().nextNs(nowNs);
    }

    /** Rates of the last payments, the newest first; the newest is the current one. */
    public FundingHistory fundingHistory(final int instrumentId) {
        return prices.of(registry.instrument(instrumentId)).history;
    }

    /** Whether the instrument is a dated future that is traded. */
    public boolean isTradedFuture(final int instrumentId) {
        final InstrumentPrices price = prices.of(registry.instrument(instrumentId));
        return price.isTraded() && price.isFuture();
    }

    /** Term structure: what a future's mark above the index comes to in a year; 0 of what has no expiry ahead. */
    public long annualisedBasisE9(final int instrumentId, final long nowNs) {
        final Instrument instrument = registry.instrument(instrumentId);
        final Underlying underlying = instrument.underlying();
        final long toExpiryNs = instrument.definition().expiryNs() - nowNs;
        return toExpiryNs <= 0
                ? 0
                : FundingRate.annualisedBasisE9(instrument.markE8(), underlying.indexE8(), toExpiryNs);
    }

    /** Whether trading in an expired future is over. */
    public boolean isClosed(final int instrumentId) {
        return registry.instrument(instrumentId).isClosed();
    }

    /** What rounding has left of funding. */
    public long fundingPoolUnits(final Currency currency) {
        return ledger.fundingPoolUnits(currency);
    }

    /** Tier of an account; 0: the instruments' own fees. */
    public int feeTier(final int accountId) {
        return registry.fees.tier(accountId);
    }

    private MarkPrice mark(final int instrumentId) {
        return prices.of(registry.instrument(instrumentId)).mark;
    }
}
