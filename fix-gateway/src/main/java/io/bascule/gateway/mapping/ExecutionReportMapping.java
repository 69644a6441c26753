package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.ExecType;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.Liquidity;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TimeInForce;
import org.agrona.DirectBuffer;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.AvgPx;
import quickfix.field.ClOrdID;
import quickfix.field.CommCurrency;
import quickfix.field.CommType;
import quickfix.field.Commission;
import quickfix.field.CumQty;
import quickfix.field.ExecID;
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
    private static final String STATUS_EXEC_ID = "0";
    private static final String SIDE_UNDISCLOSED = "7";
    static final String ABSOLUTE = "3";
    private static final String EXCHANGE_FEES = "4";
    private static final int[] FEE_ORDER = {MiscFeeAmt.FIELD, MiscFeeCurr.FIELD, MiscFeeType.FIELD};

    private final Directory directory;
    private final Timestamps timestamps;
    private final ExecutionReportedDecoder event = new ExecutionReportedDecoder();
    private final Copies copies = new Copies();
    private String clOrdId;
    private String origClOrdId;
    private String symbol;
    private String account;
    private String ordStatusReqId;
    private String massStatusReqId;

    ExecutionReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        copies.clear();
        for (ExecutionReportedDecoder.CopiesDecoder copy : event.copies()) {
            copies.add(copy.sessionId(), copy.applSeqNum());
        }
        clOrdId = event.clOrdId();
        origClOrdId = event.origClOrdId();
        String unknownSymbol = event.symbol();
        String foreignAccount = event.accountName();
        ordStatusReqId = event.ordStatusReqId();
        massStatusReqId = event.massStatusReqId();
        symbol = event.instrumentId() == 0 ? unknownSymbol : directory.symbol(event.instrumentId());
        account = event.accountId() == 0 ? foreignAccount : directory.account(event.accountId());
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
    public Copies copies() {
        return copies;
    }

    @Override
    public Message render(SessionProfile recipient, long copySeqNum) {
        Message report = new ReportMessage(MsgType.EXECUTION_REPORT);
        addIdentifiers(report);
        addTerms(report);
        addState(report);
        if (event.execType() == ExecType.TRADE) {
            addTrade(report, recipient.vocabulary());
        }
        if (event.rejectReason() != RejectReason.NONE) {
            addRefusal(report, recipient.vocabulary());
        }
        if (event.restatementReason() != 0) {
            report.setString(
                    ExecRestatementReason.FIELD, recipient.vocabulary().restatementReason(event.restatementReason()));
        }
        report.setString(TransactTime.FIELD, timestamps.format(event.timestampNs(), recipient.fractionDigits()));
        if (recipient.wantsMargin()) {
            MarginFields.add(report, event.margin());
        }
        if (copySeqNum != ORIGINAL) {
            CopyFields.add(report, recipient, directory.counterparty(event.sessionId()));
        }
        if (recipient.vocabulary().reportIsNumbered()) {
            ApplicationSequence.add(report, recipient, copySeqNum == ORIGINAL ? event.applSeqNum() : copySeqNum);
        }
        return report;
    }

    private void addIdentifiers(Message report) {
        report.setString(OrderID.FIELD, orderIdText(event.orderId()));
        report.setString(
                ExecID.FIELD,
                event.eventNumber() == 0 ? STATUS_EXEC_ID : directory.venueEpoch() + "-" + event.eventNumber());
        addIfKnown(report, ClOrdID.FIELD, clOrdId);
        addIfKnown(report, OrigClOrdID.FIELD, origClOrdId);
        addIfKnown(report, OrdStatusReqID.FIELD, ordStatusReqId);
        addIfKnown(report, Account.FIELD, account);
        if (!massStatusReqId.isEmpty()) {
            addMassStatus(report);
        }
    }

    private void addMassStatus(Message report) {
        report.setString(MassStatusReqID.FIELD, massStatusReqId);
        report.setString(TotNumReports.FIELD, event.orderId() == 0 ? "0" : Integer.toString(event.totNumReports()));
        if (event.lastRptRequested() == BooleanType.TRUE) {
            report.setString(LastRptRequested.FIELD, "Y");
        }
    }

    private void addTerms(Message report) {
        report.setString(Symbol.FIELD, orNotAvailable(symbol));
        report.setString(Side.FIELD, sideText(event.side()));
        if (event.orderQtyE8() != RequestReader.ABSENT) {
            report.setString(OrderQty.FIELD, Decimal.format(event.orderQtyE8(), Decimal.E8));
        }
        if (event.ordType() != OrdType.NULL_VAL) {
            report.setString(quickfix.field.OrdType.FIELD, event.ordType() == OrdType.MARKET ? "1" : "2");
        }
        if (event.priceE8() != RequestReader.ABSENT) {
            report.setString(Price.FIELD, Decimal.format(event.priceE8(), Decimal.E8));
        }
        if (event.timeInForce() != TimeInForce.NULL_VAL) {
            report.setString(
                    quickfix.field.TimeInForce.FIELD,
                    Integer.toString(event.timeInForce().value()));
        }
    }

    private void addState(Message report) {
        report.setString(
                quickfix.field.ExecType.FIELD, codeText(event.execType().value()));
        report.setString(OrdStatus.FIELD, codeText(event.ordStatus().value()));
        report.setString(LeavesQty.FIELD, Decimal.format(event.leavesQtyE8(), Decimal.E8));
        report.setString(CumQty.FIELD, Decimal.format(event.cumQtyE8(), Decimal.E8));
        report.setString(AvgPx.FIELD, Decimal.format(event.avgPxE8(), Decimal.E8));
    }

    private void addTrade(Message report, Vocabulary vocabulary) {
        report.setString(LastQty.FIELD, Decimal.format(event.lastQtyE8(), Decimal.E8));
        report.setString(LastPx.FIELD, Decimal.format(event.lastPxE8(), Decimal.E8));
        report.setString(vocabulary.tradeIdTag(), Long.toString(event.tradeId()));
        if (event.lastLiquidity() != Liquidity.NONE) {
            report.setString(
                    LastLiquidityInd.FIELD,
                    Integer.toString(event.lastLiquidity().value()));
        }
        String fee = Decimal.format(event.feeMicros(), Decimal.MICROS);
        report.setString(Commission.FIELD, fee);
        report.setString(CommType.FIELD, ABSOLUTE);
        report.setString(CommCurrency.FIELD, MarginFields.SETTLEMENT_CURRENCY);
        Group fees = new Group(NoMiscFees.FIELD, MiscFeeAmt.FIELD, FEE_ORDER);
        fees.setString(MiscFeeAmt.FIELD, fee);
        fees.setString(MiscFeeCurr.FIELD, MarginFields.SETTLEMENT_CURRENCY);
        fees.setString(MiscFeeType.FIELD, EXCHANGE_FEES);
        report.addGroupRef(fees);
    }

    private void addRefusal(Message report, Vocabulary vocabulary) {
        report.setString(OrdRejReason.FIELD, vocabulary.ordRejReason(event.rejectReason()));
        report.setString(Text.FIELD, massStatusReqId.isEmpty() ? refusalText() : massStatusText());
        if (event.shortfallMicros() > 0 && vocabulary.hasUserTags()) {
            report.setString(BasculeTags.MARGIN_SHORTFALL, Decimal.format(event.shortfallMicros(), Decimal.MICROS));
        }
    }

    private String refusalText() {
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

    /** A refused request's side that is not one of the venue's is 7, undisclosed: the field is required. */
    private static String sideText(io.bascule.engine.wire.sbe.Side side) {
        return switch (side) {
            case BUY -> "1";
            case SELL -> "2";
            case NULL_VAL -> SIDE_UNDISCLOSED;
        };
    }

    /** A required field's text, or FIX's placeholder for one that is not known. */
    static String orNotAvailable(String text) {
        return text.isEmpty() ? "[N/A]" : text;
    }

    static String orderIdText(long orderId) {
        return orderId == 0 ? "NONE" : Long.toString(orderId);
    }

    static String codeText(byte code) {
        return String.valueOf((char) code);
    }

    static void addIfKnown(Message message, int tag, String value) {
        if (!value.isEmpty()) {
            message.setString(tag, value);
        }
    }
}
