package io.bascule.engine.cluster;

import io.bascule.engine.service.AccountInquiry;
import io.bascule.engine.service.InquiryKind;
import io.bascule.engine.service.InquiryMode;
import io.bascule.engine.service.MarketInquiry;
import io.bascule.engine.wire.sbe.InquireAccountDecoder;
import io.bascule.engine.wire.sbe.InquireMarketDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Inquiries about accounts and markets, from bytes into objects that are reused. */
final class InquiryDecoder {
    private final InquireAccountDecoder decoder = new InquireAccountDecoder();
    private final KnownCodes codes = new KnownCodes();
    private final AccountInquiry inquiry = new AccountInquiry();
    private final InquireMarketDecoder marketDecoder = new InquireMarketDecoder();
    private final MarketInquiry marketInquiry = new MarketInquiry();
    private final byte[] text = new byte[255];

    /** The inquiry that was decoded last. */
    AccountInquiry inquiry() {
        return inquiry;
    }

    /** The inquiry about markets that was decoded last. */
    MarketInquiry marketInquiry() {
        return marketInquiry;
    }

    /** The same of an InquireMarket; of too many instruments the first are taken. */
    boolean decodeMarket(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != InquireMarketDecoder.BLOCK_LENGTH) {
            return false;
        }
        marketDecoder.wrap(buffer, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        marketInquiry.sessionId = marketDecoder.sessionId();
        marketInquiry.msgSeqNum = marketDecoder.msgSeqNum();
        marketInquiry.possDup = marketDecoder.flags().possDup();
        marketInquiry.mode = InquiryMode.of(marketDecoder.modeRaw());
        marketInquiry.depth = Math.max(0, marketDecoder.depth());
        marketInquiry.tradesAfterId = marketDecoder.tradesAfterId();
        marketInquiry.view = marketDecoder.view();
        marketInquiry.parts = marketDecoder.parts() != 0;
        marketInquiry.payments = marketDecoder.payments();
        final InquireMarketDecoder.InstrumentsDecoder instruments = marketDecoder.instruments();
        if (marketInquiry.mode == null
                || instruments.actingBlockLength() != InquireMarketDecoder.InstrumentsDecoder.sbeBlockLength()) {
            return false;
        }
        marketInquiry.instrumentCount = Math.min(instruments.count(), marketInquiry.instrumentIds.length);
        for (int n = 0; instruments.hasNext(); n++) {
            final int instrumentId = instruments.next().instrumentId();
            if (n < marketInquiry.instrumentCount) {
                marketInquiry.instrumentIds[n] = instrumentId;
            }
        }
        marketInquiry.requestId.set(text, marketDecoder.getRequestId(text, 0, text.length));
        return marketDecoder.limit() == buffer.capacity();
    }

    /**
     * Decodes an InquireAccount.
     *
     * @return false if the bytes are not exactly one, with values that are known
     * @throws IndexOutOfBoundsException if they end too early
     */
    boolean decode(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != InquireAccountDecoder.BLOCK_LENGTH) {
            return false;
        }
        decoder.wrap(buffer, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        codes.begin();
        inquiry.sessionId = decoder.sessionId();
        inquiry.msgSeqNum = decoder.msgSeqNum();
        inquiry.possDup = decoder.flags().possDup();
        inquiry.fault = codes.fault(decoder.faultRaw());
        inquiry.kind = InquiryKind.of(decoder.kindRaw());
        inquiry.mode = InquiryMode.of(decoder.modeRaw());
        codes.check(inquiry.kind != null && inquiry.mode != null);
        inquiry.accountId = decoder.accountId();
        inquiry.instrumentId = decoder.instrumentId();
        inquiry.requestId.set(text, decoder.getRequestId(text, 0, text.length));
        inquiry.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        inquiry.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        return codes.isWellFormed() && decoder.limit() == buffer.capacity();
    }
}
