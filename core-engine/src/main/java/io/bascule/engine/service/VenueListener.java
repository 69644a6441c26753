package io.bascule.engine.service;

import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;

/** Hears what the venue says, in event-number order, during the call of the command. Objects are reused: copy. */
public interface VenueListener {
    /** An ExecutionReport(8). With {@code eventNumber} 0 it is a status report, and no event. */
    void onExecutionReport(Report report);

    /** An OrderCancelReject(9). */
    void onCancelReject(Report report);

    /** An OrderMassCancelReport(r); an event. The reports of the orders follow. */
    void onMassCancelReport(MassCancelReport report);

    /** A step of a liquidation, a line of its public ledger; an event. */
    void onLiquidationStep(LiquidationStep step);

    /** An account's level is low; an event. */
    void onMarginCall(MarginCall call);

    /** Backstop providers are asked for a portfolio; an event. */
    void onAuctionRequested(AuctionNotice auction);

    /** What became of a party action; an event. The reports of orders that it cancels follow. */
    void onPartyAction(PartyActionReport report);

    /** Limits of an account and their use; no event. */
    void onLimits(LimitsReport limits);

    /** The answer to a preview; no event. */
    void onMarginPreview(PreviewReport preview);

    /** What became of a batch; no event. Its entries have reports of their own. */
    void onBatchConcluded(BatchReport batch);

    /** The answer to a mass quote or a quote cancel; no event. */
    void onQuotesAnswered(QuoteReport quotes);

    /** The acknowledgement of an inquiry about accounts, or one of its reports; no event. */
    default void onAccountReport(final AccountReport report) {
        // Who has asked for nothing is told nothing.
    }

    /** How an instrument's market stands, as asked for; no event. */
    default void onMarketReport(final MarketReport report) {
        // Who has asked for nothing is told nothing.
    }

    /** Collateral was paid in or out; an event. */
    void onCollateralChanged(CollateralChange change);

    /** An account has paid or received funding; an event. */
    void onFundingPaid(FundingPayment payment);

    /** Hours went by without funding; an event. */
    void onFundingMissed(FundingMiss miss);

    /** Trading in an underlying's instruments, or in one of them, goes on otherwise; an event. */
    void onMarketStatus(MarketStatus status);

    /** Margin parameters were announced, or have come into force; an event. */
    default void onParametersChanged(final ParametersChange change) {
        // Who does not trade need not know.
    }

    /** A request without a report of its own was refused; no event. */
    void onRequestRefused(int sessionId, long msgSeqNum, RequestKind kind, RejectReason reason);

    /**
     * Whether events can be kept: while false, the venue refuses all that adds risk. Part of the replicated state.
     */
    boolean hasRoom();

    /**
     * Whether so many status reports can be said at once to the client that asks. No part of the replicated state:
     * nothing but what is answered may depend on it.
     */
    boolean canReport(int count);
}
