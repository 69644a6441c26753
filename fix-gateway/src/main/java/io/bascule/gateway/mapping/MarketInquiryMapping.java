package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.InquireMarketEncoder;
import io.bascule.engine.wire.sbe.InquiryMode;
import java.util.ArrayList;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.AggregatedBook;
import quickfix.field.MDEntryType;
import quickfix.field.MDReqID;
import quickfix.field.MDReqRejReason;
import quickfix.field.MDUpdateType;
import quickfix.field.MarketDepth;
import quickfix.field.MsgType;
import quickfix.field.NoMDEntryTypes;
import quickfix.field.NoRelatedSym;
import quickfix.field.SecurityStatusReqID;
import quickfix.field.SecurityTradingStatus;
import quickfix.field.SubscriptionRequestType;
import quickfix.field.Symbol;
import quickfix.field.Text;

/**
 * MarketDataRequest (V) and SecurityStatusRequest (e) to InquireMarket. What cannot be asked for is answered at once,
 * with a MarketDataRequestReject (Y), or a SecurityStatus (f).
 */
final class MarketInquiryMapping {
    /** Levels of a side that are told at most. */
    static final int MAX_DEPTH = 100;

    /** Payments of funding that are told at most: as many as the engine remembers. */
    static final int MAX_PAYMENTS = 168;

    private static final String FULL_REFRESH = "0";
    private static final String INCREMENTAL_REFRESH = "1";
    private static final String UNKNOWN_SYMBOL = "0";
    private static final String DUPLICATE_ID = "1";
    private static final String INSUFFICIENT_BANDWIDTH = "2";
    private static final String UNSUPPORTED_UPDATE_TYPE = "6";
    private static final String UNSUPPORTED_AGGREGATED_BOOK = "7";
    private static final String UNSUPPORTED_ENTRY_TYPE = "8";
    private static final int NO_TRADES = -1;
    private static final String UNKNOWN = "20";

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    MarketInquiryMapping(Directory directory) {
        this.directory = directory;
    }

    void mapData(Message request, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat, BusinessReject {
        RequestReader in = reader.wrap(request);
        String requestId = in.text(MDReqID.FIELD);
        if (!requestId.equals(request.getString(MDReqID.FIELD))) {
            throw reject(requestId, "", "an identifier has more than 64 characters");
        }
        MarketSubscriptions subscriptions = session.marketSubscriptions();
        String type = in.text(SubscriptionRequestType.FIELD);
        if (type.equals("2")) {
            if (!subscriptions.end(requestId)) {
                throw reject(requestId, "", "there is no such subscription");
            }
            inquire(request, session, commands, InquiryMode.UNSUBSCRIBE, requestId, MarketRequest.of(List.of(), 0));
            return;
        }
        MarketRequest asked = read(request, session, in, requestId);
        if (type.equals("1")) {
            if (subscriptions.isKnown(requestId)) {
                throw reject(requestId, DUPLICATE_ID, "MDReqID(262) is subscribed already");
            }
            if (!subscriptions.begin(requestId, asked)) {
                throw reject(
                        requestId,
                        INSUFFICIENT_BANDWIDTH,
                        "a session may have " + MarketSubscriptions.MAX_SUBSCRIPTIONS + " subscriptions at once");
            }
        }
        inquire(
                request,
                session,
                commands,
                type.equals("1") ? InquiryMode.SUBSCRIBE : InquiryMode.ONCE,
                requestId,
                asked);
    }

    private MarketRequest read(Message request, SessionProfile session, RequestReader in, String requestId)
            throws FieldNotFound, IncorrectDataFormat, BusinessReject {
        String depthText = in.text(MarketDepth.FIELD);
        if (!depthText.matches("[0-9]{1,9}")) {
            throw new IncorrectDataFormat(MarketDepth.FIELD, depthText);
        }
        String updateType = in.text(MDUpdateType.FIELD);
        if (!updateType.isEmpty() && !updateType.equals(FULL_REFRESH) && !updateType.equals(INCREMENTAL_REFRESH)) {
            throw reject(requestId, UNSUPPORTED_UPDATE_TYPE, "MDUpdateType(265) must be 0 or 1");
        }
        if (in.text(AggregatedBook.FIELD).equals("N")) {
            throw reject(requestId, UNSUPPORTED_AGGREGATED_BOOK, "the book is told by price level only");
        }
        int view = 0;
        for (Group entry : request.getGroups(NoMDEntryTypes.FIELD)) {
            String entryType = entry.getString(MDEntryType.FIELD);
            int bit = MarketView.of(entryType);
            if (bit == 0) {
                throw reject(requestId, UNSUPPORTED_ENTRY_TYPE, "MDEntryType(269)=" + entryType + " is not offered");
            }
            view |= bit;
        }
        List<Integer> instrumentIds = new ArrayList<>();
        for (Group related : request.getGroups(NoRelatedSym.FIELD)) {
            String symbol = related.getString(Symbol.FIELD);
            int instrumentId = directory.instrumentId(symbol);
            if (instrumentId == 0) {
                throw reject(requestId, UNKNOWN_SYMBOL, "Symbol(55)=" + symbol + " is not listed");
            }
            if (!instrumentIds.contains(instrumentId)) {
                instrumentIds.add(instrumentId);
            }
        }
        boolean hasParts = in.text(BasculeTags.PRICE_PARTS).equals("Y");
        int payments = payments(in, requestId);
        if ((hasParts || payments > 0) && !session.vocabulary().hasUserTags()) {
            throw reject(requestId, "", "PriceParts(20050) and FundingPayments(20051) are for EXTENDED sessions");
        }
        if ((hasParts || payments > 0) && updateType.equals(INCREMENTAL_REFRESH)) {
            throw reject(
                    requestId,
                    UNSUPPORTED_UPDATE_TYPE,
                    "PriceParts(20050) and FundingPayments(20051) are told whole: MDUpdateType(265) must be 0");
        }
        int asked = Integer.parseInt(depthText);
        int depth = asked == 0 ? MAX_DEPTH : Math.min(asked, MAX_DEPTH);
        return new MarketRequest(
                instrumentIds, depth, view, hasParts, payments, updateType.equals(INCREMENTAL_REFRESH));
    }

    private static int payments(RequestReader in, String requestId) throws DirectAnswer {
        String text = in.text(BasculeTags.FUNDING_PAYMENTS);
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > MAX_PAYMENTS) {
            throw reject(requestId, "", "FundingPayments(20051) must be 0 to " + MAX_PAYMENTS);
        }
        return Integer.parseInt(text);
    }

    void mapStatus(Message request, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, BusinessReject {
        RequestReader in = reader.wrap(request);
        String requestId = in.text(SecurityStatusReqID.FIELD);
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        if (instrumentId == 0 || !requestId.equals(request.getString(SecurityStatusReqID.FIELD))) {
            Message status = new Message();
            status.getHeader().setString(MsgType.FIELD, MsgType.SECURITY_STATUS);
            status.setString(SecurityStatusReqID.FIELD, requestId);
            status.setString(Symbol.FIELD, symbol);
            status.setString(SecurityTradingStatus.FIELD, UNKNOWN);
            status.setString(
                    Text.FIELD,
                    instrumentId == 0
                            ? "Symbol(55)=" + symbol + " is not listed"
                            : "an identifier has more than 64 characters");
            throw new DirectAnswer(status);
        }
        inquire(
                request,
                session,
                commands,
                InquiryMode.ONCE,
                requestId,
                MarketRequest.of(List.of(instrumentId), MarketView.STATUS));
    }

    private static void inquire(
            Message request,
            SessionProfile session,
            CommandBuffer commands,
            InquiryMode mode,
            String requestId,
            MarketRequest asked)
            throws FieldNotFound {
        InquireMarketEncoder out = commands.inquireMarket();
        RequestReader.flags(request, out.flags());
        encode(out, session, session.epochSeqNum(request), mode, requestId, asked);
    }

    /** For a subscription, by the gateway itself. */
    static void repeat(CommandBuffer commands, SessionProfile session, String requestId, MarketRequest asked) {
        InquireMarketEncoder out = commands.inquireMarket();
        out.flags().clear();
        encode(out, session, 0, InquiryMode.REPEAT, requestId, asked);
    }

    private static void encode(
            InquireMarketEncoder out,
            SessionProfile session,
            long msgSeqNum,
            InquiryMode mode,
            String requestId,
            MarketRequest asked) {
        boolean wantsBook = (asked.view() & (MarketView.BIDS | MarketView.OFFERS)) != 0;
        boolean wantsTrades = (asked.view() & MarketView.TRADES) != 0;
        InquireMarketEncoder.InstrumentsEncoder instruments = out.sessionId(session.sessionId())
                .msgSeqNum(msgSeqNum)
                .mode(mode)
                .depth(wantsBook ? asked.depth() : 0)
                .tradesAfterId(wantsTrades ? 0 : NO_TRADES)
                .view((short) asked.view())
                .parts((short) (asked.hasParts() ? 1 : 0))
                .payments((short) asked.payments())
                .instrumentsCount(asked.instrumentIds().size());
        for (int instrumentId : asked.instrumentIds()) {
            instruments.next().instrumentId(instrumentId);
        }
        out.requestId(requestId);
    }

    private static DirectAnswer reject(String requestId, String reason, String text) {
        Message reject = new Message();
        reject.getHeader().setString(MsgType.FIELD, MsgType.MARKET_DATA_REQUEST_REJECT);
        reject.setString(MDReqID.FIELD, requestId);
        if (!reason.isEmpty()) {
            reject.setString(MDReqRejReason.FIELD, reason);
        }
        reject.setString(Text.FIELD, text);
        return new DirectAnswer(reject);
    }
}
