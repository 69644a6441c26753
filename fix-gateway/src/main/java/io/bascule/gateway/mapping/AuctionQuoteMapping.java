package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.DeclineAuctionEncoder;
import io.bascule.engine.wire.sbe.QuoteAuctionEncoder;
import io.bascule.gateway.encoding.Decimal;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.OrderQty;
import quickfix.field.QuoteReqID;

/**
 * A backstop provider's answers to a QuoteRequest: Quote (S) to QuoteAuction, OrderQty(38) being the fraction that it
 * takes of every position, all if absent; QuoteRequestReject (AG) to DeclineAuction.
 */
final class AuctionQuoteMapping {
    private static final int MAX_ID_DIGITS = 18;
    private static final long WHOLE_E6 = 1_000_000;
    /** None that the engine takes. */
    private static final long NO_FRACTION = 0;

    private final RequestReader reader = new RequestReader();

    void mapQuote(Message quote, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat {
        RequestReader in = reader.wrap(quote);
        String account = in.has(Account.FIELD) ? in.text(Account.FIELD) : session.onlyAccount();
        QuoteAuctionEncoder out = commands.quoteAuction()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(quote))
                .accountId(session.accountId(account))
                .auctionId(auctionId(in))
                .fractionE6(fractionE6(in));
        RequestReader.flags(quote, out.flags());
    }

    void mapRejection(Message rejection, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        DeclineAuctionEncoder out = commands.declineAuction()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(rejection))
                .auctionId(auctionId(reader.wrap(rejection)));
        RequestReader.flags(rejection, out.flags());
    }

    /** 0 for what is no id of ours. */
    private static long auctionId(RequestReader in) {
        String text = in.text(QuoteReqID.FIELD);
        return text.matches("[0-9]{1," + MAX_ID_DIGITS + "}") ? Long.parseLong(text) : 0;
    }

    private static long fractionE6(RequestReader in) throws IncorrectDataFormat {
        if (!in.has(OrderQty.FIELD)) {
            return WHOLE_E6;
        }
        String text = in.text(OrderQty.FIELD);
        long fraction = Decimal.parse(text, Decimal.MICROS);
        if (fraction == Decimal.MALFORMED) {
            throw new IncorrectDataFormat(OrderQty.FIELD, text);
        }
        return Decimal.isValue(fraction) ? fraction : NO_FRACTION;
    }
}
