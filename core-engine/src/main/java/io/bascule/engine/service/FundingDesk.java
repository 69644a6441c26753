package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.funding.FundingRate;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.Instrument;

/**
 * Funding of the perpetuals, on the hour: payers and receivers by account id, payers rounded up and receivers down,
 * the remainder to the funding pool. An hour that is noticed more than {@link #GRACE_NS} late was missed: the venue was
 * down, and nobody pays for it.
 */
final class FundingDesk {
    /** How late an hour may be noticed to be paid. */
    static final long GRACE_NS = 60_000_000_000L;

    private static final long NONE = 0;

    private final Registry registry;
    private final Reporter reporter;
    private final VenueListener listener;
    private final Ledger ledger;
    private final PriceDesk prices;
    private final FundingPayment payment = new FundingPayment();
    private final FundingMiss miss = new FundingMiss();
    private long lastPaymentId;
    private long firstMissedNs = NONE;
    private long lastMissedNs = NONE;

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

    /** A full hour is over, noticed by now. */
    void onHour(final long hourNs, final long nowNs) {
        final boolean isMissed = nowNs - hourNs > GRACE_NS;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = prices.of(i);
            if (!price.isTraded() || price.isFuture()) {
                continue;
            }
            final long rateE9 = isMissed ? 0 : rateE9(price);
            price.history.add(hourNs, rateE9);
            price.premiums.clear();
            price.instrument.meanFundingE9(price.history.meanE9());
            pay(price.instrument, hourNs, rateE9);
        }
        registry.repriced();
        if (isMissed) {
            firstMissedNs = firstMissedNs == NONE ? hourNs : firstMissedNs;
            lastMissedNs = hourNs;
        }
    }

    /** Says once of all hours that were missed in a row that they were, if anybody would have paid. */
    void sayMissed() {
        if (firstMissedNs != NONE && isAnythingHeld()) {
            reporter.flush();
            miss.timestampNs = reporter.timestampNs();
            miss.eventNumber = reporter.nextEventNumber();
            miss.firstNs = firstMissedNs;
            miss.lastNs = lastMissedNs;
            listener.onFundingMissed(miss);
        }
        firstMissedNs = NONE;
    }

    private boolean isAnythingHeld() {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = prices.of(i);
            for (int n = 0; price.isTraded() && !price.isFuture() && n < registry.accounts.size(); n++) {
                if (registry.accounts.get(n).holdings().lots(price.instrument.id()) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the running hour comes to by now if no premium is added; for eight hours. */
    long predictedE9(final InstrumentPrices price, final long nowNs) {
        final FundingTerms terms = price.instrument.definition().funding();
        final long hourNs = nowNs - Math.floorMod(nowNs, FundingTerms.HOUR_NS);
        final long points = (nowNs - hourNs) / terms.gridNs();
        return FundingRate.rateE9(price.premiums.meanE9(Math.max(points, 1)), terms);
    }

    private static long rateE9(final InstrumentPrices price) {
        final FundingTerms terms = price.instrument.definition().funding();
        return FundingRate.rateE9(price.premiums.meanE9(terms.samplesPerHour()), terms);
    }

    private void pay(final Instrument instrument, final long hourNs, final long rateE9) {
        if (rateE9 == 0) {
            return;
        }
        final long poolBefore = ledger.fundingPoolUnits(instrument.settlement());
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            final long lots = account.holdings().lots(instrument.id());
            final long units = lots == 0 ? 0 : receivedUnits(instrument, lots, rateE9);
            if (units != 0) {
                ledger.payFunding(account, instrument.settlement(), units);
                say(account, instrument, lots, units, hourNs, rateE9);
            }
        }
        if (ledger.fundingPoolUnits(instrument.settlement()) < poolBefore) {
            throw new IllegalStateException(
                    "funding of " + instrument.definition().symbol() + " pays out too much");
        }
    }

    /** Negative: paid. A long position pays at a rate above 0, a short one at a rate below. */
    static long receivedUnits(final Instrument instrument, final long lots, final long rateE9) {
        final long indexE8 = instrument.underlying().indexE8();
        final long one = Math.abs(instrument.valueUnits(lots, indexE8));
        final long other = Math.abs(instrument.valueUnits(-lots, indexE8));
        final boolean pays = (lots > 0) == (rateE9 > 0);
        return pays
                ? -FundingRate.paidUnits(Math.max(one, other), rateE9)
                : FundingRate.receivedUnits(Math.min(one, other), rateE9);
    }

    private void say(
            final Account account,
            final Instrument instrument,
            final long lots,
            final long units,
            final long hourNs,
            final long rateE9) {
        reporter.flush();
        payment.timestampNs = reporter.timestampNs();
        payment.eventNumber = reporter.nextEventNumber();
        payment.paymentId = ++lastPaymentId;
        payment.fundingNs = hourNs;
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
