package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.CollateralReportedDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.util.List;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.CollInquiryID;
import quickfix.field.CollRptID;
import quickfix.field.CollStatus;
import quickfix.field.Currency;
import quickfix.field.MarginExcess;
import quickfix.field.MsgType;
import quickfix.field.TotNumReports;
import quickfix.field.TotalNetValue;
import quickfix.field.TransactTime;

/**
 * CollateralReported to CollateralReport (BA): what the account's collateral comes to in USD and, where the dictionary
 * has it, each currency's amount and haircut.
 */
final class CollateralReportMapping extends AnswerMapping {
    private static final int NO_COLLATERAL_AMOUNTS = 1703;
    private static final int CURRENT_COLLATERAL_AMOUNT = 1704;
    private static final int COLLATERAL_CURRENCY = 1705;
    private static final byte ACCEPTED = '3';

    /** In the engine's order. */
    private static final List<String> CURRENCIES = List.of("USDC", "BTC", "ETH");

    private final Directory directory;
    private final Timestamps timestamps;
    private final CollateralReportedDecoder event = new CollateralReportedDecoder();

    CollateralReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        int amounts = 0;
        event.sbeRewind();
        for (CollateralReportedDecoder.AmountsDecoder amount : event.amounts()) {
            amounts += isSaid(amount) ? 1 : 0;
        }
        String requestId = event.requestId();
        body.begin(MsgType.COLLATERAL_REPORT);
        InquiryFields.putReportId(
                body, CollRptID.FIELD, recipient, event.msgSeqNum(), event.timestampNs(), event.reportIndex());
        body.putIfKnown(CollInquiryID.FIELD, requestId)
                .put(CollStatus.FIELD, ACCEPTED)
                .put(TotNumReports.FIELD, event.reportCount());
        InquiryFields.putLast(body, event.reportIndex(), event.reportCount());
        body.put(Account.FIELD, ExecutionReportMapping.orNotAvailable(directory.account(event.accountId())))
                .put(Currency.FIELD, MarginFields.MARGIN_CURRENCY)
                .putDecimal(MarginExcess.FIELD, event.margin().excessMicros(), Decimal.MICROS)
                .putDecimal(TotalNetValue.FIELD, event.margin().equityMicros(), Decimal.MICROS);
        if (recipient.vocabulary().hasTag(MsgType.COLLATERAL_REPORT, TransactTime.FIELD)) {
            InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        }
        if (recipient.vocabulary().hasTag(MsgType.COLLATERAL_REPORT, NO_COLLATERAL_AMOUNTS)) {
            putAmounts(body, amounts);
        }
    }

    private void putAmounts(MessageBody body, int amounts) {
        body.put(NO_COLLATERAL_AMOUNTS, amounts);
        event.sbeRewind();
        for (CollateralReportedDecoder.AmountsDecoder amount : event.amounts()) {
            if (isSaid(amount)) {
                String currency = CURRENCIES.get(amount.currency());
                body.putDecimal(CURRENT_COLLATERAL_AMOUNT, amount.units(), MarginFields.decimals(currency))
                        .put(COLLATERAL_CURRENCY, currency)
                        .putDecimal(BasculeTags.HAIRCUT, amount.haircutE6(), Decimal.MICROS);
            }
        }
    }

    /** What is not held is not said, but for the first. */
    private static boolean isSaid(CollateralReportedDecoder.AmountsDecoder amount) {
        return amount.currency() == 0 || amount.units() != 0;
    }
}
