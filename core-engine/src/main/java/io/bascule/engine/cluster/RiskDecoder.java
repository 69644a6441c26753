package io.bascule.engine.cluster;

import io.bascule.engine.order.Text;
import io.bascule.engine.service.PartyActionRequest;
import io.bascule.engine.service.PartyScope;
import io.bascule.engine.service.RiskCommands;
import io.bascule.engine.service.TradingLevel;
import io.bascule.engine.wire.sbe.DeclineAuctionDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PartyActionDecoder;
import io.bascule.engine.wire.sbe.QuoteAuctionDecoder;
import io.bascule.engine.wire.sbe.RequestLimitsDecoder;
import org.agrona.DirectBuffer;

/**
 * Commands of backstop providers and the risk desk, from bytes, and into calls. A method returns false, or throws
 * IndexOutOfBoundsException, if the bytes are not exactly one message with values that are known.
 */
final class RiskDecoder {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

    private final RiskCommands venue;
    private final QuoteAuctionDecoder quoteAuction = new QuoteAuctionDecoder();
    private final DeclineAuctionDecoder declineAuction = new DeclineAuctionDecoder();
    private final PartyActionDecoder partyAction = new PartyActionDecoder();
    private final RequestLimitsDecoder requestLimits = new RequestLimitsDecoder();
    private final KnownCodes codes = new KnownCodes();
    private final PartyActionRequest party = new PartyActionRequest();
    private final Text limitsRequestId = new Text();
    private final byte[] text = new byte[255];

    RiskDecoder(final RiskCommands venue) {
        this.venue = venue;
    }

    /** Whether the message is one of them, and whole. */
    boolean decode(final int templateId, final DirectBuffer view, final MessageHeaderDecoder header) {
        return switch (templateId) {
            case QuoteAuctionDecoder.TEMPLATE_ID -> CommandAdapter.wrapWhole(quoteAuction, view, header);
            case DeclineAuctionDecoder.TEMPLATE_ID -> CommandAdapter.wrapWhole(declineAuction, view, header);
            case PartyActionDecoder.TEMPLATE_ID -> decodePartyAction(view, header);
            case RequestLimitsDecoder.TEMPLATE_ID -> decodeRequestLimits(view, header);
            default -> false;
        };
    }

    private boolean decodePartyAction(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != PartyActionDecoder.BLOCK_LENGTH) {
            return false;
        }
        final PartyActionDecoder decoder =
                partyAction.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        codes.begin();
        party.sessionId = decoder.sessionId();
        party.msgSeqNum = decoder.msgSeqNum();
        party.possDup = decoder.flags().possDup();
        party.fault = codes.fault(decoder.faultRaw());
        party.level = codes.known(TradingLevel.of(decoder.levelRaw()), decoder.levelRaw());
        party.scope = codes.known(PartyScope.of(decoder.scopeRaw()), decoder.scopeRaw());
        party.accountId = decoder.accountId();
        party.instrumentId = decoder.instrumentId();
        party.firm.set(text, decoder.getFirm(text, 0, text.length));
        party.requestId.set(text, decoder.getRequestId(text, 0, text.length));
        return codes.isWellFormed() && decoder.limit() == buffer.capacity();
    }

    private boolean decodeRequestLimits(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != RequestLimitsDecoder.BLOCK_LENGTH) {
            return false;
        }
        requestLimits.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        limitsRequestId.set(text, requestLimits.getRequestId(text, 0, text.length));
        return requestLimits.limit() == buffer.capacity();
    }

    /** Whether a template is one of these. */
    static boolean isOne(final int templateId) {
        return switch (templateId) {
            case QuoteAuctionDecoder.TEMPLATE_ID,
                    DeclineAuctionDecoder.TEMPLATE_ID,
                    PartyActionDecoder.TEMPLATE_ID,
                    RequestLimitsDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    /** Applies what was decoded; false if it is none of them. */
    boolean apply(final int templateId, final long timestampNs) {
        switch (templateId) {
            case QuoteAuctionDecoder.TEMPLATE_ID ->
                venue.quoteAuction(
                        quoteAuction.sessionId(),
                        quoteAuction.msgSeqNum(),
                        quoteAuction.flags().possDup(),
                        quoteAuction.auctionId(),
                        quoteAuction.accountId(),
                        quoteAuction.fractionE6(),
                        timestampNs);
            case DeclineAuctionDecoder.TEMPLATE_ID ->
                venue.declineAuction(
                        declineAuction.sessionId(),
                        declineAuction.msgSeqNum(),
                        declineAuction.flags().possDup(),
                        timestampNs);
            case PartyActionDecoder.TEMPLATE_ID -> venue.partyAction(party, timestampNs);
            case RequestLimitsDecoder.TEMPLATE_ID ->
                venue.requestLimits(
                        requestLimits.sessionId(),
                        requestLimits.msgSeqNum(),
                        requestLimits.flags().possDup(),
                        requestLimits.accountId(),
                        limitsRequestId,
                        timestampNs);
            default -> {
                return false;
            }
        }
        return true;
    }
}
