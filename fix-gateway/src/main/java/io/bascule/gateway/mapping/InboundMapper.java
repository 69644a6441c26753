package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.Message;

/** Turns each request that the engine answers into its command. */
public final class InboundMapper {
    private final CommandBuffer commands;
    private final NewOrderSingleMapping newOrderSingle;
    private final OrderCancelRequestMapping orderCancelRequest;
    private final OrderCancelReplaceRequestMapping orderCancelReplaceRequest;
    private final OrderStatusRequestMapping orderStatusRequest;
    private final OrderMassStatusRequestMapping orderMassStatusRequest;
    private final OrderMassCancelRequestMapping orderMassCancelRequest;
    private final MarginPreviewRequestMapping marginPreviewRequest;
    private final MassOrderMapping massOrder;
    private final NewOrderMultilegMapping newOrderMultileg;
    private final MassQuoteMapping massQuote;
    private final QuoteCancelMapping quoteCancel;
    private final IndexPublicationMapping indexPublication;
    private final AccountInquiryMapping accountInquiry;
    private final AuctionQuoteMapping auctionQuote = new AuctionQuoteMapping();
    private final MarketInquiryMapping marketInquiry;
    private final PartyActionMapping partyAction;
    private final PartyRiskLimitsMapping partyRiskLimits;

    /** A mapper that encodes into the given buffer. */
    public InboundMapper(Directory directory, CommandBuffer commands) {
        this.commands = commands;
        newOrderSingle = new NewOrderSingleMapping(directory);
        orderCancelRequest = new OrderCancelRequestMapping(directory);
        orderCancelReplaceRequest = new OrderCancelReplaceRequestMapping(directory);
        orderStatusRequest = new OrderStatusRequestMapping();
        orderMassStatusRequest = new OrderMassStatusRequestMapping(directory);
        orderMassCancelRequest = new OrderMassCancelRequestMapping(directory);
        marginPreviewRequest = new MarginPreviewRequestMapping(directory);
        massOrder = new MassOrderMapping(directory);
        newOrderMultileg = new NewOrderMultilegMapping(directory);
        massQuote = new MassQuoteMapping(directory);
        quoteCancel = new QuoteCancelMapping(directory);
        indexPublication = new IndexPublicationMapping(directory);
        accountInquiry = new AccountInquiryMapping(directory);
        marketInquiry = new MarketInquiryMapping(directory);
        partyAction = new PartyActionMapping(directory);
        partyRiskLimits = new PartyRiskLimitsMapping(directory);
    }

    /**
     * Encodes the message's command into the buffer.
     *
     * @throws BusinessReject if the message is answered by a BusinessMessageReject and needs no engine
     * @throws IncorrectDataFormat if a number is not one: a session-level reject
     */
    public void map(String msgType, Message message, SessionProfile session)
            throws FieldNotFound, IncorrectDataFormat, BusinessReject {
        switch (msgType) {
            case "D" -> newOrderSingle.map(message, session, commands);
            case "F" -> orderCancelRequest.map(message, session, commands);
            case "G" -> orderCancelReplaceRequest.map(message, session, commands);
            case "H" -> orderStatusRequest.map(message, session, commands);
            case "AF" -> orderMassStatusRequest.map(message, session, commands);
            case "q" -> orderMassCancelRequest.map(message, session, commands);
            case "U1" -> marginPreviewRequest.map(message, session, commands);
            case "DJ" -> massOrder.map(message, session, commands);
            case "AB" -> newOrderMultileg.map(message, session, commands);
            case "i" -> massQuote.map(message, session, commands);
            case "Z" -> quoteCancel.map(message, session, commands);
            case "CH" -> accountInquiry.mapMargin(message, session, commands);
            case "BB" -> accountInquiry.mapCollateral(message, session, commands);
            case "AN" -> accountInquiry.mapPositions(message, session, commands);
            case "V" -> marketInquiry.mapData(message, session, commands);
            case "e" -> marketInquiry.mapStatus(message, session, commands);
            case "S" -> auctionQuote.mapQuote(message, session, commands);
            case "AG" -> auctionQuote.mapRejection(message, session, commands);
            case "DH" -> partyAction.map(message, session, commands);
            case "CL" -> partyRiskLimits.map(message, session, commands);
            case "W" -> indexPublication.map(message, session, commands);
            default -> throw new IllegalArgumentException("no command for MsgType(35)=" + msgType);
        }
    }
}
