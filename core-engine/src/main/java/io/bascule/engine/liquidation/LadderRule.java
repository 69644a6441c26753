package io.bascule.engine.liquidation;

/** By which rule of the ladder a step was taken: a line of the public ledger says one. */
public enum LadderRule {
    /** IM equity fell below IM; or rose above it again. */
    RESTRICTED(2),
    RELEASED(3),
    /** h fell below 1.00: the unwind begins. */
    UNWIND(4),
    /** One slice of it, leg by leg. */
    SLICE(5),
    /** No slice was admissible; or three were not filled: providers are asked. */
    NONE_ADMISSIBLE(6),
    UNFILLED(7),
    /** h fell below 0.67: providers are asked. */
    AUCTION(8),
    /** A provider took a fraction. */
    AUCTION_SOLD(9),
    /** The auction's time is over; or h fell below 0.33: the fund takes over. */
    AUCTION_OVER(10),
    TAKEOVER(11),
    /** The fund took lots of a leg at its bankruptcy price. */
    FUND_TOOK(12),
    /** The fund is at its cap: an account of the other side was reduced, by weight; profitless; hedged. */
    DELEVERAGED(13),
    DELEVERAGED_PROFITLESS(14),
    DELEVERAGED_HEDGED(15),
    /** Nobody holds the other side: the fund took lots beyond its cap. */
    FUND_TOOK_REST(16),
    /** The fund took what cash was left over or owed. */
    FUND_SETTLED(17),
    /** The fund closes part of what it took in the book. */
    FUND_SLICE(18),
    /** The index of what it holds is frozen, or was until a minute ago; and goes on. */
    HELD(19),
    RESUMED(20),
    /** An account lost a hedge to deleveraging: what that adds to its margin is waived for an hour; or no longer. */
    WAIVED(21),
    WAIVER_ENDED(22);

    private final byte code;

    LadderRule(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }
}
