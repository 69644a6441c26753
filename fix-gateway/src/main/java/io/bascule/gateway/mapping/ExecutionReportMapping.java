package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.ExecCause;
import io.bascule.engine.wire.sbe.ExecType;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.Liquidity;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.OrderConditionsDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TimeInForce;
import io.bascule.gateway.encoding.Currencies;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import quickfix.field.Account;
import quickfix.field.AvgPx;
import quickfix.field.ClOrdID;
import quickfix.field.CommCurrency;
import quickfix.field.CommType;
import quickfix.field.Commission;
import quickfix.field.CumQty;
import quickfix.field.ExecID;
import quickfix.field.ExecRefID;
import quickfix.field.ExecRestatementReason;
import quickfix.field.LastLiquidityInd;
import quickfix.field.LastPx;
import quickfix.field.LastQty;
import quickfix.field.LastRptRequested;
import quickfix.field.LeavesQty;
import quickfix.field.MassStatusReqID;
import quickfix.field.MiscFeeAmt;
import quickfix.field.MiscFeeCurr;
import quickfix.field.MiscFeeType;
import quickfix.field.MsgType;
import quickfix.field.NoMiscFees;
import quickfix.field.OrdRejReason;
import quickfix.field.OrdStatus;
import quickfix.field.OrdStatusReqID;
import quickfix.field.OrderID;
import quickfix.field.OrderQty;
import quickfix.field.OrigClOrdID;
import quickfix.field.Price;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TotNumReports;
import quickfix.field.TransactTime;

/** ExecutionReported to ExecutionReport (8): one event is one report. */
final class ExecutionReportMapping implements EventMapping {
    private static final byte STATUS_EXEC_ID = '0';
    private static final byte SIDE_UNDISCLOSED = '7';
    private static final byte YES = 'Y';
    static final byte ABSOLUTE = '3';
    private static final byte EXCHANGE_FEES = '4';

    private final Directory directory;
    private final Timestamps timestamps;
    private final ExecutionReportedDecoder event = new ExecutionReportedDecoder();
    /** Null: the order has none. */
    private OrderConditionsDecoder conditions;

    private final Copies copies = new Copies();
    private final MessageBody common = new MessageBody();
    private final ReportContextFields context = new ReportContextFields();
    private final UnsafeBuffer clOrdId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer origClOrdId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer unknownSymbol = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer foreignAccount = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer ordStatusReqId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer massStatusReqId = new UnsafeBuffer(0, 0);

    ExecutionReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        common.begin(MsgType.EXECUTION_REPORT);
        copies.clear();
        conditions = null;
        for (ExecutionReportedDecoder.ConditionsDecoder entry : event.conditions()) {
            conditions = entry.terms();
        }
        for (ExecutionReportedDecoder.CopiesDecoder copy : event.copies()) {
            copies.add(copy.sessionId(), copy.applSeqNum());
        }
        context.clear();
        for (ExecutionReportedDecoder.ContextDecoder part : event.context()) {
            context.set(part.kind(), part.requestId(), part.entryId());
        }
        event.wrapClOrdId(clOrdId);
        event.wrapOrigClOrdId(origClOrdId);
        event.wrapSymbol(unknownSymbol);
        event.wrapAccountName(foreignAccount);
        event.wrapOrdStatusReqId(ordStatusReqId);
        event.wrapMassStatusReqId(massStatusReqId);
    }

    @Override
    public long eventNumber() {
        return event.eventNumber();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public long applSeqNum() {
        return event.applSeqNum();
    }

    @Override
    public String operatorAction() {
        ExecType execType = event.execType();
        if (execType != ExecType.TRADE_CANCEL && execType != ExecType.TRADE_CORRECT) {
            return null;
        }
        return "trade " + event.tradeId() + (execType == ExecType.TRADE_CANCEL ? " busted" : " corrected") + ", order "
                + event.orderId() + ", event " + event.eventNumber();
    }

    /** What the venue itself makes of an account goes to its desks, too, without a place in their sequence. */
    @Override
    public boolean isPushed() {
        return event.sessionId() == 0 && event.accountId() != 0;
    }

    @Override
    public boolean isPushedTo(SessionProfile recipient) {
        return recipient.isDeskOf(directory.account(event.accountId()));
    }

    @Override
    public Copies copies() {
        return copies;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        if (common.length() == 0) {
            writeCommon();
        }
        Vocabulary vocabulary = recipient.vocabulary();
        boolean isTrade = isTrade();
        body.begin(MsgType.EXECUTION_REPORT).putFields(common.bytes(), 0, common.length());
        body.open(TransactTime.FIELD)
                .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                .close();
        if (event.rejectReason() != RejectReason.NONE) {
            body.put(Text.FIELD, massStatusReqId.capacity() == 0 ? refusalText() : massStatusText());
            if (event.execType() != ExecType.CANCELED) { // an elected stop order that does not pass is no reject
                body.put(OrdRejReason.FIELD, vocabulary.ordRejReason(event.rejectReason()));
            }
        }
        if (event.execType() == ExecType.TRIGGERED) {
            putTriggered(body, vocabulary);
        }
        if (event.restatementReason() != 0) {
            body.put(ExecRestatementReason.FIELD, vocabulary.restatementReason(event.restatementReason()));
        }
        if (conditions != null) {
            ConditionReport.put(body, conditions, recipient, timestamps);
        }
        if (isTrade) {
            body.put(vocabulary.tradeIdTag(), event.tradeId());
        }
        CopyFields.putIndicator(body, copySeqNum);
        if (vocabulary.reportIsNumbered()) {
            ApplicationSequence.put(body, recipient, copySeqNum == ORIGINAL ? event.applSeqNum() : copySeqNum);
        }
        if (event.shortfallMicros() > 0 && event.rejectReason() != RejectReason.NONE && vocabulary.hasUserTags()) {
            body.putDecimal(BasculeTags.MARGIN_SHORTFALL, event.shortfallMicros(), Decimal.MICROS);
        }
        if (event.execCause() != ExecCause.NONE && vocabulary.hasUserTags()) {
            body.put(BasculeTags.EXEC_CAUSE, event.execCause().value());
        }
        if (recipient.wantsMargin()) {
            MarginFields.put(body, event.margin());
        }
        if (!context.isEmpty()) {
            context.put(body, vocabulary, directory.symbol(event.instrumentId()));
        }
        if (isTrade) {
            putFees(body);
        }
        CopyFields.putOrigin(body, recipient, copySeqNum, directory.counterparty(event.sessionId()));
    }

    /** What the original and all copies have alike, in every version and dialect. */
    private void writeCommon() {
        boolean isTrade = isTrade();
        common.begin(MsgType.EXECUTION_REPORT);
        putAccount(common);
        common.putDecimal(AvgPx.FIELD, event.avgPxE8(), Decimal.E8)
                .putIfKnown(ClOrdID.FIELD, clOrdId)
                .putDecimal(CumQty.FIELD, event.cumQtyE8(), Decimal.E8);
        putExecId(common);
        putOrderId(common, event.orderId());
        putTerms(common);
        if (event.execType() != ExecType.TRIGGERED) {
            common.put(quickfix.field.ExecType.FIELD, event.execType().value());
        }
        common.putDecimal(LeavesQty.FIELD, event.leavesQtyE8(), Decimal.E8);
        if (isTrade) {
            putTrade(common);
        }
        common.putIfKnown(OrdStatusReqID.FIELD, ordStatusReqId);
        putMassStatus(common);
    }

    /** A stop order was elected: a restatement where the version has no word for it. */
    private static void putTriggered(MessageBody body, Vocabulary vocabulary) {
        if (vocabulary.knowsTriggered()) {
            body.put(quickfix.field.ExecType.FIELD, ExecType.TRIGGERED.value());
        } else {
            body.put(quickfix.field.ExecType.FIELD, ExecType.RESTATED.value())
                    .put(ExecRestatementReason.FIELD, Vocabulary.OTHER)
                    .put(Text.FIELD, "the stop order is triggered");
        }
    }

    private void putAccount(MessageBody body) {
        if (event.accountId() == 0) {
            body.putIfKnown(Account.FIELD, foreignAccount);
        } else {
            body.putIfKnown(Account.FIELD, directory.account(event.accountId()));
        }
    }

    private void putExecId(MessageBody body) {
        if (event.eventNumber() == 0) {
            body.put(ExecID.FIELD, STATUS_EXEC_ID);
        } else {
            body.open(ExecID.FIELD)
                    .append(directory.venueEpoch())
                    .append("-")
                    .append(event.eventNumber())
                    .close();
        }
    }

    /** What was asked for, and how it stands. */
    private void putTerms(MessageBody body) {
        if (event.orderQtyE8() != RequestReader.ABSENT) {
            body.putDecimal(OrderQty.FIELD, event.orderQtyE8(), Decimal.E8);
        }
        body.put(OrdStatus.FIELD, event.ordStatus().value());
        if (event.ordType() != OrdType.NULL_VAL) {
            body.put(quickfix.field.OrdType.FIELD, ordTypeCode(event.ordType()));
        }
        body.putIfKnown(OrigClOrdID.FIELD, origClOrdId);
        if (event.priceE8() != RequestReader.ABSENT) {
            body.putDecimal(Price.FIELD, event.priceE8(), Decimal.E8);
        }
        body.put(Side.FIELD, sideCode(event.side()));
        if (event.instrumentId() != 0) {
            body.put(Symbol.FIELD, orNotAvailable(directory.symbol(event.instrumentId())));
        } else if (unknownSymbol.capacity() == 0) {
            body.put(Symbol.FIELD, orNotAvailable(""));
        } else {
            body.putIfKnown(Symbol.FIELD, unknownSymbol);
        }
        if (event.timeInForce() != TimeInForce.NULL_VAL) {
            body.put(quickfix.field.TimeInForce.FIELD, event.timeInForce().value());
        }
    }

    /** Made, corrected or taken back. */
    private boolean isTrade() {
        ExecType execType = event.execType();
        return execType == ExecType.TRADE || execType == ExecType.TRADE_CORRECT || execType == ExecType.TRADE_CANCEL;
    }

    private void putTrade(MessageBody body) {
        if (event.execType() != ExecType.TRADE) {
            body.open(ExecRefID.FIELD)
                    .append(directory.venueEpoch())
                    .append("-")
                    .append(event.execRefEventNumber())
                    .close();
        }
        String currency = directory.settlementCurrency(event.instrumentId());
        body.putDecimal(LastQty.FIELD, event.lastQtyE8(), Decimal.E8)
                .putDecimal(LastPx.FIELD, event.lastPxE8(), Decimal.E8)
                .putDecimal(Commission.FIELD, event.feeUnits(), Currencies.decimals(currency))
                .put(CommType.FIELD, ABSOLUTE)
                .put(CommCurrency.FIELD, currency);
        if (event.lastLiquidity() != Liquidity.NONE) {
            body.put(LastLiquidityInd.FIELD, event.lastLiquidity().value());
        }
    }

    private void putMassStatus(MessageBody body) {
        if (massStatusReqId.capacity() > 0) {
            body.putIfKnown(MassStatusReqID.FIELD, massStatusReqId);
            body.put(TotNumReports.FIELD, event.orderId() == 0 ? 0 : event.totNumReports());
            if (event.lastRptRequested() == BooleanType.TRUE) {
                body.put(LastRptRequested.FIELD, YES);
            }
        }
    }

    private void putFees(MessageBody body) {
        String currency = directory.settlementCurrency(event.instrumentId());
        body.put(NoMiscFees.FIELD, (byte) '1')
                .putDecimal(MiscFeeAmt.FIELD, event.feeUnits(), Currencies.decimals(currency))
                .put(MiscFeeCurr.FIELD, currency)
                .put(MiscFeeType.FIELD, EXCHANGE_FEES);
    }

    private String refusalText() {
        String symbol = event.instrumentId() == 0 ? text(unknownSymbol) : directory.symbol(event.instrumentId());
        String account = event.accountId() == 0 ? text(foreignAccount) : directory.account(event.accountId());
        return new RejectText(directory.instrument(symbol), symbol, account)
                .say(event.rejectReason(), event.priceE8(), event.orderQtyE8(), event.shortfallMicros());
    }

    private String massStatusText() {
        return switch (event.rejectReason()) {
            case UNKNOWN_ORDER -> "no open orders";
            case TOO_MANY_REPORTS ->
                event.totNumReports() + " open orders, "
                        + RejectTable.of(event.rejectReason()).text();
            default -> refusalText();
        };
    }

    private static String text(DirectBuffer value) {
        byte[] bytes = new byte[value.capacity()];
        value.getBytes(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A refused request's side that is not one of the venue's is 7, undisclosed: the field is required. */
    static byte sideCode(io.bascule.engine.wire.sbe.Side side) {
        return switch (side) {
            case BUY -> '1';
            case SELL -> '2';
            case NULL_VAL -> SIDE_UNDISCLOSED;
        };
    }

    private static byte ordTypeCode(OrdType ordType) {
        return (byte) (ordType == OrdType.MARKET_TO_LIMIT ? 'K' : '0' + ordType.value());
    }

    /** A required field's text, or FIX's placeholder for one that is not known. */
    static String orNotAvailable(String text) {
        return text.isEmpty() ? "[N/A]" : text;
    }

    static void putOrderId(MessageBody body, long orderId) {
        if (orderId == 0) {
            body.put(OrderID.FIELD, "NONE");
        } else {
            body.put(OrderID.FIELD, orderId);
        }
    }
}
