package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.PositionReportedDecoder;
import io.bascule.gateway.encoding.Currencies;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.ClearingBusinessDate;
import quickfix.field.Currency;
import quickfix.field.LongQty;
import quickfix.field.MsgType;
import quickfix.field.NoPosAmt;
import quickfix.field.NoPositions;
import quickfix.field.PosAmt;
import quickfix.field.PosAmtType;
import quickfix.field.PosMaintRptID;
import quickfix.field.PosReqID;
import quickfix.field.PosReqResult;
import quickfix.field.PosReqType;
import quickfix.field.PosType;
import quickfix.field.PriorSettlPrice;
import quickfix.field.SettlPrice;
import quickfix.field.SettlPriceType;
import quickfix.field.ShortQty;
import quickfix.field.Symbol;
import quickfix.field.TotalNumPosReports;

/** PositionReported to PositionReport (AP): one account's position in one instrument. */
final class PositionReportMapping extends AnswerMapping {
    private static final byte POSITIONS = '0';
    private static final byte VALID = '0';
    private static final byte THEORETICAL = '2';
    private static final byte ONE = '1';

    private final Directory directory;
    private final PositionReportedDecoder event = new PositionReportedDecoder();
    private String requestId = "";

    PositionReportMapping(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        requestId = event.requestId();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        String account = ExecutionReportMapping.orNotAvailable(directory.account(event.accountId()));
        body.begin(MsgType.POSITION_REPORT);
        InquiryFields.putReportId(
                body, PosMaintRptID.FIELD, recipient, event.msgSeqNum(), event.timestampNs(), event.reportIndex());
        body.put(PosReqID.FIELD, requestId)
                .put(PosReqType.FIELD, POSITIONS)
                .put(TotalNumPosReports.FIELD, event.reportCount())
                .put(PosReqResult.FIELD, VALID);
        InquiryFields.putDate(body, ClearingBusinessDate.FIELD, event.timestampNs());
        body.put(Account.FIELD, account);
        InquiryFields.putPositionAccount(body, account);
        String currency = directory.settlementCurrency(event.instrumentId());
        body.put(Symbol.FIELD, ExecutionReportMapping.orNotAvailable(directory.symbol(event.instrumentId())))
                .put(Currency.FIELD, currency)
                .putDecimal(SettlPrice.FIELD, event.markE8(), Decimal.E8)
                .put(SettlPriceType.FIELD, THEORETICAL)
                .putDecimal(PriorSettlPrice.FIELD, event.dayMarkE8(), Decimal.E8)
                .put(NoPositions.FIELD, ONE)
                .put(PosType.FIELD, PosType.TOTAL_TRANSACTION_QTY)
                .putDecimal(
                        event.positionE8() < 0 ? ShortQty.FIELD : LongQty.FIELD,
                        Math.abs(event.positionE8()),
                        Decimal.E8)
                .put(NoPosAmt.FIELD, ONE)
                .put(PosAmtType.FIELD, PosAmtType.CASH_AMOUNT)
                .putDecimal(PosAmt.FIELD, event.fundingPaidUnits(), Currencies.decimals(currency));
        if (recipient.vocabulary().hasUserTags()) {
            body.putDecimal(BasculeTags.ENTRY_PX, event.entryPxE8(), Decimal.E8);
            if (event.liquidationPxE8() != RequestReader.ABSENT) {
                body.putDecimal(BasculeTags.LIQUIDATION_PX, event.liquidationPxE8(), Decimal.E8);
            }
        }
    }
}
