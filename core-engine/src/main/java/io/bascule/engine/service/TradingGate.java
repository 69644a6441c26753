package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/** Whether an account may trade in an instrument now: what kill switches, the ladder and the index leave open. */
final class TradingGate {
    /** Holds liquidations of what is on an underlying; replaced by who knows the index. */
    interface FrozenIndex {
        boolean isFrozen(Underlying underlying, long nowNs);
    }

    final KillSwitches switches;
    private final LadderStates states;
    private FrozenIndex frozenIndex = (underlying, nowNs) -> false;

    TradingGate(final KillSwitches switches, final LadderStates states) {
        this.switches = switches;
        this.states = states;
    }

    void frozenIndex(final FrozenIndex newFrozenIndex) {
        frozenIndex = newFrozenIndex;
    }

    /** Whether nothing at all may be traded. */
    boolean isHalted() {
        return switches.venue() == TradingLevel.HALTED;
    }

    boolean isFrozen(final Underlying underlying, final long nowNs) {
        return frozenIndex.isFrozen(underlying, nowNs);
    }

    /** Whether the venue itself makes no orders in an instrument. */
    boolean isHeld(final Instrument instrument, final long nowNs) {
        return isHalted(instrument) || isFrozen(instrument.underlying(), nowNs);
    }

    boolean isHalted(final Instrument instrument) {
        return switches.instrument(instrument.id()) == TradingLevel.HALTED || !instrument.isListed();
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
