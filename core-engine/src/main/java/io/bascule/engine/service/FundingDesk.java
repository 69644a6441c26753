package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.funding.FundingRate;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.Instrument;

/**
 * Funding of the perpetuals, each at its interval: payers and receivers by account id, payers rounded up and receivers
 * down, the remainder to the funding pool. A payment that is noticed more than {@link #GRACE_NS} late was missed: the
 * venue was down, and nobody pays.
 */
final class FundingDesk {
    /** How late a payment may be noticed to be made. */
    static final long GRACE_NS = 60_000_000_000L;

    private final Registry registry;
    private final Reporter reporter;
    private final VenueListener listener;
    private final Ledger ledger;
    private final PriceDesk prices;
    private final FundingPayment payment = new FundingPayment();
    private final FundingMiss miss = new FundingMiss();
    private long lastPaymentId;

    FundingDesk(
            final Registry registry,
            final Reporter reporter,
            final VenueListener listener,
            final Ledger ledger,
            final PriceDesk prices) {
        this.registry = registry;
        this.reporter = reporter;
        this.listener = listener;
        this.ledger = ledger;
        this.prices = prices;
    }

    long lastPaymentId() {
        return lastPaymentId;
    }

    void restore(final long newLastPaymentId) {
        lastPaymentId = newLastPaymentId;
    }

    /** When the next payment is due: not later than the next full hour. */
    long nextNs(final long afterNs) {
        long nextNs = afterNs - Math.floorMod(afterNs, FundingTerms.HOUR_NS) + FundingTerms.HOUR_NS;
        for (int i = 0; i < registry.instruments.size(); i++) {
            if (prices.of(i).isFunded()) {
                nextNs = Math.min(nextNs, terms(prices.of(i)).nextNs(afterNs));
            }
        }
        return nextNs;
    }

    /** A second of the grid is over, noticed by now. */
    void onTime(final long dueNs, final long nowNs) {
        final boolean isMissed = nowNs - dueNs > GRACE_NS;
        boolean isDue = false;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = prices.of(i);
            if (!price.isFunded() || terms(price).beginNs(dueNs) != dueNs || dueNs <= price.noneDueUpToNs) {
                continue;
            }
            isDue = true;
            final long seconds = (dueNs - unpaidFromNs(price, dueNs - 1)) / PriceClock.SECOND_NS;
            final long rateE9 = isMissed ? 0 : rateE9(price, seconds);
            price.history.add(dueNs, rateE9);
            price.premiums.clear();
            price.instrument.meanFundingE9(price.history.meanE9());
            pay(price.instrument, dueNs, rateE9, seconds);
            if (isMissed && isHeld(price.instrument)) {
                price.missed(dueNs);
            }
        }
        if (isDue) {
            registry.repriced();
        }
    }

    /** From when on the next payment is for: the last one, or the interval's begin; at most eight hours. */
    private static long unpaidFromNs(final InstrumentPrices price, final long nowNs) {
        return price.history.size() == 0
                ? terms(price).beginNs(nowNs)
                : Math.max(price.history.timeNs(0), nowNs - FundingTerms.RATE_NS);
    }

    /**
     * Terms may be others from here on. What was due by those of before, and could no longer be paid, was missed: the
     * venue was down, or this would have come after it. What may still be paid is in the next payment.
     */
    void onConfigured(final long nowNs) {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = prices.of(i);
            final FundingTerms before = price.onConfigured();
            if (price.isFunded() && before.intervalNs() != terms(price).intervalNs()) {
                price.noneDueUpToNs = nowNs;
                final long dueNs = before.beginNs(nowNs - GRACE_NS - 1);
                if (price.history.size() > 0 && dueNs > price.history.timeNs(0)) {
                    miss(price, price.history.timeNs(0) + before.intervalNs(), dueNs);
                }
            }
        }
        sayMissed();
    }

    private void miss(final InstrumentPrices price, final long firstNs, final long lastNs) {
        price.history.add(lastNs, 0);
        price.premiums.clear();
        price.instrument.meanFundingE9(price.history.meanE9());
        registry.repriced();
        if (isHeld(price.instrument)) {
            price.missed(firstNs);
            price.missed(lastNs);
        }
    }

    /** Says once of all payments in a row that somebody missed that they were. */
    void sayMissed() {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = prices.of(i);
            if (price.firstMissedNs() != InstrumentPrices.NONE) {
                reporter.flush();
                miss.timestampNs = reporter.timestampNs();
                miss.eventNumber = reporter.nextEventNumber();
                miss.instrumentId = price.instrument.id();
                miss.firstNs = price.firstMissedNs();
                miss.lastNs = price.lastMissedNs();
                price.forgetMissed();
                listener.onFundingMissed(miss);
            }
        }
    }

    private boolean isHeld(final Instrument instrument) {
        for (int n = 0; n < registry.accounts.size(); n++) {
            if (registry.accounts.get(n).holdings().lots(instrument.id()) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Mean premium of the samples since the last payment that were due by now. */
    static long premiumE9(final InstrumentPrices price, final long nowNs) {
        final long points = (nowNs - unpaidFromNs(price, nowNs)) / terms(price).gridNs();
        return price.premiums.meanE9(Math.max(points, 1));
    }

    /** What the next payment comes to by now if no premium is added; for eight hours. */
    static long predictedE9(final InstrumentPrices price, final long nowNs) {
        return FundingRate.rateE9(premiumE9(price, nowNs), terms(price));
    }

    private static long rateE9(final InstrumentPrices price, final long seconds) {
        final FundingTerms terms = terms(price);
        return FundingRate.rateE9(price.premiums.meanE9(seconds * PriceClock.SECOND_NS / terms.gridNs()), terms);
    }

    private static FundingTerms terms(final InstrumentPrices price) {
        return price.instrument.definition().funding();
    }

    private void pay(final Instrument instrument, final long dueNs, final long rateE9, final long seconds) {
        if (rateE9 == 0) {
            return;
        }
        final long poolBefore = ledger.fundingPoolUnits(instrument.settlement());
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            final long lots = account.holdings().lots(instrument.id());
            final long units = lots == 0 ? 0 : receivedUnits(instrument, lots, rateE9, seconds);
            if (units != 0) {
                ledger.payFunding(account, instrument.settlement(), units);
                account.holdings().addFunding(instrument.id(), -units);
                say(account, instrument, lots, units, dueNs, rateE9);
            }
        }
        if (ledger.fundingPoolUnits(instrument.settlement()) < poolBefore) {
            throw new IllegalStateException(
                    "funding of " + instrument.definition().symbol() + " pays out too much");
        }
    }

    /** Negative: paid. A long position pays at a rate above 0, a short one at a rate below. */
    static long receivedUnits(final Instrument instrument, final long lots, final long rateE9, final long seconds) {
        final long indexE8 = instrument.underlying().indexE8();
        final long one = Math.abs(instrument.valueUnits(lots, indexE8));
        final long other = Math.abs(instrument.valueUnits(-lots, indexE8));
        final boolean pays = (lots > 0) == (rateE9 > 0);
        return pays
                ? -FundingRate.paidUnits(Math.max(one, other), rateE9, seconds)
                : FundingRate.receivedUnits(Math.min(one, other), rateE9, seconds);
    }

    private void say(
            final Account account,
            final Instrument instrument,
            final long lots,
            final long units,
            final long dueNs,
            final long rateE9) {
        reporter.flush();
        payment.timestampNs = reporter.timestampNs();
        payment.eventNumber = reporter.nextEventNumber();
        payment.paymentId = ++lastPaymentId;
        payment.fundingNs = dueNs;
        payment.accountId = account.id();
        payment.instrumentId = instrument.id();
        payment.currency = instrument.settlement();
        payment.units = units;
        payment.rateE9 = rateE9;
        payment.positionE8 = instrument.qtyE8(lots);
        payment.indexE8 = instrument.underlying().indexE8();
        reporter.copy(account.id(), payment.copies);
        listener.onFundingPaid(payment);
    }
}
