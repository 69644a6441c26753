package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.CancelMassDecoder;
import io.bascule.engine.wire.sbe.CancelOrderDecoder;
import io.bascule.engine.wire.sbe.CancelQuotesDecoder;
import io.bascule.engine.wire.sbe.InquireMarketDecoder;
import io.bascule.engine.wire.sbe.PlaceBatchDecoder;
import io.bascule.engine.wire.sbe.PlaceCombinationDecoder;
import io.bascule.engine.wire.sbe.PlaceOrderDecoder;
import io.bascule.engine.wire.sbe.PlaceQuotesDecoder;
import io.bascule.engine.wire.sbe.PreviewMarginDecoder;
import io.bascule.engine.wire.sbe.PublishIndexDecoder;
import io.bascule.engine.wire.sbe.QuoteAuctionDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReplaceOrderDecoder;
import io.bascule.engine.wire.sbe.RequestLimitsDecoder;
import io.bascule.engine.wire.sbe.RequestMassStatusDecoder;
import io.bascule.engine.wire.sbe.RequestOrderStatusDecoder;
import io.bascule.engine.wire.sbe.RequestRefusedDecoder;
import io.bascule.gateway.encoding.MessageBody;
import org.agrona.DirectBuffer;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.ApplReqID;
import quickfix.field.BusinessRejectReason;
import quickfix.field.ClOrdID;
import quickfix.field.CollInquiryID;
import quickfix.field.MDReqID;
import quickfix.field.MassStatusReqID;
import quickfix.field.MsgType;
import quickfix.field.PosReqID;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.SecurityReqID;
import quickfix.field.SecurityStatusReqID;
import quickfix.field.Text;
import quickfix.field.TradeRequestID;
import quickfix.field.UserRequestID;

/**
 * BusinessMessageReject (j): of a command that the engine refuses and that has no report of its own, and of a message
 * that the gateway answers itself.
 */
final class BusinessRejectMapping extends AnswerMapping {
    private static final int BUSINESS_REJECT_REF_ID = 379;

    /** By which of its fields a counterparty knows a message of its own; the first that it has counts. */
    private static final int[] BUSINESS_IDS = {
        ClOrdID.FIELD,
        BasculeTags.PREVIEW_REQ_ID,
        MassOrderMapping.MASS_ORDER_REQUEST_ID,
        PartyActionMapping.PARTY_ACTION_REQUEST_ID,
        PartyRiskLimitsMapping.RISK_LIMIT_REQUEST_ID,
        InquiryFields.MARGIN_REQMT_INQ_ID,
        ApplReqID.FIELD,
        CollInquiryID.FIELD,
        PosReqID.FIELD,
        TradeRequestID.FIELD,
        UserRequestID.FIELD,
        MassStatusReqID.FIELD,
        SecurityStatusReqID.FIELD,
        SecurityReqID.FIELD,
        MDReqID.FIELD,
        QuoteID.FIELD,
        QuoteReqID.FIELD
    };

    private final RequestRefusedDecoder event = new RequestRefusedDecoder();

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        RejectReason reason = event.rejectReason();
        body.begin(MsgType.BUSINESS_MESSAGE_REJECT)
                .put(RefSeqNum.FIELD, SessionProfile.msgSeqNum(event.msgSeqNum()))
                .put(Text.FIELD, text(reason, event.templateId()))
                .put(RefMsgType.FIELD, msgType(event.templateId()))
                .put(BusinessRejectReason.FIELD, businessRejectReason(reason, recipient.vocabulary()));
    }

    private static String text(RejectReason reason, int templateId) {
        boolean isMassStatus = templateId == RequestMassStatusDecoder.TEMPLATE_ID;
        return isMassStatus && reason == RejectReason.VENUE_BUSY
                ? "the reports do not fit behind the answers that are waiting: ask again"
                : RejectTable.of(reason).text();
    }

    private static String businessRejectReason(RejectReason reason, Vocabulary vocabulary) {
        int value =
                switch (reason) {
                    case UNKNOWN_SYMBOL -> BusinessRejectReason.UNKNOWN_SECURITY;
                    case VENUE_BUSY -> BusinessRejectReason.APPLICATION_NOT_AVAILABLE;
                    default -> BusinessRejectReason.OTHER;
                };
        return known(value, vocabulary);
    }

    private static String msgType(int templateId) {
        return switch (templateId) {
            case PlaceOrderDecoder.TEMPLATE_ID -> MsgType.NEW_ORDER_SINGLE;
            case CancelOrderDecoder.TEMPLATE_ID -> MsgType.ORDER_CANCEL_REQUEST;
            case ReplaceOrderDecoder.TEMPLATE_ID -> MsgType.ORDER_CANCEL_REPLACE_REQUEST;
            case PublishIndexDecoder.TEMPLATE_ID -> MsgType.MARKET_DATA_SNAPSHOT_FULL_REFRESH;
            case RequestOrderStatusDecoder.TEMPLATE_ID -> MsgType.ORDER_STATUS_REQUEST;
            case CancelMassDecoder.TEMPLATE_ID -> MsgType.ORDER_MASS_CANCEL_REQUEST;
            case RequestMassStatusDecoder.TEMPLATE_ID -> MsgType.ORDER_MASS_STATUS_REQUEST;
            case PlaceBatchDecoder.TEMPLATE_ID -> "DJ";
            case PlaceCombinationDecoder.TEMPLATE_ID -> MsgType.NEW_ORDER_MULTILEG;
            case PlaceQuotesDecoder.TEMPLATE_ID -> MsgType.MASS_QUOTE;
            case CancelQuotesDecoder.TEMPLATE_ID -> MsgType.QUOTE_CANCEL;
            case InquireMarketDecoder.TEMPLATE_ID -> MsgType.MARKET_DATA_REQUEST;
            case QuoteAuctionDecoder.TEMPLATE_ID -> MsgType.QUOTE;
            case RequestLimitsDecoder.TEMPLATE_ID -> "CL";
            case PreviewMarginDecoder.TEMPLATE_ID -> BasculeTags.MARGIN_PREVIEW_REQUEST;
            default -> throw new IllegalArgumentException("command " + templateId + " is no request of a session");
        };
    }

    /** The gateway's own refusal of a message. */
    static Message of(Message refused, BusinessReject refusal, SessionProfile recipient) throws FieldNotFound {
        Message reject = new Message();
        Message.Header header = refused.getHeader();
        reject.getHeader().setString(MsgType.FIELD, MsgType.BUSINESS_MESSAGE_REJECT);
        reject.setString(RefSeqNum.FIELD, Long.toString(RequestReader.msgSeqNum(refused)));
        reject.setString(RefMsgType.FIELD, header.getString(MsgType.FIELD));
        for (int tag : BUSINESS_IDS) {
            if (refused.isSetField(tag)) {
                reject.setString(BUSINESS_REJECT_REF_ID, refused.getString(tag));
                break;
            }
        }
        reject.setString(BusinessRejectReason.FIELD, known(refusal.businessRejectReason(), recipient.vocabulary()));
        reject.setString(Text.FIELD, refusal.getMessage());
        return reject;
    }

    private static String known(int businessRejectReason, Vocabulary vocabulary) {
        return vocabulary.value(
                BusinessRejectReason.FIELD,
                Integer.toString(businessRejectReason),
                Integer.toString(BusinessRejectReason.OTHER));
    }
}
