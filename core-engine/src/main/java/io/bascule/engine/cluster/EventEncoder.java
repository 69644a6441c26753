package io.bascule.engine.cluster;

import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.service.AccountReport;
import io.bascule.engine.service.AuctionNotice;
import io.bascule.engine.service.BatchReport;
import io.bascule.engine.service.CollateralChange;
import io.bascule.engine.service.FundingMiss;
import io.bascule.engine.service.FundingPayment;
import io.bascule.engine.service.LimitsReport;
import io.bascule.engine.service.LiquidationStep;
import io.bascule.engine.service.MarginCall;
import io.bascule.engine.service.MarketReport;
import io.bascule.engine.service.MarketStatus;
import io.bascule.engine.service.MassCancelReport;
import io.bascule.engine.service.ParametersChange;
import io.bascule.engine.service.PartyActionReport;
import io.bascule.engine.service.PreviewReport;
import io.bascule.engine.service.QuoteReport;
import io.bascule.engine.service.RequestKind;
import io.bascule.engine.service.VenueListener;
import org.agrona.MutableDirectBuffer;

/** What the venue says: events into the log that retains them, answers to the client that asked. */
final class EventEncoder implements VenueListener {
    private final EventLog events;
    private final Answers answers;
    private final ReportEncoder encoder = new ReportEncoder();
    private final MassCancelEncoder massCancels = new MassCancelEncoder();
    private final LiquidationEncoder liquidations = new LiquidationEncoder();
    private final PriceEventEncoder prices = new PriceEventEncoder();
    private final AccountReportEncoder accounts = new AccountReportEncoder();

    EventEncoder(final EventLog events, final Answers answers) {
        this.events = events;
        this.answers = answers;
    }

    @Override
    public void onExecutionReport(final Report report) {
        if (report.eventNumber == 0) {
            answers.orderStatus(report);
        } else {
            final MutableDirectBuffer buffer = events.claim(ReportEncoder.maxLength(report));
            events.commit(report.eventNumber, encoder.encodeExecution(report, buffer, events.claimOffset()));
        }
    }

    @Override
    public void onCancelReject(final Report report) {
        final MutableDirectBuffer buffer = events.claim(ReportEncoder.maxLength(report));
        events.commit(report.eventNumber, encoder.encodeCancelReject(report, buffer, events.claimOffset()));
    }

    @Override
    public void onMassCancelReport(final MassCancelReport report) {
        final MutableDirectBuffer buffer = events.claim(MassCancelEncoder.MAX_LENGTH);
        events.commit(report.eventNumber, massCancels.encode(report, buffer, events.claimOffset()));
    }

    @Override
    public void onLiquidationStep(final LiquidationStep step) {
        final MutableDirectBuffer buffer = events.claim(LiquidationEncoder.MAX_LENGTH);
        events.commit(step.eventNumber, liquidations.encode(step, buffer, events.claimOffset()));
    }

    @Override
    public void onMarginCall(final MarginCall call) {
        final MutableDirectBuffer buffer = events.claim(LiquidationEncoder.maxLength(call));
        events.commit(call.eventNumber, liquidations.encode(call, buffer, events.claimOffset()));
    }

    @Override
    public void onAuctionRequested(final AuctionNotice auction) {
        final MutableDirectBuffer buffer = events.claim(LiquidationEncoder.MAX_LENGTH);
        events.commit(auction.eventNumber, liquidations.encode(auction, buffer, events.claimOffset()));
    }

    @Override
    public void onPartyAction(final PartyActionReport report) {
        final MutableDirectBuffer buffer = events.claim(LiquidationEncoder.MAX_LENGTH);
        events.commit(report.eventNumber, liquidations.encode(report, buffer, events.claimOffset()));
    }

    @Override
    public void onLimits(final LimitsReport limits) {
        answers.limits(limits);
    }

    @Override
    public void onMarginPreview(final PreviewReport preview) {
        answers.marginPreview(preview);
    }

    @Override
    public void onBatchConcluded(final BatchReport batch) {
        answers.batchConcluded(batch);
    }

    @Override
    public void onQuotesAnswered(final QuoteReport quotes) {
        answers.quotesAnswered(quotes);
    }

    @Override
    public void onAccountReport(final AccountReport report) {
        answers.accountReport(report);
    }

    @Override
    public void onMarketReport(final MarketReport report) {
        answers.marketReport(report);
    }

    @Override
    public void onCollateralChanged(final CollateralChange change) {
        final MutableDirectBuffer buffer = events.claim(AccountReportEncoder.maxLength(change));
        events.commit(change.eventNumber, accounts.encode(change, buffer, events.claimOffset()));
    }

    @Override
    public void onFundingPaid(final FundingPayment payment) {
        final MutableDirectBuffer buffer = events.claim(PriceEventEncoder.maxLength(payment));
        events.commit(payment.eventNumber, prices.encode(payment, buffer, events.claimOffset()));
    }

    @Override
    public void onFundingMissed(final FundingMiss miss) {
        final MutableDirectBuffer buffer = events.claim(PriceEventEncoder.MAX_LENGTH);
        events.commit(miss.eventNumber, prices.encode(miss, buffer, events.claimOffset()));
    }

    @Override
    public void onMarketStatus(final MarketStatus status) {
        final MutableDirectBuffer buffer = events.claim(PriceEventEncoder.MAX_LENGTH);
        events.commit(status.eventNumber, prices.encode(status, buffer, events.claimOffset()));
    }

    @Override
    public void onParametersChanged(final ParametersChange change) {
        final MutableDirectBuffer buffer = events.claim(PriceEventEncoder.MAX_PARAMETERS_LENGTH);
        events.commit(change.eventNumber, prices.encode(change, buffer, events.claimOffset()));
    }

    @Override
    public void onRequestRefused(
            final int sessionId, final long msgSeqNum, final RequestKind kind, final RejectReason reason) {
        answers.requestRefused(sessionId, msgSeqNum, Answers.templateIdOf(kind), reason);
    }

    @Override
    public boolean hasRoom() {
        return events.hasRoom();
    }

    @Override
    public boolean canReport(final int count) {
        return answers.hasRoom(count);
    }
}
