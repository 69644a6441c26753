package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.FundingPaidDecoder;
import io.bascule.gateway.encoding.Currencies;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.ClearingBusinessDate;
import quickfix.field.CopyMsgIndicator;
import quickfix.field.Currency;
import quickfix.field.LongQty;
import quickfix.field.MsgType;
import quickfix.field.NoPosAmt;
import quickfix.field.NoPositions;
import quickfix.field.PosAmt;
import quickfix.field.PosAmtType;
import quickfix.field.PosMaintRptID;
import quickfix.field.PosReqResult;
import quickfix.field.PosType;
import quickfix.field.PriorSettlPrice;
import quickfix.field.SettlPrice;
import quickfix.field.SettlPriceType;
import quickfix.field.ShortQty;
import quickfix.field.Symbol;
import quickfix.field.UnsolicitedIndicator;

/**
 * FundingPaid to an unsolicited PositionReport (AP): one account's payment for one hour in one instrument, to its desks
 * and drop copies.
 */
final class FundingReportMapping extends PushMapping {
    private static final int RATE_DECIMALS = 9;
    private static final byte VALID = '0';
    private static final byte THEORETICAL = '2';
    private static final byte ONE = '1';
    private static final byte YES = 'Y';

    private final Directory directory;
    private final FundingPaidDecoder event = new FundingPaidDecoder();
    private final Copies copies = new Copies();

    FundingReportMapping(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        copies.clear();
        for (FundingPaidDecoder.CopiesDecoder copy : event.copies()) {
            copies.add(copy.sessionId(), copy.applSeqNum());
        }
    }

    @Override
    public long eventNumber() {
        return event.eventNumber();
    }

    @Override
    public Copies copies() {
        return copies;
    }

    @Override
    public boolean isPushedTo(SessionProfile recipient) {
        return recipient.isDeskOf(directory.account(event.accountId()));
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        String account = ExecutionReportMapping.orNotAvailable(directory.account(event.accountId()));
        String currency = directory.settlementCurrency(event.instrumentId());
        body.begin(MsgType.POSITION_REPORT)
                .open(PosMaintRptID.FIELD)
                .append(directory.venueEpoch())
                .append("-")
                .append(event.eventNumber())
                .close()
                .put(UnsolicitedIndicator.FIELD, YES)
                .put(PosReqResult.FIELD, VALID);
        InquiryFields.putDate(body, ClearingBusinessDate.FIELD, event.fundingNs());
        body.put(Account.FIELD, account);
        InquiryFields.putPositionAccount(body, account);
        body.put(Symbol.FIELD, ExecutionReportMapping.orNotAvailable(directory.symbol(event.instrumentId())))
                .put(Currency.FIELD, currency)
                .putDecimal(SettlPrice.FIELD, event.indexE8(), Decimal.E8)
                .put(SettlPriceType.FIELD, THEORETICAL)
                .putDecimal(PriorSettlPrice.FIELD, event.indexE8(), Decimal.E8)
                .put(NoPositions.FIELD, ONE)
                .put(PosType.FIELD, PosType.TOTAL_TRANSACTION_QTY)
                .putDecimal(
                        event.positionE8() < 0 ? ShortQty.FIELD : LongQty.FIELD,
                        Math.abs(event.positionE8()),
                        Decimal.E8)
                .put(NoPosAmt.FIELD, ONE)
                .put(PosAmtType.FIELD, PosAmtType.CASH_AMOUNT)
                .putDecimal(PosAmt.FIELD, -event.units(), Currencies.decimals(currency));
        if (recipient.vocabulary().hasTag(MsgType.POSITION_REPORT, CopyMsgIndicator.FIELD)) {
            CopyFields.putIndicator(body, copySeqNum);
            ApplicationSequence.put(body, recipient, copySeqNum);
        }
        if (recipient.vocabulary().hasUserTags()) {
            body.putDecimal(BasculeTags.FUNDING_RATE, event.rateE9(), RATE_DECIMALS)
                    .put(BasculeTags.FUNDING_PAYMENT_ID, event.paymentId());
        }
    }
}
