package io.bascule.engine.margin;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.MarginFigures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The naive twin of {@link PortfolioMargin}: margin.md in decimals, plain sums over all scenarios, underlyings and
 * instruments, taken anew each time from the published parameters. Every amount is in USD micros and whole; each term
 * is rounded where margin.md says: losses and requirements up, gains down.
 */
public final class PlainMargin {
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final long DAY_NS = 86_400_000_000_000L;

    private final MarginParameters parameters;
    private final List<Underlying> underlyings;
    private final List<Instrument> instruments;
    private final long day;
    /** Price factor of the underlying that is moved; 1 if none is. */
    private Underlying movedUnderlying;

    private long numerator = 1;
    private long denominator = 1;
    /** Open interest, and what other accounts of the firm hold, in lots by instrument id. */
    private final long[] interestLots = new long[Holdings.MAX_INSTRUMENTS + 1];

    private final long[] othersLots = new long[Holdings.MAX_INSTRUMENTS + 1];

    public PlainMargin(
            final MarginParameters parameters,
            final List<Underlying> underlyings,
            final List<Instrument> instruments,
            final long day) {
        this.parameters = parameters;
        this.underlyings = underlyings;
        this.instruments = instruments;
        this.day = day;
    }

    /** The index of an underlying and the marks of its instruments stand at another multiple of what they are. */
    public PlainMargin moved(final Underlying underlying, final long newNumerator, final long newDenominator) {
        movedUnderlying = underlying;
        numerator = newNumerator;
        denominator = newDenominator;
        return this;
    }

    /** What others hold. */
    public void hold(final int instrumentId, final long openInterestLots, final long ofFirmLots) {
        interestLots[instrumentId] = openInterestLots;
        othersLots[instrumentId] = ofFirmLots;
    }

    /** One leg of an underlying at both extremes of its orders, and as held. */
    private record Leg(
            Instrument instrument, BigDecimal low, BigDecimal held, BigDecimal high, BigDecimal rate, BigDecimal gain) {
        BigDecimal larger() {
            return high.max(low.negate());
        }
    }

    /** One underlying's legs and coins. */
    private final class Book {
        private final Underlying underlying;
        private final UnderlyingParameters of;
        private final List<Leg> legs = new ArrayList<>();
        private BigDecimal coin = ZERO;
        private BigDecimal coinValue = ZERO;
        private BigDecimal usdcUnrealised = ZERO;
        private BigDecimal low;
        private BigDecimal held;
        private BigDecimal high;

        Book(final Underlying underlying, final Holdings holdings) {
            this.underlying = underlying;
            this.of = parameters.underlyings().stream()
                    .filter(one -> one.name().equals(underlying.definition().name()))
                    .findFirst()
                    .orElseThrow();
            BigDecimal coinUnits = ZERO;
            for (final Instrument instrument : instruments) {
                if (instrument.underlying() == underlying) {
                    final BigDecimal unrealised = unrealisedUnits(instrument, holdings);
                    legs.add(leg(instrument, holdings, unrealised));
                    if (instrument.isInverse()) {
                        coinUnits = coinUnits.add(unrealised);
                    } else {
                        usdcUnrealised = usdcUnrealised.add(unrealised);
                    }
                }
            }
            for (final Currency currency : Currency.values()) {
                if (currency != Currency.USDC
                        && currency.name().equals(underlying.definition().name())) {
                    final BigDecimal units = coinUnits.add(BigDecimal.valueOf(holdings.cashUnits(currency)));
                    final BigDecimal exact = units.multiply(price(moved(underlying, underlying.indexE8())))
                            .divide(BigDecimal.valueOf(currency.unitsPerWhole()))
                            .multiply(MICROS);
                    coinValue = exact.setScale(0, RoundingMode.FLOOR);
                    coin = exact.setScale(0, RoundingMode.UP);
                }
            }
            legs.sort(Comparator.comparing((Leg leg) -> leg.rate().negate())
                    .thenComparing(leg -> leg.instrument().id()));
            low = legs.stream().map(Leg::low).reduce(coin, BigDecimal::add);
            held = legs.stream().map(Leg::held).reduce(coin, BigDecimal::add);
            high = legs.stream().map(Leg::high).reduce(coin, BigDecimal::add);
        }

        private Leg leg(final Instrument instrument, final Holdings holdings, final BigDecimal unrealised) {
            final int id = instrument.id();
            final long lots = holdings.lots(id);
            final BigDecimal gain = unrealised.signum() <= 0
                    ? ZERO
                    : instrument.isInverse()
                            ? unrealised
                                    .multiply(price(moved(underlying, underlying.indexE8())))
                                    .divide(BigDecimal.valueOf(
                                            instrument.settlement().unitsPerWhole()))
                                    .multiply(MICROS)
                                    .setScale(0, RoundingMode.CEILING)
                            : unrealised;
            return new Leg(
                    instrument,
                    exposure(instrument, lots - holdings.sellLots(id)),
                    exposure(instrument, lots),
                    exposure(instrument, lots + holdings.buyLots(id)),
                    basisRate(instrument),
                    gain);
        }

        private BigDecimal basisRate(final Instrument instrument) {
            final BigDecimal least = e6(of.basisE6());
            if (instrument.kind() != InstrumentKind.LINEAR_FUTURE) {
                return least;
            }
            final long expiryDay = -Math.floorDiv(-instrument.definition().expiryNs(), DAY_NS);
            return BigDecimal.valueOf(of.basisYearE6())
                    .multiply(BigDecimal.valueOf(Math.max(0, expiryDay - day)))
                    .divide(BigDecimal.valueOf(365), 0, RoundingMode.CEILING)
                    .movePointLeft(6)
                    .max(least)
                    .min(ONE);
        }

        /** E_u at an extreme of the open orders, or as held. */
        BigDecimal net(final boolean isHeld, final boolean isHigh) {
            return isHeld ? held : isHigh ? high : low;
        }

        /** Term 2. */
        BigDecimal basis(final boolean isHeld) {
            final List<Leg> all = new ArrayList<>();
            legs.forEach(leg -> all.add(
                    isHeld ? new Leg(leg.instrument(), leg.held(), leg.held(), leg.held(), leg.rate(), ZERO) : leg));
            all.add(new Leg(null, coin, coin, coin, e6(of.basisE6()), ZERO));
            BigDecimal longs = ZERO;
            BigDecimal shorts = ZERO;
            BigDecimal sum = ZERO;
            BigDecimal largest = ZERO;
            for (final Leg leg : all) {
                longs = longs.add(leg.high().max(ZERO));
                shorts = shorts.add(leg.low().negate().max(ZERO));
                sum = sum.add(leg.larger());
                largest = largest.max(leg.larger());
            }
            final BigDecimal matched = longs.min(shorts).min(sum.subtract(largest));
            BigDecimal charge = ZERO;
            BigDecimal longLeft = matched;
            BigDecimal shortLeft = matched;
            for (final Leg leg : all) {
                final BigDecimal ofLongs = longLeft.min(leg.high().max(ZERO));
                final BigDecimal ofShorts = shortLeft.min(leg.low().negate().max(ZERO));
                longLeft = longLeft.subtract(ofLongs);
                shortLeft = shortLeft.subtract(ofShorts);
                charge = charge.add(ofLongs.add(ofShorts).multiply(leg.rate()));
            }
            return up(charge);
        }

        /** Term 3 but for concentration. */
        BigDecimal liquidity(final boolean isHeld) {
            BigDecimal gross = ZERO;
            for (final Leg leg : legs) {
                gross = gross.add(isHeld ? leg.held().abs() : leg.larger());
            }
            final BigDecimal net =
                    net(isHeld, true).max(net(isHeld, false).negate()).max(ZERO);
            final BigDecimal impacted = net.max(gross.divide(BigDecimal.valueOf(2), 0, RoundingMode.CEILING));
            return up(gross.multiply(e6(of.halfSpreadE6()))).add(impact(impacted));
        }

        /** Each slice of the exposure at its own rate. */
        private BigDecimal impact(final BigDecimal exposure) {
            BigDecimal sum = ZERO;
            for (int n = 0; n < of.impact().size(); n++) {
                final BigDecimal from = BigDecimal.valueOf(of.impact().get(n).edgeMicros());
                final BigDecimal to = n + 1 == of.impact().size()
                        ? exposure.max(from)
                        : BigDecimal.valueOf(of.impact().get(n + 1).edgeMicros());
                final BigDecimal slice = exposure.min(to).subtract(from).max(ZERO);
                sum = sum.add(slice.multiply(e6(of.impact().get(n).rateE6())));
            }
            return up(sum);
        }

        BigDecimal concentration() {
            BigDecimal sum = ZERO;
            for (final Leg leg : legs) {
                final int id = leg.instrument().id();
                final BigDecimal firm = leg.larger().add(exposure(leg.instrument(), othersLots[id]));
                final BigDecimal interest = exposure(leg.instrument(), interestLots[id])
                        .max(BigDecimal.valueOf(of.openInterestFloorMicros()));
                final BigDecimal part = firm.divide(interest, 40, RoundingMode.HALF_EVEN)
                        .subtract(new BigDecimal("0.05"))
                        .divide(new BigDecimal("0.2"), 40, RoundingMode.HALF_EVEN)
                        .max(ZERO)
                        .min(ONE);
                final BigDecimal most = ONE.subtract(e6(of.initialShockE6()));
                // 30 digits: what the divisions above leave is no part of the rate
                final BigDecimal rate =
                        part.multiply(most).setScale(30, RoundingMode.HALF_EVEN).setScale(6, RoundingMode.CEILING);
                sum = sum.add(up(leg.larger().multiply(rate)));
            }
            return sum;
        }

        BigDecimal confidence() {
            final BigDecimal net =
                    net(false, true).max(net(false, false).negate()).max(ZERO);
            return up(net.multiply(e6(underlying.confidenceE6())));
        }

        BigDecimal haircut() {
            return up(coin.min(net(false, true)).max(ZERO).multiply(e6(of.haircutE6())));
        }

        /** Term 6. */
        BigDecimal provisions(final boolean isHeld) {
            BigDecimal sum = ZERO;
            for (final Leg leg : legs) {
                final BigDecimal low = isHeld ? leg.held() : leg.low();
                final BigDecimal high = isHeld ? leg.held() : leg.high();
                sum = sum.add(up(high.max(low.negate())
                        .multiply(e9(leg.instrument().definition().takerFeeNanos()))));
                if (leg.instrument().kind() != InstrumentKind.LINEAR_FUTURE) {
                    final BigDecimal rate =
                            e9(leg.instrument().hasFunding() ? leg.instrument().meanFundingE9() : of.fundingE9());
                    sum = sum.add(up(high.multiply(rate).max(low.multiply(rate)).max(ZERO)));
                }
            }
            return sum;
        }

        BigDecimal gains() {
            return legs.stream().map(Leg::gain).reduce(ZERO, BigDecimal::add);
        }

        BigDecimal discount() {
            return legs.stream()
                    .map(leg -> up(leg.gain().multiply(ONE.subtract(e6(of.gainWeightE6())))))
                    .reduce(ZERO, BigDecimal::add);
        }

        BigDecimal grossNotional() {
            return legs.stream().map(leg -> leg.held().abs()).reduce(ZERO, BigDecimal::add);
        }

        /** f of margin.md at the worse extreme. */
        BigDecimal offsetLoss(final BigDecimal shock, final boolean isHeld) {
            return f(net(isHeld, false), shock).max(f(net(isHeld, true), shock));
        }

        private BigDecimal f(final BigDecimal exposure, final BigDecimal shock) {
            final BigDecimal pnl = exposure.multiply(shock);
            return pnl.signum() <= 0
                    ? up(pnl.negate())
                    : pnl.multiply(e6(of.offsetE6()))
                            .setScale(0, RoundingMode.FLOOR)
                            .negate();
        }

        /** L of margin.md less the exposure's part of the deduction, at the worst of both extremes and 0 between. */
        BigDecimal deductedLoss(final BigDecimal shock, final boolean isHeld) {
            final BigDecimal low = net(isHeld, false);
            final BigDecimal high = net(isHeld, true);
            final BigDecimal worse = l(low, shock).max(l(high, shock));
            return low.signum() < 0 && high.signum() > 0 ? worse.max(ZERO) : worse;
        }

        private BigDecimal l(final BigDecimal exposure, final BigDecimal shock) {
            final BigDecimal deduction =
                    exposure.abs().multiply(e6(parameters.deductionRateE6())).setScale(0, RoundingMode.FLOOR);
            return up(exposure.multiply(shock).negate().max(ZERO)).subtract(deduction);
        }
    }

    /** All figures at once. */
    public record Figures(
            BigDecimal equity,
            BigDecimal initialMargin,
            BigDecimal maintenanceMargin,
            BigDecimal excess,
            BigDecimal free,
            int worstScenarioId) {
        /** Puts them where the venue has them. */
        public void into(final MarginFigures figures) {
            figures.present = true;
            figures.equityMicros = equity.longValueExact();
            figures.initialMarginMicros = initialMargin.longValueExact();
            figures.maintenanceMarginMicros = maintenanceMargin.longValueExact();
            figures.excessMicros = excess.longValueExact();
            figures.worstScenarioId = worstScenarioId;
        }
    }

    /** Takes everything anew. */
    public Figures figures(final Holdings holdings) {
        final List<Book> books = new ArrayList<>();
        underlyings.forEach(underlying -> books.add(new Book(underlying, holdings)));
        BigDecimal equity = BigDecimal.valueOf(holdings.cashUnits(Currency.USDC));
        BigDecimal gains = ZERO;
        BigDecimal discount = ZERO;
        BigDecimal gross = ZERO;
        BigDecimal initialAddOns = BigDecimal.valueOf(holdings.totalOrderLossMicros());
        BigDecimal maintenanceAddOns = ZERO;
        BigDecimal maintenanceBasis = ZERO;
        for (final Book book : books) {
            equity = equity.add(book.usdcUnrealised).add(book.coinValue);
            gains = gains.add(book.gains());
            discount = discount.add(book.discount());
            gross = gross.add(book.grossNotional());
            initialAddOns = initialAddOns
                    .add(book.basis(false))
                    .add(book.liquidity(false))
                    .add(book.concentration())
                    .add(book.confidence())
                    .add(book.haircut())
                    .add(book.provisions(false));
            maintenanceBasis = maintenanceBasis.add(book.basis(true));
            maintenanceAddOns = maintenanceAddOns.add(book.liquidity(true)).add(book.provisions(true));
        }
        final BigDecimal peg = peg(holdings);
        BigDecimal initialScan = ZERO;
        BigDecimal maintenanceScan = ZERO;
        int worst = 0;
        for (int k = 0; k < parameters.scenarios().size(); k++) {
            final BigDecimal requirement = scan(books, parameters.scenarios().get(k), false);
            worst = requirement.compareTo(initialScan) > 0 ? k + 1 : worst;
            initialScan = initialScan.max(requirement);
            maintenanceScan =
                    maintenanceScan.max(scan(books, parameters.scenarios().get(k), true));
        }
        final BigDecimal initialMargin = initialScan.add(initialAddOns).add(peg);
        final BigDecimal maintenanceMargin = up(maintenanceScan
                        .add(maintenanceBasis)
                        .multiply(e6(parameters.maintenanceE6())))
                .add(maintenanceAddOns)
                .add(peg);
        final BigDecimal tenth = gross.divide(BigDecimal.TEN, 0, RoundingMode.CEILING);
        return new Figures(
                equity,
                initialMargin,
                maintenanceMargin,
                equity.subtract(discount).subtract(initialMargin),
                equity.subtract(gains).subtract(initialMargin.max(tenth)),
                worst);
    }

    private BigDecimal peg(final Holdings holdings) {
        BigDecimal rate = ZERO;
        for (final Underlying underlying : underlyings) {
            if (underlying.definition().name().equals("USDC")) {
                final BigDecimal off =
                        price(underlying.indexE8()).subtract(ONE).negate().setScale(6, RoundingMode.CEILING);
                for (final PegTier tier : parameters.pegTiers()) {
                    rate = off.compareTo(e6(tier.deviationE6())) >= 0 ? e6(tier.rateE6()) : rate;
                }
            }
        }
        return up(BigDecimal.valueOf(Math.max(0, holdings.cashUnits(Currency.USDC)))
                .multiply(rate));
    }

    /** One scenario at its weight; at least 0. */
    private BigDecimal scan(final List<Book> books, final ScenarioParameters scenario, final boolean isMaintenance) {
        BigDecimal offset = ZERO;
        BigDecimal deducted = BigDecimal.valueOf(-parameters.deductionBaseMicros());
        for (final Book book : books) {
            final int column = parameters.underlyings().indexOf(book.of);
            final BigDecimal shock =
                    e6((isMaintenance ? scenario.maintenanceShocksE6() : scenario.initialShocksE6()).get(column));
            offset = offset.add(book.offsetLoss(shock, isMaintenance));
            deducted = deducted.add(book.deductedLoss(shock, isMaintenance));
        }
        return up(offset.max(deducted).max(ZERO).multiply(e6(scenario.weightE6())));
    }

    private BigDecimal exposure(final Instrument instrument, final long lots) {
        final BigDecimal size =
                BigDecimal.valueOf(lots).multiply(price(instrument.definition().lotSizeE8()));
        if (instrument.isInverse()) {
            // index and mark move alike, so a move changes nothing
            return size.multiply(price(instrument.definition().contractSizeE8()))
                    .multiply(BigDecimal.valueOf(instrument.underlying().indexE8()))
                    .multiply(MICROS)
                    .divide(BigDecimal.valueOf(instrument.markE8()), 0, RoundingMode.UP);
        }
        return size.multiply(price(movedMark(instrument))).multiply(MICROS).setScale(0, RoundingMode.UP);
    }

    private BigDecimal unrealisedUnits(final Instrument instrument, final Holdings holdings) {
        final long lots = holdings.lots(instrument.id());
        if (lots == 0) {
            return ZERO;
        }
        final BigDecimal size =
                BigDecimal.valueOf(lots).multiply(price(instrument.definition().lotSizeE8()));
        final BigDecimal mark = price(movedMark(instrument));
        final BigDecimal units = BigDecimal.valueOf(instrument.settlement().unitsPerWhole());
        final BigDecimal value = instrument.isInverse()
                ? size.multiply(price(instrument.definition().contractSizeE8()))
                        .negate()
                        .multiply(units)
                        .divide(mark, 0, RoundingMode.FLOOR)
                : size.multiply(mark).multiply(units).setScale(0, RoundingMode.FLOOR);
        return value.subtract(BigDecimal.valueOf(holdings.costUnits(instrument.id())));
    }

    /** Within what prices of the instrument may be. */
    private long movedMark(final Instrument instrument) {
        final long mark = scaled(instrument.underlying(), instrument.markE8());
        final long least = Math.min(instrument.definition().tickSizeE8(), instrument.markE8());
        return Math.max(least, Math.min(instrument.definition().maxPriceE8(), mark));
    }

    private long moved(final Underlying underlying, final long indexE8) {
        return Math.min(underlying.definition().maxIndexE8(), scaled(underlying, indexE8));
    }

    private long scaled(final Underlying underlying, final long priceE8) {
        return underlying == movedUnderlying
                ? BigDecimal.valueOf(priceE8)
                        .multiply(BigDecimal.valueOf(numerator))
                        .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
                        .max(ONE)
                        .longValueExact()
                : priceE8;
    }

    private static BigDecimal up(final BigDecimal micros) {
        return micros.setScale(0, RoundingMode.CEILING);
    }

    private static BigDecimal price(final long e8) {
        return BigDecimal.valueOf(e8, 8);
    }

    private static BigDecimal e6(final long e6) {
        return BigDecimal.valueOf(e6, 6);
    }

    private static BigDecimal e9(final long e9) {
        return BigDecimal.valueOf(e9, 9);
    }
}
