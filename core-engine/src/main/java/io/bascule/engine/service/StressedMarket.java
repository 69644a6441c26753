package io.bascule.engine.service;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.order.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * The market of now, to be changed for a what-if: copies of indexes, marks and rates, never the venue's own. An
 * account's margin in it is taken by the one margin function, from the account's holdings and orders.
 */
final class StressedMarket {
    private final Registry registry;
    private final MarginDesk margins;
    private final PriceDesk prices;
    private final List<Underlying> underlyings = new ArrayList<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private MarginParameters parameters;

    StressedMarket(final Registry registry, final MarginDesk margins, final PriceDesk prices) {
        this.registry = registry;
        this.margins = margins;
        this.prices = prices;
        parameters = margins.inForce();
        for (final Underlying original : registry.underlyings) {
            final Underlying copy = new Underlying(original.id(), original.definition());
            copy.indexE8(original.indexE8());
            copy.confidenceE6(original.confidenceE6());
            underlyings.add(copy);
        }
        for (final Instrument original : registry.instruments) {
            final Instrument copy = new Instrument(
                    original.id(),
                    original.definition(),
                    underlyings.get(original.underlying().id() - 1));
            copy.ownMarkE8(original.ownMarkE8());
            if (original.hasFunding()) {
                copy.meanFundingE9(original.meanFundingE9());
            }
            instruments.add(copy);
        }
    }

    /** By id from 1 at index 0. */
    List<Instrument> instruments() {
        return instruments;
    }

    /** By its name; null if there is none. */
    Underlying underlying(final String name) {
        for (final Underlying underlying : underlyings) {
            if (underlying.definition().name().equals(name)) {
                return underlying;
            }
        }
        return null;
    }

    /**
     * An index moves, and the marks of its instruments with it.
     *
     * @param moveE6 above -1, at most 1, in 1e-6.
     * @return null, or why the venue could have no such price; the market is of no use then.
     */
    String move(final Underlying underlying, final long moveE6) {
        final String name = underlying.definition().name();
        final long indexE8 = moved(underlying.indexE8(), moveE6);
        if (indexE8 < 1 || indexE8 > underlying.definition().maxIndexE8()) {
            return "the index of " + name + " would be outside of what the venue takes: " + indexE8 + " · 1e-8";
        }
        for (final Instrument instrument : instruments) {
            if (instrument.underlying() == underlying && canBeHeld(instrument)) {
                final long markE8 = moved(instrument.markE8(), moveE6);
                if (markE8 < instrument.definition().tickSizeE8()
                        || markE8 > instrument.definition().maxPriceE8()) {
                    return "the mark of " + instrument.definition().symbol() + " would be outside of its prices: "
                            + markE8 + " · 1e-8";
                }
                instrument.ownMarkE8(instrument.ownMarkE8() == 0 ? 0 : markE8);
            }
        }
        underlying.indexE8(indexE8);
        return null;
    }

    /** What is not listed, or is settled, has no positions: whatever its mark, it asks for nothing. */
    private boolean canBeHeld(final Instrument copy) {
        final Instrument original = registry.instrument(copy.id());
        return original.isListed() && !prices.of(original).settled;
    }

    private static long moved(final long priceE8, final long moveE6) {
        return FixedPoint.mulDivHalfUp(priceE8, E6 + moveE6, E6);
    }

    /** No gain counts against a loss elsewhere. */
    void breakOffsets() {
        parameters = new MarginParameters(
                parameters.name(),
                parameters.effectiveTimeNs(),
                parameters.sha256(),
                parameters.maintenanceE6(),
                parameters.deductionRateE6(),
                parameters.deductionBaseMicros(),
                parameters.pegTiers(),
                parameters.underlyings().stream()
                        .map(StressedMarket::withoutOffset)
                        .toList(),
                parameters.scenarios());
    }

    private static UnderlyingParameters withoutOffset(final UnderlyingParameters of) {
        return new UnderlyingParameters(
                of.name(),
                of.liquidityClass(),
                of.initialShockE6(),
                of.maintenanceShockE6(),
                0,
                of.gainWeightE6(),
                of.basisE6(),
                of.basisYearE6(),
                of.halfSpreadE6(),
                of.impact(),
                of.openInterestFloorMicros(),
                of.haircutE6(),
                of.fundingE9());
    }

    /** What an account has, its orders' losses at the marks of this market. */
    Holdings holdings(final Account account) {
        final Holdings holdings = new Holdings();
        holdings.copyFrom(account.holdings(), instruments.size());
        for (final Instrument instrument : instruments) {
            long lossMicros = 0;
            for (Order order = account.firstOrder(instrument.id()); order != null; order = order.nextOfAccount) {
                lossMicros += Registry.lossMicros(instrument, order);
            }
            holdings.orderLossMicros(instrument.id(), lossMicros);
        }
        return holdings;
    }

    /** Margin of an account that has these holdings in this market, which may not change any more. */
    PortfolioMargin margin(final Account account, final Holdings holdings) {
        final PortfolioMargin margin = new PortfolioMargin(
                margins.rulesOf(parameters, underlyings, instruments), registry.openInterest, account.id());
        margin.refresh(holdings, 0);
        return margin;
    }
}
