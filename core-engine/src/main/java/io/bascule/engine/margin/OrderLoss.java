package io.bascule.engine.margin;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.Side;

/** What an open order would lose the moment it filled (margin.md, order loss). */
public final class OrderLoss {
    private OrderLoss() {}

    /**
     * {@code max(0, sign·(limit - mark))·qty + taker fee}, in USDC micros, rounded up.
     *
     * @param instrument at its mark.
     * @param side of the order.
     * @param limitTicks of the order.
     * @param lots that are left.
     */
    public static long micros(final Instrument instrument, final Side side, final long limitTicks, final long lots) {
        final long signed = side == Side.BUY ? lots : -lots;
        final long paid = instrument.notionalUnits(limitTicks, signed);
        final long gained = instrument.valueUnits(signed, instrument.markE8());
        return instrument.microsUp(Math.max(0, paid - gained) + instrument.takerFeeUnits(paid));
    }
}
