package io.bascule.acceptance.bench.engine;

import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Liquidity;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.service.AuctionNotice;
import io.bascule.engine.service.BatchReport;
import io.bascule.engine.service.CollateralChange;
import io.bascule.engine.service.FundingMiss;
import io.bascule.engine.service.FundingPayment;
import io.bascule.engine.service.LimitsReport;
import io.bascule.engine.service.LiquidationStep;
import io.bascule.engine.service.MarginCall;
import io.bascule.engine.service.MarketStatus;
import io.bascule.engine.service.MassCancelReport;
import io.bascule.engine.service.PartyActionReport;
import io.bascule.engine.service.PreviewReport;
import io.bascule.engine.service.QuoteReport;
import io.bascule.engine.service.RequestKind;
import io.bascule.engine.service.VenueListener;

/** Counts what a venue says and keeps none of it. */
final class Counting implements VenueListener {
    long reports;
    /** Σ price × quantity of the takers' fills, in ticks and lots. */
    long traded;

    long refused;
    RejectReason lastReason = RejectReason.NONE;
    PreviewReport preview;

    @Override
    public void onExecutionReport(Report report) {
        reports++;
        if (report.execType == ExecType.TRADE && report.lastLiquidity == Liquidity.TAKER) {
            traded += report.lastPxE8 / BenchVenue.TICK_E8 * (report.lastQtyE8 / BenchVenue.LOT_E8);
        } else if (report.execType == ExecType.REJECTED) {
            refuse(report.rejectReason);
        }
    }

    @Override
    public void onCancelReject(Report report) {
        refuse(report.rejectReason);
    }

    @Override
    public void onMassCancelReport(MassCancelReport report) {
        reports++;
    }

    @Override
    public void onLiquidationStep(LiquidationStep step) {
        reports++;
    }

    @Override
    public void onMarginCall(MarginCall call) {
        reports++;
    }

    @Override
    public void onAuctionRequested(AuctionNotice auction) {
        reports++;
    }

    @Override
    public void onPartyAction(PartyActionReport report) {
        reports++;
    }

    @Override
    public void onLimits(LimitsReport limits) {
        reports++;
    }

    @Override
    public void onMarginPreview(PreviewReport previewReport) {
        reports++;
        preview = previewReport;
    }

    @Override
    public void onBatchConcluded(BatchReport batch) {
        reports++;
    }

    @Override
    public void onQuotesAnswered(QuoteReport quotes) {
        reports++;
    }

    @Override
    public void onCollateralChanged(CollateralChange change) {
        reports++;
    }

    @Override
    public void onFundingPaid(FundingPayment payment) {
        reports++;
    }

    @Override
    public void onFundingMissed(FundingMiss miss) {
        reports++;
    }

    @Override
    public void onMarketStatus(MarketStatus status) {
        reports++;
    }

    @Override
    public void onRequestRefused(int sessionId, long msgSeqNum, RequestKind kind, RejectReason reason) {
        refuse(reason);
    }

    private void refuse(RejectReason reason) {
        refused++;
        lastReason = reason;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean canReport(int count) {
        return true;
    }
}
