package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;

/** What a request asks for, in ticks and lots, once it was found to be something that the venue can do. */
final class Terms {
    Instrument instrument;
    Side side;
    OrdType ordType;
    TimeInForce timeInForce;
    /** The limit, or for a market order its protection price. */
    long limitTicks;

    long lots;

    /** Whether what does not trade at once comes to rest. */
    boolean rests() {
        return ordType == OrdType.LIMIT && (timeInForce == TimeInForce.DAY || timeInForce == TimeInForce.GTC);
    }

    /**
     * Whether they differ from a resting order's in a lower quantity only: then it keeps its place (fix.md, rule 3).
     */
    boolean onlyReduces(final Order order) {
        return limitTicks == order.limitTicks && timeInForce == order.timeInForce && lots < order.orderLots;
    }

    /**
     * Reads a request for an order on an instrument that is known.
     *
     * @return {@link RejectReason#NONE}, or why the venue cannot do it; then the terms mean nothing.
     */
    RejectReason read(final OrderRequest request, final Instrument target) {
        instrument = target;
        side = request.side;
        ordType = request.ordType;
        timeInForce = request.timeInForce == null ? TimeInForce.DAY : request.timeInForce;
        if (side == null || ordType == null) {
            return RejectReason.UNSUPPORTED_VALUE;
        }
        final RejectReason quantity = readQuantity(request.orderQtyE8);
        return quantity != RejectReason.NONE ? quantity : readPrice(request.priceE8);
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

    private RejectReason readPrice(final long priceE8) {
        if (ordType == OrdType.MARKET) {
            limitTicks = side == Side.BUY ? instrument.protectionHighTicks() : instrument.protectionLowTicks();
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
        final boolean inBand = limitTicks >= instrument.bandLowTicks() && limitTicks <= instrument.bandHighTicks();
        return inBand ? RejectReason.NONE : RejectReason.PRICE_OUTSIDE_BAND;
    }
}
