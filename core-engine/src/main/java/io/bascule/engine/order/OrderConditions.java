package io.bascule.engine.order;

import static io.bascule.engine.order.OrderRequest.ABSENT;

/**
 * What few orders have: a stop, an expiry, instructions, a part that is hidden. An order without any has none of these;
 * a request and a report have one that may be {@link #isEmpty() empty}. Mutable; those of orders are pooled.
 */
public final class OrderConditions {
    /** ExecInst(18) 6: never trade on entry. */
    public static final int POST_ONLY = 1;
    /** ExecInst(18) E: never increase the position. */
    public static final int REDUCE_ONLY = 1 << 1;
    /** ExecInst(18) o: cancel when the session is gone. */
    public static final int CANCEL_ON_DISCONNECT = 1 << 2;

    /** All bits of ExecInst(18) that there are. */
    public static final int ALL_INSTRUCTIONS = POST_ONLY | REDUCE_ONLY | CANCEL_ON_DISCONNECT;

    /** StopPx(99), or {@link OrderRequest#ABSENT}. */
    public long stopPxE8;
    /** ExpireTime(126), or {@link OrderRequest#ABSENT}. */
    public long expireTimeNs;
    /** DisplayQty(1138), or {@link OrderRequest#ABSENT}. */
    public long displayQtyE8;
    /** MinQty(110), or {@link OrderRequest#ABSENT}. */
    public long minQtyE8;
    /** MaxInitialMargin(20020), or {@link OrderRequest#ABSENT}. */
    public long maxInitialMarginMicros;
    /** First eight bytes of SelfMatchPreventionID(2362), big endian; 0 with the low ones: none. */
    public long selfMatchIdHigh;
    /** Its last eight bytes. */
    public long selfMatchIdLow;
    /** Null if not given. */
    public SelfMatchInstruction selfMatchInstruction;
    /** Null if not given. */
    public StopTrigger stopTrigger;
    /** Bits of ExecInst(18). */
    public int execInst;

    public OrderConditions() {
        clear();
    }

    /** Back to none. */
    public void clear() {
        stopPxE8 = ABSENT;
        expireTimeNs = ABSENT;
        displayQtyE8 = ABSENT;
        minQtyE8 = ABSENT;
        maxInitialMarginMicros = ABSENT;
        selfMatchIdHigh = 0;
        selfMatchIdLow = 0;
        selfMatchInstruction = null;
        stopTrigger = null;
        execInst = 0;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return stopPxE8 == ABSENT
                && expireTimeNs == ABSENT
                && displayQtyE8 == ABSENT
                && minQtyE8 == ABSENT
                && maxInitialMarginMicros == ABSENT
                && !hasSelfMatchId()
                && selfMatchInstruction == null
                && stopTrigger == null
                && execInst == 0;
    }

    public boolean hasSelfMatchId() {
        return (selfMatchIdHigh | selfMatchIdLow) != 0;
    }

    public boolean has(final int instruction) {
        return (execInst & instruction) != 0;
    }

    /** Whether another asks for the same. */
    public boolean isEqualTo(final OrderConditions other) {
        return stopPxE8 == other.stopPxE8
                && expireTimeNs == other.expireTimeNs
                && displayQtyE8 == other.displayQtyE8
                && minQtyE8 == other.minQtyE8
                && maxInitialMarginMicros == other.maxInitialMarginMicros
                && isSelfMatch(other)
                && selfMatchInstruction == other.selfMatchInstruction
                && stopTrigger == other.stopTrigger
                && execInst == other.execInst;
    }

    /** Whether another has the same SelfMatchPreventionID(2362), or neither has one. */
    public boolean isSelfMatch(final OrderConditions other) {
        return selfMatchIdHigh == other.selfMatchIdHigh && selfMatchIdLow == other.selfMatchIdLow;
    }

    /** Takes over what another asks for, and keeps what it does not mention: as a replace does. */
    public void amend(final OrderConditions other) {
        stopPxE8 = other.stopPxE8 == ABSENT ? stopPxE8 : other.stopPxE8;
        expireTimeNs = other.expireTimeNs == ABSENT ? expireTimeNs : other.expireTimeNs;
        displayQtyE8 = other.displayQtyE8 == ABSENT ? displayQtyE8 : other.displayQtyE8;
        minQtyE8 = other.minQtyE8 == ABSENT ? minQtyE8 : other.minQtyE8;
        maxInitialMarginMicros =
                other.maxInitialMarginMicros == ABSENT ? maxInitialMarginMicros : other.maxInitialMarginMicros;
        if (other.hasSelfMatchId()) {
            selfMatchIdHigh = other.selfMatchIdHigh;
            selfMatchIdLow = other.selfMatchIdLow;
        }
        selfMatchInstruction = other.selfMatchInstruction == null ? selfMatchInstruction : other.selfMatchInstruction;
        stopTrigger = other.stopTrigger == null ? stopTrigger : other.stopTrigger;
        execInst = other.execInst == 0 ? execInst : other.execInst;
    }

    /** Becomes equal to another in what was asked for. */
    public void set(final OrderConditions other) {
        stopPxE8 = other.stopPxE8;
        expireTimeNs = other.expireTimeNs;
        displayQtyE8 = other.displayQtyE8;
        minQtyE8 = other.minQtyE8;
        maxInitialMarginMicros = other.maxInitialMarginMicros;
        selfMatchIdHigh = other.selfMatchIdHigh;
        selfMatchIdLow = other.selfMatchIdLow;
        selfMatchInstruction = other.selfMatchInstruction;
        stopTrigger = other.stopTrigger;
        execInst = other.execInst;
    }
}
