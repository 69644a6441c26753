package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.plain;

import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Everything that a venue has said, as text. */
abstract class SaidByVenue implements VenueListener {
    /** The reports since the last {@link #said()}, as text. */
    private final List<String> said = new ArrayList<>();
    /** Steps and calls since the last {@link #stepped()}, as text. */
    private final List<String> steps = new ArrayList<>();

    PreviewReport lastPreview;
    Report lastReport;
    MarketReport lastMarket;
    long lastLiquidationPxE8;
    long lastLiquidationId;
    long lastFundingPaidUnits;
    long[] lastHaircutsE6;
    /** Of each report that is an event: session and ApplSeqNum of the original, then of each copy. */
    final List<String> sequences = new ArrayList<>();

    /** Hears every report, too. */
    Consumer<Report> watcher = report -> {};

    boolean hasRoom = true;
    int reportRoom = Integer.MAX_VALUE;
    long lastAuctionId;

    /** What was said since the last call, one text a report. */
    List<String> said() {
        final List<String> copy = List.copyOf(said);
        said.clear();
        return copy;
    }

    @Override
    public void onExecutionReport(final Report r) {
        lastReport = r;
        watcher.accept(r);
        said.add(text("8", r)
                + " 150=" + (char) r.execType.code()
                + " 39=" + (char) r.ordStatus.code()
                + " 14=" + plain(r.cumQtyE8)
                + " 151=" + plain(r.leavesQtyE8)
                + (r.tradeId == 0 ? "" : " 32=" + plain(r.lastQtyE8) + " 31=" + plain(r.lastPxE8))
                + (r.execType == ExecType.RESTATED ? " 38=" + plain(r.orderQtyE8) : "")
                + (isOfConditions(r.restatementReason) ? " 378=" + r.restatementReason : "")
                + (r.rejectReason == RejectReason.NONE ? "" : " " + r.rejectReason)
                + context(r)
                + (r.massStatusReqId.isEmpty()
                        ? ""
                        : " 584=" + r.massStatusReqId + " 911=" + r.totNumReports
                                + (r.lastRptRequested ? " 912=Y" : "")));
        number(r);
    }

    /** Whether an order's own conditions are the reason. */
    private static boolean isOfConditions(final int restatementReason) {
        return restatementReason == 5 || restatementReason == 8 || (restatementReason >= 17 && restatementReason <= 20);
    }

    private void number(final Report r) {
        if (r.eventNumber != 0) {
            final StringBuilder text = new StringBuilder(r.sessionId + ":" + r.applSeqNum);
            for (int i = 0; i < r.copyCount; i++) {
                text.append(' ').append(r.copySessionIds[i]).append(':').append(r.copyApplSeqNums[i]);
            }
            sequences.add(text.toString());
        }
    }

    @Override
    public void onCancelReject(final Report r) {
        lastReport = r;
        watcher.accept(r);
        said.add(text("9", r) + " 37=" + (r.orderId == 0 ? "NONE" : "id") + " 39=" + (char) r.ordStatus.code() + " 434="
                + (r.responseToReplace ? 2 : 1) + " " + r.rejectReason);
        number(r);
    }

    private static String text(final String type, final Report r) {
        return type + " " + r.sessionId + " 11=" + r.clOrdId + (r.origClOrdId.isEmpty() ? "" : " 41=" + r.origClOrdId);
    }

    private static String context(final Report r) {
        return switch (r.context) {
            case NONE -> "";
            case MASS_ORDER -> " 2423=" + r.requestId + " 2430=" + r.entryId;
            case COMBINATION -> " 442=3";
            case COMBINATION_LEG -> " 442=2 654=" + r.entryId;
            case QUOTE -> " 117=" + r.requestId + " 299=" + r.entryId;
        };
    }

    @Override
    public void onMassCancelReport(final MassCancelReport r) {
        said.add("r " + r.sessionId + " 11=" + r.clOrdId + " 530=" + (char) r.requestType
                + (r.rejectReason == RejectReason.NONE ? " 533=" + r.totalAffected : " " + r.rejectReason));
        sequences.add(r.sessionId + ":r");
    }

    /** What was said of liquidations since the last call. */
    List<String> stepped() {
        final List<String> copy = List.copyOf(steps);
        steps.clear();
        return copy;
    }

    @Override
    public void onLiquidationStep(final LiquidationStep s) {
        lastLiquidationId = s.liquidationId;
        steps.add(s.rule + " " + s.accountId
                + (s.counterpartyId == 0 ? "" : " with " + s.counterpartyId)
                + (s.instrumentId == 0
                        ? ""
                        : " " + plain(s.qtyE8) + " of " + s.instrumentId + " at " + plain(s.priceE8))
                + (s.amountUnits == 0 ? "" : " for " + s.amountUnits)
                + (s.feeMicros == 0 ? "" : " fee " + s.feeMicros));
    }

    @Override
    public void onMarginCall(final MarginCall c) {
        steps.add("CALL " + c.accountId + " below " + c.thresholdE6 + " copies " + c.copies.count());
    }

    @Override
    public void onAuctionRequested(final AuctionNotice a) {
        lastAuctionId = a.auctionId;
        steps.add("R " + a.auctionId + " legs " + a.legCount);
    }

    @Override
    public void onPartyAction(final PartyActionReport r) {
        said.add("DI " + r.request.requestId + " "
                + (r.rejectReason == RejectReason.NONE ? "cancels " + r.cancelledOrders : r.rejectReason));
        sequences.add(r.request.sessionId + ":DI");
    }

    @Override
    public void onLimits(final LimitsReport l) {
        said.add("CM " + l.accountId + " of " + l.total + " " + l.level + " " + l.openOrders + "/" + l.maxOpenOrders);
    }

    @Override
    public void onMarginPreview(final PreviewReport report) {
        lastPreview = report;
    }

    @Override
    public void onBatchConcluded(final BatchReport batch) {
        said.add("DK " + batch.requestId + " " + batch.outcome
                + (batch.rejectReason == RejectReason.NONE ? "" : " " + batch.rejectReason));
    }

    @Override
    public void onQuotesAnswered(final QuoteReport quotes) {
        final StringBuilder text = new StringBuilder(quotes.request.cancelType == null ? "b " : "AI ");
        text.append(quotes.request.quoteId);
        if (quotes.request.cancelType != null) {
            text.append(' ').append(quotes.cancelledQuotes);
        }
        if (quotes.rejectReason != RejectReason.NONE) {
            text.append(' ').append(quotes.rejectReason);
        }
        for (int n = 0; quotes.request.cancelType == null && n < quotes.request.keptEntries(); n++) {
            text.append(' ').append(quotes.reasons[n]);
        }
        said.add(text.toString());
    }

    @Override
    public void onAccountReport(final AccountReport r) {
        final String place = r.reportIndex + "/" + r.reportCount + " " + r.accountId;
        if (r.isAcknowledgement) {
            said.add("ack " + r.inquiry.requestId + " " + r.inquiry.mode + " " + r.rejectReason + " " + r.reportCount);
        } else if (r.inquiry.kind == InquiryKind.POSITIONS) {
            said.add("AP " + place + " " + r.instrumentId + " " + plain(r.positionE8) + " at " + plain(r.entryPxE8)
                    + " mark " + plain(r.markE8) + " was " + plain(r.dayMarkE8) + " in " + r.settlement);
        } else if (r.inquiry.kind == InquiryKind.COLLATERAL) {
            said.add("BA " + place + " " + Arrays.toString(r.collateralUnits));
        } else {
            said.add("CJ " + place + " " + r.margin.initialMarginMicros + " " + r.margin.maintenanceMarginMicros + " "
                    + r.margin.equityMicros + " " + r.margin.excessMicros);
        }
        lastLiquidationPxE8 = r.liquidationPxE8;
        lastFundingPaidUnits = r.fundingPaidUnits;
        lastHaircutsE6 = r.haircutsE6;
    }

    @Override
    public void onMarketReport(final MarketReport report) {
        said.add(MarketReporterTest.text(report));
        lastMarket = report;
    }

    @Override
    public void onCollateralChanged(final CollateralChange change) {
        said.add("BA " + change.accountId + " " + Arrays.toString(change.units));
        sequences.add(numbers(change.copies));
    }

    @Override
    public void onFundingPaid(final FundingPayment paid) {
        said.add("AP " + paid.accountId + " " + paid.instrumentId + " " + paid.units + " " + paid.currency + " "
                + paid.rateE9);
        sequences.add(numbers(paid.copies));
    }

    private static String numbers(final EventCopies copies) {
        final StringBuilder text = new StringBuilder("0:0");
        for (int i = 0; i < copies.count(); i++) {
            text.append(' ').append(copies.sessionId(i)).append(':').append(copies.applSeqNum(i));
        }
        return text.toString();
    }

    @Override
    public void onFundingMissed(final FundingMiss miss) {
        said.add("missed " + ((miss.lastNs - miss.firstNs) / 3_600_000_000_000L + 1));
    }

    @Override
    public void onMarketStatus(final MarketStatus status) {
        said.add("f " + status.kind + " " + status.underlyingId + " " + status.instrumentId + " "
                + plain(status.priceE8));
    }

    @Override
    public void onParametersChanged(final ParametersChange change) {
        said.add("B " + (change.isInForce ? "in force " : "announced ") + change.parameters.name() + " "
                + change.parameters.effectiveTimeNs() + " at " + change.timestampNs);
    }

    @Override
    public void onRequestRefused(
            final int sessionId, final long seqNum, final RequestKind kind, final RejectReason reason) {
        said.add("j " + sessionId + " " + kind + " " + reason);
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public boolean canReport(final int count) {
        return count <= reportRoom;
    }
}
