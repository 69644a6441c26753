package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarginDecoder;
import io.bascule.engine.wire.sbe.MarginPreviewedDecoder;
import io.bascule.engine.wire.sbe.PreviewStatus;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.AvgPx;
import quickfix.field.ClOrdID;
import quickfix.field.CommType;
import quickfix.field.Commission;
import quickfix.field.CumQty;
import quickfix.field.LeavesQty;
import quickfix.field.NoOrders;
import quickfix.field.OrdRejReason;
import quickfix.field.OrdStatus;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TransactTime;

/** MarginPreviewed to MarginPreviewReport (U2), sent whole in both dialects. It answers, and is no event. */
final class MarginPreviewReportMapping extends AnswerMapping {
    private static final int SLIPPAGE_DECIMALS = 4;
    private static final byte BEFORE = '0';
    private static final byte AFTER = '1';

    private final Directory directory;
    private final Timestamps timestamps;
    private final MarginPreviewedDecoder event = new MarginPreviewedDecoder();
    private String previewReqId = "";
    private String account = "";

    MarginPreviewReportMapping(Directory directory, Timestamps timestamps) {
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
        // What comes before the groups in FIX comes behind them on the wire: they are gone through twice.
        String refusal = readBehindGroups();
        body.begin(BasculeTags.MARGIN_PREVIEW_REPORT)
                .put(Account.FIELD, ExecutionReportMapping.orNotAvailable(account))
                .putIfKnown(Text.FIELD, refusal)
                .open(TransactTime.FIELD)
                .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                .close()
                .put(BasculeTags.PREVIEW_REQ_ID, previewReqId)
                .put(BasculeTags.PREVIEW_ID, event.previewId())
                .put(BasculeTags.PREVIEW_STATUS, event.status().value())
                .put(BasculeTags.EVENT_NUMBER, event.eventNumber());
        if (event.worstScenarioId() != 0) {
            body.put(BasculeTags.WORST_SCENARIO_ID, event.worstScenarioId());
        }
        event.sbeRewind();
        putLegs(body);
        putAmounts(body);
        putPositions(body);
    }

    /** Reads account and request, and returns what is wrong with the request or its first refused leg. */
    private String readBehindGroups() {
        event.sbeRewind();
        String refusal = "";
        for (MarginPreviewedDecoder.LegsDecoder leg : event.legs()) {
            RejectReason reason = leg.rejectReason();
            long shortfallMicros = leg.shortfallMicros();
            String label = leg.clOrdId();
            if (refusal.isEmpty() && reason != RejectReason.NONE) {
                refusal = label + ": " + RejectText.say(reason, shortfallMicros);
            }
        }
        for (MarginPreviewedDecoder.PositionsDecoder line : event.positions()) {
            line.sbeSkip();
        }
        previewReqId = event.previewReqId();
        account = event.accountName();
        if (event.status() == PreviewStatus.INVALID) {
            refusal = new RejectText(null, "", account)
                    .say(event.rejectReason(), RequestReader.ABSENT, RequestReader.ABSENT, 0);
        }
        if (event.accountId() != 0) {
            account = directory.account(event.accountId());
        }
        return refusal;
    }

    private void putAmounts(MessageBody body) {
        boolean hasBefore = MarginFields.isPresent(event.marginBefore());
        boolean hasAfter = MarginFields.isPresent(event.marginAfter());
        if (!hasBefore && !hasAfter) {
            return;
        }
        body.put(
                MarginAmounts.NO_MARGIN_AMT,
                (hasBefore ? MarginAmounts.COUNT : 0) + (hasAfter ? MarginAmounts.COUNT : 0));
        putAmounts(body, event.marginBefore(), BEFORE);
        putAmounts(body, event.marginAfter(), AFTER);
    }

    private static void putAmounts(MessageBody body, MarginDecoder margin, byte state) {
        if (MarginFields.isPresent(margin)) {
            MarginAmounts.putEntries(body, margin, state);
        }
    }

    private void putLegs(MessageBody body) {
        MarginPreviewedDecoder.LegsDecoder legs = event.legs();
        if (legs.count() > 0) {
            body.put(NoOrders.FIELD, legs.count());
        }
        for (MarginPreviewedDecoder.LegsDecoder leg : legs) {
            putLeg(body, leg);
        }
    }

    private static void putLeg(MessageBody body, MarginPreviewedDecoder.LegsDecoder leg) {
        body.put(ClOrdID.FIELD, leg.clOrdId())
                .put(OrdStatus.FIELD, leg.ordStatus().value());
        if (leg.rejectReason() != RejectReason.NONE) {
            body.put(OrdRejReason.FIELD, RejectTable.of(leg.rejectReason()).ordRejReason());
        }
        body.putDecimal(CumQty.FIELD, leg.cumQtyE8(), Decimal.E8).putDecimal(AvgPx.FIELD, leg.avgPxE8(), Decimal.E8);
        if (leg.cumQtyE8() != 0) {
            body.putDecimal(BasculeTags.SIM_WORST_PX, leg.worstPxE8(), Decimal.E8);
        }
        if (leg.slippageBpsE4() != RequestReader.ABSENT) {
            body.putDecimal(BasculeTags.SLIPPAGE_BPS, leg.slippageBpsE4(), SLIPPAGE_DECIMALS);
        }
        body.putDecimal(LeavesQty.FIELD, leg.leavesQtyE8(), Decimal.E8)
                .putDecimal(Commission.FIELD, leg.feeMicros(), Decimal.MICROS)
                .put(CommType.FIELD, ExecutionReportMapping.ABSOLUTE)
                .putDecimal(BasculeTags.MARGIN_CONTRIBUTION, leg.marginContributionMicros(), Decimal.MICROS);
    }

    private void putPositions(MessageBody body) {
        MarginPreviewedDecoder.PositionsDecoder lines = event.positions();
        if (lines.count() > 0) {
            body.put(BasculeTags.NO_PREVIEW_INSTRUMENTS, lines.count());
        }
        for (MarginPreviewedDecoder.PositionsDecoder line : lines) {
            body.put(Symbol.FIELD, ExecutionReportMapping.orNotAvailable(directory.symbol(line.instrumentId())))
                    .putDecimal(BasculeTags.POSITION_BEFORE, line.positionBeforeE8(), Decimal.E8)
                    .putDecimal(BasculeTags.POSITION_AFTER, line.positionAfterE8(), Decimal.E8);
            if (line.liquidationPxE8() != RequestReader.ABSENT) {
                body.putDecimal(BasculeTags.LIQUIDATION_PX, line.liquidationPxE8(), Decimal.E8);
            }
        }
    }
}
