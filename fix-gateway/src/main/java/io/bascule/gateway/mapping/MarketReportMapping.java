package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MarketReportedDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.util.List;
import org.agrona.DirectBuffer;
import quickfix.field.MDEntryPositionNo;
import quickfix.field.MDEntryPx;
import quickfix.field.MDEntrySize;
import quickfix.field.MDEntryType;
import quickfix.field.MDReqID;
import quickfix.field.MDUpdateAction;
import quickfix.field.MsgType;
import quickfix.field.NoMDEntries;
import quickfix.field.NumberOfOrders;
import quickfix.field.OpenCloseSettlFlag;
import quickfix.field.RptSeq;
import quickfix.field.SecurityStatusReqID;
import quickfix.field.Symbol;

/**
 * MarketReported to MarketDataSnapshotFullRefresh (W), to MarketDataIncrementalRefresh (X) for who has subscribed to
 * changes, or to SecurityStatus (f) if that was asked for: one instrument.
 */
final class MarketReportMapping extends AnswerMapping {
    static final int RATE_DECIMALS = 9;
    private static final byte THEORETICAL = '5';
    private static final String OPEN_INTEREST = String.valueOf(MDEntryType.OPEN_INTEREST);
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final int TIME_AT = MarketReportedDecoder.timestampNsEncodingOffset();
    private static final int TRADE_AT = MarketReportedDecoder.lastTradeIdEncodingOffset();
    private static final int MODE_AT = MarketReportedDecoder.modeEncodingOffset();

    private final Directory directory;
    private final Timestamps timestamps;
    private final PricePartFields parts;
    private final MarketReportedDecoder event = new MarketReportedDecoder();
    private DirectBuffer bytes;
    private int from;
    private int bidCount;
    private int offerCount;
    private int tradeCount;
    private String requestId = "";
    /** Null: it is told whole. */
    private ToldMarket changed;

    MarketReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
        this.parts = new PricePartFields(directory, timestamps);
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        changed = null;
        bytes = buffer;
        from = offset;
        bidCount = 0;
        for (MarketReportedDecoder.BidsDecoder level : event.bids()) {
            level.sbeSkip();
            bidCount++;
        }
        offerCount = 0;
        for (MarketReportedDecoder.OffersDecoder level : event.offers()) {
            level.sbeSkip();
            offerCount++;
        }
        tradeCount = 0;
        for (MarketReportedDecoder.TradesDecoder trade : event.trades()) {
            trade.sbeSkip();
            tradeCount++;
        }
        for (MarketReportedDecoder.PartsDecoder part : event.parts()) {
            part.sbeSkip();
        }
        for (MarketReportedDecoder.PaymentsDecoder payment : event.payments()) {
            payment.sbeSkip();
        }
        requestId = event.requestId();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    /** A repetition is sent only if something has changed. */
    @Override
    public boolean isWanted(SessionProfile recipient) {
        changed = null;
        if (event.mode() == InquiryMode.ONCE) {
            return true;
        }
        boolean isNews = recipient.marketSubscriptions().isNews(requestId, event.instrumentId(), digest());
        boolean isFirst = event.mode() == InquiryMode.SUBSCRIBE;
        ToldMarket told =
                isNews || isFirst ? recipient.marketSubscriptions().told(requestId, event.instrumentId()) : null;
        if (told == null) {
            return isNews || isFirst;
        }
        told.take(event);
        if (isFirst) {
            return true;
        }
        changed = told;
        return !knownChanges(recipient).isEmpty();
    }

    /** The changes of a market that the recipient's dictionary has the MDEntryType(269) of. */
    private List<ToldMarket.Change> knownChanges(SessionProfile recipient) {
        return knowsInterest(recipient)
                ? changed.changes()
                : changed.changes().stream()
                        .filter(change -> change.entryType() != MDEntryType.OPEN_INTEREST)
                        .toList();
    }

    private static boolean knowsInterest(SessionProfile recipient) {
        return !recipient
                .vocabulary()
                .value(MDEntryType.FIELD, OPEN_INTEREST, "")
                .isEmpty();
    }

    /** Of all but when it was asked, how, by which message, and other instruments' trades. */
    private long digest() {
        long digest = FNV_OFFSET;
        int end = from + event.sbeDecodedLength();
        for (int at = from + TIME_AT + Long.BYTES; at < end; at++) {
            boolean isOfTheAsking =
                    at == from + MODE_AT || (at >= from + TRADE_AT && at < from + TRADE_AT + Long.BYTES);
            if (!isOfTheAsking) {
                digest = (digest ^ (bytes.getByte(at) & 0xff)) * FNV_PRIME;
            }
        }
        return digest;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        String symbol = ExecutionReportMapping.orNotAvailable(directory.symbol(event.instrumentId()));
        if ((event.view() & MarketView.STATUS) != 0) {
            body.begin(MsgType.SECURITY_STATUS)
                    .put(SecurityStatusReqID.FIELD, requestId)
                    .put(Symbol.FIELD, symbol);
            status().put(body, recipient.vocabulary());
            InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        } else if (changed != null) {
            body.begin(MsgType.MARKET_DATA_INCREMENTAL_REFRESH).put(MDReqID.FIELD, requestId);
            putChanges(recipient, symbol, body);
            if (recipient.vocabulary().hasUserTags()) {
                putFunding(recipient, body);
            }
        } else {
            body.begin(MsgType.MARKET_DATA_SNAPSHOT_FULL_REFRESH)
                    .put(MDReqID.FIELD, requestId)
                    .put(Symbol.FIELD, symbol);
            putEntries(recipient, body);
            if (recipient.vocabulary().hasUserTags()) {
                putFunding(recipient, body);
                parts.put(event, recipient, body);
            }
        }
    }

    private void putChanges(SessionProfile recipient, String symbol, MessageBody body) {
        List<ToldMarket.Change> changes = knownChanges(recipient);
        boolean saysRptSeq = recipient
                .vocabulary()
                .hasGroupTag(MsgType.MARKET_DATA_INCREMENTAL_REFRESH, NoMDEntries.FIELD, RptSeq.FIELD);
        body.put(NoMDEntries.FIELD, changes.size());
        for (ToldMarket.Change change : changes) {
            body.put(MDUpdateAction.FIELD, (byte) change.action())
                    .put(MDEntryType.FIELD, (byte) change.entryType())
                    .put(Symbol.FIELD, symbol);
            if (change.priceE8() != 0) {
                body.putDecimal(MDEntryPx.FIELD, change.priceE8(), Decimal.E8);
            }
            if (change.qtyE8() != 0 || change.entryType() == MDEntryType.OPEN_INTEREST) {
                body.putDecimal(MDEntrySize.FIELD, change.qtyE8(), Decimal.E8);
            }
            if (change.entryType() == MDEntryType.SETTLEMENT_PRICE) {
                body.put(OpenCloseSettlFlag.FIELD, THEORETICAL);
            }
            if (change.orderCount() != 0) {
                body.put(NumberOfOrders.FIELD, change.orderCount());
            }
            long rptSeq = changed.nextRptSeq();
            if (saysRptSeq) {
                body.put(RptSeq.FIELD, rptSeq);
            }
        }
    }

    private TradingStatus status() {
        return switch (event.state()) {
            case OPEN -> TradingStatus.READY;
            case REDUCE_ONLY -> TradingStatus.REDUCE_ONLY;
            case HALTED -> TradingStatus.HALTED;
            case CLOSED, NULL_VAL -> TradingStatus.EXPIRED;
        };
    }

    private boolean wants(int view) {
        return (event.view() & view) != 0;
    }

    /** Prices first, then the book from the best level on, then trades from the oldest on. */
    private void putEntries(SessionProfile recipient, MessageBody body) {
        boolean saysInterest = wants(MarketView.OPEN_INTEREST) && knowsInterest(recipient);
        int prices = (wants(MarketView.INDEX) ? 1 : 0) + (wants(MarketView.MARK) ? 1 : 0) + (saysInterest ? 1 : 0);
        int levels = (wants(MarketView.BIDS) ? bidCount : 0) + (wants(MarketView.OFFERS) ? offerCount : 0);
        body.put(NoMDEntries.FIELD, prices + levels + tradeCount);
        if (wants(MarketView.INDEX)) {
            putEntry(body, MDEntryType.INDEX_VALUE, event.indexE8());
        }
        if (wants(MarketView.MARK)) {
            putEntry(body, MDEntryType.SETTLEMENT_PRICE, event.markE8());
            body.put(OpenCloseSettlFlag.FIELD, THEORETICAL);
        }
        if (saysInterest) {
            body.put(MDEntryType.FIELD, OPEN_INTEREST)
                    .putDecimal(MDEntrySize.FIELD, event.openInterestE8(), Decimal.E8);
        }
        putBook(body);
    }

    private void putBook(MessageBody body) {
        event.sbeRewind();
        int rank = 0;
        for (MarketReportedDecoder.BidsDecoder level : event.bids()) {
            if (wants(MarketView.BIDS)) {
                putEntry(body, MDEntryType.BID, level.priceE8());
                putLevel(body, level.qtyE8(), level.orderCount(), ++rank);
            }
        }
        rank = 0;
        for (MarketReportedDecoder.OffersDecoder level : event.offers()) {
            if (wants(MarketView.OFFERS)) {
                putEntry(body, MDEntryType.OFFER, level.priceE8());
                putLevel(body, level.qtyE8(), level.orderCount(), ++rank);
            }
        }
        for (MarketReportedDecoder.TradesDecoder trade : event.trades()) {
            putEntry(body, MDEntryType.TRADE, trade.priceE8());
            body.putDecimal(MDEntrySize.FIELD, trade.qtyE8(), Decimal.E8);
        }
    }

    private static void putEntry(MessageBody body, char mdEntryType, long priceE8) {
        body.put(MDEntryType.FIELD, (byte) mdEntryType).putDecimal(MDEntryPx.FIELD, priceE8, Decimal.E8);
    }

    private static void putLevel(MessageBody body, long qtyE8, int orders, int rank) {
        body.putDecimal(MDEntrySize.FIELD, qtyE8, Decimal.E8)
                .put(NumberOfOrders.FIELD, orders)
                .put(MDEntryPositionNo.FIELD, rank);
    }

    /** The rate of the last payment, that of the next as it stands, and when that is. */
    private void putFunding(SessionProfile recipient, MessageBody body) {
        if (event.fundingE9() == RequestReader.ABSENT) {
            return;
        }
        body.putDecimal(BasculeTags.FUNDING_RATE, event.fundingE9(), RATE_DECIMALS)
                .putDecimal(BasculeTags.PREDICTED_FUNDING_RATE, event.predictedFundingE9(), RATE_DECIMALS)
                .open(BasculeTags.NEXT_FUNDING_TIME)
                .append(timestamps, event.nextFundingNs(), recipient.fractionDigits())
                .close();
    }
}
