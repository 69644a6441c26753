package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.Deleveraging;
import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import java.util.Arrays;

/**
 * Reduces positions of the other side against lots of a bankrupt account that nobody else takes (margin.md, ADL), leg
 * by leg by ascending instrument id. Who lost lots that were a hedge is taken first in a later leg where it holds the
 * other side of the bankrupt's; what losing the hedge has added to its margin by then is waived for an hour.
 */
final class DeleveragingDesk {
    private final Registry registry;
    private final HouseOrders orders;
    private final InsuranceFund fund;
    private final LiquidationLog log;
    private final LadderStates states;
    /** By account: {@link LadderState#bit} of each underlying of which it lost hedged lots to the bankrupt account. */
    private long[] lostUnderlyings = new long[0];
    /** By account and underlying: delta of those lots. */
    private long[] lostDeltaMicros = new long[0];

    private int stride;
    private long[] initialBefore = new long[0];
    private long[] maintenanceBefore = new long[0];

    DeleveragingDesk(
            final Registry registry,
            final HouseOrders orders,
            final InsuranceFund fund,
            final LiquidationLog log,
            final LadderStates states) {
        this.registry = registry;
        this.orders = orders;
        this.fund = fund;
        this.log = log;
        this.states = states;
    }

    /** A bankrupt account's legs are about to be taken. */
    void begin() {
        final int length = registry.accounts.size() + 1;
        if (lostUnderlyings.length < length || stride <= registry.underlyings.size()) {
            stride = registry.underlyings.size() + 1;
            lostUnderlyings = new long[length];
            lostDeltaMicros = new long[length * stride];
            initialBefore = new long[length];
            maintenanceBefore = new long[length];
        }
    }

    /**
     * Closes lots of a leg against others.
     *
     * @param leg what is left of it.
     * @return lots that nobody holds the other side of.
     */
    long close(final TakenLeg leg, final long nowNs) {
        closeHedges(leg, nowNs);
        final Deleveraging deleveraging = new Deleveraging();
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account other = registry.accounts.get(i);
            final long lots = other.holdings().lots(leg.instrument.id());
            if (other != leg.account && !fund.is(other) && lots != 0 && (lots > 0) != leg.isLong) {
                add(deleveraging, other, leg.instrument, lots);
            }
        }
        final long left = deleveraging.count() == 0 ? leg.leftLots : deleveraging.allocate(leg.leftLots);
        if (leg.leftLots > left) {
            leg.open(orders, ExecCause.ADL, leg.leftLots - left);
        }
        for (int n = 0; n < deleveraging.count(); n++) {
            if (deleveraging.lots(n) > 0) {
                close(leg, deleveraging, n, nowNs);
            }
        }
        return left;
    }

    /** All legs are taken: who lost a hedge has an hour. */
    void end(final long nowNs) {
        for (int id = 1; id < lostUnderlyings.length; id++) {
            if (lostUnderlyings[id] != 0) {
                waive(registry.account(id), nowNs);
                lostUnderlyings[id] = 0;
                Arrays.fill(lostDeltaMicros, id * stride, (id + 1) * stride, 0);
            }
        }
    }

    /** Those who lost a hedge in an earlier leg close as much delta of what it hedged. */
    private void closeHedges(final TakenLeg leg, final long nowNs) {
        final int underlyingId = leg.instrument.underlying().id();
        for (int id = 1; id < lostUnderlyings.length && leg.leftLots > 0; id++) {
            final int at = id * stride + underlyingId;
            final long held = lostDeltaMicros[at] == 0
                    ? 0
                    : registry.account(id).holdings().lots(leg.instrument.id());
            final boolean isHedged = held != 0 && (held > 0) != leg.isLong && (held > 0) == (lostDeltaMicros[at] < 0);
            if (isHedged) {
                final long whole = Math.abs(exposure(leg.instrument, held));
                final long lots =
                        Math.min(leg.leftLots, mulDivCapped(Math.abs(held), Math.abs(lostDeltaMicros[at]), whole));
                if (lots > 0) {
                    lostDeltaMicros[at] += exposure(leg.instrument, held > 0 ? lots : -lots);
                    leg.open(orders, ExecCause.ADL, lots);
                    fill(leg, registry.account(id), 0, 0, lots, nowNs);
                }
            }
        }
    }

    private void add(
            final Deleveraging deleveraging, final Account other, final Instrument instrument, final long lots) {
        final Holdings holdings = other.holdings();
        final PortfolioMargin margin = registry.margin(other);
        final long[] byUnderlying = new long[registry.underlyings.size() + 1];
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument each = registry.instruments.get(i);
            byUnderlying[each.underlying().id()] += exposure(each, holdings.lots(each.id()));
        }
        long gross = 0;
        for (final long exposureMicros : byUnderlying) {
            gross += Math.abs(exposureMicros);
        }
        final long whole = exposure(instrument, lots);
        final long net = byUnderlying[instrument.underlying().id()];
        // A leg that goes against the exposure of its underlying is a hedge, all of it.
        final long unhedged =
                (net ^ whole) < 0 || whole == 0 ? 0 : mulDivCapped(Math.abs(lots), Math.abs(net), Math.abs(whole));
        deleveraging.add(
                other.id(),
                Math.abs(lots),
                unhedged,
                margin.unrealisedMicros(instrument.id()),
                Math.abs(instrument.microsUp(holdings.costUnits(instrument.id()))),
                gross,
                margin.equityMicros(holdings));
    }

    private static long mulDivCapped(final long lots, final long net, final long whole) {
        return net >= whole ? lots : FixedPoint.mulDivFloor(lots, net, whole);
    }

    private void close(final TakenLeg leg, final Deleveraging deleveraging, final int n, final long nowNs) {
        final Account other = registry.account(deleveraging.accountId(n));
        final long hedged = deleveraging.hedgedLots(n);
        if (hedged > 0) {
            remember(other, leg, hedged);
        }
        final long weighted = deleveraging.weightedLots(n);
        fill(leg, other, weighted, deleveraging.lots(n) - weighted - hedged, hedged, nowNs);
    }

    /** An account loses a hedge: what its margin was before the first is remembered. */
    private void remember(final Account other, final TakenLeg leg, final long hedgedLots) {
        final int id = other.id();
        if (lostUnderlyings[id] == 0) {
            final PortfolioMargin margin = registry.margin(other);
            initialBefore[id] = margin.initialMarginMicros(other.holdings());
            maintenanceBefore[id] = margin.maintenanceMarginMicros(other.holdings());
        }
        final int underlyingId = leg.instrument.underlying().id();
        lostUnderlyings[id] |= LadderState.bit(leg.instrument.underlying());
        lostDeltaMicros[id * stride + underlyingId] += exposure(leg.instrument, leg.isLong ? -hedgedLots : hedgedLots);
    }

    private void fill(
            final TakenLeg leg,
            final Account other,
            final long weighted,
            final long profitless,
            final long hedged,
            final long nowNs) {
        final Side side = leg.isLong ? Side.BUY : Side.SELL;
        final Order taking = orders.begin(other, leg.instrument, side, weighted + profitless + hedged, ExecCause.ADL);
        fill(leg, taking, weighted, LadderRule.DELEVERAGED, nowNs);
        fill(leg, taking, profitless, LadderRule.DELEVERAGED_PROFITLESS, nowNs);
        fill(leg, taking, hedged, LadderRule.DELEVERAGED_HEDGED, nowNs);
    }

    private void fill(
            final TakenLeg leg, final Order taking, final long lots, final LadderRule rule, final long nowNs) {
        if (lots > 0) {
            final Account other = registry.account(taking.accountId); // an order that is filled may be forgotten
            leg.fill(orders, taking, lots, nowNs);
            leg.say(log, rule, other);
        }
    }

    private void waive(final Account account, final long nowNs) {
        final PortfolioMargin margin = registry.margin(account);
        final int id = account.id();
        final long initial = margin.initialMarginMicros(account.holdings()) - initialBefore[id];
        final long maintenance = margin.maintenanceMarginMicros(account.holdings()) - maintenanceBefore[id];
        if (initial > 0 || maintenance > 0) {
            final LadderState state = states.of(account);
            state.waivedUntilNs = nowNs + LadderState.WAIVER_NS;
            state.waivedUnderlyings |= lostUnderlyings[id];
            state.waivedInitialMicros += Math.max(0, initial);
            state.waivedMaintenanceMicros += Math.max(0, maintenance);
            state.take(margin, account.holdings()); // as it is now, whenever it was looked at last
            final LiquidationStep step = log.step(LadderRule.WAIVED, account, state);
            step.amountUnits = state.waivedInitialMicros;
            log.say();
        }
    }

    private static long exposure(final Instrument instrument, final long lots) {
        return lots == 0 ? 0 : instrument.exposureMicros(lots, instrument.markE8());
    }
}
