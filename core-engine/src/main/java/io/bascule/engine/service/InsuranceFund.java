package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.FundBudget;
import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.liquidation.SliceRules;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;

/**
 * The insurance fund: the account of that name, if the configuration has one. It gets the fees of slices, takes
 * positions over within its budget of the event, pays what bankrupt accounts owe, and closes what it took in slices, a
 * fifth at a time, no further from mark than twice what closing usually costs. Without one fees and debts are the
 * venue's.
 */
final class InsuranceFund {
    static final String ACCOUNT_NAME = "INSURANCE-FUND";

    private final Registry registry;
    private final Ledger ledger;
    private final HouseOrders orders;
    private final LiquidationLog log;
    private final SliceLimits limits;
    final FundBudget budget = new FundBudget(Holdings.MAX_INSTRUMENTS);
    /** What its slices are measured by: the largest position since it was last flat. */
    final long[] entryLots = new long[Holdings.MAX_INSTRUMENTS + 1];

    long nextSliceNs;
    private Account account;
    private int searchedAccounts;

    InsuranceFund(
            final Registry registry,
            final Ledger ledger,
            final HouseOrders orders,
            final LiquidationLog log,
            final SliceLimits limits) {
        this.limits = limits;
        this.registry = registry;
        this.ledger = ledger;
        this.orders = orders;
        this.log = log;
    }

    /** Null: there is none. */
    Account account() {
        while (account == null && searchedAccounts < registry.accounts.size()) {
            final Account next = registry.accounts.get(searchedAccounts++);
            account = ACCOUNT_NAME.equals(next.definition().name()) ? next : null;
        }
        return account != null && account.isActive() ? account : null;
    }

    boolean is(final Account other) {
        return other == account();
    }

    /** Something is about to be taken: that begins another liquidation event, or is part of the last one. */
    void openEvent(final long nowNs) {
        if (!log.open(nowNs)) {
            return;
        }
        final Account fund = account();
        budget.begin(fund == null ? 0 : registry.margin(fund).equityMicros(fund.holdings()));
    }

    /** What it can lose: what it has now, less the MM of what it holds. Without one the venue bears everything. */
    long freeMicros() {
        final Account fund = account();
        if (fund == null) {
            return Long.MAX_VALUE;
        }
        final PortfolioMargin margin = registry.margin(fund);
        return Math.max(0, margin.equityMicros(fund.holdings()) - margin.maintenanceMarginMicros(fund.holdings()));
    }

    /** An account is about to be taken over, with coins that put so much at stake. */
    void beginTakeover(final long coinStakeMicros) {
        budget.beginTakeover(freeMicros() - coinStakeMicros);
    }

    /** Takes cash from an account, or with a minus gives it. */
    void take(final Account from, final Currency currency, final long units) {
        final Account fund = account();
        if (fund == null) {
            ledger.charge(from, currency, units);
        } else {
            Ledger.move(from, fund, currency, units);
        }
    }

    /** Lots of a position that it may take. */
    long takeableLots(final Instrument instrument, final long signedLots, final long shareMicros, final long alone) {
        final Account fund = account();
        if (fund == null) {
            return 0;
        }
        final long held = fund.holdings().lots(instrument.id());
        final long room = instrument.maxPositionLots() - (signedLots > 0 ? held : -held);
        final long lots = Math.min(Math.abs(signedLots), Math.max(0, room));
        return lots == 0
                ? 0
                : Math.min(lots, budget.takeableLots(instrument.id(), Math.abs(signedLots), shareMicros, alone));
    }

    /** Closes a part of each position in the book, at its pace. */
    void slice(final LadderState state, final long nowNs, final SliceHold hold) {
        final Account fund = account();
        if (fund == null || nowNs < nextSliceNs) {
            return;
        }
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            final long held = fund.holdings().lots(instrument.id());
            entryLots[instrument.id()] = held == 0 ? 0 : Math.max(Math.abs(held), entryLots[instrument.id()]);
            if (held != 0) {
                nextSliceNs = nowNs + SliceRules.PACE_NS; // while it holds nothing, time leaves no trace
            }
            if (held != 0 && !hold.isHeld(instrument)) {
                slice(fund, state, instrument, held, nowNs);
            }
        }
    }

    private void slice(
            final Account fund,
            final LadderState state,
            final Instrument instrument,
            final long held,
            final long nowNs) {
        final boolean sells = held > 0;
        final long lots = SliceRules.mostLots(entryLots[instrument.id()], held);
        final long exposure = Math.abs(instrument.exposureMicros(held, instrument.markE8()));
        final long limitTicks = limits.limitTicks(
                instrument,
                sells,
                2 * registry.rules.usualCostMicros(instrument, exposure),
                exposure,
                SliceRules.MOST_LED_BY_FUND_E6);
        if (!orders.wouldTrade(fund, instrument, sells, lots, limitTicks)) {
            return;
        }
        final long equityBefore = registry.margin(fund).equityMicros(fund.holdings());
        final Order order = orders.trade(fund, instrument, sells, lots, limitTicks, ExecCause.TAKEOVER, nowNs);
        final LiquidationStep step = log.step(LadderRule.FUND_SLICE, fund, state);
        step.instrumentId = instrument.id();
        step.qtyE8 = order.side == Side.SELL ? -instrument.qtyE8(order.cumLots) : instrument.qtyE8(order.cumLots);
        step.priceE8 = instrument.priceE8(limitTicks);
        step.equityMicros = equityBefore;
        step.slippageMicros = equityBefore - registry.margin(fund).equityMicros(fund.holdings());
        log.say();
    }

    /** Whether nothing may be traded in an instrument for now. */
    @FunctionalInterface
    interface SliceHold {
        boolean isHeld(Instrument instrument);
    }
}
