package io.bascule.engine.service;

import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that a venue said, field by field. */
final class Transcript implements VenueListener {
    final List<String> lines = new ArrayList<>();
    /** Orders that were accepted or replaced, as they stood then. */
    final List<Named> named = new ArrayList<>();

    boolean hasRoom = true;
    long lastTradeId;
    long lastAuctionId;

    /** What a request needs to name an order. */
    record Named(long orderId, int sessionId, int accountId, int instrumentId, Side side, String clOrdId) {}

    @Override
    public void onExecutionReport(final Report report) {
        lines.add("8 " + text(report));
        lastTradeId = Math.max(lastTradeId, report.tradeId);
        if (report.execType == ExecType.NEW || report.execType == ExecType.REPLACED) {
            named.add(new Named(
                    report.orderId,
                    Math.max(1, report.sessionId), // the venue's own can be named by OrderID
                    report.accountId,
                    report.instrumentId,
                    report.side,
                    report.clOrdId.toString()));
        }
    }

    @Override
    public void onCancelReject(final Report report) {
        lines.add("9 " + text(report));
    }

    @Override
    public void onMassCancelReport(final MassCancelReport r) {
        final StringBuilder line = new StringBuilder("r ");
        append(line, r.eventNumber, r.timestampNs, r.sessionId, r.accountId, r.instrumentId, r.side, r.requestType);
        append(line, r.rejectReason, r.totalAffected, r.clOrdId, r.symbol, r.accountName);
        lines.add(line.toString());
    }

    @Override
    public void onLiquidationStep(final LiquidationStep s) {
        final StringBuilder line = new StringBuilder("step ");
        append(line, s.eventNumber, s.timestampNs, s.liquidationId, s.rule, s.stage, s.accountId, s.counterpartyId);
        append(line, s.instrumentId, s.qtyE8, s.priceE8, s.currency, s.amountUnits, s.slippageMicros, s.feeMicros);
        append(line, s.freedMicros, s.equityMicros, s.maintenanceMicros, s.excessMicros, s.tradeId);
        lines.add(line.toString());
    }

    @Override
    public void onMarginCall(final MarginCall c) {
        final StringBuilder line = new StringBuilder("call ");
        append(line, c.eventNumber, c.timestampNs, c.accountId, c.thresholdE6, c.levelE6, c.equityMicros);
        append(line, c.maintenanceMicros, c.initialMicros, c.shortfallMicros, c.copies.count());
        lines.add(line.toString());
    }

    @Override
    public void onAuctionRequested(final AuctionNotice a) {
        lastAuctionId = a.auctionId;
        final StringBuilder line = new StringBuilder("auction ");
        append(line, a.eventNumber, a.timestampNs, a.auctionId, a.endNs, a.equityMicros, a.maintenanceMicros);
        for (int i = 0; i < a.legCount; i++) {
            append(line, a.instrumentIds[i], a.qtysE8[i], a.marksE8[i]);
        }
        lines.add(line.toString());
    }

    @Override
    public void onPartyAction(final PartyActionReport r) {
        final StringBuilder line = new StringBuilder("DI ");
        append(line, r.eventNumber, r.timestampNs, r.request.requestId, r.rejectReason, r.cancelledOrders);
        lines.add(line.toString());
    }

    @Override
    public void onLimits(final LimitsReport l) {
        final StringBuilder line = new StringBuilder("CM ");
        append(line, l.sessionId, l.accountId, l.total, l.last, l.level, l.stage, l.openOrders, l.initialMicros);
        lines.add(line.toString());
    }

    @Override
    public void onMarginPreview(final PreviewReport p) {
        final StringBuilder line = new StringBuilder("U2 ");
        append(line, p.sessionId, p.timestampNs, p.eventNumber, p.previewId, p.accountId, p.status, p.rejectReason);
        append(line, p.previewReqId, p.accountName, text(p.before), text(p.after), p.legCount, p.positionCount);
        for (int n = 0; n < p.legCount; n++) {
            final PreviewReport.Leg leg = p.legs[n];
            append(line, leg.instrumentId, leg.ordStatus, leg.rejectReason, leg.cumQtyE8, leg.leavesQtyE8, leg.avgPxE8);
            append(line, leg.worstPxE8, leg.slippageBpsE4, leg.feeMicros, leg.marginContributionMicros);
            append(line, leg.shortfallMicros, leg.clOrdId);
        }
        for (int n = 0; n < p.positionCount; n++) {
            final PreviewReport.PositionLine position = p.positions[n];
            append(line, position.instrumentId, position.beforeE8, position.afterE8, position.liquidationPxE8);
        }
        lines.add(line.toString());
    }

    @Override
    public void onBatchConcluded(final BatchReport b) {
        final StringBuilder line = new StringBuilder("DK ");
        append(line, b.sessionId, b.timestampNs, b.accountId, b.outcome, b.rejectReason, b.batchMode, b.entryCount);
        append(line, b.requestId, b.accountName);
        lines.add(line.toString());
    }

    @Override
    public void onQuotesAnswered(final QuoteReport q) {
        final StringBuilder line = new StringBuilder("b ");
        append(line, q.request.sessionId, q.timestampNs, q.request.cancelType, q.rejectReason, q.cancelledQuotes);
        for (int n = 0; n < q.request.keptEntries(); n++) {
            append(line, q.reasons[n], q.shortfallMicros[n]);
        }
        lines.add(line.toString());
    }

    @Override
    public void onCollateralChanged(final CollateralChange change) {
        lines.add("BA " + change.eventNumber + " " + change.accountId + " " + Arrays.toString(change.units) + " "
                + change.margin.excessMicros);
    }

    @Override
    public void onFundingPaid(final FundingPayment paid) {
        lines.add("AP " + paid.eventNumber + " " + paid.paymentId + " " + paid.accountId + " " + paid.instrumentId + " "
                + paid.units + " " + paid.currency + " " + paid.rateE9);
    }

    @Override
    public void onFundingMissed(final FundingMiss miss) {
        lines.add("missed " + miss.eventNumber + " " + miss.instrumentId + " " + miss.firstNs + " " + miss.lastNs);
    }

    @Override
    public void onMarketStatus(final MarketStatus status) {
        lines.add("f " + status.eventNumber + " " + status.kind + " " + status.underlyingId + " " + status.instrumentId
                + " " + status.priceE8);
    }

    @Override
    public void onRequestRefused(
            final int sessionId, final long msgSeqNum, final RequestKind kind, final RejectReason reason) {
        lines.add("j " + sessionId + " " + msgSeqNum + " " + kind + " " + reason);
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public boolean canReport(final int count) {
        return true;
    }

    private static String text(final Report r) {
        final StringBuilder line = new StringBuilder();
        append(line, r.eventNumber, r.timestampNs, r.sessionId, r.accountId, r.instrumentId, r.orderId, r.execType);
        append(line, r.ordStatus, r.side, r.ordType, r.timeInForce, r.rejectReason, r.lastLiquidity);
        append(line, "378=" + r.restatementReason, r.responseToReplace, r.priceE8, r.orderQtyE8, r.cumQtyE8);
        append(line, r.leavesQtyE8, r.avgPxE8, r.lastQtyE8, r.lastPxE8, r.tradeId, r.feeUnits, r.shortfallMicros);
        append(line, r.execRefEventNumber);
        append(line, text(r.margin), r.clOrdId, r.origClOrdId, r.symbol, r.accountName, r.ordStatusReqId);
        final OrderConditions c = r.conditions;
        append(line, c.stopPxE8, c.stopTrigger, c.expireTimeNs, c.displayQtyE8, c.minQtyE8, c.maxInitialMarginMicros);
        append(line, c.selfMatchIdHigh, c.selfMatchIdLow, c.selfMatchInstruction, c.execInst);
        append(line, r.context, r.requestId, r.entryId);
        for (int i = 0; i < r.copyCount; i++) {
            append(line, "copy", r.copySessionIds[i], r.copyApplSeqNums[i]);
        }
        return line.toString();
    }

    private static String text(final MarginFigures m) {
        return m.present
                ? "[" + m.initialMarginMicros + " " + m.maintenanceMarginMicros + " " + m.equityMicros + " "
                        + m.excessMicros + " " + m.worstScenarioId + "]"
                : "[]";
    }

    private static void append(final StringBuilder line, final Object... values) {
        for (final Object value : values) {
            line.append(value).append(' ');
        }
    }
}
