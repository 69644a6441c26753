package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import java.util.List;

/**
 * How far all prices have moved, looked at from time to time: one number that only grows, so that an account whose
 * figures are known need not be looked at again before it has grown by its band (margin.md, price band).
 *
 * <p>Between two looks each mark and each index goes to {@code f} or {@code 1/f} of itself at most; {@code f - 1} is
 * added to the total, with twice what an oracle's confidence and a rate of funding change by. If it grows by {@code m =
 * ρ/(2·(1 + ρ))}, then no price is beyond {@code 1 + d} or {@code 1/(1 + d)} of what it was, with {@code (1 + d)² <=
 * e^2m <= 1/(1 - 2m) = 1 + ρ}. The exposure of a leg goes with one price, or with the quotient of two if it is inverse:
 * it changes by at most ρ of itself. So equity, IM and MM change by no more than ρ times what {@link
 * AccountTerms#movableMicros} and the slopes of the terms say. Everything else that a requirement depends on, other
 * parameters, open interest, the tier of the peg, counts as a movement beyond every band.
 *
 * <p>No part of the state: it only tells which accounts need no look, and a look would change nothing.
 */
public final class PriceMovement {
    /** The largest ρ that a band is made for, in 1e-9: a tenth. */
    static final long MOST_E9 = NANOS / 10;

    /** What no account's band reaches. */
    private static final long BEYOND_E9 = NANOS;

    /** A band is not made for an account with more at stake, in USD micros, so that products are longs. */
    private static final long MOST_MICROS = 100_000_000_000_000_000L;

    private static final long E9_PER_E6 = 1_000;
    private static final long E6 = FixedPoint.E6;
    /** The most roundings of a figure but for those of orders: ten for each of 64 instruments, and a scenario's. */
    private static final long ROUNDINGS = 2_000;

    private static final long ROUNDINGS_OF_ORDER = 4;
    /** The steepest MM counts: the level of the first margin call, 1.5. */
    private static final long CALL_NUMERATOR = 3;

    private static final long CALL_DENOMINATOR = 2;

    private MarginRules rules;
    private long interestVersion;
    private long pegE6;
    private long[] indexesE8;
    private long[] confidencesE6;
    private long[] marksE8;
    private long[] fundingsE9;
    private long totalE9;
    private long steepnessE6;
    /** The worth of one unit of the dearest coin, in USD micros. */
    private long unitMicros;

    /** Looks at all prices, and adds what they have moved by. */
    public void take(final MarginRules inForce, final OpenInterest openInterest) {
        if (rules != inForce) {
            begin(inForce);
        }
        final long peg = rules.pegE6();
        boolean isBeyond = interestVersion != openInterest.version() || pegE6 != peg;
        interestVersion = openInterest.version();
        pegE6 = peg;
        long ofPrices = 0;
        long confidenceChange = 0;
        long mostConfidence = 0;
        for (int u = 1; u < indexesE8.length; u++) {
            final long index = rules.rates(u).underlying().indexE8();
            final long confidence = rules.rates(u).underlying().confidenceE6();
            ofPrices = Math.max(ofPrices, movedE9(indexesE8[u], index));
            confidenceChange = Math.max(confidenceChange, Math.abs(confidence - confidencesE6[u]));
            mostConfidence = Math.max(mostConfidence, confidence);
            indexesE8[u] = index;
            confidencesE6[u] = confidence;
        }
        final List<Instrument> instruments = rules.instruments();
        long fundingChange = 0;
        long mostFunding = 0;
        for (int i = 0; i < marksE8.length; i++) {
            final Instrument instrument = instruments.get(i);
            final long mark = instrument.markE8();
            final long funding = rules.rates(instrument.underlying().id()).fundingE9(instrument);
            ofPrices = Math.max(ofPrices, movedE9(marksE8[i], mark));
            fundingChange = Math.max(fundingChange, Math.abs(funding - fundingsE9[i]));
            mostFunding = Math.max(mostFunding, Math.abs(funding));
            marksE8[i] = mark;
            fundingsE9[i] = funding;
        }
        isBeyond |= ofPrices >= BEYOND_E9;
        totalE9 += isBeyond ? BEYOND_E9 : ofPrices + 2 * (confidenceChange * E9_PER_E6 + fundingChange);
        steepnessE6 = rules.steepnessE6() + mostConfidence + (mostFunding + E9_PER_E6 - 1) / E9_PER_E6;
        unitMicros = unitMicros();
    }

    private void begin(final MarginRules inForce) {
        rules = inForce;
        indexesE8 = new long[rules.underlyingCount() + 1];
        confidencesE6 = new long[indexesE8.length];
        marksE8 = new long[rules.instruments().size()];
        fundingsE9 = new long[marksE8.length];
    }

    /** From one price to another, the larger over the smaller less 1, rounded up; beyond every band from none. */
    private static long movedE9(final long fromE8, final long toE8) {
        final long least = Math.min(fromE8, toE8);
        final long difference = Math.abs(fromE8 - toE8);
        return difference >= least ? BEYOND_E9 : FixedPoint.mulDivCeil(difference, NANOS, least);
    }

    private long unitMicros() {
        long most = 1;
        for (final UnderlyingRates coin : rules.coins()) {
            most = Math.max(most, coin.underlying().microsUp(1, coin.coin()));
        }
        return 2 * most;
    }

    /** The sum of all movements, in 1e-9. */
    public long totalE9() {
        return totalE9;
    }

    /**
     * How far prices may move before an account of these figures may owe a margin call, or have less IM equity than IM;
     * in 1e-9, as {@link #totalE9} grows. 0: at once.
     *
     * @param terms of the account, at the prices that were looked at last.
     * @param callExcessMicros equity less 1.5 times MM, rounded down.
     * @param excessMicros IM equity less IM.
     */
    long bandE9(
            final AccountTerms terms, final Holdings holdings, final long callExcessMicros, final long excessMicros) {
        final long movable = terms.movableMicros();
        final long roundings = ROUNDINGS + ROUNDINGS_OF_ORDER * holdings.openOrders();
        final long slack = Math.min(callExcessMicros, excessMicros) - Math.multiplyExact(roundings, unitMicros);
        if (slack <= 0 || movable > MOST_MICROS || !terms.isFarFromConcentrated()) {
            return 0;
        }
        final long ofCall = E6 + CALL_NUMERATOR * steepnessE6 / CALL_DENOMINATOR + 1;
        final long ofExcess = 2 * E6 + steepnessE6; // an unrealised gain counts twice: in equity and its discount
        final long ofOrders = Math.addExact(2 * terms.ordersMicros(), holdings.totalOrderLossMicros());
        final long perWhole = FixedPoint.mulDivCeil(movable, Math.max(ofCall, ofExcess), E6) + ofOrders;
        final long partE9 =
                slack >= perWhole / (NANOS / MOST_E9) + 1 ? MOST_E9 : FixedPoint.mulDivFloor(slack, NANOS, perWhole);
        return FixedPoint.mulDivFloor(partE9, NANOS, 2 * (NANOS + partE9));
    }
}
