package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import java.util.Comparator;
import java.util.List;

/** The parameters of one underlying as they apply to its legs. */
final class UnderlyingRates {
    /** One part in so many of open interest is concentrated, and one in so many wholly. */
    private static final long CONCENTRATED = 20;

    private static final long WHOLLY = 4;
    private static final long DAYS_PER_YEAR = 365;
    private static final long NANOS_PER_E6 = 1_000;
    private static final long SIDES_OF_BASIS = 4;
    /** Part of a limit of concentration below which it is not reached though exposures grow by a tenth. */
    private static final long FAR_FROM_CONCENTRATED = 25;

    private static final long DAY_NS = 86_400_000_000_000L;

    private final Underlying underlying;
    private final UnderlyingParameters parameters;
    private final ImpactTable impact;
    private final Currency coin;
    private final long leastConcentratedMicros;
    /** Instruments by basis rate from the highest, then by id; and their rates. */
    private final Instrument[] legs;

    private final long[] basisE6;

    /**
     * @param underlying that they are of.
     * @param parameters in force.
     * @param instruments of the whole venue.
     * @param day since the epoch: expiries are whole days away, a day begun counts.
     */
    UnderlyingRates(
            final Underlying underlying,
            final UnderlyingParameters parameters,
            final List<Instrument> instruments,
            final long day) {
        this.underlying = underlying;
        this.parameters = parameters;
        impact = new ImpactTable(parameters.impact());
        leastConcentratedMicros = parameters.openInterestFloorMicros() / CONCENTRATED;
        coin = coin(underlying);
        legs = instruments.stream()
                .filter(instrument -> instrument.underlying() == underlying)
                .sorted(Comparator.comparingLong((Instrument leg) -> -basisE6(leg, day))
                        .thenComparingInt(Instrument::id))
                .toArray(Instrument[]::new);
        basisE6 = new long[legs.length];
        for (int n = 0; n < legs.length; n++) {
            basisE6[n] = basisE6(legs[n], day);
        }
    }

    private static Currency coin(final Underlying underlying) {
        for (int index = 0; index < Currency.count(); index++) {
            final Currency currency = Currency.at(index);
            if (currency.isCoin()
                    && currency.name().equals(underlying.definition().name())) {
                return currency;
            }
        }
        return null;
    }

    /** r = max(r_u, a·T), T in days over 365, rounded up, at most 1. */
    private long basisE6(final Instrument leg, final long day) {
        final long expiryNs = leg.definition().expiryNs();
        if (expiryNs == 0) {
            return parameters.basisE6();
        }
        final long days = Math.max(0, -Math.floorDiv(-expiryNs, DAY_NS) - day);
        final long ofYearE6 = FixedPoint.mulDivCeil(parameters.basisYearE6(), days, DAYS_PER_YEAR);
        return Math.min(E6, Math.max(parameters.basisE6(), ofYearE6));
    }

    Underlying underlying() {
        return underlying;
    }

    UnderlyingParameters parameters() {
        return parameters;
    }

    ImpactTable impact() {
        return impact;
    }

    /** The coin of the same name, which accounts may hold; null: there is none. */
    Currency coin() {
        return coin;
    }

    int legCount() {
        return legs.length;
    }

    Instrument leg(final int n) {
        return legs[n];
    }

    long basisE6(final int n) {
        return basisE6[n];
    }

    /**
     * Term 6 of an instrument between two extremes: the taker fee of leaving the larger, and eight hours of funding of
     * the one that pays it, at the mean of the last day, or as the parameters have it until there is one; each rounded
     * up.
     */
    long provisionsMicros(final Instrument instrument, final long lowMicros, final long highMicros) {
        final long feeNanos = instrument.definition().takerFeeNanos();
        final long fee = Fraction.upOfNanos(Math.max(highMicros, -lowMicros), feeNanos);
        final long fundingE9 = fundingE9(instrument);
        if (fundingE9 == 0) {
            return fee;
        }
        final long paying = fundingE9 > 0 ? highMicros : -lowMicros;
        return fee + Fraction.upOfNanos(Math.max(0, paying), Math.abs(fundingE9));
    }

    /** The rate of eight hours of funding that is provided for; 0 if there is none. */
    long fundingE9(final Instrument instrument) {
        if (instrument.kind() == InstrumentKind.LINEAR_FUTURE) {
            return 0;
        }
        return instrument.hasFunding() ? instrument.meanFundingE9() : parameters.fundingE9();
    }

    /**
     * By how much terms 2 to 6 but for concentration, oracle confidence and funding may change at most for each unit
     * that exposures of the legs change by, in 1e-6, rounded up. Basis matches at most as much more as both sides
     * change by, at two rates, and the rates of what was matched shift by as much again.
     */
    long slopeE6() {
        long basis = parameters.basisE6();
        long feeNanos = 0;
        for (int n = 0; n < legs.length; n++) {
            basis = Math.max(basis, basisE6[n]);
            feeNanos = Math.max(feeNanos, Math.abs(legs[n].definition().takerFeeNanos()));
        }
        return SIDES_OF_BASIS * basis
                + parameters.halfSpreadE6()
                + impact.topRateE6()
                + parameters.haircutE6()
                + (feeNanos + NANOS_PER_E6 - 1) / NANOS_PER_E6;
    }

    /** Term 3 but for concentration. */
    long liquidityMicros(final LegTerms legs) {
        return legs.liquidityMicros(parameters.halfSpreadE6(), impact);
    }

    /** Term 4: what the oracle may be wrong by, rounded up. */
    long confidenceMicros(final LegTerms legs) {
        final long confidenceE6 = underlying.confidenceE6();
        return confidenceE6 == 0 ? 0 : Fraction.up(legs.netMicros(), confidenceE6);
    }

    /** Term 5, rounded up. */
    long haircutMicros(final LegTerms legs) {
        return coin == null ? 0 : Fraction.up(legs.unhedgedCoinMicros(), parameters.haircutE6());
    }

    /** Whether so much would be more than 5 % of the least open interest. */
    boolean mayBeConcentrated(final long micros) {
        return micros > leastConcentratedMicros;
    }

    /**
     * Whether there is no concentration, and will be none though every exposure grows to {@code 1 + } {@link
     * PriceMovement#MOST_E9} of itself and open interest shrinks to as little of it.
     *
     * @param firmMicros what the firm has in all, the account's in it.
     * @param openInterestMicros more than 0.
     */
    static boolean isFarFromConcentrated(final long firmMicros, final long openInterestMicros) {
        return firmMicros <= openInterestMicros / FAR_FROM_CONCENTRATED;
    }

    /**
     * Concentration of an instrument: the IM rate rises from the shock at 5 % of open interest to all of it at 25 %.
     *
     * @param ownMicros the larger extreme of the account, at least 0.
     * @param firmMicros what the firm has in all, the account's in it.
     * @param openInterestMicros more than 0.
     */
    long concentrationMicros(final long ownMicros, final long firmMicros, final long openInterestMicros) {
        if (firmMicros <= openInterestMicros / CONCENTRATED) {
            return 0;
        }
        final long mostE6 = E6 - parameters.initialShockE6();
        final long rateE6 = firmMicros > openInterestMicros / WHOLLY
                ? mostE6
                : FixedPoint.mulDivCeil(
                        mostE6, CONCENTRATED * firmMicros - openInterestMicros, WHOLLY * openInterestMicros);
        return Fraction.up(ownMicros, rateE6);
    }
}
