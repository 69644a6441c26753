package io.bascule.engine.cluster;

import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;

/** Codes of a message into constants, null for an absent one. Notes a code that stands for neither. */
final class KnownCodes {
    private static final int NULL_CODE = 255;

    private boolean wellFormed;

    void begin() {
        wellFormed = true;
    }

    /** Whether all codes since {@link #begin} are known. */
    boolean isWellFormed() {
        return wellFormed;
    }

    /** Notes that something else is not as it should be. */
    void check(final boolean holds) {
        wellFormed &= holds;
    }

    RejectReason fault(final int code) {
        return known(RejectReason.of(code), 0);
    }

    Side side(final int code) {
        return known(Side.of(code), code);
    }

    OrdType ordType(final int code) {
        return known(OrdType.of(code), code);
    }

    TimeInForce timeInForce(final int code) {
        return known(TimeInForce.of(code), code);
    }

    <T> T known(final T constant, final int code) {
        wellFormed &= constant != null || code == NULL_CODE;
        return constant;
    }
}
