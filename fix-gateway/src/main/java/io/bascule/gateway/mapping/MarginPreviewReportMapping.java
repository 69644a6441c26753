package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarginDecoder;
import io.bascule.engine.wire.sbe.MarginPreviewedDecoder;
import io.bascule.engine.wire.sbe.PreviewStatus;
import io.bascule.engine.wire.sbe.RejectReason;
import org.agrona.DirectBuffer;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.AvgPx;
import quickfix.field.ClOrdID;
import quickfix.field.CommType;
import quickfix.field.Commission;
import quickfix.field.CumQty;
import quickfix.field.LeavesQty;
import quickfix.field.MsgType;
import quickfix.field.NoOrders;
import quickfix.field.OrdRejReason;
import quickfix.field.OrdStatus;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TransactTime;

/** MarginPreviewed to MarginPreviewReport (U2), sent whole in both dialects. It answers, and is no event. */
final class MarginPreviewReportMapping implements EventMapping {
    private static final int NO_MARGIN_AMT = 1643;
    private static final int MARGIN_AMT_TYPE = 1644;
    private static final int MARGIN_AMT = 1645;
    private static final int MARGIN_AMT_CCY = 1646;
    private static final int[] AMOUNT_ORDER = {MARGIN_AMT, MARGIN_AMT_TYPE, MARGIN_AMT_CCY, BasculeTags.PREVIEW_STATE};
    private static final int[] LEG_ORDER = {
        ClOrdID.FIELD,
        OrdStatus.FIELD,
        OrdRejReason.FIELD,
        CumQty.FIELD,
        AvgPx.FIELD,
        BasculeTags.SIM_WORST_PX,
        BasculeTags.SLIPPAGE_BPS,
        LeavesQty.FIELD,
        Commission.FIELD,
        CommType.FIELD,
        BasculeTags.MARGIN_CONTRIBUTION
    };
    private static final int[] POSITION_ORDER = {
        Symbol.FIELD, BasculeTags.POSITION_BEFORE, BasculeTags.POSITION_AFTER, BasculeTags.LIQUIDATION_PX
    };
    private static final int SLIPPAGE_DECIMALS = 4;
    private static final String INITIAL = "11";
    private static final String MAINTENANCE = "101";
    private static final String EQUITY = "102";
    private static final String EXCESS = "15";

    private final Directory directory;
    private final Timestamps timestamps;
    private final MarginPreviewedDecoder event = new MarginPreviewedDecoder();
    private final Copies none = new Copies();

    MarginPreviewReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
    }

    @Override
    public long eventNumber() {
        return 0;
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public long applSeqNum() {
        return 0;
    }

    @Override
    public Copies copies() {
        return none;
    }

    @Override
    public Message render(SessionProfile recipient, long copySeqNum) {
        Message report = new Message();
        report.getHeader().setString(MsgType.FIELD, BasculeTags.MARGIN_PREVIEW_REPORT);
        report.setString(BasculeTags.PREVIEW_ID, Long.toString(event.previewId()));
        report.setString(
                BasculeTags.PREVIEW_STATUS, Integer.toString(event.status().value()));
        report.setString(BasculeTags.EVENT_NUMBER, Long.toString(event.eventNumber()));
        report.setString(TransactTime.FIELD, timestamps.format(event.timestampNs(), recipient.fractionDigits()));
        if (event.worstScenarioId() != 0) {
            report.setString(BasculeTags.WORST_SCENARIO_ID, Integer.toString(event.worstScenarioId()));
        }
        addAmounts(report, event.marginBefore(), "0");
        addAmounts(report, event.marginAfter(), "1");
        String refusal = addLegs(report);
        addPositions(report);
        report.setString(BasculeTags.PREVIEW_REQ_ID, event.previewReqId());
        String foreignAccount = event.accountName();
        report.setString(
                Account.FIELD,
                ExecutionReportMapping.orNotAvailable(
                        event.accountId() == 0 ? foreignAccount : directory.account(event.accountId())));
        if (event.status() == PreviewStatus.INVALID) {
            refusal = new RejectText(null, "", foreignAccount)
                    .say(event.rejectReason(), RequestReader.ABSENT, RequestReader.ABSENT, 0);
        }
        ExecutionReportMapping.addIfKnown(report, Text.FIELD, refusal);
        return report;
    }

    private static void addAmounts(Message report, MarginDecoder margin, String state) {
        if (MarginFields.isPresent(margin)) {
            addAmount(report, INITIAL, margin.initialMarginMicros(), state);
            addAmount(report, MAINTENANCE, margin.maintenanceMarginMicros(), state);
            addAmount(report, EQUITY, margin.equityMicros(), state);
            addAmount(report, EXCESS, margin.excessMicros(), state);
        }
    }

    private static void addAmount(Message report, String type, long amountMicros, String state) {
        Group amount = new Group(NO_MARGIN_AMT, MARGIN_AMT, AMOUNT_ORDER);
        amount.setString(MARGIN_AMT, Decimal.format(amountMicros, Decimal.MICROS));
        amount.setString(MARGIN_AMT_TYPE, type);
        amount.setString(MARGIN_AMT_CCY, MarginFields.MARGIN_CURRENCY);
        amount.setString(BasculeTags.PREVIEW_STATE, state);
        report.addGroupRef(amount);
    }

    /** Adds the legs, and returns what is wrong with the first that would be refused; empty if none would. */
    private String addLegs(Message report) {
        String refusal = "";
        for (MarginPreviewedDecoder.LegsDecoder leg : event.legs()) {
            RejectReason reason = leg.rejectReason();
            Group order = new Group(NoOrders.FIELD, ClOrdID.FIELD, LEG_ORDER);
            order.setString(
                    OrdStatus.FIELD,
                    ExecutionReportMapping.codeText(leg.ordStatus().value()));
            if (reason != RejectReason.NONE) {
                order.setString(OrdRejReason.FIELD, RejectTable.of(reason).ordRejReason());
            }
            order.setString(CumQty.FIELD, Decimal.format(leg.cumQtyE8(), Decimal.E8));
            order.setString(AvgPx.FIELD, Decimal.format(leg.avgPxE8(), Decimal.E8));
            order.setString(LeavesQty.FIELD, Decimal.format(leg.leavesQtyE8(), Decimal.E8));
            if (leg.cumQtyE8() != 0) {
                order.setString(BasculeTags.SIM_WORST_PX, Decimal.format(leg.worstPxE8(), Decimal.E8));
            }
            if (leg.slippageBpsE4() != RequestReader.ABSENT) {
                order.setString(BasculeTags.SLIPPAGE_BPS, Decimal.format(leg.slippageBpsE4(), SLIPPAGE_DECIMALS));
            }
            order.setString(Commission.FIELD, Decimal.format(leg.feeMicros(), Decimal.MICROS));
            order.setString(CommType.FIELD, ExecutionReportMapping.ABSOLUTE);
            order.setString(
                    BasculeTags.MARGIN_CONTRIBUTION, Decimal.format(leg.marginContributionMicros(), Decimal.MICROS));
            long shortfallMicros = leg.shortfallMicros();
            String label = leg.clOrdId();
            order.setString(ClOrdID.FIELD, label);
            report.addGroupRef(order);
            if (refusal.isEmpty() && reason != RejectReason.NONE) {
                refusal = label + ": " + RejectText.say(reason, shortfallMicros);
            }
        }
        return refusal;
    }

    private void addPositions(Message report) {
        for (MarginPreviewedDecoder.PositionsDecoder line : event.positions()) {
            Group position = new Group(BasculeTags.NO_PREVIEW_INSTRUMENTS, Symbol.FIELD, POSITION_ORDER);
            position.setString(
                    Symbol.FIELD, ExecutionReportMapping.orNotAvailable(directory.symbol(line.instrumentId())));
            position.setString(BasculeTags.POSITION_BEFORE, Decimal.format(line.positionBeforeE8(), Decimal.E8));
            position.setString(BasculeTags.POSITION_AFTER, Decimal.format(line.positionAfterE8(), Decimal.E8));
            if (line.liquidationPxE8() != RequestReader.ABSENT) {
                position.setString(BasculeTags.LIQUIDATION_PX, Decimal.format(line.liquidationPxE8(), Decimal.E8));
            }
            report.addGroupRef(position);
        }
    }
}
