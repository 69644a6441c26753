package io.bascule.acceptance.simulation;

import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hears what the venue says and keeps what the report needs: the public ledger, and who is where. */
final class Recorder implements VenueListener {
    /** A line of the public ledger. */
    record Line(
            long timestampNs,
            LadderRule rule,
            int accountId,
            int counterpartyId,
            int instrumentId,
            long qtyE8,
            long priceE8,
            long slippageMicros,
            long feeMicros,
            long equityMicros,
            long maintenanceMicros) {}

    final List<Line> lines = new ArrayList<>();
    final Map<LadderRule, Integer> counts = new EnumMap<>(LadderRule.class);
    /** By rule, the accounts that met it. */
    final Map<LadderRule, Set<Integer>> accounts = new EnumMap<>(LadderRule.class);
    /** Accounts that are being liquidated, and since when. */
    final Map<Integer, Line> liquidated = new TreeMap<>();
    /** What became of those that no longer are: equity when it began against equity at the end. */
    final List<Line[]> ended = new ArrayList<>();
    /** Auctions that stand, by id, and whose they are. */
    final Map<Long, Integer> auctions = new TreeMap<>();

    /** Accounts that were taken over since this was emptied last. */
    final Set<Integer> takenOver = new TreeSet<>();

    int marginCalls;
    int refused;
    int lastAuctioned;
    long shortestPaceNs = Long.MAX_VALUE;
    private final Map<Integer, Long> lastSliceNs = new TreeMap<>();
    /** By account and instrument: what its own orders bought less what they sold. */
    private final Map<List<Integer>, Long> bookQtyE8 = new HashMap<>();

    @Override
    public void onLiquidationStep(LiquidationStep step) {
        Line line = new Line(
                step.timestampNs,
                step.rule,
                step.accountId,
                step.counterpartyId,
                step.instrumentId,
                step.qtyE8,
                step.priceE8,
                step.slippageMicros,
                step.feeMicros,
                step.equityMicros,
                step.maintenanceMicros);
        lines.add(line);
        counts.merge(step.rule, 1, Integer::sum);
        accounts.computeIfAbsent(step.rule, rule -> new TreeSet<>()).add(step.accountId);
        if (step.stage.isLiquidating()) {
            liquidated.putIfAbsent(step.accountId, line);
        } else if (step.rule != LadderRule.FUND_SLICE) {
            Line begin = liquidated.remove(step.accountId);
            if (begin != null) {
                ended.add(new Line[] {begin, line});
                auctions.values().remove(step.accountId);
            }
        }
        if (step.rule == LadderRule.SLICE) {
            pace(step);
        }
        if (step.stage == LadderStage.TAKEOVER) {
            takenOver.add(step.accountId);
        }
        lastAuctioned = step.accountId;
    }

    /** A slice of two legs is one slice. */
    private void pace(LiquidationStep step) {
        Long last = lastSliceNs.put(step.accountId, step.timestampNs);
        if (last != null && last != step.timestampNs) {
            shortestPaceNs = Math.min(shortestPaceNs, step.timestampNs - last);
        }
    }

    @Override
    public void onMarginCall(MarginCall call) {
        marginCalls++;
    }

    @Override
    public void onAuctionRequested(AuctionNotice auction) {
        auctions.put(auction.auctionId, lastAuctioned);
    }

    @Override
    public void onExecutionReport(Report report) {
        refused += report.rejectReason == RejectReason.NONE ? 0 : 1;
        if (report.execType == ExecType.TRADE && report.execCause == ExecCause.NONE) {
            long qtyE8 = report.side == Side.BUY ? report.lastQtyE8 : -report.lastQtyE8;
            bookQtyE8.merge(List.of(report.accountId, report.instrumentId), qtyE8, Long::sum);
        }
    }

    /** Coins that an account's own orders bought less those that they sold. */
    double bookCoins(int accountId, int instrumentId) {
        return bookQtyE8.getOrDefault(List.of(accountId, instrumentId), 0L) / 1e8;
    }

    @Override
    public void onCancelReject(Report report) {
        throw new IllegalStateException("the simulation cancels in masses only");
    }

    @Override
    public void onMassCancelReport(MassCancelReport report) {
        // the makers take their quotes back
    }

    @Override
    public void onCollateralChanged(CollateralChange change) {
        // deposits are made before the simulation begins
    }

    @Override
    public void onFundingPaid(FundingPayment payment) {
        // it is in the cash
    }

    @Override
    public void onFundingMissed(FundingMiss miss) {
        // the same
    }

    @Override
    public void onMarketStatus(MarketStatus status) {
        // a pause is asked for
    }

    @Override
    public void onPartyAction(PartyActionReport report) {
        throw new IllegalStateException("there is no risk desk in a simulation");
    }

    @Override
    public void onLimits(LimitsReport limits) {
        throw new IllegalStateException("nobody asks for limits");
    }

    @Override
    public void onMarginPreview(PreviewReport preview) {
        throw new IllegalStateException("nobody asks for a preview");
    }

    @Override
    public void onBatchConcluded(BatchReport batch) {
        throw new IllegalStateException("nobody sends a batch");
    }

    @Override
    public void onQuotesAnswered(QuoteReport quotes) {
        throw new IllegalStateException("nobody sends a mass quote");
    }

    @Override
    public void onRequestRefused(int sessionId, long msgSeqNum, RequestKind kind, RejectReason reason) {
        // a provider that came too late, or a price while the index is frozen
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
