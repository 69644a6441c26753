package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.LimitsReportedDecoder;
import io.bascule.engine.wire.sbe.TradingLevel;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.LastFragment;
import quickfix.field.Text;

/**
 * LimitsReported to PartyRiskLimitsReport (CM), of one account: what its margin allows and uses, then for each
 * instrument how far a position may go either way, and how far its open orders would take it.
 */
final class PartyRiskLimitsReportMapping extends AnswerMapping {
    private static final int RISK_LIMIT_REQUEST_TYPE = 1760;
    private static final int TOT_NO_PARTIES = 1512;
    private static final int NO_PARTY_RISK_LIMITS = 1677;
    private static final int NO_PARTY_DETAILS = 1671;
    private static final int PARTY_DETAIL_ID = 1691;
    private static final int PARTY_DETAIL_ID_SOURCE = 1692;
    private static final int PARTY_DETAIL_ROLE = 1693;
    private static final int NO_RISK_LIMITS = 1669;
    private static final int NO_RISK_LIMIT_TYPES = 1529;
    private static final int RISK_LIMIT_TYPE = 1530;
    private static final int RISK_LIMIT_AMOUNT = 1531;
    private static final int RISK_LIMIT_CURRENCY = 1532;
    private static final int RISK_LIMIT_UTILIZATION_AMOUNT = 1766;
    private static final int RISK_LIMIT_ACTION = 1767;
    private static final int NO_RISK_INSTRUMENT_SCOPES = 1534;
    private static final int INSTRUMENT_SCOPE_OPERATOR = 1535;
    private static final String LONG_LIMIT = "4";
    private static final String SHORT_LIMIT = "5";
    private static final String TOTAL_MARGIN = "8";
    private static final byte DEFINITIONS_AND_UTILIZATIONS = '3';
    private static final byte VALID = '0';
    private static final byte ONE = '1';
    private static final byte TWO = '2';
    private static final byte PROPRIETARY_ID = 'D';

    private final Directory directory;
    private final Timestamps timestamps;
    private final LimitsReportedDecoder event = new LimitsReportedDecoder();

    PartyRiskLimitsReportMapping(Directory directory, Timestamps timestamps) {
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
        event.sbeRewind();
        for (LimitsReportedDecoder.PositionsDecoder line : event.positions()) {
            line.sbeSkip();
        }
        String requestId = event.requestId();
        body.begin(PartyRiskLimitsMapping.PARTY_RISK_LIMITS_REPORT);
        InquiryFields.putReportId(
                body,
                PartyRiskLimitsMapping.RISK_LIMIT_REPORT_ID,
                recipient,
                event.msgSeqNum(),
                event.timestampNs(),
                event.accountId());
        body.put(PartyRiskLimitsMapping.RISK_LIMIT_REQUEST_ID, requestId)
                .put(RISK_LIMIT_REQUEST_TYPE, DEFINITIONS_AND_UTILIZATIONS)
                .put(PartyRiskLimitsMapping.REQUEST_RESULT, VALID)
                .put(TOT_NO_PARTIES, event.total())
                .put(LastFragment.FIELD, (byte) (event.last() == BooleanType.TRUE ? 'Y' : 'N'));
        InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        body.put(
                        Text.FIELD,
                        "open orders: " + event.openOrders() + " of " + event.maxOpenOrders() + "; liquidation: "
                                + event.stage())
                .put(NO_PARTY_RISK_LIMITS, ONE)
                .put(NO_PARTY_DETAILS, ONE)
                .put(PARTY_DETAIL_ID, ExecutionReportMapping.orNotAvailable(directory.account(event.accountId())))
                .put(PARTY_DETAIL_ID_SOURCE, PROPRIETARY_ID)
                .put(PARTY_DETAIL_ROLE, InquiryFields.POSITION_ACCOUNT);
        putLimits(body);
    }

    private void putLimits(MessageBody body) {
        event.sbeRewind();
        LimitsReportedDecoder.PositionsDecoder lines = event.positions();
        body.put(NO_RISK_LIMITS, 1 + lines.count()).put(NO_RISK_LIMIT_TYPES, ONE);
        long allowed = event.initialMicros() + event.excessMicros();
        putLimit(body, TOTAL_MARGIN, allowed, event.level(), event.initialMicros(), Decimal.MICROS);
        body.put(RISK_LIMIT_CURRENCY, MarginFields.MARGIN_CURRENCY);
        for (LimitsReportedDecoder.PositionsDecoder line : lines) {
            body.put(NO_RISK_LIMIT_TYPES, TWO);
            putLimit(body, LONG_LIMIT, line.maxQtyE8(), line.level(), line.longQtyE8(), Decimal.E8);
            putLimit(body, SHORT_LIMIT, line.maxQtyE8(), line.level(), line.shortQtyE8(), Decimal.E8);
            body.put(NO_RISK_INSTRUMENT_SCOPES, ONE)
                    .put(INSTRUMENT_SCOPE_OPERATOR, ONE)
                    .put(
                            PartyActionMapping.INSTRUMENT_SCOPE_SYMBOL,
                            ExecutionReportMapping.orNotAvailable(directory.symbol(line.instrumentId())));
        }
    }

    private static void putLimit(
            MessageBody body, String type, long amount, TradingLevel level, long used, int decimals) {
        body.put(RISK_LIMIT_TYPE, type)
                .putDecimal(RISK_LIMIT_AMOUNT, amount, decimals)
                .put(
                        RISK_LIMIT_ACTION,
                        switch (level) {
                            case ACTIVE, NULL_VAL -> "2";
                            case REDUCE_ONLY -> "9";
                            case HALTED -> "10";
                        })
                .putDecimal(RISK_LIMIT_UTILIZATION_AMOUNT, used, decimals);
    }
}
