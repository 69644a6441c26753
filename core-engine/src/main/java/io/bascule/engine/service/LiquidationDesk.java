package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.AuctionCurve;
import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.liquidation.MarginCalls;
import io.bascule.engine.liquidation.SliceRules;
import io.bascule.engine.margin.PriceMovement;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/**
 * Leads every account up and down the liquidation ladder (margin.md), on a grid of time: margin calls, no orders that
 * raise IM, slices into the book, auction, insurance fund, deleveraging. Every step is an event. While the index of
 * anything that an account holds or owes is frozen, or all of its positions are halted, nothing of it is liquidated,
 * and its auction's clock stands.
 */
final class LiquidationDesk {
    /** Time between two looks at all accounts. */
    static final long GRID_NS = 1_000_000_000L;

    final LadderStates states;
    final LiquidationLog log;
    final InsuranceFund fund;
    final AuctionDesk auctions;
    private final Registry registry;
    private final Reporter reporter;
    private final HouseOrders orders;
    private final RestrictedOrders restricted;
    private final SlicePlanner planner;
    private final TakeoverDesk takeovers;
    private final Waivers waivers;
    private final LegFigures legs;
    private final TradingGate gate;
    private final Runnable settle;
    private final SlicePlan slice = new SlicePlan();
    private final PriceMovement movement = new PriceMovement();
    /** Somebody is being liquidated, held or waived something, or the fund has something to close. */
    private boolean isLiquidating;
    /** No part of the state: after a start all is looked at. */
    private long seenPricesVersion = -1;

    /**
     * A desk.
     *
     * @param settle does what trades bring about, as behind every order.
     */
    LiquidationDesk(
            final Registry registry,
            final Reporter reporter,
            final Execution execution,
            final RiskCheck riskCheck,
            final HouseOrders orders,
            final Ledger ledger,
            final TradingGate gate,
            final LadderStates states,
            final PriceDesk prices,
            final VenueListener listener,
            final Runnable settle) {
        this.registry = registry;
        this.reporter = reporter;
        this.orders = orders;
        this.gate = gate;
        this.states = states;
        this.settle = settle;
        log = new LiquidationLog(reporter, listener);
        waivers = new Waivers(registry);
        legs = new LegFigures(registry);
        final SliceLimits limits = new SliceLimits(prices);
        fund = new InsuranceFund(registry, ledger, orders, log, limits);
        auctions = new AuctionDesk(registry, reporter, orders, fund, log, legs, states, gate, listener);
        takeovers = new TakeoverDesk(
                registry, orders, fund, log, legs, new DeleveragingDesk(registry, orders, fund, log, states));
        planner = new SlicePlanner(registry, riskCheck, legs, gate, limits);
        restricted = new RestrictedOrders(registry, reporter, execution);
    }

    /** Time has come to another second of the grid: every account is looked at, by ascending id. */
    void onTick(final long nowNs) {
        if (registry.rules == null) {
            return;
        }
        reporter.begin(nowNs);
        isLiquidating = false;
        if (seenPricesVersion != registry.pricesVersion()) {
            movement.take(registry.rules, registry.openInterest);
        }
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            if (account.isActive() && !fund.is(account)) {
                final LadderState state = states.of(account);
                if (!isUnmoved(account, state)) {
                    visit(account, state, nowNs);
                }
                isLiquidating |= state.stage.isLiquidating() || state.held || state.waivedUntilNs != 0;
            }
        }
        final Account funding = fund.account();
        if (funding != null && !gate.isHalted()) {
            final LadderState state = states.of(funding);
            take(funding, state, nowNs);
            if (!gate.isHeld(funding, nowNs)) {
                takeovers.relieveFund(state, nowNs);
            }
            fund.slice(state, nowNs, instrument -> gate.isHeld(instrument, nowNs));
            isLiquidating |= state.hasPositions;
        }
        settle.run();
        seenPricesVersion = registry.pricesVersion();
        reporter.flush();
    }

    /** Whether the next second may bring something, though nothing happens meanwhile but time. */
    boolean isMoving() {
        return isLiquidating || seenPricesVersion != registry.pricesVersion();
    }

    /** A backstop provider's quote; returns why nothing was done, or NONE. */
    RejectReason quoteAuction(final long auctionId, final Account provider, final long fractionE6, final long nowNs) {
        final Account account = auctions.find(auctionId);
        if (account == null) {
            return RejectReason.UNKNOWN_AUCTION;
        }
        final LadderState state = states.of(account);
        take(account, state, nowNs);
        if (state.held || gate.isHeld(account, nowNs)) {
            return RejectReason.LIQUIDATION_HELD; // until the next tick, which moves the auction's clock on
        }
        if (next(state, isAuctionOver(state, nowNs)) != LadderStage.AUCTION) {
            return RejectReason.UNKNOWN_AUCTION; // it is released, or the fund has it, at the next tick
        }
        return auctions.take(account, state, provider, fractionE6, nowNs);
    }

    /** Takes an account's figures, with what is waived. */
    private void take(final Account account, final LadderState state, final long nowNs) {
        final boolean isWaiverOver = waivers.limit(account, state, nowNs);
        state.take(registry.margin(account), account.holdings());
        state.hasPositions = hasPositions(account);
        if (isWaiverOver) {
            log.say(LadderRule.WAIVER_ENDED, account, state);
        }
    }

    private boolean hasPositions(final Account account) {
        for (int i = 0; i < registry.instruments.size(); i++) {
            if (account.holdings().lots(registry.instruments.get(i).id()) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a look can bring nothing: nothing has changed, or there is nothing that could. */
    private boolean isUnmoved(final Account account, final LadderState state) {
        return state.isAsSeen(account.holdings(), registry.pricesVersion(), movement.totalE9())
                || (state.isInitial() && isIdle(account));
    }

    /** Whether an account has nothing but USDC, and owes none. */
    private boolean isIdle(final Account account) {
        final Holdings holdings = account.holdings();
        if (holdings.openOrders() != 0 || holdings.cashMicros() < 0) {
            return false;
        }
        for (int i = 0; i < Currency.count(); i++) {
            if (Currency.at(i).isCoin() && holdings.cashUnits(Currency.at(i)) != 0) {
                return false;
            }
        }
        return !hasPositions(account);
    }

    private void visit(final Account account, final LadderState state, final long nowNs) {
        take(account, state, nowNs);
        if (gate.isHeld(account, nowNs)) {
            hold(account, state, nowNs);
            return;
        }
        if (state.held) {
            state.resume(nowNs);
            log.say(LadderRule.RESUMED, account, state);
        }
        call(account, state);
        final boolean isOver = isAuctionOver(state, nowNs);
        final LadderStage next = next(state, isOver);
        if (next != state.stage) {
            enter(next, isOver ? LadderRule.AUCTION_OVER : ruleOf(next), account, state, nowNs);
        } else if (next == LadderStage.HEALTHY) {
            state.saw(account.holdings(), registry.pricesVersion(), seenUpToE9(account, state));
        }
        switch (state.stage) {
            case RESTRICTED -> {
                if (nowNs >= account.graceUntilNs()) { // other margin parameters alone are no reason for so long
                    restricted.cancel(account, state);
                }
            }
            case UNWIND -> unwind(account, state, nowNs);
            case TAKEOVER -> takeOver(account, state, nowNs);
            default -> {}
        }
        takeovers.exchangeCoins(account, state, nowNs);
    }

    /** Up to which movement of the prices a look at a healthy account brings nothing; less than any: not known. */
    private long seenUpToE9(final Account account, final LadderState state) {
        final long bandE9 = state.calls != 0
                ? 0
                : registry.margin(account)
                        .bandE9(movement, account.holdings(), state.maintenanceMicros, state.excessMicros);
        return bandE9 == 0 ? -1 : movement.totalE9() + bandE9;
    }

    private static boolean isAuctionOver(final LadderState state, final long nowNs) {
        return state.stage == LadderStage.AUCTION && AuctionCurve.isOver(nowNs - state.auctionStartNs);
    }

    /** The stage that the figures taken last call for. */
    private static LadderStage next(final LadderState state, final boolean isAuctionOver) {
        return state.stage.next(
                state.equityMicros, state.maintenanceMicros, state.excessMicros, state.hasPositions, isAuctionOver);
    }

    /** The only way into a stage. */
    private void enter(
            final LadderStage next,
            final LadderRule rule,
            final Account account,
            final LadderState state,
            final long nowNs) {
        final boolean begins = !state.stage.isLiquidating() && next.isLiquidating();
        if (begins) {
            fund.openEvent(nowNs);
        }
        state.leave();
        state.stage = next;
        log.say(rule, account, state);
        if (next.isLiquidating()) {
            restricted.cancelAll(account);
            take(account, state, nowNs);
        }
        if (next == LadderStage.UNWIND) {
            state.enterUnwind(account.holdings(), registry.instruments.size(), nowNs);
        } else if (next == LadderStage.AUCTION) {
            auctions.begin(account, state, nowNs);
        }
    }

    private static LadderRule ruleOf(final LadderStage stage) {
        return switch (stage) {
            case HEALTHY -> LadderRule.RELEASED;
            case RESTRICTED -> LadderRule.RESTRICTED;
            case UNWIND -> LadderRule.UNWIND;
            case AUCTION -> LadderRule.AUCTION;
            case TAKEOVER -> LadderRule.TAKEOVER;
        };
    }

    private void call(final Account account, final LadderState state) {
        final int calls =
                state.hasPositions ? MarginCalls.next(state.calls, state.equityMicros, state.maintenanceMicros) : 0;
        if (calls > state.calls) {
            log.call(account, state, MarginCalls.thresholdE6(calls));
        }
        state.calls = calls;
    }

    private void hold(final Account account, final LadderState state, final long nowNs) {
        if (!state.held && state.stage.isLiquidating()) {
            state.held = true;
            state.heldSinceNs = nowNs;
            log.say(LadderRule.HELD, account, state);
        }
    }

    private void unwind(final Account account, final LadderState state, final long nowNs) {
        if (nowNs < state.nextSliceNs) {
            return;
        }
        restricted.cancelAll(account); // what it has entered since, so that it does not trade with itself
        take(account, state, nowNs);
        state.nextSliceNs = nowNs + SliceRules.PACE_NS;
        if (planner.plan(account, state, slice)) {
            state.unfilled = 0;
            trade(account, state, nowNs);
            settle.run();
        } else if (planner.waits()) {
            state.unfilled = 0; // the book is not to blame
        } else if (planner.hasMet()) {
            enter(state.stage.afterFailedUnwind(), LadderRule.NONE_ADMISSIBLE, account, state, nowNs);
        } else if (++state.unfilled == SliceRules.MOST_UNFILLED) {
            enter(state.stage.afterFailedUnwind(), LadderRule.UNFILLED, account, state, nowNs);
        }
    }

    private void trade(final Account account, final LadderState state, final long nowNs) {
        for (int leg = 0; leg < slice.legCount; leg++) {
            final Instrument instrument = slice.instruments[leg];
            final Order order = orders.trade(
                    account,
                    instrument,
                    slice.sells[leg],
                    slice.lots[leg],
                    slice.limitTicks[leg],
                    ExecCause.LIQUIDATION,
                    nowNs);
            final boolean isLast = leg == slice.legCount - 1;
            final LiquidationStep step = log.step(LadderRule.SLICE, account, state);
            step.instrumentId = instrument.id();
            step.qtyE8 = order.side == Side.SELL ? -instrument.qtyE8(order.cumLots) : instrument.qtyE8(order.cumLots);
            step.priceE8 = instrument.priceE8(slice.limitTicks[leg]);
            if (isLast) { // of the slice as a whole
                step.freedMicros = slice.freedMicros;
                step.slippageMicros = slice.slippageMicros;
                step.feeMicros = slice.feeMicros;
                fund.take(account, Currency.USDC, slice.feeMicros);
            }
            log.say();
        }
    }

    private void takeOver(final Account account, final LadderState state, final long nowNs) {
        takeovers.takeOver(account, state, nowNs);
        take(account, state, nowNs);
        enter(LadderStage.HEALTHY, LadderRule.RELEASED, account, state, nowNs);
    }

    /** Ends open orders, unsolicited. */
    static void cancel(final Execution execution, final Order order, final long timestampNs) {
        execution.cancel(order, ExecType.CANCELED, OrdStatus.CANCELED, timestampNs).restatementReason =
                Execution.MARKET_OPTION;
    }
}
