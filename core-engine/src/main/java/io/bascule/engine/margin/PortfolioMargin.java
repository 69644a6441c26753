package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.MarginFigures;

/**
 * The margin of one account (margin.md), kept as sums: an order costs the terms of one underlying, a move of a price
 * those of its own.
 *
 * <p>Per underlying u: {@code E_u} is the USD delta of its positions and of its coins at mark, {@code E+} with every
 * buy order filled, {@code E-} with every sell order filled. {@code IM = scan + Σ_u (basis + liquidity +
 * concentration + oracle confidence + haircut + provisions) + peg + order loss}, at the extremes of the open orders;
 * {@code MM = 0.8 · (scan + basis) + liquidity + provisions + peg}, of what is held. {@code equity = USDC + coins at
 * the index + unrealised}; {@code IM equity} counts an unrealised gain at its weight. Requirements and losses are
 * rounded up, gains
 * down, once a term.
 *
 * <p>The terms of an instrument, and the coins of its underlying, are of the holdings that they were taken of last: the
 * account's, or for a while those of a hypothetical. USDC and order losses are read from the holdings that a figure is
 * asked for.
 */
public final class PortfolioMargin {
    private static final long NEVER = -1;
    private static final long TENTH = 10;
    private static final long E8_PER_MICRO = 100;

    /** Longs of an underlying: what its legs add to IM, to the part of MM that is weighted, and to the rest of MM. */
    private static final int STRIDE = 3;

    private static final int ADD_ON = 0;
    private static final int MAINTENANCE_BASIS = 1;
    private static final int MAINTENANCE_ADD_ON = 2;

    private final MarginRules rules;
    private final AccountTerms terms;
    private final ScanRisk initial;
    private final ScanRisk maintenance;
    /** By underlying id. */
    private final long[] sums;

    private long addOnMicros;
    private long maintenanceBasisMicros;
    private long maintenanceAddOnMicros;
    private long pricesVersion = NEVER;
    /** Bit id - 1 of each instrument whose terms are of a hypothetical. */
    private long triedOut;
    /** The only one, as long as nothing else is tried out; what its underlying added to IM, and stood at, before. */
    private Instrument onlyTried;

    private long addOnBefore;
    private long lowBefore;
    private long highBefore;

    /** Of an account that holds nothing, is its firm's only one, and trades what nobody else holds. */
    public PortfolioMargin(final MarginRules rules) {
        this(rules, new OpenInterest(), 0);
    }

    /**
     * Of an account that holds nothing.
     *
     * @param rules in force.
     * @param openInterest of the venue.
     * @param accountId of the account.
     */
    public PortfolioMargin(final MarginRules rules, final OpenInterest openInterest, final int accountId) {
        this.rules = rules;
        final long baseMicros = rules.parameters().deductionBaseMicros() / openInterest.accountsOfFirm(accountId);
        terms = new AccountTerms(rules, openInterest, accountId);
        initial = new ScanRisk(rules.initial(), baseMicros);
        maintenance = new ScanRisk(rules.maintenance(), baseMicros);
        sums = new long[(rules.underlyingCount() + 1) * STRIDE];
    }

    /** Whether it was made by these rules: others come with every configuration. */
    public boolean isOf(final MarginRules inForce) {
        return rules == inForce;
    }

    /** Version of all prices together that the terms were taken at. */
    public long pricesVersion() {
        return pricesVersion;
    }

    /**
     * Becomes equal to another by the same rules and of the same venue, whose terms are all an account's: it is that
     * account's from then on, its firm's share of C and what the firm's others hold included.
     */
    public void copyFrom(final PortfolioMargin other) {
        terms.copyFrom(other.terms);
        initial.copyFrom(other.initial);
        maintenance.copyFrom(other.maintenance);
        System.arraycopy(other.sums, 0, sums, 0, sums.length);
        addOnMicros = other.addOnMicros;
        maintenanceBasisMicros = other.maintenanceBasisMicros;
        maintenanceAddOnMicros = other.maintenanceAddOnMicros;
        pricesVersion = other.pricesVersion;
        triedOut = 0;
        onlyTried = null;
    }

    /**
     * Brings all terms to an account's holdings and to the marks of now.
     *
     * @param holdings of the account.
     * @param newPricesVersion of all prices together: grows whenever one of them, or open interest, changes.
     */
    public void refresh(final Holdings holdings, final long newPricesVersion) {
        if (pricesVersion != newPricesVersion) {
            terms.takeRepriced(holdings);
            pricesVersion = newPricesVersion;
        } else if (onlyTried != null) {
            takeBack(holdings);
        }
        onlyTried = null;
        long changed = holdings.takeChangedInstruments() | triedOut;
        triedOut = 0;
        while (changed != 0) {
            terms.take(rules.instruments().get(Long.numberOfTrailingZeros(changed)), holdings);
            changed &= changed - 1;
        }
        for (final UnderlyingRates coin : rules.coins()) {
            terms.takeCoins(coin, holdings);
        }
        refreshInitial();
    }

    /** Takes an instrument's terms of a hypothetical; {@link #refresh} takes them of the account's holdings again. */
    public void tryOut(final Instrument instrument, final Holdings hypotheticalHoldings) {
        initial.settle(); // once, rather than anew in each hypothetical of the same holdings
        if (triedOut == 0) {
            remember(instrument);
        } else if (onlyTried != instrument) {
            onlyTried = null;
        }
        triedOut |= 1L << (instrument.id() - 1);
        terms.take(instrument, hypotheticalHoldings);
        final UnderlyingRates rates = rules.rates(instrument.underlying().id());
        if (rates.coin() != null) {
            terms.takeCoins(rates, hypotheticalHoldings);
        }
        refreshInitial();
    }

    private void remember(final Instrument instrument) {
        final int u = instrument.underlying().id();
        onlyTried = instrument;
        terms.remember(instrument);
        addOnBefore = sums[u * STRIDE + ADD_ON];
        lowBefore = initial.fromMicros(u);
        highBefore = initial.toMicros(u);
    }

    /** The order that was tried out came to nothing: all is as it was. */
    private void takeBack(final Holdings holdings) {
        if (terms.takeBack(onlyTried, holdings)) {
            final int u = onlyTried.underlying().id();
            initial.move(u, lowBefore, highBefore);
            addOnMicros += addOnBefore - sums[u * STRIDE + ADD_ON];
            sums[u * STRIDE + ADD_ON] = addOnBefore;
            triedOut = 0;
        }
    }

    /** Takes the coins of a hypothetical; {@link #refresh} takes those of the account's holdings again. */
    public void tryOutCash(final Holdings hypotheticalHoldings) {
        onlyTried = null;
        for (final UnderlyingRates coin : rules.coins()) {
            terms.takeCoins(coin, hypotheticalHoldings);
        }
        refreshInitial();
    }

    /** IM of the terms as they are. */
    public long initialMarginMicros(final Holdings holdings) {
        final long ofTerms = initial.requirementMicros() + addOnMicros + pegMicros(holdings);
        return Math.addExact(ofTerms, holdings.totalOrderLossMicros());
    }

    /** IM equity less a given IM. */
    public long excessMicros(final Holdings holdings, final long initialMarginMicros) {
        return equityMicros(holdings) - terms.discountMicros() - initialMarginMicros;
    }

    /** Equity of the terms as they are. */
    public long equityMicros(final Holdings holdings) {
        return Math.addExact(holdings.cashMicros(), terms.usdcUnrealisedMicros() + terms.coinValueMicros());
    }

    /** MM of the terms as they are. */
    public long maintenanceMarginMicros(final Holdings holdings) {
        refreshMaintenance();
        return weighted(maintenance.requirementMicros() + maintenanceBasisMicros)
                + maintenanceAddOnMicros
                + pegMicros(holdings);
    }

    /**
     * What of equity is free to leave, in USD micros: {@code equity - unrealised gains - max(IM, 10 % of gross
     * notional)}; below 0, something is missing. Coins may leave if it is at least 0 of what is then held.
     */
    public long freeMicros(final Holdings holdings) {
        final long tenth = (terms.grossMicros() + TENTH - 1) / TENTH;
        return equityMicros(holdings) - terms.gainMicros() - Math.max(initialMarginMicros(holdings), tenth);
    }

    /** What may leave the account in USDC: {@code max(0, min(cash, free))}. */
    public long withdrawableMicros(final Holdings holdings) {
        return Math.max(0, Math.min(holdings.cashMicros(), freeMicros(holdings)));
    }

    /** Value at mark less cost of an instrument's position, in settlement units. */
    public long unrealisedUnits(final int instrumentId) {
        return terms.unrealisedUnits(instrumentId);
    }

    /** The same in USD micros at the index, rounded down. */
    public long unrealisedMicros(final int instrumentId) {
        return rules.instruments().get(instrumentId - 1).microsDown(terms.unrealisedUnits(instrumentId));
    }

    /** USD delta of the position in an instrument. */
    public long exposureMicros(final int instrumentId) {
        return terms.heldMicros(instrumentId);
    }

    /** E_u of what is held: of an underlying's positions and coins. */
    public long underlyingExposureMicros(final int underlyingId) {
        refreshMaintenance();
        return maintenance.fromMicros(underlyingId);
    }

    /** Fills in all figures of the terms as they are. */
    public void figures(final Holdings holdings, final MarginFigures figures) {
        figures.present = true;
        figures.initialMarginMicros = initialMarginMicros(holdings);
        figures.maintenanceMarginMicros = maintenanceMarginMicros(holdings);
        figures.equityMicros = equityMicros(holdings);
        figures.excessMicros = excessMicros(holdings, figures.initialMarginMicros);
        figures.worstScenarioId = initial.worstScenarioId(initial.requirementMicros());
    }

    /** Fills in what IM and MM are made of. */
    public void breakdown(final Holdings holdings, final MarginBreakdown breakdown) {
        breakdown.clear();
        refreshMaintenance();
        breakdown.scanMicros = initial.requirementMicros();
        breakdown.pegMicros = pegMicros(holdings);
        breakdown.orderLossMicros = holdings.totalOrderLossMicros();
        for (int u = 1; u <= rules.underlyingCount(); u++) {
            final UnderlyingRates rates = rules.rates(u);
            final LegTerms legs = terms.legs(rates, false);
            breakdown.basisMicros += legs.basisMicros();
            breakdown.liquidityMicros += rates.liquidityMicros(legs);
            breakdown.confidenceMicros += rates.confidenceMicros(legs);
            breakdown.haircutMicros += rates.haircutMicros(legs);
            for (int n = 0; n < rates.legCount(); n++) {
                final int id = rates.leg(n).id();
                breakdown.provisionsMicros += terms.provisionsMicros(id);
                breakdown.concentrationMicros += terms.concentrationMicros(id);
                breakdown.maintenanceProvisionsMicros += heldProvisionsMicros(rates, n);
            }
        }
        breakdown.maintenanceScanMicros = maintenance.requirementMicros();
        breakdown.maintenanceBasisMicros = maintenanceBasisMicros;
        breakdown.maintenanceLiquidityMicros = maintenanceAddOnMicros - breakdown.maintenanceProvisionsMicros;
    }

    /** What scan risk of IM is in one scenario, at its weight. */
    public long scenarioMicros(final int scenarioId) {
        return initial.requirementMicros(scenarioId);
    }

    /** What is gained, or lost, in one scenario by what is held, at the shocks of IM; rounded down. */
    public long scenarioPnlMicros(final int scenarioId) {
        long pnl = 0;
        for (int u = 1; u <= rules.underlyingCount(); u++) {
            final long shockE6 = rules.initial().shockE6(scenarioId, u);
            pnl += FixedPoint.mulDivFloor(underlyingExposureMicros(u), shockE6, E6);
        }
        return pnl;
    }

    /**
     * Equity less MM if the index of an underlying and the marks of its instruments were {@code numerator /
     * denominator} of what they are, but no further than the least and largest of each, all else standing still.
     */
    public long excessIfMovedMicros(
            final Holdings holdings, final int underlyingId, final long numerator, final long denominator) {
        refreshMaintenance();
        final UnderlyingRates rates = rules.rates(underlyingId);
        final LegTerms legs = rules.legTerms();
        legs.begin();
        long equity = equityMicros(holdings);
        long coinUnits = terms.coinUnits(underlyingId);
        long provisions = 0;
        for (int n = 0; n < rates.legCount(); n++) {
            final Instrument leg = rates.leg(n);
            final long lots = terms.lots(leg.id());
            long exposure = 0;
            if (lots != 0) {
                final long markE8 = movedMarkE8(leg, numerator, denominator);
                final long unrealised = leg.valueUnits(lots, markE8) - terms.costUnits(leg.id());
                final long gained = unrealised - terms.unrealisedUnits(leg.id());
                exposure = leg.isInverse() ? terms.heldMicros(leg.id()) : leg.exposureMicros(lots, markE8);
                equity += leg.isInverse() ? 0 : gained;
                coinUnits += leg.isInverse() ? gained : 0;
            }
            provisions += rates.provisionsMicros(leg, exposure, exposure);
            legs.add(exposure, exposure, rates.basisE6(n));
        }
        if (rates.coin() != null) {
            final long indexE8 = Math.min(
                    rates.underlying().definition().maxIndexE8(),
                    moved(rates.underlying().indexE8(), numerator, denominator));
            final long wholeE8 = rates.coin().unitsPerWhole() * E8_PER_MICRO;
            equity += FixedPoint.mulDivFloor(coinUnits, indexE8, wholeE8) - terms.coinValueMicros(underlyingId);
            legs.addCoin(
                    FixedPoint.mulDivAway(coinUnits, indexE8, wholeE8),
                    rates.parameters().basisE6());
        }
        return equity - maintenanceIfMovedMicros(underlyingId, legs, provisions) - pegMicros(holdings);
    }

    /** MM but for the peg with other legs of an underlying. */
    private long maintenanceIfMovedMicros(final int underlyingId, final LegTerms legs, final long provisionsMicros) {
        final int at = underlyingId * STRIDE;
        final long basis = maintenanceBasisMicros - sums[at + MAINTENANCE_BASIS] + legs.basisMicros();
        final long addOn = maintenanceAddOnMicros
                - sums[at + MAINTENANCE_ADD_ON]
                + rules.rates(underlyingId).liquidityMicros(legs)
                + provisionsMicros;
        final long held = maintenance.fromMicros(underlyingId);
        maintenance.move(underlyingId, legs.lowMicros(), legs.highMicros());
        final long scan = maintenance.requirementMicros();
        maintenance.move(underlyingId, held, held);
        return weighted(scan + basis) + addOn;
    }

    /** No instrument's mark leaves what its prices may be, from a tick to the largest: there its figures are longs. */
    private static long movedMarkE8(final Instrument leg, final long numerator, final long denominator) {
        final long least = Math.min(leg.definition().tickSizeE8(), leg.markE8());
        final long most = leg.definition().maxPriceE8();
        return Math.max(least, Math.min(most, moved(leg.markE8(), numerator, denominator)));
    }

    private static long moved(final long priceE8, final long numerator, final long denominator) {
        return priceE8 == denominator
                ? numerator
                : Math.max(1, FixedPoint.mulDivHalfUp(priceE8, numerator, denominator));
    }

    /**
     * How far prices may move before these holdings may owe a margin call, or have less IM equity than IM; in 1e-9, as
     * {@link PriceMovement#totalE9} grows; 0: at once.
     *
     * @param movement that has looked at the prices that the terms were taken at.
     * @param maintenanceMicros MM, and {@code excessMicros} IM equity less IM: of the terms as they are.
     */
    public long bandE9(
            final PriceMovement movement,
            final Holdings holdings,
            final long maintenanceMicros,
            final long excessMicros) {
        final long callExcess = equityMicros(holdings) - maintenanceMicros - (maintenanceMicros + 1) / 2;
        return movement.bandE9(terms, holdings, callExcess, excessMicros);
    }

    private long weighted(final long micros) {
        return Fraction.up(micros, rules.parameters().maintenanceE6());
    }

    private long pegMicros(final Holdings holdings) {
        final long pegE6 = rules.pegE6();
        return pegE6 == 0 ? 0 : Fraction.up(Math.max(0, holdings.cashMicros()), pegE6);
    }

    private long heldProvisionsMicros(final UnderlyingRates rates, final int n) {
        final long held = terms.heldMicros(rates.leg(n).id());
        return rates.provisionsMicros(rates.leg(n), held, held);
    }

    private void refreshInitial() {
        long stale = terms.takeChanged();
        while (stale != 0) {
            final int u = Long.numberOfTrailingZeros(stale) + 1;
            final UnderlyingRates rates = rules.rates(u);
            final LegTerms legs = terms.legs(rates, false);
            initial.move(u, legs.lowMicros(), legs.highMicros());
            long addOn = legs.basisMicros()
                    + rates.liquidityMicros(legs)
                    + rates.confidenceMicros(legs)
                    + rates.haircutMicros(legs);
            for (int n = 0; n < rates.legCount(); n++) {
                final int id = rates.leg(n).id();
                addOn += terms.provisionsMicros(id) + terms.concentrationMicros(id);
            }
            addOnMicros += addOn - sums[u * STRIDE + ADD_ON];
            sums[u * STRIDE + ADD_ON] = addOn;
            stale &= stale - 1;
        }
    }

    private void refreshMaintenance() {
        long stale = terms.takeChangedHeld();
        while (stale != 0) {
            final int u = Long.numberOfTrailingZeros(stale) + 1;
            final UnderlyingRates rates = rules.rates(u);
            final LegTerms legs = terms.legs(rates, true);
            maintenance.move(u, legs.lowMicros(), legs.highMicros());
            final long basis = legs.basisMicros();
            long addOn = rates.liquidityMicros(legs);
            for (int n = 0; n < rates.legCount(); n++) {
                addOn += heldProvisionsMicros(rates, n);
            }
            final int at = u * STRIDE;
            maintenanceBasisMicros += basis - sums[at + MAINTENANCE_BASIS];
            maintenanceAddOnMicros += addOn - sums[at + MAINTENANCE_ADD_ON];
            sums[at + MAINTENANCE_BASIS] = basis;
            sums[at + MAINTENANCE_ADD_ON] = addOn;
            stale &= stale - 1;
        }
    }
}
