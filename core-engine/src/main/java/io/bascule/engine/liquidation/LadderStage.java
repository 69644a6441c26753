package io.bascule.engine.liquidation;

/**
 * Where an account stands on the ladder. {@link #next} is the only way from one stage to another, but for what the
 * unwind itself brings about: {@link #afterFailedUnwind}.
 */
public enum LadderStage {
    /** Nothing is done. */
    HEALTHY(0),
    /** IM equity is below IM: orders that raise IM were cancelled, and none is accepted. */
    RESTRICTED(1),
    /** Slices go into the book. */
    UNWIND(2),
    /** Backstop providers are asked. */
    AUCTION(3),
    /** The fund, and then others by deleveraging, take what is left. */
    TAKEOVER(4);

    /** Below it the unwind begins. */
    public static final long UNWIND_E6 = 1_000_000;
    /** Below it backstop providers are asked. */
    public static final long AUCTION_E6 = 670_000;
    /** Below it the fund takes over. */
    public static final long TAKEOVER_E6 = 330_000;

    private static final LadderStage[] BY_CODE = values();

    private final byte code;

    LadderStage(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire and in saved states. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static LadderStage of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }

    /** Whether positions are being taken from the account. */
    public boolean isLiquidating() {
        return this == UNWIND || this == AUCTION || this == TAKEOVER;
    }

    /**
     * The stage that figures call for.
     *
     * @param equityMicros of the account.
     * @param maintenanceMicros MM of it.
     * @param excessMicros IM equity less IM.
     * @param hasPositions whether there is anything to liquidate.
     * @param isAuctionOver whether an auction has run its time; false without one.
     */
    public LadderStage next(
            final long equityMicros,
            final long maintenanceMicros,
            final long excessMicros,
            final boolean hasPositions,
            final boolean isAuctionOver) {
        final LadderStage calm = excessMicros < 0 ? RESTRICTED : HEALTHY;
        if (!MarginLevel.isBelow(equityMicros, maintenanceMicros, UNWIND_E6)) {
            return calm;
        }
        if (!hasPositions) {
            return equityMicros < 0 ? TAKEOVER : calm; // what is owed is the fund's
        }
        if (equityMicros <= 0 || MarginLevel.isBelow(equityMicros, maintenanceMicros, TAKEOVER_E6)) {
            return TAKEOVER;
        }
        if (this == AUCTION) {
            return isAuctionOver ? TAKEOVER : AUCTION; // no way back into the book while it runs
        }
        return MarginLevel.isBelow(equityMicros, maintenanceMicros, AUCTION_E6) ? AUCTION : UNWIND;
    }

    /** No slice was admissible, or too many were not filled. */
    public LadderStage afterFailedUnwind() {
        if (this != UNWIND) {
            throw new IllegalStateException("no unwind at stage " + this);
        }
        return AUCTION;
    }
}
