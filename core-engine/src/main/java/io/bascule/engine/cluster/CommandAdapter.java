package io.bascule.engine.cluster;

import io.bascule.engine.order.RejectReason;
import io.bascule.engine.service.RequestKind;
import io.bascule.engine.service.Venue;
import io.bascule.engine.wire.sbe.AcknowledgeEventsDecoder;
import io.bascule.engine.wire.sbe.BeginConfigurationDecoder;
import io.bascule.engine.wire.sbe.CancelMassDecoder;
import io.bascule.engine.wire.sbe.CancelOrderDecoder;
import io.bascule.engine.wire.sbe.CancelQuotesDecoder;
import io.bascule.engine.wire.sbe.CancelSessionOrdersDecoder;
import io.bascule.engine.wire.sbe.ConnectGatewayDecoder;
import io.bascule.engine.wire.sbe.EndConfigurationDecoder;
import io.bascule.engine.wire.sbe.InquireAccountDecoder;
import io.bascule.engine.wire.sbe.InquireMarketDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PlaceBatchDecoder;
import io.bascule.engine.wire.sbe.PlaceCombinationDecoder;
import io.bascule.engine.wire.sbe.PlaceOrderDecoder;
import io.bascule.engine.wire.sbe.PlaceQuotesDecoder;
import io.bascule.engine.wire.sbe.PreviewMarginDecoder;
import io.bascule.engine.wire.sbe.PublishExternalPriceDecoder;
import io.bascule.engine.wire.sbe.PublishIndexDecoder;
import io.bascule.engine.wire.sbe.ReplaceOrderDecoder;
import io.bascule.engine.wire.sbe.RequestMassStatusDecoder;
import io.bascule.engine.wire.sbe.RequestOrderStatusDecoder;
import io.bascule.engine.wire.sbe.RequestStateHashDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logged bytes into calls. A command is decoded whole, within its own bounds, before anything is called, so one that
 * is malformed, of a template that is not known or of another schema or version changes nothing: it is counted,
 * logged and answered with RequestRefused.
 */
final class CommandAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(CommandAdapter.class);
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    /** Sessions' commands begin with sessionId and msgSeqNum. */
    private static final int SEQ_NUM_OFFSET = HEADER_LENGTH + Integer.BYTES;

    private final Venue venue;
    private final ControlCommands control;
    private final Answers answers;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RequestDecoder requests = new RequestDecoder();
    private final BatchDecoder batches = new BatchDecoder();
    private final QuoteDecoder quotes = new QuoteDecoder();
    private final InquiryDecoder inquiries = new InquiryDecoder();
    private final DefinitionDecoder definitions = new DefinitionDecoder();
    private final PublishIndexDecoder publishIndex = new PublishIndexDecoder();
    private final PublishExternalPriceDecoder publishExternalPrice = new PublishExternalPriceDecoder();
    private final CancelSessionOrdersDecoder cancelSessionOrders = new CancelSessionOrdersDecoder();
    private final OperatorCommands operator;
    private final ConnectGatewayDecoder connectGateway = new ConnectGatewayDecoder();
    private final AcknowledgeEventsDecoder acknowledgeEvents = new AcknowledgeEventsDecoder();
    private final RequestStateHashDecoder requestStateHash = new RequestStateHashDecoder();
    private final BeginConfigurationDecoder beginConfiguration = new BeginConfigurationDecoder();
    private final EndConfigurationDecoder endConfiguration = new EndConfigurationDecoder();
    private long refusedCount;

    CommandAdapter(final Venue venue, final ControlCommands control, final Answers answers) {
        if (!DirectBuffer.SHOULD_BOUNDS_CHECK) {
            throw new IllegalStateException(DirectBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME
                    + " must not be set: bounds checks keep a malformed command from being read beyond its end");
        }
        this.venue = venue;
        this.control = control;
        this.answers = answers;
        operator = new OperatorCommands(venue, answers);
    }

    /** Applies one command, or returns false if it could not be read. */
    boolean onCommand(final long timestampNs, final DirectBuffer buffer, final int offset, final int length) {
        view.wrap(buffer, offset, length);
        if (length < HEADER_LENGTH) {
            refuse(0);
            return false;
        }
        header.wrap(view, 0);
        final int templateId = header.templateId();
        final boolean known = header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && header.version() == MessageHeaderDecoder.SCHEMA_VERSION;
        if (known && decode(templateId)) {
            apply(templateId, timestampNs);
            return true;
        }
        refuse(templateId);
        return false;
    }

    private boolean decode(final int templateId) {
        try {
            return switch (templateId) {
                case PlaceOrderDecoder.TEMPLATE_ID -> requests.decodePlaceOrder(view, header);
                case CancelOrderDecoder.TEMPLATE_ID -> requests.decodeCancelOrder(view, header);
                case ReplaceOrderDecoder.TEMPLATE_ID -> requests.decodeReplaceOrder(view, header);
                case RequestOrderStatusDecoder.TEMPLATE_ID -> requests.decodeRequestOrderStatus(view, header);
                case RequestMassStatusDecoder.TEMPLATE_ID -> requests.decodeRequestMassStatus(view, header);
                case PreviewMarginDecoder.TEMPLATE_ID -> requests.decodePreviewMargin(view, header);
                case CancelMassDecoder.TEMPLATE_ID -> requests.decodeCancelMass(view, header);
                case PlaceBatchDecoder.TEMPLATE_ID -> batches.decodePlaceBatch(view, header);
                case PlaceCombinationDecoder.TEMPLATE_ID -> batches.decodePlaceCombination(view, header);
                case PlaceQuotesDecoder.TEMPLATE_ID -> quotes.decodePlaceQuotes(view, header);
                case CancelQuotesDecoder.TEMPLATE_ID -> quotes.decodeCancelQuotes(view, header);
                case InquireAccountDecoder.TEMPLATE_ID -> inquiries.decode(view, header);
                case InquireMarketDecoder.TEMPLATE_ID -> inquiries.decodeMarket(view, header);
                default ->
                    decodeFixed(templateId)
                            || operator.decode(templateId, view, header)
                            || definitions.decode(templateId, view, header);
            };
        } catch (final IndexOutOfBoundsException ex) {
            return false;
        }
    }

    /** Commands without strings or groups. */
    private boolean decodeFixed(final int templateId) {
        return switch (templateId) {
            case PublishIndexDecoder.TEMPLATE_ID -> wrapWhole(publishIndex);
            case PublishExternalPriceDecoder.TEMPLATE_ID -> wrapWhole(publishExternalPrice);
            case CancelSessionOrdersDecoder.TEMPLATE_ID -> wrapWhole(cancelSessionOrders);
            case ConnectGatewayDecoder.TEMPLATE_ID -> wrapWhole(connectGateway);
            case AcknowledgeEventsDecoder.TEMPLATE_ID -> wrapWhole(acknowledgeEvents);
            case RequestStateHashDecoder.TEMPLATE_ID -> wrapWhole(requestStateHash);
            case BeginConfigurationDecoder.TEMPLATE_ID -> wrapWhole(beginConfiguration);
            case EndConfigurationDecoder.TEMPLATE_ID -> wrapWhole(endConfiguration);
            default -> false;
        };
    }

    private boolean wrapWhole(final MessageDecoderFlyweight decoder) {
        return wrapWhole(decoder, view, header);
    }

    /** Wraps a message that is a block and nothing behind it, if it has the right length. */
    static boolean wrapWhole(
            final MessageDecoderFlyweight decoder, final DirectBuffer view, final MessageHeaderDecoder header) {
        final int blockLength = decoder.sbeBlockLength();
        if (header.blockLength() != blockLength || view.capacity() != HEADER_LENGTH + blockLength) {
            return false;
        }
        decoder.wrap(view, HEADER_LENGTH, blockLength, header.version());
        return true;
    }

    private void apply(final int templateId, final long timestampNs) {
        switch (templateId) {
            case PlaceOrderDecoder.TEMPLATE_ID -> venue.placeOrder(requests.order(), timestampNs);
            case CancelOrderDecoder.TEMPLATE_ID -> venue.cancelOrder(requests.order(), timestampNs);
            case ReplaceOrderDecoder.TEMPLATE_ID -> venue.replaceOrder(requests.order(), timestampNs);
            case RequestOrderStatusDecoder.TEMPLATE_ID -> venue.requestOrderStatus(requests.order(), timestampNs);
            case RequestMassStatusDecoder.TEMPLATE_ID -> venue.requestMassStatus(requests.order(), timestampNs);
            case PreviewMarginDecoder.TEMPLATE_ID -> venue.previewMargin(requests.preview(), timestampNs);
            case CancelMassDecoder.TEMPLATE_ID -> venue.cancelMass(requests.massCancel(), timestampNs);
            case PlaceBatchDecoder.TEMPLATE_ID -> venue.placeBatch(batches.batch(), timestampNs);
            case PlaceCombinationDecoder.TEMPLATE_ID -> venue.placeCombination(batches.combination(), timestampNs);
            case PlaceQuotesDecoder.TEMPLATE_ID -> venue.placeQuotes(quotes.quotes(), timestampNs);
            case CancelQuotesDecoder.TEMPLATE_ID -> venue.cancelQuotes(quotes.quotes(), timestampNs);
            case InquireAccountDecoder.TEMPLATE_ID -> venue.inquiries().ofAccounts(inquiries.inquiry(), timestampNs);
            case InquireMarketDecoder.TEMPLATE_ID ->
                venue.inquiries().ofMarkets(inquiries.marketInquiry(), timestampNs);
            case PublishIndexDecoder.TEMPLATE_ID ->
                venue.publishIndex(
                        publishIndex.sessionId(),
                        publishIndex.msgSeqNum(),
                        publishIndex.flags().possDup(),
                        publishIndex.underlyingId(),
                        publishIndex.priceE8(),
                        timestampNs);
            case PublishExternalPriceDecoder.TEMPLATE_ID ->
                venue.publish(
                        RequestKind.PUBLISH_EXTERNAL_PRICE,
                        publishExternalPrice.sessionId(),
                        publishExternalPrice.msgSeqNum(),
                        publishExternalPrice.flags().possDup(),
                        publishExternalPrice.instrumentId(),
                        publishExternalPrice.priceE8(),
                        timestampNs);
            case CancelSessionOrdersDecoder.TEMPLATE_ID ->
                venue.cancelSessionOrders(
                        cancelSessionOrders.sessionId(),
                        cancelSessionOrders.markedOnly() != 0,
                        cancelSessionOrders.restatementReason(),
                        timestampNs);
            case ConnectGatewayDecoder.TEMPLATE_ID -> control.connectGateway(connectGateway.gatewayId());
            case AcknowledgeEventsDecoder.TEMPLATE_ID ->
                control.acknowledgeEvents(acknowledgeEvents.gatewayId(), acknowledgeEvents.eventNumber());
            case RequestStateHashDecoder.TEMPLATE_ID -> control.requestStateHash(requestStateHash.correlationId());
            case BeginConfigurationDecoder.TEMPLATE_ID ->
                control.beginConfiguration(beginConfiguration.proposedEpoch(), beginConfiguration.digest());
            case EndConfigurationDecoder.TEMPLATE_ID -> control.endConfiguration();
            default -> {
                if (!operator.apply(templateId, timestampNs)) {
                    control.define(templateId, definitions.definition());
                }
            }
        }
    }

    /** Says no to a command of this template, whose bytes are in the view. */
    void refuse(final int templateId) {
        refusedCount++;
        if (Long.bitCount(refusedCount) == 1) {
            LOG.warn(
                    "refused a command of template {}, {} bytes; {} in all", templateId, view.capacity(), refusedCount);
        }
        final boolean fromSession = isOfSession(templateId) && view.capacity() >= SEQ_NUM_OFFSET + Long.BYTES;
        answers.requestRefused(
                fromSession ? view.getInt(HEADER_LENGTH, PlaceOrderDecoder.BYTE_ORDER) : 0,
                fromSession ? view.getLong(SEQ_NUM_OFFSET, PlaceOrderDecoder.BYTE_ORDER) : 0,
                templateId,
                RejectReason.UNSUPPORTED_VALUE);
    }

    /** Whether such a command begins with its session and MsgSeqNum. */
    private static boolean isOfSession(final int templateId) {
        return switch (templateId) {
            case PlaceOrderDecoder.TEMPLATE_ID,
                    CancelOrderDecoder.TEMPLATE_ID,
                    ReplaceOrderDecoder.TEMPLATE_ID,
                    RequestOrderStatusDecoder.TEMPLATE_ID,
                    RequestMassStatusDecoder.TEMPLATE_ID,
                    PreviewMarginDecoder.TEMPLATE_ID,
                    PublishIndexDecoder.TEMPLATE_ID,
                    PublishExternalPriceDecoder.TEMPLATE_ID,
                    PlaceBatchDecoder.TEMPLATE_ID,
                    PlaceCombinationDecoder.TEMPLATE_ID,
                    PlaceQuotesDecoder.TEMPLATE_ID,
                    CancelQuotesDecoder.TEMPLATE_ID,
                    InquireAccountDecoder.TEMPLATE_ID,
                    InquireMarketDecoder.TEMPLATE_ID,
                    CancelMassDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }
}
