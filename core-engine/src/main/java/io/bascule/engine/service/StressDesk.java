package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.liquidation.MarginLevel;
import io.bascule.engine.margin.MarginBreakdown;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.stress.ShockKind;
import io.bascule.engine.stress.StressFigures;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stress reports: what an account comes to as it stands, in every scenario and after what-ifs, all of it by the one
 * margin function in a {@link StressedMarket}. A question: it touches nothing of the venue's, not even what is kept to
 * be quick, so that it may be asked of one member alone.
 */
public final class StressDesk {
    private static final long HOUR_SECONDS = 3_600;
    /** Of a currency, and in USD micros: twice all that there can be; equity stays a long. */
    private static final long MOST_FUNDING = 2_000_000_000_000_000_000L;

    private final Registry registry;
    private final MarginDesk margins;
    private final PriceDesk prices;
    private final TradingGate gate;
    private final LadderStates states;

    StressDesk(
            final Registry registry,
            final MarginDesk margins,
            final PriceDesk prices,
            final TradingGate gate,
            final LadderStates states) {
        this.registry = registry;
        this.margins = margins;
        this.prices = prices;
        this.gate = gate;
        this.states = states;
    }

    /** Null, or why there is no such report. */
    public String problem(final String accountName, final List<StressShock> shocks) {
        if (registry.rules == null) {
            return "the venue is not configured";
        }
        final Account account = find(accountName);
        if (account == null) {
            return "there is no account " + accountName;
        }
        if (shocks.size() > StressShock.MAX_SHOCKS) {
            return shocks.size() + " shocks are asked for: at most " + StressShock.MAX_SHOCKS;
        }
        int fundingShocks = 0;
        for (final StressShock shock : shocks) {
            fundingShocks += shock.kind() == ShockKind.FUNDING ? 1 : 0;
            final String problem = fundingShocks > StressShock.MAX_FUNDING_SHOCKS
                    ? "more than " + StressShock.MAX_FUNDING_SHOCKS + " shocks of funding are asked for"
                    : problem(account, shock);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private String problem(final Account account, final StressShock shock) {
        if (shock.kind() == ShockKind.FUNDING) {
            return fundingProblem(account, shock);
        }
        if (shock.moves().isEmpty() && shock.kind() != ShockKind.CORRELATION) {
            return "a shock names an underlying at least";
        }
        final StressedMarket market = new StressedMarket(registry, margins, prices);
        final Set<String> named = new HashSet<>();
        for (final StressShock.Move move : shock.moves()) {
            final Underlying underlying = market.underlying(move.underlying());
            if (underlying == null) {
                return "there is no underlying " + move.underlying();
            }
            if (!named.add(move.underlying())) {
                return "a shock names " + move.underlying() + " twice";
            }
            if (move.moveE6() <= -StressShock.MAX_MOVE_E6 || move.moveE6() > StressShock.MAX_MOVE_E6) {
                return "a price moves by more than -100 % and by at most 100 %: " + move.underlying();
            }
            final String problem = market.move(underlying, move.moveE6());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private String fundingProblem(final Account account, final StressShock shock) {
        if (!shock.moves().isEmpty()) {
            return "a shock of funding names no underlying: "
                    + shock.moves().get(0).underlying();
        }
        if (shock.rateE9() > StressShock.MAX_RATE_E9 || shock.rateE9() < -StressShock.MAX_RATE_E9) {
            return "a rate of funding is within 100 %";
        }
        if (shock.hours() < 1 || shock.hours() > StressShock.MAX_HOURS) {
            return "hours of funding: 1 to " + StressShock.MAX_HOURS;
        }
        long leftUnits = MOST_FUNDING;
        long leftMicros = MOST_FUNDING;
        for (final Instrument instrument : registry.instruments) {
            final long units = Math.abs(receivedUnits(account.holdings(), instrument, shock)); // at most 2e17
            leftUnits -= units;
            leftMicros -= Math.abs(instrument.microsDown(units));
            if (leftUnits < 0 || leftMicros < 0) {
                return "so much funding is more than the venue can hold";
            }
        }
        return null;
    }

    /** What a position receives in all, or with a minus pays. */
    private long receivedUnits(final Holdings holdings, final Instrument instrument, final StressShock shock) {
        final long lots = holdings.lots(instrument.id());
        final long rateE9 = rateE9(instrument, shock);
        final long intervalSeconds = instrument.definition().funding().intervalSeconds();
        final long shockSeconds = shock.hours() * HOUR_SECONDS;
        return lots == 0 || rateE9 == 0 || !isFunded(instrument)
                ? 0
                : Math.multiplyExact(
                                FundingDesk.receivedUnits(instrument, lots, rateE9, intervalSeconds),
                                shockSeconds / intervalSeconds)
                        + FundingDesk.receivedUnits(instrument, lots, rateE9, shockSeconds % intervalSeconds);
    }

    /** Payments in the hours of a shock, a part of one counted as one. */
    private static int payments(final Instrument instrument, final StressShock shock) {
        final long intervalSeconds = instrument.definition().funding().intervalSeconds();
        return (int) ((shock.hours() * HOUR_SECONDS + intervalSeconds - 1) / intervalSeconds);
    }

    private boolean isFunded(final Instrument instrument) {
        return prices.of(registry.instrument(instrument.id())).isFunded();
    }

    /** The rate that is asked for, within the instrument's cap. */
    private static long rateE9(final Instrument instrument, final StressShock shock) {
        final long capE9 = instrument.definition().funding().capE9();
        return Math.max(-capE9, Math.min(capE9, shock.rateE9()));
    }

    /** The report; of what has no {@link #problem}. */
    public StressReport report(final String accountName, final List<StressShock> shocks, final long nowNs) {
        final Account account = find(accountName);
        final StressedMarket market = new StressedMarket(registry, margins, prices);
        final Holdings holdings = market.holdings(account);
        final PortfolioMargin margin = market.margin(account, holdings);
        final List<StressReport.Outcome> outcomes = new ArrayList<>();
        final List<StressReport.Funding> fundings = new ArrayList<>();
        for (int n = 0; n < shocks.size(); n++) {
            outcomes.add(outcome(account, shocks.get(n), n, fundings, nowNs));
        }
        final long initial = margin.initialMarginMicros(holdings);
        final List<StressReport.Scenario> scenarios = scenarios(margin);
        return new StressReport(
                accountName,
                margins.inForce().name(),
                margins.inForce().sha256(),
                nowNs,
                figures(account, margin, holdings, initial, stage(account)),
                terms(margin, holdings),
                worst(scenarios),
                scenarios,
                positions(market, margin, holdings),
                outcomes,
                fundings);
    }

    private Account find(final String name) {
        for (final Account account : registry.accounts) {
            if (account.isActive() && account.definition().name().equals(name)) {
                return account;
            }
        }
        return null;
    }

    private LadderStage stage(final Account account) {
        final LadderState state = states.find(account.id());
        return state == null ? LadderStage.HEALTHY : state.stage;
    }

    /** What the ladder sees: what is waived for an hour is taken off, as it was taken last. */
    private StressFigures figures(
            final Account account,
            final PortfolioMargin margin,
            final Holdings holdings,
            final long initialMicros,
            final LadderStage stage) {
        final long equity = margin.equityMicros(holdings);
        final long maintenance = margin.maintenanceMarginMicros(holdings);
        return new StressFigures(
                equity,
                initialMicros,
                maintenance,
                margin.excessMicros(holdings, initialMicros),
                MarginLevel.levelE6(equity, Math.max(0, maintenance - waivedMaintenanceMicros(account))),
                stage);
    }

    private long waivedMaintenanceMicros(final Account account) {
        final LadderState state = states.find(account.id());
        return state == null ? 0 : state.waivedMaintenanceMicros;
    }

    private LadderStage nextStage(final Account account, final PortfolioMargin margin, final Holdings holdings) {
        final LadderState state = states.find(account.id());
        final long waived = state == null ? 0 : state.waivedInitialMicros;
        final long initial = Math.max(0, margin.initialMarginMicros(holdings) - waived);
        boolean hasPositions = false;
        for (final Instrument instrument : registry.instruments) {
            hasPositions |= holdings.lots(instrument.id()) != 0;
        }
        return stage(account)
                .next(
                        margin.equityMicros(holdings),
                        Math.max(0, margin.maintenanceMarginMicros(holdings) - waivedMaintenanceMicros(account)),
                        margin.excessMicros(holdings, initial),
                        hasPositions,
                        false);
    }

    private StressReport.Outcome outcome(
            final Account account,
            final StressShock shock,
            final int number,
            final List<StressReport.Funding> fundings,
            final long nowNs) {
        final StressedMarket market = new StressedMarket(registry, margins, prices);
        boolean isLiquidationHeld = gate.isHeld(account, nowNs);
        boolean isWithdrawalHeld = TransferDesk.isHeldAtAFrozenIndex(registry, account);
        for (final StressShock.Move move : shock.moves()) {
            final Underlying underlying = market.underlying(move.underlying());
            if (shock.kind() == ShockKind.ORACLE) {
                underlying.confidenceE6(underlying.definition().oracle().clampE6());
                isLiquidationHeld |= holds(account, underlying, false);
                isWithdrawalHeld |= holds(account, underlying, true);
            } else {
                market.move(underlying, move.moveE6());
            }
        }
        if (shock.kind() == ShockKind.CORRELATION) {
            market.breakOffsets();
        }
        final Holdings holdings = market.holdings(account);
        if (shock.kind() == ShockKind.FUNDING) {
            fund(market, holdings, shock, number, fundings);
        }
        final PortfolioMargin margin = market.margin(account, holdings);
        final LadderStage stage = nextStage(account, margin, holdings);
        return new StressReport.Outcome(
                figures(account, margin, holdings, margin.initialMarginMicros(holdings), stage),
                isLiquidationHeld,
                isWithdrawalHeld);
    }

    /** Whether an account has coins of an underlying or a position in it; or, if that is asked, an order. */
    private boolean holds(final Account account, final Underlying underlying, final boolean orOrders) {
        final Holdings holdings = account.holdings();
        for (int index = 0; index < Currency.count(); index++) {
            final Currency currency = Currency.at(index);
            if (currency.isCoin()
                    && currency.name().equals(underlying.definition().name())
                    && holdings.cashUnits(currency) != 0) {
                return true;
            }
        }
        for (final Instrument instrument : registry.instruments) {
            final boolean isOf = instrument.underlying().id() == underlying.id();
            if (isOf && (orOrders ? !holdings.isFlat(instrument.id()) : holdings.lots(instrument.id()) != 0)) {
                return true;
            }
        }
        return false;
    }

    /** So many payments at a rate, the index standing still; the mean rate of a day becomes what it then is. */
    private void fund(
            final StressedMarket market,
            final Holdings holdings,
            final StressShock shock,
            final int number,
            final List<StressReport.Funding> fundings) {
        for (final Instrument instrument : market.instruments()) {
            if (!isFunded(instrument)) {
                continue;
            }
            final long rateE9 = rateE9(instrument, shock);
            final InstrumentPrices price = prices.of(registry.instrument(instrument.id()));
            final long intervalNs = instrument.definition().funding().intervalNs();
            instrument.meanFundingE9(price.history.meanAfterE9(payments(instrument, shock), rateE9, intervalNs));
            if (holdings.lots(instrument.id()) != 0) {
                final long units = receivedUnits(holdings, instrument, shock);
                holdings.credit(instrument.settlement(), units);
                fundings.add(new StressReport.Funding(
                        number,
                        instrument.definition().symbol(),
                        rateE9,
                        instrument.settlement().name(),
                        units,
                        instrument.microsDown(units)));
            }
        }
    }

    private static StressReport.Terms terms(final PortfolioMargin margin, final Holdings holdings) {
        final MarginBreakdown of = new MarginBreakdown();
        margin.breakdown(holdings, of);
        return new StressReport.Terms(
                of.scanMicros,
                of.basisMicros,
                of.liquidityMicros,
                of.concentrationMicros,
                of.confidenceMicros,
                of.haircutMicros,
                of.provisionsMicros,
                of.orderLossMicros,
                of.pegMicros,
                of.maintenanceScanMicros,
                of.maintenanceBasisMicros,
                of.maintenanceLiquidityMicros,
                of.maintenanceProvisionsMicros);
    }

    private List<StressReport.Scenario> scenarios(final PortfolioMargin margin) {
        final List<StressReport.Scenario> scenarios = new ArrayList<>();
        margins.inForce().scenarios().forEach(scenario -> {
            final int id = scenarios.size() + 1;
            scenarios.add(new StressReport.Scenario(
                    scenario.name(), scenario.weightE6(), margin.scenarioPnlMicros(id), margin.scenarioMicros(id)));
        });
        return scenarios;
    }

    private static int worst(final List<StressReport.Scenario> scenarios) {
        long most = 0;
        int worst = 0;
        for (int n = 0; n < scenarios.size(); n++) {
            if (scenarios.get(n).requirementMicros() > most) {
                most = scenarios.get(n).requirementMicros();
                worst = n + 1;
            }
        }
        return worst;
    }

    private static List<StressReport.Position> positions(
            final StressedMarket market, final PortfolioMargin margin, final Holdings holdings) {
        final List<StressReport.Position> positions = new ArrayList<>();
        for (final Instrument instrument : market.instruments()) {
            final int id = instrument.id();
            if (holdings.lots(id) != 0) {
                final long liquidationPxE8 = LiquidationPrice.find(margin, holdings, instrument);
                positions.add(new StressReport.Position(
                        instrument.definition().symbol(),
                        instrument.qtyE8(holdings.lots(id)),
                        instrument.markE8(),
                        margin.exposureMicros(id),
                        margin.unrealisedMicros(id),
                        liquidationPxE8 == OrderRequest.ABSENT ? StressReport.NO_PRICE : liquidationPxE8));
            }
        }
        return positions;
    }
}
