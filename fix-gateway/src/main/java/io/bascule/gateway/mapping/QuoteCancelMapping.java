package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.CancelQuotesEncoder;
import io.bascule.engine.wire.sbe.QuoteCancelType;
import io.bascule.engine.wire.sbe.RejectReason;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.NoQuoteEntries;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.Symbol;

/** QuoteCancel (Z) to CancelQuotes. */
final class QuoteCancelMapping {
    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    QuoteCancelMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String quoteId = in.identifier(QuoteID.FIELD);
        String quoteReqId = in.identifier(QuoteReqID.FIELD);
        String account = in.text(Account.FIELD);
        int accountId = session.accountId(account);
        QuoteCancelType type = type(in);
        CancelQuotesEncoder out = commands.cancelQuotes()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .cancelType(type)
                .accountId(accountId)
                .fault(in.fault());
        RequestReader.flags(request, out.flags());
        List<Group> groups = request.getGroups(NoQuoteEntries.FIELD);
        int encoded = Math.min(groups.size(), directory.maxPreviewOrders() + 1);
        CancelQuotesEncoder.EntriesEncoder entries = out.entriesCount(encoded);
        for (Group group : groups.subList(0, encoded)) {
            String symbol = reader.wrap(group).text(Symbol.FIELD);
            int instrumentId = directory.instrumentId(symbol);
            entries.next().instrumentId(instrumentId).symbol(instrumentId == 0 ? symbol : "");
        }
        out.quoteId(quoteId).quoteReqId(quoteReqId).accountName(accountId == 0 ? account : "");
    }

    private static QuoteCancelType type(RequestReader in) {
        return switch (in.text(quickfix.field.QuoteCancelType.FIELD)) {
            case "1" -> QuoteCancelType.FOR_SYMBOLS;
            case "4" -> QuoteCancelType.ALL;
            case "5" -> QuoteCancelType.FOR_QUOTE_ID;
            default -> {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
                yield QuoteCancelType.ALL;
            }
        };
    }
}
