package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/** Whether an account may trade in an instrument now: what kill switches, the ladder and the index leave open. */
final class TradingGate {
    private final Registry registry;
    private final KillSwitches switches;
    private final LadderStates states;

    TradingGate(final Registry registry, final KillSwitches switches, final LadderStates states) {
        this.registry = registry;
        this.switches = switches;
        this.states = states;
    }

    /** Whether nothing at all may be traded. */
    boolean isHalted() {
        return switches.venue() == TradingLevel.HALTED;
    }

    /** Whether the index is frozen, or was until a minute ago: nobody is liquidated at it. */
    boolean isFrozen(final Underlying underlying, final long nowNs) {
        return !registry.boards.get(underlying.id() - 1).mayLiquidate(nowNs);
    }

    /** Whether an account may take over what others are to part with: no kill switch is set of it or its firm. */
    RejectReason checkTaker(final Account account) {
        return switch (switches.level(account)) {
            case ACTIVE -> RejectReason.NONE;
            case REDUCE_ONLY -> RejectReason.TRADING_REDUCE_ONLY;
            case HALTED -> RejectReason.TRADING_HALTED;
        };
    }

    /**
     * Whether nothing is taken from an account: the index of something that it holds, or owes, is frozen, or all that
     * it holds is halted.
     */
    boolean isHeld(final Account account, final long nowNs) {
        if (isHalted()) {
            return true;
        }
        final Holdings holdings = account.holdings();
        boolean hasHalted = false;
        boolean hasTraded = false;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            if (holdings.lots(instrument.id()) != 0) {
                if (isFrozen(instrument.underlying(), nowNs)) {
                    return true;
                }
                final boolean isHalted = isHalted(instrument);
                hasHalted |= isHalted;
                hasTraded |= !isHalted;
            }
        }
        if (hasHalted && !hasTraded) {
            return true;
        }
        for (int i = 0; i < Currency.count(); i++) {
            final Underlying coin =
                    holdings.cashUnits(Currency.at(i)) == 0 ? null : registry.underlying(Currency.at(i));
            if (coin != null && isFrozen(coin, nowNs)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the venue itself makes no orders in an instrument. */
    boolean isHeld(final Instrument instrument, final long nowNs) {
        return isHalted(instrument) || isFrozen(instrument.underlying(), nowNs);
    }

    boolean isHalted(final Instrument instrument) {
        return switches.instrument(instrument.id()) == TradingLevel.HALTED || instrument.isClosed();
    }

    /**
     * Whether an order may be taken.
     *
     * @param holdings that it meets.
     * @param lots of it.
     * @return {@link RejectReason#NONE}, or why not.
     */
    RejectReason check(
            final Account account,
            final Instrument instrument,
            final Side side,
            final Holdings holdings,
            final long lots,
            final boolean isReduceOnly) {
        final TradingLevel level = switches.level(account, instrument);
        if (level == TradingLevel.HALTED) {
            return RejectReason.TRADING_HALTED;
        }
        final LadderState state = states.find(account.id());
        if (state != null && (state.stage == LadderStage.AUCTION || state.stage == LadderStage.TAKEOVER)) {
            return RejectReason.ACCOUNT_IN_LIQUIDATION;
        }
        if (level == TradingLevel.ACTIVE || isReduceOnly) {
            return RejectReason.NONE;
        }
        final int id = instrument.id();
        final long open = side == Side.BUY ? holdings.buyLots(id) : holdings.sellLots(id);
        return open + lots <= MatchPlan.closable(holdings.lots(id), side)
                ? RejectReason.NONE
                : RejectReason.TRADING_REDUCE_ONLY;
    }
}
