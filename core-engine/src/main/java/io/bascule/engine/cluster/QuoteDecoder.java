package io.bascule.engine.cluster;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.order.QuoteCancelType;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.service.QuoteRequest;
import io.bascule.engine.wire.sbe.CancelQuotesDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PlaceQuotesDecoder;
import org.agrona.DirectBuffer;

/**
 * Mass quotes and quote cancels, from bytes into an object that is reused. A method returns false, or throws
 * IndexOutOfBoundsException, if the bytes are not exactly one message with values that are known.
 */
final class QuoteDecoder {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

    private final PlaceQuotesDecoder placeQuotes = new PlaceQuotesDecoder();
    private final CancelQuotesDecoder cancelQuotes = new CancelQuotesDecoder();
    private final KnownCodes codes = new KnownCodes();
    private final QuoteRequest quotes = new QuoteRequest();
    private final QuoteRequest.Entry surplusEntry = new QuoteRequest.Entry();
    private final byte[] text = new byte[255];

    /** What was decoded last. */
    QuoteRequest quotes() {
        return quotes;
    }

    boolean decodePlaceQuotes(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != PlaceQuotesDecoder.BLOCK_LENGTH) {
            return false;
        }
        final PlaceQuotesDecoder decoder =
                placeQuotes.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        codes.begin();
        quotes.sessionId = decoder.sessionId();
        quotes.msgSeqNum = decoder.msgSeqNum();
        quotes.possDup = decoder.flags().possDup();
        quotes.possResend = decoder.flags().possResend();
        quotes.fault = codes.fault(decoder.faultRaw());
        quotes.responseLevel = decoder.responseLevel();
        quotes.cancelType = null;
        quotes.accountId = decoder.accountId();
        final PlaceQuotesDecoder.EntriesDecoder entries = decoder.entries();
        if (entries.actingBlockLength() != PlaceQuotesDecoder.EntriesDecoder.sbeBlockLength()) {
            return false;
        }
        quotes.entryCount = entries.count();
        for (int i = 0; entries.hasNext(); i++) {
            decodeEntry(entries.next(), i < QuoteRequest.MAX_ENTRIES ? quotes.entries[i] : surplusEntry);
        }
        quotes.quoteId.set(text, decoder.getQuoteId(text, 0, text.length));
        quotes.quoteReqId.set(text, decoder.getQuoteReqId(text, 0, text.length));
        quotes.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        return codes.isWellFormed() && decoder.limit() == buffer.capacity();
    }

    private void decodeEntry(final PlaceQuotesDecoder.EntriesDecoder decoder, final QuoteRequest.Entry entry) {
        entry.fault = codes.fault(decoder.faultRaw());
        entry.instrumentId = decoder.instrumentId();
        entry.bidE8 = decoder.bidE8();
        entry.bidQtyE8 = decoder.bidQtyE8();
        entry.offerE8 = decoder.offerE8();
        entry.offerQtyE8 = decoder.offerQtyE8();
        entry.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        entry.setId.set(text, decoder.getSetId(text, 0, text.length));
        entry.entryId.set(text, decoder.getEntryId(text, 0, text.length));
    }

    boolean decodeCancelQuotes(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != CancelQuotesDecoder.BLOCK_LENGTH) {
            return false;
        }
        final CancelQuotesDecoder decoder =
                cancelQuotes.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        codes.begin();
        quotes.sessionId = decoder.sessionId();
        quotes.msgSeqNum = decoder.msgSeqNum();
        quotes.possDup = decoder.flags().possDup();
        quotes.possResend = decoder.flags().possResend();
        quotes.fault = codes.fault(decoder.faultRaw());
        quotes.responseLevel = 0;
        quotes.cancelType = QuoteCancelType.of(decoder.cancelTypeRaw());
        quotes.accountId = decoder.accountId();
        final CancelQuotesDecoder.EntriesDecoder entries = decoder.entries();
        if (quotes.cancelType == null
                || entries.actingBlockLength() != CancelQuotesDecoder.EntriesDecoder.sbeBlockLength()) {
            return false;
        }
        quotes.entryCount = entries.count();
        for (int i = 0; entries.hasNext(); i++) {
            decodeEntry(entries.next(), i < QuoteRequest.MAX_ENTRIES ? quotes.entries[i] : surplusEntry);
        }
        quotes.quoteId.set(text, decoder.getQuoteId(text, 0, text.length));
        quotes.quoteReqId.set(text, decoder.getQuoteReqId(text, 0, text.length));
        quotes.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        return codes.isWellFormed() && decoder.limit() == buffer.capacity();
    }

    private void decodeEntry(final CancelQuotesDecoder.EntriesDecoder decoder, final QuoteRequest.Entry entry) {
        entry.fault = RejectReason.NONE;
        entry.instrumentId = decoder.instrumentId();
        entry.bidE8 = ABSENT;
        entry.bidQtyE8 = ABSENT;
        entry.offerE8 = ABSENT;
        entry.offerQtyE8 = ABSENT;
        entry.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        entry.setId.clear();
        entry.entryId.clear();
    }
}
