package io.bascule.engine.service;

/** Questions of sessions that change nothing but the number of their last message: part of the {@link Venue}. */
public final class Inquiries {
    private final Venue venue;
    private final AccountReporter accounts;
    private final MarketReporter markets;

    Inquiries(final Venue venue, final AccountReporter accounts, final MarketReporter markets) {
        this.venue = venue;
        this.accounts = accounts;
        this.markets = markets;
    }

    /** MarginRequirementInquiry, CollateralInquiry or RequestForPositions. */
    public void ofAccounts(final AccountInquiry inquiry, final long timestampNs) {
        final SessionState session = venue.admit(inquiry.sessionId, inquiry.msgSeqNum, inquiry.possDup);
        if (session != null) {
            accounts.answer(inquiry, session, timestampNs);
            venue.applied(session, inquiry.msgSeqNum, true);
        }
    }

    /** MarketDataRequest or SecurityStatusRequest. */
    public void ofMarkets(final MarketInquiry inquiry, final long timestampNs) {
        final SessionState session = venue.admit(inquiry.sessionId, inquiry.msgSeqNum, inquiry.possDup);
        if (session != null) {
            markets.answer(inquiry, timestampNs);
            venue.applied(session, inquiry.msgSeqNum, true);
        }
    }
}
