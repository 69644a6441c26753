package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.book.Leg;
import io.bascule.engine.book.StopBook;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.SpecialTerms;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.order.TimeInForce;

/** What a request asks for, in ticks and lots, once it was found to be something that the venue can do. */
final class Terms {
    /** A hidden order shows at least this part of itself, so that few steps execute it. */
    private static final long MOST_PARTS = 100;

    Instrument instrument;
    Side side;
    OrdType ordType;
    TimeInForce timeInForce;
    /** The limit, or for a market order its protection price, or for a stop order that waits its stop price. */
    long limitTicks;

    /** What is to trade or rest; a reduce-only order's is capped by its position when it is tried out. */
    long lots;
    /** Whether {@link #asked} says anything. */
    boolean isSpecial;
    /** What is asked for beside what all orders have. */
    final OrderConditions asked = new OrderConditions();
    /** It is a stop order that waits to be elected. */
    boolean waits;
    /** It is a stop order that was not elected before. */
    boolean isStop;

    long stopTicks;
    long displayLots;
    long minLots;

    /** Whether what does not trade at once comes to rest. */
    boolean rests() {
        return isLimited() && timeInForce != TimeInForce.IOC && timeInForce != TimeInForce.FOK;
    }

    /** Whether it will be an open order, unless it is filled. */
    boolean staysOpen() {
        return waits || rests();
    }

    boolean has(final int instruction) {
        return isSpecial && asked.has(instruction);
    }

    /** Whether an initial margin is more than it allows. */
    boolean forbids(final long initialMarginMicros) {
        return isSpecial
                && asked.maxInitialMarginMicros != ABSENT
                && initialMarginMicros > asked.maxInitialMarginMicros;
    }

    /**
     * Whether they differ from an open order's in a lower quantity only: then it keeps its place (fix.md, rule 3).
     */
    boolean onlyReduces(final Order order) {
        return onlyReduces(order, order.orderLots);
    }

    /** The same if the order had another quantity. */
    boolean onlyReduces(final Order order, final long orderLots) {
        return limitTicks == order.limitTicks
                && timeInForce == order.timeInForce
                && lots < orderLots
                && waits == order.waits()
                && (order.special == null ? !isSpecial : asked.isEqualTo(order.special.asked));
    }

    /** Of an order that the venue makes: what trades at once, no worse than the limit. */
    void atOnce(final Instrument target, final Side newSide, final long newLimitTicks, final long newLots) {
        instrument = target;
        side = newSide;
        ordType = OrdType.LIMIT;
        timeInForce = TimeInForce.IOC;
        limitTicks = newLimitTicks;
        lots = newLots;
        isSpecial = false;
        waits = false;
        isStop = false;
        stopTicks = 0;
        displayLots = 0;
        minLots = 0;
    }

    /** Of an order that is elected now, for what is left of it. */
    RejectReason elect(final Order order, final Instrument target) {
        instrument = target;
        side = order.side;
        ordType = order.ordType;
        timeInForce = order.timeInForce;
        lots = order.leavesLots;
        isSpecial = true;
        asked.set(order.special.asked);
        waits = false;
        isStop = true;
        stopTicks = order.special.stopTicks;
        displayLots = order.special.displayLots;
        minLots = 0;
        if (ordType == OrdType.STOP) {
            protect();
            return RejectReason.NONE;
        }
        limitTicks = order.limitTicks;
        return checkBand();
    }

    /**
     * Reads a request for an order on an instrument that is known.
     *
     * @param replaced the order that it would replace, or null.
     * @return {@link RejectReason#NONE}, or why the venue cannot do it; then the terms mean nothing.
     */
    RejectReason read(
            final OrderRequest request,
            final Instrument target,
            final Order replaced,
            final StopBook stops,
            final long nowNs) {
        instrument = target;
        side = request.side;
        ordType = request.ordType;
        final TimeInForce absent = replaced == null ? TimeInForce.DAY : replaced.timeInForce;
        timeInForce = request.timeInForce == null ? absent : request.timeInForce;
        waits = false;
        isStop = false;
        stopTicks = 0;
        displayLots = 0;
        minLots = 0;
        if (side == null || ordType == null) {
            return RejectReason.UNSUPPORTED_VALUE;
        }
        final RejectReason quantity = readQuantity(request.orderQtyE8);
        if (quantity != RejectReason.NONE) {
            return quantity;
        }
        if (replaced == null && lots < target.minOrderLots()) {
            return RejectReason.QUANTITY_TOO_SMALL;
        }
        final boolean wasSpecial = replaced != null && replaced.special != null;
        isSpecial = wasSpecial || timeInForce == TimeInForce.GTD || isStopType() || !request.conditions.isEmpty();
        if (isSpecial) {
            final RejectReason reason = readConditions(request, wasSpecial ? replaced : null, stops, nowNs);
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        return readPrice(request.priceE8);
    }

    /** What the order asks of its book. */
    void describe(final Leg leg, final int accountId, final int sessionId) {
        leg.set(instrument.id(), side, limitTicks, lots, timeInForce);
        leg.accountId = accountId;
        leg.sessionId = sessionId;
        leg.minLots = minLots;
        leg.atOnePrice = ordType == OrdType.MARKET_TO_LIMIT;
        leg.rests = rests();
        leg.conditions = isSpecial ? asked : null;
    }

    /** Gives an order's special terms what they say. */
    void describe(final SpecialTerms special) {
        if (isSpecial) {
            special.asked.set(asked);
        } else {
            special.asked.clear();
        }
        special.stopTicks = stopTicks;
        special.waits = waits;
        special.displayLots = displayLots;
    }

    private boolean isStopType() {
        return ordType == OrdType.STOP || ordType == OrdType.STOP_LIMIT;
    }

    private boolean isLimited() {
        return ordType != OrdType.MARKET && ordType != OrdType.STOP;
    }

    private RejectReason readQuantity(final long qtyE8) {
        if (qtyE8 == ABSENT) {
            return RejectReason.QUANTITY_MISSING;
        }
        if (qtyE8 <= 0) {
            return RejectReason.QUANTITY_NOT_POSITIVE;
        }
        if (qtyE8 % instrument.definition().lotSizeE8() != 0) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        lots = qtyE8 / instrument.definition().lotSizeE8();
        return lots > instrument.maxOrderLots() ? RejectReason.QUANTITY_OUT_OF_RANGE : RejectReason.NONE;
    }

    private RejectReason readConditions(
            final OrderRequest request, final Order replaced, final StopBook stops, final long nowNs) {
        if (replaced == null) {
            asked.set(request.conditions);
        } else {
            asked.set(replaced.special.asked);
            asked.amend(request.conditions);
        }
        RejectReason reason = readStop(request, replaced, stops);
        reason = reason == RejectReason.NONE ? readExpiry(request, nowNs) : reason;
        reason = reason == RejectReason.NONE ? readQuantities(request.conditions) : reason;
        reason = reason == RejectReason.NONE ? readInstructions() : reason;
        isSpecial = !asked.isEmpty();
        return reason;
    }

    private RejectReason readStop(final OrderRequest request, final Order replaced, final StopBook stops) {
        if (!isStopType()) {
            final boolean isAsked = asked.stopPxE8 != ABSENT || asked.stopTrigger != null;
            return isAsked ? RejectReason.STOP_PX_NOT_ALLOWED : RejectReason.NONE;
        }
        if (asked.stopPxE8 == ABSENT) {
            return RejectReason.STOP_PX_MISSING;
        }
        if (asked.stopPxE8 <= 0 || asked.stopPxE8 % instrument.definition().tickSizeE8() != 0) {
            return RejectReason.STOP_PX_INVALID;
        }
        asked.stopTrigger = asked.stopTrigger == null ? StopTrigger.MARK : asked.stopTrigger;
        stopTicks = asked.stopPxE8 / instrument.definition().tickSizeE8();
        if (stopTicks > instrument.maxPriceTicks()) {
            return RejectReason.STOP_PX_INVALID;
        }
        if (replaced != null && !replaced.waits()) { // it was elected
            final OrderConditions before = replaced.special.asked;
            return asked.stopPxE8 == before.stopPxE8 && asked.stopTrigger == before.stopTrigger
                    ? RejectReason.NONE
                    : RejectReason.STOP_PX_NOT_ALLOWED;
        }
        isStop = true;
        waits = !stops.isMet(instrument, request.side, asked.stopTrigger, stopTicks);
        return RejectReason.NONE;
    }

    private RejectReason readExpiry(final OrderRequest request, final long nowNs) {
        if (timeInForce != TimeInForce.GTD) {
            asked.expireTimeNs = ABSENT; // of the order before, perhaps
            return request.conditions.expireTimeNs == ABSENT ? RejectReason.NONE : RejectReason.EXPIRE_TIME_NOT_ALLOWED;
        }
        if (asked.expireTimeNs == ABSENT) {
            return RejectReason.EXPIRE_TIME_MISSING;
        }
        return asked.expireTimeNs > nowNs ? RejectReason.NONE : RejectReason.EXPIRE_TIME_PASSED;
    }

    private RejectReason readQuantities(final OrderConditions given) {
        final long lotSizeE8 = instrument.definition().lotSizeE8();
        if (asked.displayQtyE8 != ABSENT) {
            displayLots = asked.displayQtyE8 / lotSizeE8;
            final boolean isPart = displayLots > 0 && asked.displayQtyE8 % lotSizeE8 == 0 && rests();
            final boolean isTooMuch = given.displayQtyE8 != ABSENT && displayLots > lots; // a replace may lower it
            if (!isPart || isTooMuch || (lots + MOST_PARTS - 1) / MOST_PARTS > displayLots) {
                return RejectReason.DISPLAY_QTY_INVALID;
            }
        }
        if (asked.minQtyE8 != ABSENT) {
            minLots = asked.minQtyE8 / lotSizeE8;
            final boolean isPart = minLots > 0 && minLots <= lots && asked.minQtyE8 % lotSizeE8 == 0;
            if (!isPart || timeInForce != TimeInForce.IOC || isStopType()) {
                return RejectReason.MIN_QTY_INVALID;
            }
        }
        return RejectReason.NONE;
    }

    private RejectReason readInstructions() {
        if (asked.selfMatchInstruction != null && !asked.hasSelfMatchId()) {
            return RejectReason.SELF_MATCH_INVALID;
        }
        if (asked.hasSelfMatchId() && asked.selfMatchInstruction == null) {
            asked.selfMatchInstruction = SelfMatchInstruction.CANCEL_AGGRESSIVE;
        }
        final boolean isPassive = ordType == OrdType.LIMIT && rests();
        return asked.has(OrderConditions.POST_ONLY) && !isPassive ? RejectReason.EXEC_INST_INVALID : RejectReason.NONE;
    }

    private RejectReason readPrice(final long priceE8) {
        if (!isPriced()) {
            if (waits) {
                limitTicks = stopTicks;
            } else {
                protect();
            }
            return priceE8 == ABSENT ? RejectReason.NONE : RejectReason.PRICE_NOT_ALLOWED;
        }
        if (priceE8 == ABSENT) {
            return RejectReason.PRICE_MISSING;
        }
        if (priceE8 <= 0) {
            return RejectReason.PRICE_NOT_POSITIVE;
        }
        if (priceE8 % instrument.definition().tickSizeE8() != 0) {
            return RejectReason.PRICE_OFF_TICK;
        }
        limitTicks = priceE8 / instrument.definition().tickSizeE8();
        if (limitTicks > instrument.maxPriceTicks()) {
            return RejectReason.PRICE_OUT_OF_RANGE;
        }
        return waits ? RejectReason.NONE : checkBand(); // of one that waits when it is elected
    }

    private boolean isPriced() {
        return ordType == OrdType.LIMIT || ordType == OrdType.STOP_LIMIT;
    }

    /** A market order trades no worse than this. */
    private void protect() {
        limitTicks = side == Side.BUY ? instrument.protectionHighTicks() : instrument.protectionLowTicks();
    }

    private RejectReason checkBand() {
        final boolean inBand = limitTicks >= instrument.bandLowTicks() && limitTicks <= instrument.bandHighTicks();
        return inBand ? RejectReason.NONE : RejectReason.PRICE_OUTSIDE_BAND;
    }
}
