package io.bascule.engine.cluster;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.service.PreviewRequest;
import io.bascule.engine.wire.sbe.CancelOrderDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.OrderConditionsDecoder;
import io.bascule.engine.wire.sbe.PlaceOrderDecoder;
import io.bascule.engine.wire.sbe.PreviewMarginDecoder;
import io.bascule.engine.wire.sbe.ReplaceOrderDecoder;
import io.bascule.engine.wire.sbe.RequestFlagsDecoder;
import io.bascule.engine.wire.sbe.RequestMassStatusDecoder;
import io.bascule.engine.wire.sbe.RequestOrderStatusDecoder;
import org.agrona.DirectBuffer;

/**
 * The requests of sessions, from bytes into objects that are reused. A method returns false, or throws
 * IndexOutOfBoundsException, if the bytes are not exactly one message with values that are known.
 */
final class RequestDecoder {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int NULL_CODE = 255;

    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replaceOrder = new ReplaceOrderDecoder();
    private final RequestOrderStatusDecoder requestOrderStatus = new RequestOrderStatusDecoder();
    private final RequestMassStatusDecoder requestMassStatus = new RequestMassStatusDecoder();
    private final PreviewMarginDecoder previewMargin = new PreviewMarginDecoder();
    private final OrderRequest order = new OrderRequest();
    private final PreviewRequest preview = new PreviewRequest();
    private final OrderRequest surplusLeg = new OrderRequest();
    private final byte[] text = new byte[255];
    private boolean wellFormed;

    /** The request about one order that was decoded last. */
    OrderRequest order() {
        return order;
    }

    /** The preview that was decoded last. */
    PreviewRequest preview() {
        return preview;
    }

    boolean decodePlaceOrder(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != PlaceOrderDecoder.BLOCK_LENGTH) {
            return false;
        }
        final PlaceOrderDecoder decoder =
                placeOrder.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        begin(decoder.sessionId(), decoder.msgSeqNum(), decoder.flags());
        order.fault = fault(decoder.faultRaw());
        order.side = side(decoder.sideRaw());
        order.ordType = ordType(decoder.ordTypeRaw());
        order.timeInForce = timeInForce(decoder.timeInForceRaw());
        order.accountId = decoder.accountId();
        order.instrumentId = decoder.instrumentId();
        order.priceE8 = decoder.priceE8();
        order.orderQtyE8 = decoder.orderQtyE8();
        final PlaceOrderDecoder.ConditionsDecoder conditions = decoder.conditions();
        if (hasConditions(
                conditions.count(),
                conditions.actingBlockLength(),
                PlaceOrderDecoder.ConditionsDecoder.sbeBlockLength())) {
            decode(conditions.next().terms(), order.conditions);
        }
        order.clOrdId.set(text, decoder.getClOrdId(text, 0, text.length));
        order.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        order.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        return wellFormed && decoder.limit() == buffer.capacity();
    }

    boolean decodeCancelOrder(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != CancelOrderDecoder.BLOCK_LENGTH) {
            return false;
        }
        final CancelOrderDecoder decoder =
                cancelOrder.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        begin(decoder.sessionId(), decoder.msgSeqNum(), decoder.flags());
        order.fault = fault(decoder.faultRaw());
        order.side = side(decoder.sideRaw());
        order.accountId = decoder.accountId();
        order.instrumentId = decoder.instrumentId();
        order.orderId = decoder.orderId();
        order.clOrdId.set(text, decoder.getClOrdId(text, 0, text.length));
        order.origClOrdId.set(text, decoder.getOrigClOrdId(text, 0, text.length));
        return wellFormed && decoder.limit() == buffer.capacity();
    }

    boolean decodeReplaceOrder(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != ReplaceOrderDecoder.BLOCK_LENGTH) {
            return false;
        }
        final ReplaceOrderDecoder decoder =
                replaceOrder.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        begin(decoder.sessionId(), decoder.msgSeqNum(), decoder.flags());
        order.fault = fault(decoder.faultRaw());
        order.side = side(decoder.sideRaw());
        order.ordType = ordType(decoder.ordTypeRaw());
        order.timeInForce = timeInForce(decoder.timeInForceRaw());
        order.accountId = decoder.accountId();
        order.instrumentId = decoder.instrumentId();
        order.orderId = decoder.orderId();
        order.priceE8 = decoder.priceE8();
        order.orderQtyE8 = decoder.orderQtyE8();
        final ReplaceOrderDecoder.ConditionsDecoder conditions = decoder.conditions();
        if (hasConditions(
                conditions.count(),
                conditions.actingBlockLength(),
                ReplaceOrderDecoder.ConditionsDecoder.sbeBlockLength())) {
            decode(conditions.next().terms(), order.conditions);
        }
        order.clOrdId.set(text, decoder.getClOrdId(text, 0, text.length));
        order.origClOrdId.set(text, decoder.getOrigClOrdId(text, 0, text.length));
        return wellFormed && decoder.limit() == buffer.capacity();
    }

    boolean decodeRequestOrderStatus(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != RequestOrderStatusDecoder.BLOCK_LENGTH) {
            return false;
        }
        final RequestOrderStatusDecoder decoder =
                requestOrderStatus.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        begin(decoder.sessionId(), decoder.msgSeqNum(), decoder.flags());
        order.side = side(decoder.sideRaw());
        order.orderId = decoder.orderId();
        order.clOrdId.set(text, decoder.getClOrdId(text, 0, text.length));
        order.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        order.ordStatusReqId.set(text, decoder.getOrdStatusReqId(text, 0, text.length));
        return wellFormed && decoder.limit() == buffer.capacity();
    }

    boolean decodeRequestMassStatus(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != RequestMassStatusDecoder.BLOCK_LENGTH) {
            return false;
        }
        final RequestMassStatusDecoder decoder =
                requestMassStatus.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        begin(decoder.sessionId(), decoder.msgSeqNum(), decoder.flags());
        order.fault = fault(decoder.faultRaw());
        order.side = side(decoder.sideRaw());
        order.accountId = decoder.accountId();
        order.instrumentId = decoder.instrumentId();
        order.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        order.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        order.massStatusReqId.set(text, decoder.getMassStatusReqId(text, 0, text.length));
        return wellFormed && decoder.limit() == buffer.capacity();
    }

    boolean decodePreviewMargin(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != PreviewMarginDecoder.BLOCK_LENGTH) {
            return false;
        }
        final PreviewMarginDecoder decoder =
                previewMargin.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        wellFormed = true;
        preview.sessionId = decoder.sessionId();
        preview.msgSeqNum = decoder.msgSeqNum();
        preview.possDup = decoder.flags().possDup();
        preview.fault = fault(decoder.faultRaw());
        preview.batchMode = BatchMode.of(decoder.batchModeRaw());
        preview.accountId = decoder.accountId();
        final PreviewMarginDecoder.LegsDecoder legs = decoder.legs();
        if (preview.batchMode == null
                || legs.actingBlockLength() != PreviewMarginDecoder.LegsDecoder.sbeBlockLength()) {
            return false;
        }
        preview.legCount = legs.count();
        for (int i = 0; legs.hasNext(); i++) {
            decodeLeg(legs.next(), i < PreviewRequest.MAX_LEGS ? preview.legs[i] : surplusLeg);
        }
        preview.previewReqId.set(text, decoder.getPreviewReqId(text, 0, text.length));
        preview.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        return wellFormed && decoder.limit() == buffer.capacity();
    }

    private void decodeLeg(final PreviewMarginDecoder.LegsDecoder decoder, final OrderRequest leg) {
        leg.clear();
        leg.sessionId = preview.sessionId;
        leg.accountId = preview.accountId;
        leg.fault = fault(decoder.faultRaw());
        leg.side = side(decoder.sideRaw());
        leg.ordType = ordType(decoder.ordTypeRaw());
        leg.timeInForce = timeInForce(decoder.timeInForceRaw());
        leg.instrumentId = decoder.instrumentId();
        leg.priceE8 = decoder.priceE8();
        leg.orderQtyE8 = decoder.orderQtyE8();
        final PreviewMarginDecoder.LegsDecoder.ConditionsDecoder conditions = decoder.conditions();
        if (hasConditions(
                conditions.count(),
                conditions.actingBlockLength(),
                PreviewMarginDecoder.LegsDecoder.ConditionsDecoder.sbeBlockLength())) {
            decode(conditions.next().terms(), leg.conditions);
        }
        leg.clOrdId.set(text, decoder.getClOrdId(text, 0, text.length));
        leg.origClOrdId.set(text, decoder.getOrigClOrdId(text, 0, text.length));
        leg.symbol.set(text, decoder.getSymbol(text, 0, text.length));
    }

    /** Whether a group of conditions has its entry; notes one that has more, or an entry of another length. */
    private boolean hasConditions(final int count, final int blockLength, final int expectedBlockLength) {
        wellFormed &= count <= 1 && blockLength == expectedBlockLength;
        return wellFormed && count == 1;
    }

    private void decode(final OrderConditionsDecoder decoder, final OrderConditions target) {
        wellFormed &= ConditionsCodec.decode(decoder, target);
    }

    private void begin(final int sessionId, final long msgSeqNum, final RequestFlagsDecoder flags) {
        wellFormed = true;
        order.clear();
        order.sessionId = sessionId;
        order.msgSeqNum = msgSeqNum;
        order.possDup = flags.possDup();
        order.possResend = flags.possResend();
    }

    private RejectReason fault(final int code) {
        return known(RejectReason.of(code), 0);
    }

    private Side side(final int code) {
        return known(Side.of(code), code);
    }

    private OrdType ordType(final int code) {
        return known(OrdType.of(code), code);
    }

    private TimeInForce timeInForce(final int code) {
        return known(TimeInForce.of(code), code);
    }

    /** Notes a code that stands neither for a constant nor for its absence. */
    private <T> T known(final T constant, final int code) {
        wellFormed &= constant != null || code == NULL_CODE;
        return constant;
    }
}
