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
    /** What would come to rest, or wait to be elected. */
    long restingLots;
    /** What would be cancelled at once: the remainder of an IOC, or what self-match prevention ends. */
    long cancelledLots;
    /** Self-match prevention takes the last of its lots. */
    boolean isEndedByDecrement;
    /** What a waiting stop order was tried out with, as if it rested. */
    long probeLots;

    long probeLossMicros;
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
        cancelledLots = 0;
        isEndedByDecrement = false;
        probeLots = 0;
        probeLossMicros = 0;
        keptLots = 0;
        feeMicros = 0;
        initialMarginMicros = 0;
        shortfallMicros = 0;
    }
}
