package io.bascule.engine.cluster;

import io.bascule.engine.order.Text;
import io.bascule.engine.service.BatchReport;
import io.bascule.engine.service.QuoteReport;
import io.bascule.engine.service.QuoteRequest;
import io.bascule.engine.wire.sbe.BatchConcludedEncoder;
import io.bascule.engine.wire.sbe.BatchMode;
import io.bascule.engine.wire.sbe.BatchOutcome;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.QuoteAnswer;
import io.bascule.engine.wire.sbe.QuoteCancelType;
import io.bascule.engine.wire.sbe.QuotesAnsweredEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import org.agrona.MutableDirectBuffer;

/** What became of batches and quotes into bytes, header first. */
final class BatchAnswerEncoder {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BatchConcludedEncoder batchConcluded = new BatchConcludedEncoder();
    private final QuotesAnsweredEncoder quotesAnswered = new QuotesAnsweredEncoder();

    /** Encodes a BatchConcluded; returns its length. */
    int encode(final BatchReport report, final MutableDirectBuffer buffer, final int offset) {
        batchConcluded
                .wrapAndApplyHeader(buffer, offset, header)
                .sessionId(report.sessionId)
                .timestampNs(report.timestampNs)
                .accountId(report.accountId)
                .outcome(BatchOutcome.get(report.outcome.code()))
                .rejectReason(RejectReason.get(report.rejectReason.code()))
                .batchMode(BatchMode.get(report.batchMode.code()))
                .entryCount(report.entryCount)
                .putRequestId(report.requestId.bytes(), 0, report.requestId.length())
                .putAccountName(report.accountName.bytes(), 0, report.accountName.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + batchConcluded.encodedLength();
    }

    /** Encodes a QuotesAnswered; returns its length. */
    int encode(final QuoteReport report, final MutableDirectBuffer buffer, final int offset) {
        final QuoteRequest request = report.request;
        final boolean isCancel = request.cancelType != null;
        quotesAnswered
                .wrapAndApplyHeader(buffer, offset, header)
                .sessionId(request.sessionId)
                .timestampNs(report.timestampNs)
                .answer(isCancel ? QuoteAnswer.QUOTE_CANCEL : QuoteAnswer.MASS_QUOTE)
                .accountId(request.accountId)
                .rejectReason(RejectReason.get(report.rejectReason.code()))
                .responseLevel((short) request.responseLevel)
                .cancelType(isCancel ? QuoteCancelType.get(request.cancelType.code()) : QuoteCancelType.NULL_VAL)
                .cancelledQuotes(report.cancelledQuotes);
        final int count = request.keptEntries();
        final QuotesAnsweredEncoder.EntriesEncoder entries = quotesAnswered.entriesCount(count);
        for (int n = 0; n < count; n++) {
            final QuoteRequest.Entry entry = request.entries[n];
            entries.next()
                    .instrumentId(entry.instrumentId)
                    .rejectReason(RejectReason.get(report.reasons[n].code()))
                    .shortfallMicros(report.shortfallMicros[n])
                    .putSymbol(entry.symbol.bytes(), 0, entry.symbol.length())
                    .putSetId(entry.setId.bytes(), 0, entry.setId.length())
                    .putEntryId(entry.entryId.bytes(), 0, entry.entryId.length());
        }
        final Text quoteId = request.quoteId;
        quotesAnswered
                .putQuoteId(quoteId.bytes(), 0, quoteId.length())
                .putQuoteReqId(request.quoteReqId.bytes(), 0, request.quoteReqId.length())
                .putAccountName(request.accountName.bytes(), 0, request.accountName.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + quotesAnswered.encodedLength();
    }
}
