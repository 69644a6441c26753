package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.liquidation.MarginLevel;
import io.bascule.engine.liquidation.SliceRules;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;

/**
 * Takes from an account all that it holds: positions at their bankruptcy prices, by the insurance fund within its
 * budget and by deleveraging beyond it, then all cash by the fund. Exchanges the coins of an account that has nothing
 * else at the index, and relieves a fund that has come below its own margin of its positions.
 */
final class TakeoverDesk {
    private final Registry registry;
    private final HouseOrders orders;
    private final InsuranceFund fund;
    private final LiquidationLog log;
    private final LegFigures legs;
    private final DeleveragingDesk deleveraging;

    TakeoverDesk(
            final Registry registry,
            final HouseOrders orders,
            final InsuranceFund fund,
            final LiquidationLog log,
            final LegFigures legs,
            final DeleveragingDesk deleveraging) {
        this.registry = registry;
        this.orders = orders;
        this.fund = fund;
        this.log = log;
        this.legs = legs;
        this.deleveraging = deleveraging;
    }

    /** Leaves an account with nothing, its figures in the state those of now. */
    void takeOver(final Account account, final LadderState state, final long nowNs) {
        legs.take(account, state.equityMicros);
        final int count = legs.count();
        final TakenLeg[] taken = new TakenLeg[count];
        final long[] fundLots = new long[count];
        fund.beginTakeover(legs.coinStakeMicros(account.holdings()));
        for (int leg = 0; leg < count; leg++) {
            final Instrument instrument = legs.instrument(leg);
            final long lots = legs.lots(leg);
            taken[leg] = new TakenLeg(account, state, instrument, lots, legs.valueUnits(leg, legs.shareMicros(leg)));
            fundLots[leg] = fund.takeableLots(instrument, lots, legs.shareMicros(leg), legs.aloneMicros(leg));
            fund.budget.use(
                    instrument.id(), fundLots[leg], Math.abs(lots), legs.shareMicros(leg), legs.aloneMicros(leg));
        }
        deleveraging.begin();
        for (int leg = 0; leg < count; leg++) {
            give(taken[leg], fundLots[leg], LadderRule.FUND_TOOK, nowNs);
            final long left = taken[leg].leftLots == 0 ? 0 : deleveraging.close(taken[leg], nowNs);
            give(taken[leg], left, LadderRule.FUND_TOOK_REST, nowNs);
        }
        deleveraging.end(nowNs);
        for (int i = 0; i < Currency.count(); i++) {
            settle(account, state, Currency.at(i), account.holdings().cashUnits(Currency.at(i)));
        }
    }

    private void give(final TakenLeg leg, final long lots, final LadderRule rule, final long nowNs) {
        if (lots > 0) {
            leg.open(orders, ExecCause.TAKEOVER, lots);
            final Order taking = orders.begin(
                    fund.account(), leg.instrument, leg.isLong ? Side.BUY : Side.SELL, lots, ExecCause.TAKEOVER);
            leg.fill(orders, taking, lots, nowNs);
            leg.say(log, rule, fund.account());
        }
    }

    /** The fund takes cash, or with a minus gives it. */
    private void settle(final Account account, final LadderState state, final Currency currency, final long units) {
        if (units != 0) {
            fund.take(account, currency, units);
            final LiquidationStep step = log.step(LadderRule.FUND_SETTLED, account, state);
            step.currency = currency;
            step.amountUnits = units;
            log.say();
        }
    }

    /**
     * An account without positions whose coins no longer carry what it owes: the fund takes all of its coins, or what
     * it owes of them, and pays for them at the index, rounded for the fund, if it can carry them. The account is left
     * with its equity in USDC, less the fee that a slice which frees as much would cost.
     */
    void exchangeCoins(final Account account, final LadderState state, final long nowNs) {
        final boolean isDue = !state.hasPositions
                && state.equityMicros >= 0
                && MarginLevel.isBelow(state.equityMicros, state.maintenanceMicros, LadderStage.UNWIND_E6);
        if (!isDue) {
            return;
        }
        legs.take(account, 0);
        if (legs.coinStakeMicros(account.holdings()) > fund.freeMicros()) {
            return;
        }
        boolean isExchanged = false;
        for (int i = 0; i < Currency.count(); i++) {
            final Currency coin = Currency.at(i);
            final Underlying underlying = registry.underlying(coin);
            final long units = account.holdings().cashUnits(coin);
            if (underlying != null && units != 0) {
                final long paid = underlying.microsDown(units, coin);
                if (!isExchanged) {
                    fund.openEvent(nowNs);
                }
                settle(account, state, coin, units);
                settle(account, state, Currency.USDC, -paid);
                isExchanged = true;
            }
        }
        if (isExchanged) { // or it would be the way to sell many coins for nothing
            settle(account, state, Currency.USDC, SliceRules.feeMicros(state.maintenanceMicros, state.equityMicros));
        }
    }

    /**
     * A fund below its own margin could come to owe more than it has: others are deleveraged against all that it holds,
     * at mark, or where it owes already, at bankruptcy prices.
     *
     * @param state of the fund's account, its figures those of now.
     */
    void relieveFund(final LadderState state, final long nowNs) {
        final boolean isDue = state.hasPositions
                && MarginLevel.isBelow(state.equityMicros, state.maintenanceMicros, LadderStage.UNWIND_E6);
        if (!isDue) {
            return;
        }
        final Account account = fund.account();
        log.say(LadderRule.TAKEOVER, account, state);
        legs.take(account, Math.min(0, state.equityMicros));
        final int count = legs.count();
        final TakenLeg[] taken = new TakenLeg[count];
        for (int leg = 0; leg < count; leg++) {
            final long value = legs.valueUnits(leg, legs.shareMicros(leg));
            taken[leg] = new TakenLeg(account, state, legs.instrument(leg), legs.lots(leg), value);
        }
        deleveraging.begin();
        for (int leg = 0; leg < count; leg++) {
            deleveraging.close(taken[leg], nowNs); // positions sum to 0: all of it has another side
        }
        deleveraging.end(nowNs);
    }
}
