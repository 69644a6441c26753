package io.bascule.engine.service;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ClOrdIdIndex;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Quote;
import io.bascule.engine.order.QuoteWindow;
import io.bascule.engine.order.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What the engine knows of a FIX session: its definition, its last inbound number, its application sequence, and every
 * ClOrdID that it used: exactly those of its open orders and of the last closed ones, by fingerprint those before, for
 * 24 hours at least.
 */
final class SessionState {
    /** ClOrdIDs that one session may hold, exactly and by fingerprint; past it orders and replaces are refused. */
    static final int MAX_CL_ORD_IDS = 4_000_000;

    /** What room is made for ahead of its coming; a count may be damaged. */
    static final int MOST_EXPECTED = 1 << 20;

    /** Highest ApplSeqNum(1181): FIX engines hold it in 32 bits. The number behind it is 1. */
    static final long MAX_APPL_SEQ_NUM = Integer.MAX_VALUE - 1;

    private static final long DAY_NS = 86_400_000_000_000L;

    final int id;
    final ClOrdIdIndex clOrdIds;
    SessionDefinition definition;
    boolean active = true;
    long lastMsgSeqNum;
    /** Last ApplSeqNum(1181): of its reports, or of its drop copies. */
    long applSeqNum;

    int openOrders;
    /** Accounts it acts for. */
    int[] accountIds = new int[0];
    /** Drop-copy sessions entitled to every account of this one: they get what cannot be told from an account. */
    SessionState[] copies = new SessionState[0];

    /** QuoteID(117) of its last mass quote. */
    final Text lastQuoteId = new Text();

    /** By account and instrument; those without a side in the book are kept to be used again. */
    private final List<Quote> quotes = new ArrayList<>();
    /** By underlying, of those that it quoted. */
    private final List<QuoteWindow> quoteWindows = new ArrayList<>();

    private final ClosedOrders closed = new ClosedOrders();
    private final long fingerprintKey;
    private Fingerprints today = new Fingerprints();
    private Fingerprints yesterday = new Fingerprints();

    SessionState(final int id, final SessionDefinition definition, final long fingerprintKey) {
        this.id = id;
        this.clOrdIds = new ClOrdIdIndex(id, this::fingerprinted);
        this.definition = definition;
        this.fingerprintKey = fingerprintKey;
    }

    /** The one that the venue's own orders are of: nobody's, and it has no ClOrdIDs. */
    static SessionState ofTheVenue() {
        return new SessionState(0, new SessionDefinition("", "", false, false, List.of(), List.of()), 0);
    }

    long fingerprintKey() {
        return fingerprintKey;
    }

    List<Quote> quotes() {
        return quotes;
    }

    List<QuoteWindow> quoteWindows() {
        return quoteWindows;
    }

    /** Its quote of an account in an instrument; a new one without sides if there is none. */
    Quote quote(final int accountId, final Instrument instrument) {
        int at = 0;
        while (at < quotes.size()) {
            final Quote quote = quotes.get(at);
            if (quote.accountId == accountId && quote.instrumentId == instrument.id()) {
                return quote;
            }
            final boolean isBehind =
                    quote.accountId == accountId ? quote.instrumentId > instrument.id() : quote.accountId > accountId;
            if (isBehind) {
                break;
            }
            at++;
        }
        final int underlyingId = instrument.underlying().id();
        final Quote quote = new Quote(accountId, instrument.id(), quoteWindow(underlyingId));
        quotes.add(at, quote);
        return quote;
    }

    /** What its quotes on an underlying trade counts there. */
    QuoteWindow quoteWindow(final int underlyingId) {
        while (quoteWindows.size() < underlyingId) {
            quoteWindows.add(new QuoteWindow(id, quoteWindows.size() + 1));
        }
        return quoteWindows.get(underlyingId - 1);
    }

    ClosedOrders closed() {
        return closed;
    }

    /** Fingerprints of the trading day. */
    Fingerprints today() {
        return today;
    }

    /** Fingerprints of the trading day before. */
    Fingerprints yesterday() {
        return yesterday;
    }

    /** Makes room for what is about to be loaded, so that nothing has to grow. */
    void expect(final int clOrdIdCount, final int todayCount, final int yesterdayCount) {
        clOrdIds.expect(Math.min(clOrdIdCount, MOST_EXPECTED));
        today = new Fingerprints(Math.min(todayCount, MAX_CL_ORD_IDS));
        yesterday = new Fingerprints(Math.min(yesterdayCount, MAX_CL_ORD_IDS));
    }

    /** The next number of its application sequence. */
    long nextApplSeqNum() {
        applSeqNum = applSeqNum == MAX_APPL_SEQ_NUM ? 1 : applSeqNum + 1;
        return applSeqNum;
    }

    boolean actsFor(final int accountId) {
        for (final int id : accountIds) {
            if (id == accountId) {
                return true;
            }
        }
        return false;
    }

    /** Whether a ClOrdID was used by an order that is remembered by its fingerprint only. */
    boolean isFingerprinted(final Text clOrdId) {
        final long fingerprint = fingerprint(clOrdId.hash());
        return (today.size() > 0 && today.contains(fingerprint))
                || (yesterday.size() > 0 && yesterday.contains(fingerprint));
    }

    /** Whether it may use no more ClOrdIDs for now. */
    boolean isFull() {
        return !hasRoomFor(1);
    }

    /** Whether it may use so many more ClOrdIDs. */
    boolean hasRoomFor(final int more) {
        return clOrdIds.size() + today.size() + yesterday.size() <= MAX_CL_ORD_IDS - more;
    }

    /** Whether a ClOrdID was used before, as far as it is remembered. */
    boolean isUsed(final Text clOrdId) {
        return clOrdIds.find(clOrdId) != null || isFingerprinted(clOrdId);
    }

    /** Keeps the ClOrdID of a request that made no order, or was refused, from being used again. */
    void rememberUsed(final Text clOrdId) {
        if (!isFull()) {
            fingerprinted(clOrdId.hash());
        }
    }

    /** Keeps a closed order, and forgets those past the limit or older than a day. */
    void remember(final Order order, final int limit, final Registry registry) {
        closed.add(order);
        while (closed.size() > limit || order.closedNs - closed.oldest().closedNs > DAY_NS) {
            final Order forgotten = closed.removeOldest();
            ClOrdIdIndex.removeChain(forgotten);
            registry.forget(forgotten);
        }
    }

    /** The trading day rolled: what was let go before yesterday is free again. */
    void rollDay() {
        final Fingerprints oldest = yesterday;
        yesterday = today;
        oldest.clear();
        today = oldest;
    }

    private void fingerprinted(final long hash) {
        today.add(fingerprint(hash));
    }

    private long fingerprint(final long hash) {
        long mixed = (hash ^ fingerprintKey) * 0x9e3779b97f4a7c15L;
        mixed ^= mixed >>> 32;
        return mixed * 0xd6e8feb86659fd93L;
    }
}
