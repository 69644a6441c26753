package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.QuoteAnswer;
import io.bascule.engine.wire.sbe.QuoteCancelType;
import io.bascule.engine.wire.sbe.QuotesAnsweredDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.MsgType;
import quickfix.field.NoQuoteEntries;
import quickfix.field.NoQuoteSets;
import quickfix.field.QuoteEntryID;
import quickfix.field.QuoteEntryRejectReason;
import quickfix.field.QuoteID;
import quickfix.field.QuoteRejectReason;
import quickfix.field.QuoteReqID;
import quickfix.field.QuoteResponseLevel;
import quickfix.field.QuoteSetID;
import quickfix.field.QuoteStatus;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TotNoQuoteEntries;
import quickfix.field.TransactTime;

/**
 * QuotesAnswered to MassQuoteAcknowledgement (b) or QuoteStatusReport (AI). It answers, and is no event. A b lists the
 * entries that were refused; with QuoteResponseLevel(301)=2 all of them.
 */
final class QuoteAnswerMapping extends AnswerMapping {
    private static final String ACCEPTED = "0";
    private static final String REJECTED = "5";
    private static final String NOT_FOUND = "9";
    private static final String CANCELED_FOR_SYMBOL = "1";
    private static final String CANCELED_ALL = "4";
    private static final String CANCELED = "17";
    private static final int ACKNOWLEDGE_EACH = 2;

    private final Directory directory;
    private final Timestamps timestamps;
    private final QuotesAnsweredDecoder event = new QuotesAnsweredDecoder();
    private final List<Entry> entries = new ArrayList<>();
    private String quoteId = "";
    private String quoteReqId = "";
    private String accountName = "";

    /** One instrument's answer. */
    private record Entry(RejectReason reason, long shortfallMicros, String symbol, String setId, String entryId) {}

    QuoteAnswerMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        entries.clear();
        for (QuotesAnsweredDecoder.EntriesDecoder entry : event.entries()) {
            RejectReason reason = entry.rejectReason();
            long shortfallMicros = entry.shortfallMicros();
            String listed = directory.symbol(entry.instrumentId());
            String symbol = entry.symbol();
            entries.add(new Entry(
                    reason, shortfallMicros, listed.isEmpty() ? symbol : listed, entry.setId(), entry.entryId()));
        }
        quoteId = event.quoteId();
        quoteReqId = event.quoteReqId();
        accountName = event.accountName();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        String account = event.accountId() == 0 ? accountName : directory.account(event.accountId());
        if (event.answer() == QuoteAnswer.MASS_QUOTE) {
            writeAcknowledgement(recipient.vocabulary(), account, body);
        } else {
            writeStatus(recipient, account, body);
        }
    }

    private void writeAcknowledgement(Vocabulary vocabulary, String account, MessageBody body) {
        RejectReason whole = event.rejectReason();
        boolean anyInForce =
                whole == RejectReason.NONE && entries.stream().anyMatch(entry -> entry.reason() == RejectReason.NONE);
        body.begin("b")
                .putIfKnown(Account.FIELD, account)
                .putIfKnown(Text.FIELD, text(account))
                .putIfKnown(QuoteID.FIELD, quoteId)
                .putIfKnown(QuoteReqID.FIELD, quoteReqId)
                .put(QuoteStatus.FIELD, anyInForce ? ACCEPTED : REJECTED);
        if (whole != RejectReason.NONE) {
            body.put(QuoteRejectReason.FIELD, quoteRejectReason(vocabulary, QuoteRejectReason.FIELD, whole));
        }
        body.put(QuoteResponseLevel.FIELD, event.responseLevel());
        if (whole == RejectReason.NONE) {
            putSets(vocabulary, body);
        }
    }

    /** What is wrong with the whole, or with the first entry that is refused. */
    private String text(String account) {
        RejectReason whole = event.rejectReason();
        if (whole != RejectReason.NONE) {
            String symbol = entries.size() == 1 ? entries.get(0).symbol() : "";
            return new RejectText(null, symbol, account).say(whole, RequestReader.ABSENT, RequestReader.ABSENT, 0);
        }
        for (Entry entry : entries) {
            if (entry.reason() != RejectReason.NONE) {
                String text = new RejectText(directory.instrument(entry.symbol()), entry.symbol(), account)
                        .say(entry.reason(), RequestReader.ABSENT, RequestReader.ABSENT, entry.shortfallMicros());
                return entry.entryId() + ": " + text;
            }
        }
        return "";
    }

    private void putSets(Vocabulary vocabulary, MessageBody body) {
        List<Entry> told = entries.stream()
                .filter(entry -> event.responseLevel() == ACKNOWLEDGE_EACH || entry.reason() != RejectReason.NONE)
                .toList();
        long sets = 0;
        for (int i = 0; i < told.size(); i++) {
            sets += beginsSet(told, i) ? 1 : 0;
        }
        if (sets > 0) {
            body.put(NoQuoteSets.FIELD, sets);
        }
        for (int i = 0; i < told.size(); i++) {
            if (beginsSet(told, i)) {
                int size = 1;
                while (i + size < told.size() && !beginsSet(told, i + size)) {
                    size++;
                }
                String setId = told.get(i).setId();
                body.put(QuoteSetID.FIELD, setId)
                        .put(TotNoQuoteEntries.FIELD, size(setId))
                        .put(NoQuoteEntries.FIELD, size);
            }
            putEntry(vocabulary, told.get(i), body);
        }
    }

    private static boolean beginsSet(List<Entry> told, int i) {
        return i == 0 || !told.get(i).setId().equals(told.get(i - 1).setId());
    }

    /** Entries that the set had. */
    private long size(String setId) {
        return entries.stream().filter(entry -> entry.setId().equals(setId)).count();
    }

    private static void putEntry(Vocabulary vocabulary, Entry entry, MessageBody body) {
        body.put(QuoteEntryID.FIELD, entry.entryId()).putIfKnown(Symbol.FIELD, entry.symbol());
        if (entry.reason() != RejectReason.NONE) {
            body.put(
                    QuoteEntryRejectReason.FIELD,
                    quoteRejectReason(vocabulary, QuoteEntryRejectReason.FIELD, entry.reason()));
        }
    }

    private void writeStatus(SessionProfile recipient, String account, MessageBody body) {
        Vocabulary vocabulary = recipient.vocabulary();
        RejectReason reason = event.rejectReason();
        String symbol = entries.size() == 1 ? entries.get(0).symbol() : "";
        body.begin(MsgType.QUOTE_STATUS_REPORT)
                .putIfKnown(Account.FIELD, account)
                .put(Symbol.FIELD, ExecutionReportMapping.orNotAvailable(symbol))
                .put(
                        Text.FIELD,
                        reason == RejectReason.NONE ? event.cancelledQuotes() + " quotes cancelled" : text(account))
                .open(TransactTime.FIELD)
                .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                .close()
                .putIfKnown(QuoteID.FIELD, quoteId)
                .putIfKnown(QuoteReqID.FIELD, quoteReqId)
                .put(QuoteStatus.FIELD, status(vocabulary, reason));
    }

    private String status(Vocabulary vocabulary, RejectReason reason) {
        if (reason != RejectReason.NONE) {
            return reason == RejectReason.UNKNOWN_QUOTE ? NOT_FOUND : REJECTED;
        }
        if (event.cancelType() == QuoteCancelType.FOR_SYMBOLS) {
            return CANCELED_FOR_SYMBOL;
        }
        return event.cancelType() == QuoteCancelType.ALL
                ? CANCELED_ALL
                : vocabulary.value(QuoteStatus.FIELD, CANCELED, CANCELED_FOR_SYMBOL);
    }

    /** QuoteRejectReason(300) or QuoteEntryRejectReason(368), which have the same values but for 99. */
    static String quoteRejectReason(Vocabulary vocabulary, int tag, RejectReason reason) {
        return switch (reason) {
            case UNKNOWN_SYMBOL -> "1";
            case INSUFFICIENT_MARGIN,
                    POSITION_LIMIT,
                    OPEN_ORDER_LIMIT,
                    QUANTITY_OUT_OF_RANGE,
                    TOO_MANY_LEGS,
                    SESSION_LIMIT -> "3";
            case QUOTES_PROTECTED -> "4";
            case UNKNOWN_QUOTE -> "5";
            case DUPLICATE_ENTRY -> "6";
            case QUOTE_CROSSED -> "7";
            case PRICE_MISSING,
                    PRICE_NOT_POSITIVE,
                    PRICE_PRECISION,
                    PRICE_OFF_TICK,
                    PRICE_OUT_OF_RANGE,
                    PRICE_OUTSIDE_BAND -> "8";
            case UNKNOWN_ACCOUNT -> "9";
            default -> vocabulary.value(tag, "99", "9");
        };
    }
}
