package io.bascule.gateway.mapping;

import io.bascule.config.VenueConfig;
import io.bascule.engine.wire.sbe.AccountInquiredDecoder;
import io.bascule.engine.wire.sbe.AuctionRequestedDecoder;
import io.bascule.engine.wire.sbe.BatchConcludedDecoder;
import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.CollateralChangedDecoder;
import io.bascule.engine.wire.sbe.CollateralReportedDecoder;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.FundingMissedDecoder;
import io.bascule.engine.wire.sbe.FundingPaidDecoder;
import io.bascule.engine.wire.sbe.LimitsReportedDecoder;
import io.bascule.engine.wire.sbe.LiquidationSteppedDecoder;
import io.bascule.engine.wire.sbe.MarginCalledDecoder;
import io.bascule.engine.wire.sbe.MarginParametersChangedDecoder;
import io.bascule.engine.wire.sbe.MarginPreviewedDecoder;
import io.bascule.engine.wire.sbe.MarginReportedDecoder;
import io.bascule.engine.wire.sbe.MarketReportedDecoder;
import io.bascule.engine.wire.sbe.MarketStatusChangedDecoder;
import io.bascule.engine.wire.sbe.MassCancelAnsweredDecoder;
import io.bascule.engine.wire.sbe.PartyActionAnsweredDecoder;
import io.bascule.engine.wire.sbe.PositionReportedDecoder;
import io.bascule.engine.wire.sbe.QuotesAnsweredDecoder;
import io.bascule.engine.wire.sbe.RequestRefusedDecoder;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import quickfix.FieldNotFound;
import quickfix.Message;

/** Turns what the engine says into FIX messages, and makes the few answers that are the gateway's own. */
public final class OutboundMapper {
    private final EventMapping executionReport;
    private final EventMapping orderCancelReject;
    private final EventMapping marginPreviewReport;
    private final EventMapping orderMassCancelReport;
    private final EventMapping massOrderAck;
    private final EventMapping quoteAnswer;
    private final EventMapping accountInquiryAck;
    private final EventMapping marginRequirementReport;
    private final EventMapping collateralReport;
    private final EventMapping positionReport;
    private final EventMapping marketReport;
    private final EventMapping fundingReport;
    private final EventMapping collateralChange;
    private final EventMapping marginCall;
    private final EventMapping marketStatus;
    private final EventMapping parametersNews;
    private final EventMapping auctionRequest;
    private final EventMapping partyActionReport;
    private final EventMapping partyRiskLimitsReport;
    private final EventMapping businessReject = new BusinessRejectMapping();
    private final EventMapping quietEvent = new QuietEventMapping();
    private final ResentMessage resentMessage = new ResentMessage();
    private final SecurityListMapping securityList;

    /**
     * Reads the dictionaries that say what a session may be sent. It takes some tenths of a second, which the first
     * session would wait for otherwise; any thread.
     */
    public static void loadVocabularies() {
        Vocabulary.load();
    }

    /** A mapper of one venue's events. */
    public OutboundMapper(Directory directory, VenueConfig venue) {
        Timestamps timestamps = new Timestamps();
        executionReport = new ExecutionReportMapping(directory, timestamps);
        orderCancelReject = new OrderCancelRejectMapping(directory, timestamps);
        marginPreviewReport = new MarginPreviewReportMapping(directory, timestamps);
        orderMassCancelReport = new OrderMassCancelReportMapping(directory, timestamps);
        massOrderAck = new MassOrderAckMapping(directory, timestamps);
        quoteAnswer = new QuoteAnswerMapping(directory, timestamps);
        accountInquiryAck = new AccountInquiryAckMapping(directory, timestamps);
        marginRequirementReport = new MarginRequirementReportMapping(directory, timestamps);
        collateralReport = new CollateralReportMapping(directory, timestamps);
        positionReport = new PositionReportMapping(directory);
        marketReport = new MarketReportMapping(directory, timestamps);
        fundingReport = new FundingReportMapping(directory);
        collateralChange = new CollateralChangeMapping(directory, timestamps);
        marginCall = new MarginCallMapping(directory, timestamps);
        marketStatus = new MarketStatusMapping(directory, timestamps);
        parametersNews = new ParametersNewsMapping(timestamps);
        auctionRequest = new AuctionRequestMapping(directory, timestamps);
        partyActionReport = new PartyActionReportMapping(directory, timestamps);
        partyRiskLimitsReport = new PartyRiskLimitsReportMapping(directory, timestamps);
        securityList = new SecurityListMapping(venue);
    }

    /** Takes the instruments of another configuration, in place of those before. */
    public void venue(VenueConfig venue) {
        securityList.venue(venue);
    }

    /** The mapping of an event's template, or null if the template is no message to a session. */
    public EventMapping mappingOf(int templateId) {
        return switch (templateId) {
            case ExecutionReportedDecoder.TEMPLATE_ID -> executionReport;
            case CancelRejectedDecoder.TEMPLATE_ID -> orderCancelReject;
            case MarginPreviewedDecoder.TEMPLATE_ID -> marginPreviewReport;
            case MassCancelAnsweredDecoder.TEMPLATE_ID -> orderMassCancelReport;
            case BatchConcludedDecoder.TEMPLATE_ID -> massOrderAck;
            case QuotesAnsweredDecoder.TEMPLATE_ID -> quoteAnswer;
            case AccountInquiredDecoder.TEMPLATE_ID -> accountInquiryAck;
            case MarginReportedDecoder.TEMPLATE_ID -> marginRequirementReport;
            case CollateralReportedDecoder.TEMPLATE_ID -> collateralReport;
            case PositionReportedDecoder.TEMPLATE_ID -> positionReport;
            case MarketReportedDecoder.TEMPLATE_ID -> marketReport;
            case RequestRefusedDecoder.TEMPLATE_ID -> businessReject;
            case FundingPaidDecoder.TEMPLATE_ID -> fundingReport;
            case CollateralChangedDecoder.TEMPLATE_ID -> collateralChange;
            case MarginCalledDecoder.TEMPLATE_ID -> marginCall;
            case MarketStatusChangedDecoder.TEMPLATE_ID -> marketStatus;
            case MarginParametersChangedDecoder.TEMPLATE_ID -> parametersNews;
            case AuctionRequestedDecoder.TEMPLATE_ID -> auctionRequest;
            case PartyActionAnsweredDecoder.TEMPLATE_ID -> partyActionReport;
            case LimitsReportedDecoder.TEMPLATE_ID -> partyRiskLimitsReport;
            case FundingMissedDecoder.TEMPLATE_ID, LiquidationSteppedDecoder.TEMPLATE_ID -> quietEvent;
            default -> null;
        };
    }

    /** The gateway's own answer to a message that it refuses: a BusinessMessageReject (j), if there is none better. */
    public Message businessReject(Message refused, BusinessReject refusal, SessionProfile recipient)
            throws FieldNotFound {
        return refusal instanceof DirectAnswer direct
                ? direct.answer()
                : BusinessRejectMapping.of(refused, refusal, recipient);
    }

    /** The SecurityList (y) that answers a SecurityListRequest (x). */
    public Message securityList(Message request, SessionProfile recipient) throws FieldNotFound {
        return securityList.answer(request, recipient);
    }

    /** A stored message of the session's application sequence as a replay sends it. */
    public void resend(byte[] stored, SessionProfile recipient, long applSeqNum, MessageBody body) {
        resentMessage.write(stored, recipient, applSeqNum, body);
    }
}
