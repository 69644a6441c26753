package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** Commands of backstop providers and of the risk desk: part of the {@link Venue}. */
public final class RiskCommands {
    private final Venue venue;
    private final Registry registry;
    private final Reporter reporter;
    private final LiquidationDesk desk;
    private final PartyDesk parties;
    private final LimitsDesk limits;
    private final VenueListener listener;

    RiskCommands(
            final Venue venue,
            final Registry registry,
            final Reporter reporter,
            final LiquidationDesk desk,
            final PartyDesk parties,
            final LimitsDesk limits,
            final VenueListener listener) {
        this.venue = venue;
        this.registry = registry;
        this.reporter = reporter;
        this.desk = desk;
        this.parties = parties;
        this.limits = limits;
        this.listener = listener;
    }

    /**
     * A backstop provider's Quote(S): it takes a fraction of the portfolio of an auction at what is paid by now.
     *
     * @param accountId the provider's.
     */
    public void quoteAuction(
            final int sessionId,
            final long msgSeqNum,
            final boolean possDup,
            final long auctionId,
            final int accountId,
            final long fractionE6,
            final long timestampNs) {
        final SessionState session = venue.admit(sessionId, msgSeqNum, possDup);
        if (session == null) {
            return;
        }
        reporter.begin(timestampNs);
        final Account provider = registry.account(accountId);
        final boolean isOwn = provider != null && provider.isActive() && session.actsFor(accountId);
        final RejectReason reason =
                isOwn ? desk.quoteAuction(auctionId, provider, fractionE6, timestampNs) : RejectReason.UNKNOWN_ACCOUNT;
        venue.applied(session, msgSeqNum, true);
        if (reason != RejectReason.NONE) {
            listener.onRequestRefused(sessionId, msgSeqNum, RequestKind.QUOTE_AUCTION, reason);
        }
    }

    /** A backstop provider's QuoteRequestReject(AG): it does not want the portfolio, which stays on offer. */
    public void declineAuction(
            final int sessionId, final long msgSeqNum, final boolean possDup, final long timestampNs) {
        final SessionState session = venue.admit(sessionId, msgSeqNum, possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            venue.applied(session, msgSeqNum, true);
        }
    }

    /**
     * PartyRiskLimitsRequest(CL): an answer of each account.
     *
     * @param accountId 0: of every account.
     */
    public void requestLimits(
            final int sessionId,
            final long msgSeqNum,
            final boolean possDup,
            final int accountId,
            final Text requestId,
            final long timestampNs) {
        final SessionState session = venue.admit(sessionId, msgSeqNum, possDup);
        if (session == null) {
            return;
        }
        reporter.begin(timestampNs);
        if (!limits.answer(session, msgSeqNum, accountId, requestId, timestampNs)) {
            listener.onRequestRefused(sessionId, msgSeqNum, RequestKind.REQUEST_LIMITS, RejectReason.UNKNOWN_ACCOUNT);
        }
        venue.applied(session, msgSeqNum, true);
    }

    /** The risk desk suspends, halts or reinstates. */
    public void partyAction(final PartyActionRequest request, final long timestampNs) {
        final SessionState session = venue.admit(request.sessionId, request.msgSeqNum, request.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            parties.act(request, timestampNs);
            venue.applied(session, request.msgSeqNum, true);
        }
    }
}
