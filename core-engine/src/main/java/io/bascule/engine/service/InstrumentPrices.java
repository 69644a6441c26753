package io.bascule.engine.service;

import io.bascule.engine.book.OrderBook;
import io.bascule.engine.funding.FundingHistory;
import io.bascule.engine.funding.FundingRate;
import io.bascule.engine.funding.PremiumSamples;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import io.bascule.engine.pricing.ExternalPrices;
import io.bascule.engine.pricing.ImpactPrice;
import io.bascule.engine.pricing.MarkPrice;
import io.bascule.engine.pricing.SettlementAverage;

/**
 * What the venue knows of one instrument's prices: its mark, the samples since the last payment, its history of
 * funding, and how its book stood when it was measured last.
 */
final class InstrumentPrices {
    static final long NONE = 0;

    final Instrument instrument;
    final MarkPrice mark = new MarkPrice();
    final PremiumSamples premiums = new PremiumSamples();
    final FundingHistory history = new FundingHistory();
    final SettlementAverage average = new SettlementAverage();
    final ExternalPrices externals = new ExternalPrices();
    /** Whether an expired future's positions are closed. */
    boolean settled;

    /** No payment is due up to this time: since then there is another interval. */
    long noneDueUpToNs = NONE;

    /** What the samples were taken by. No part of the state: a saved one has the terms in force. */
    private FundingTerms terms;

    // Payments that were missed by somebody, until that is said: no part of the state.
    private long firstMissedNs = NONE;
    private long lastMissedNs = NONE;

    // How the book stood when it was measured last: no part of the state, it follows from the book.
    private long impactBidE8;
    private long impactAskE8;
    private long bookE8;
    private long aboveE8;
    private long premiumE9;

    InstrumentPrices(final Instrument instrument) {
        this.instrument = instrument;
        this.terms = instrument.definition().funding();
    }

    /**
     * The terms may be others: samples of another grid are forgotten, and of what was delisted all.
     *
     * @return the terms of before.
     */
    FundingTerms onConfigured() {
        final FundingTerms before = terms;
        terms = instrument.definition().funding();
        if (!isTraded()) {
            premiums.clear();
            history.clear();
            mark.restoreAverages(0, 0, 0);
            instrument.forgetFunding();
        } else if (terms.gridNs() != before.gridNs()) {
            premiums.clear();
        }
        return before;
    }

    boolean isTraded() {
        return instrument.isListed() && !instrument.isClosed();
    }

    boolean isFuture() {
        return instrument.kind() == InstrumentKind.LINEAR_FUTURE;
    }

    /** Whether it has funding: a perpetual that is traded. */
    boolean isFunded() {
        return isTraded() && !isFuture();
    }

    /** A payment was missed by somebody. */
    void missed(final long dueNs) {
        firstMissedNs = firstMissedNs == NONE ? dueNs : firstMissedNs;
        lastMissedNs = dueNs;
    }

    /** When the first payment was due that was missed since that was said last; {@link #NONE}: none was. */
    long firstMissedNs() {
        return firstMissedNs;
    }

    long lastMissedNs() {
        return lastMissedNs;
    }

    void forgetMissed() {
        firstMissedNs = NONE;
    }

    /** Takes the book as it stands. */
    void measure(final OrderBook book, final ImpactPrice impact) {
        if (instrument.definition().funding().impactNotionalMicros() == 0) {
            forgetBook();
            return;
        }
        final long indexE8 = instrument.underlying().indexE8();
        impact.contract(
                instrument.isInverse(),
                instrument.usdNotionalMicros(1, 1),
                instrument.definition().tickSizeE8());
        impactBidE8 = impactE8(book, Side.BUY, impact);
        impactAskE8 = impactE8(book, Side.SELL, impact);
        premiumE9 = FundingRate.premiumE9(indexE8, impactBidE8, impactAskE8);
        if (impactBidE8 == 0 || impactAskE8 == 0) {
            bookE8 = 0;
            aboveE8 = 0;
            return;
        }
        final long bidE8 = instrument.priceE8(book.bestTicks(Side.BUY));
        final long askE8 = instrument.priceE8(book.bestTicks(Side.SELL));
        final long middleE8 = (bidE8 + askE8) >> 1;
        final long lastE8 = instrument.priceE8(book.stops().lastTicks());
        bookE8 = lastE8 == 0 ? middleE8 : MarkPrice.median(bidE8, askE8, lastE8);
        aboveE8 = middleE8 - indexE8;
    }

    /** For the averages and samples there is no book. */
    void forgetBook() {
        impactBidE8 = 0;
        impactAskE8 = 0;
        bookE8 = 0;
        aboveE8 = 0;
        premiumE9 = 0;
    }

    private long impactE8(final OrderBook book, final Side side, final ImpactPrice impact) {
        impact.begin(side == Side.BUY, instrument.definition().funding().impactNotionalMicros());
        final int levels = book.levelCount(side);
        for (int rank = 0; rank < levels; rank++) {
            for (Order order = book.levelHead(side, rank); order != null; order = order.nextInLevel) {
                if (impact.take(order.limitTicks, order.leavesLots)) {
                    return impact.priceE8();
                }
            }
        }
        return 0;
    }

    /**
     * Takes what was measured for the seconds behind a time, up to another.
     *
     * @param fromNs a full second; its own sample was taken.
     * @param untilNs a full second not behind the next payment.
     */
    void sample(final long fromNs, final long untilNs) {
        mark.sample(aboveE8, (untilNs - fromNs) / PriceClock.SECOND_NS);
        if (isFuture()) {
            final long expiryNs = instrument.definition().expiryNs();
            final long beginsNs = Math.max(fromNs, expiryNs - SettlementAverage.WINDOW_NS);
            final long endsNs = Math.min(untilNs, expiryNs);
            if (endsNs > beginsNs) {
                average.sample(instrument.underlying().indexE8(), (endsNs - beginsNs) / PriceClock.SECOND_NS);
            }
        } else if (impactBidE8 != 0 || impactAskE8 != 0) {
            final long gridNs = instrument.definition().funding().gridNs();
            premiums.add(premiumE9, Math.floorDiv(untilNs, gridNs) - Math.floorDiv(fromNs, gridNs));
        }
    }

    /** Puts the mark together anew; returns whether it has moved. */
    boolean remark(final long nowNs) {
        final long indexE8 = instrument.underlying().indexE8();
        final long clampE6 = instrument.underlying().definition().oracle().clampE6();
        final long markE8 = mark.take(indexE8, clampE6, bookE8, externals.medianE8(nowNs));
        final long before = instrument.markE8();
        instrument.ownMarkE8(markE8 == indexE8 ? 0 : markE8);
        return markE8 != before;
    }

    /** Whether time alone may move the mark or has something to sample, as things stood when it was measured. */
    boolean isMoving(final long nowNs) {
        return premiumE9 != 0 || !mark.rests(aboveE8) || externals.isLive(nowNs);
    }

    /** Average price at which the impact notional is sold; 0: the bids are too few. */
    long impactBidE8() {
        return impactBidE8;
    }

    /** Average price at which the impact notional is bought; 0: the asks are too few. */
    long impactAskE8() {
        return impactAskE8;
    }
}
