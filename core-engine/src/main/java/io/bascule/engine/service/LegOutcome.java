package io.bascule.engine.service;

import io.bascule.engine.order.RejectReason;

/** What a hypothetical order would come to. */
final class LegOutcome {
    /** {@link RejectReason#NONE} if it would be accepted. */
    RejectReason reason = RejectReason.NONE;

    long filledLots;
    long filledTickLots;
    /** Price of the last fill; 0 without one. */
    long worstTicks;
    /** What would come to rest. */
    long restingLots;
    /** What stays at rest of an order that was only reduced. */
    long keptLots;

    long feeMicros;
    /** IM with the order, or with it and the legs before it. */
    long initialMarginMicros;
    /** What is missing, if the reason is the margin. */
    long shortfallMicros;

    void clear() {
        reason = RejectReason.NONE;
        filledLots = 0;
        filledTickLots = 0;
        worstTicks = 0;
        restingLots = 0;
        keptLots = 0;
        feeMicros = 0;
        initialMarginMicros = 0;
        shortfallMicros = 0;
    }
}
