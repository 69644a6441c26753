package io.bascule.engine.service;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.TimeInForce;

/**
 * The venue: a state machine whose state is a pure function of the commands that it was given, in order. Every
 * command either does all that it says or leaves the state as it was; what is said of it goes to the {@link
 * VenueListener} during the call. Not thread-safe: one thread owns it.
 *
 * <p>A command of an unknown session is ignored: sessions are registered before a gateway can name them. So is one
 * with PossDupFlag whose MsgSeqNum was applied already (architecture.md, decision 4).
 */
public final class Venue {
    /** Bytes of the longest record of a saved state. */
    public static final int MAX_STATE_RECORD_LENGTH = 4096;

    /** ExecRestatementReason(378): market (exchange) option. */
    private static final int MARKET_OPTION = 8;

    private final Registry registry = new Registry();
    private final Ledger ledger = new Ledger(registry);
    private final Configurator configurator;
    private final VenueListener listener;
    private final Reporter reporter;
    private final Execution execution;
    private final OrderDesk desk;
    private final StopElection election;
    private final BatchDesk batchDesk;
    private final CombinationDesk combinationDesk;
    private final QuoteDesk quoteDesk;
    private final QuoteGuard guard = new QuoteGuard(registry);
    private final MassStatus massStatus;
    private final MassCancel massCancel;
    private final Previewer previewer;
    private final VenueParts parts;
    private final StateSaver saver;
    private final PriceDesk priceDesk;
    private final FundingDesk funding;
    private final PriceClock clock;
    private final VenuePrices venuePrices;
    private final Endings endings;
    private final OperatorDesk operatorDesk;
    private final Inquiries inquiries;
    private final Registrations registrations;
    private final RiskCommands riskCommands;
    private final VenueHoldings venueHoldings;

    public Venue(final VenueListener listener) {
        this.listener = listener;
        final KillSwitches switches = new KillSwitches();
        final LadderStates ladder = new LadderStates();
        final TradingGate gate = new TradingGate(registry, switches, ladder);
        final RiskCheck riskCheck = new RiskCheck(registry, gate);
        reporter = new Reporter(registry, listener);
        configurator = new Configurator(registry, ledger, reporter, listener);
        final TradeLog trades = new TradeLog();
        execution = new Execution(registry, reporter, ledger, trades, guard);
        desk = new OrderDesk(registry, reporter, riskCheck, execution, listener);
        election = new StopElection(registry, reporter, riskCheck, execution, this::pullTripped);
        final Basket basket = new Basket(registry, desk, riskCheck);
        batchDesk = new BatchDesk(registry, reporter, desk, riskCheck, basket, listener, this::settle);
        combinationDesk = new CombinationDesk(registry, reporter, desk, riskCheck, basket, execution, listener);
        quoteDesk = new QuoteDesk(registry, desk, riskCheck, basket, execution, guard, listener);
        massStatus = new MassStatus(registry, reporter, listener);
        massCancel = new MassCancel(registry, reporter, execution, listener);
        endings = new Endings(registry, reporter, execution);
        registrations = new Registrations(registry);
        previewer = new Previewer(registry, basket);
        priceDesk = new PriceDesk(registry, reporter, listener, election);
        operatorDesk = new OperatorDesk(
                reporter,
                new TradeDesk(registry, reporter, ledger, trades, execution, listener),
                new TransferDesk(registry, ledger, reporter, listener),
                new StressDesk(registry, configurator.margins(), priceDesk, gate, ladder));
        funding = new FundingDesk(registry, reporter, listener, ledger, priceDesk);
        final SettlementDesk settlement = new SettlementDesk(registry, reporter, execution, trades, priceDesk);
        final HouseOrders houseOrders = new HouseOrders(registry, reporter, execution, riskCheck, trades);
        final LiquidationDesk liquidations = new LiquidationDesk(
                registry,
                reporter,
                execution,
                riskCheck,
                houseOrders,
                ledger,
                gate,
                ladder,
                priceDesk,
                listener,
                this::settle);
        clock = new PriceClock(reporter, priceDesk, funding, settlement, liquidations, this::settle);
        venuePrices = new VenuePrices(registry, ledger, priceDesk);
        venueHoldings = new VenueHoldings(registry, ledger);
        final PartyDesk parties = new PartyDesk(registry, reporter, execution, switches, listener);
        final LimitsDesk limitsDesk = new LimitsDesk(registry, switches, ladder, listener);
        riskCommands = new RiskCommands(this, registry, reporter, liquidations, parties, limitsDesk, listener);
        final LiquidationRecords ladderRecords = new LiquidationRecords(registry, liquidations, switches);
        inquiries = new Inquiries(
                this,
                new AccountReporter(registry, listener),
                new MarketReporter(registry, trades, venuePrices, switches, listener));
        parts = new VenueParts(
                registry, ledger, configurator, reporter, trades, previewer, priceDesk, funding, clock, ladderRecords);
        saver = new StateSaver(parts);
    }

    /** NewOrderSingle. */
    public void placeOrder(final OrderRequest request, final long timestampNs) {
        final SessionState session = admit(request.sessionId, request.msgSeqNum, request.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            applied(session, request.msgSeqNum, desk.place(request, session, timestampNs));
        }
    }

    /** OrderCancelRequest. */
    public void cancelOrder(final OrderRequest request, final long timestampNs) {
        final SessionState session = admit(request.sessionId, request.msgSeqNum, request.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            applied(session, request.msgSeqNum, desk.cancel(request, session, timestampNs));
        }
    }

    /** OrderCancelReplaceRequest. */
    public void replaceOrder(final OrderRequest request, final long timestampNs) {
        final SessionState session = admit(request.sessionId, request.msgSeqNum, request.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            applied(session, request.msgSeqNum, desk.replace(request, session, timestampNs));
        }
    }

    /** MassOrder. */
    public void placeBatch(final BatchRequest batch, final long timestampNs) {
        final SessionState session = admit(batch.sessionId, batch.msgSeqNum, batch.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            applied(session, batch.msgSeqNum, batchDesk.place(batch, session, timestampNs));
        }
    }

    /** NewOrderMultileg. */
    public void placeCombination(final CombinationRequest combination, final long timestampNs) {
        final OrderRequest order = combination.order;
        final SessionState session = admit(order.sessionId, order.msgSeqNum, order.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            applied(session, order.msgSeqNum, combinationDesk.place(combination, session, timestampNs));
        }
    }

    /** MassQuote. */
    public void placeQuotes(final QuoteRequest quotes, final long timestampNs) {
        final SessionState session = admit(quotes.sessionId, quotes.msgSeqNum, quotes.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            applied(session, quotes.msgSeqNum, quoteDesk.place(quotes, session, timestampNs));
        }
    }

    /** QuoteCancel. */
    public void cancelQuotes(final QuoteRequest quotes, final long timestampNs) {
        final SessionState session = admit(quotes.sessionId, quotes.msgSeqNum, quotes.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            quoteDesk.cancel(quotes, session, timestampNs);
            applied(session, quotes.msgSeqNum, true);
        }
    }

    /** OrderStatusRequest: by OrderID or ClOrdID. */
    public void requestOrderStatus(final OrderRequest request, final long timestampNs) {
        final SessionState session = admit(request.sessionId, request.msgSeqNum, request.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            desk.status(request, session);
            applied(session, request.msgSeqNum, true);
        }
    }

    /** OrderMassStatusRequest: one status report for each open order of the session's accounts. */
    public void requestMassStatus(final OrderRequest request, final long timestampNs) {
        final SessionState session = admit(request.sessionId, request.msgSeqNum, request.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            massStatus.answer(request, session);
            applied(session, request.msgSeqNum, true);
        }
    }

    /** OrderMassCancelRequest: one report that says how many, then a report of each order. */
    public void cancelMass(final MassCancelRequest request, final long timestampNs) {
        final OrderRequest filter = request.filter;
        final SessionState session = admit(filter.sessionId, filter.msgSeqNum, filter.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            applied(session, filter.msgSeqNum, massCancel.cancel(request, session, timestampNs));
        }
    }

    /** What the operator of the venue asks for. */
    public OperatorDesk operator() {
        return operatorDesk;
    }

    /** MarginPreviewRequest. */
    public void previewMargin(final PreviewRequest request, final long timestampNs) {
        final SessionState session = admit(request.sessionId, request.msgSeqNum, request.possDup);
        if (session != null) {
            reporter.begin(timestampNs);
            listener.onMarginPreview(previewer.preview(request, session, timestampNs, reporter.lastEventNumber()));
            applied(session, request.msgSeqNum, true);
        }
    }

    /** Questions that change nothing. */
    public Inquiries inquiries() {
        return inquiries;
    }

    /** An index publication; the mark of every instrument of the underlying moves with it, and elects stop orders. */
    public void publishIndex(
            final int sessionId,
            final long msgSeqNum,
            final boolean possDup,
            final int underlyingId,
            final long priceE8,
            final long timestampNs) {
        publish(RequestKind.PUBLISH_INDEX, sessionId, msgSeqNum, possDup, underlyingId, priceE8, timestampNs);
    }

    /**
     * An index source's price of an underlying, or of an instrument's contract elsewhere ({@link
     * RequestKind#PUBLISH_EXTERNAL_PRICE}), which is a part of its mark.
     *
     * @param id of the underlying or the instrument.
     */
    public void publish(
            final RequestKind kind,
            final int sessionId,
            final long msgSeqNum,
            final boolean possDup,
            final int id,
            final long priceE8,
            final long timestampNs) {
        final SessionState session = admit(sessionId, msgSeqNum, possDup);
        if (session == null) {
            return;
        }
        reporter.begin(timestampNs);
        applied(session, msgSeqNum, true);
        final RejectReason reason = priceDesk.publish(kind, session, id, priceE8, timestampNs);
        if (reason == RejectReason.NONE) {
            settle();
            reporter.flush();
        } else {
            listener.onRequestRefused(sessionId, msgSeqNum, kind, reason);
        }
    }

    /** What time brings about by itself: to be told of it before each entry of the log is applied. */
    public PriceClock clock() {
        return clock;
    }

    /** Prices and funding, to be read between commands. */
    public VenuePrices prices() {
        return venuePrices;
    }

    /**
     * Cancels the open orders that the session entered, unsolicited, for the reason given (378).
     *
     * @param markedOnly only those that ask for it, by ExecInst(18)=o.
     */
    public void cancelSessionOrders(
            final int sessionId, final boolean markedOnly, final int restatementReason, final long timestampNs) {
        final SessionState session = registry.session(sessionId);
        if (session != null && session.openOrders > 0) {
            endings.end(sessionId, markedOnly, null, ExecType.CANCELED, restatementReason, timestampNs);
        }
    }

    /** Cancels what sessions have left that the configuration no longer has: nobody could any more. */
    public void cancelOrdersOfRemovedSessions(final long timestampNs) {
        for (final SessionState session : registry.sessions) {
            if (!session.active) {
                cancelSessionOrders(session.id, false, MARKET_OPTION, timestampNs);
            }
        }
    }

    /** The trading day rolled, at 00:00 UTC: DAY orders expire. */
    public void rollDay(final long timestampNs) {
        endings.end(0, false, TimeInForce.DAY, ExecType.EXPIRED, 0, timestampNs);
        for (final SessionState session : registry.sessions) {
            session.rollDay();
        }
        registry.instruments.forEach(Instrument::rollDay);
        registry.fees.rollDay(timestampNs);
    }

    /** When the next open order expires (GTD); {@link Long#MAX_VALUE}: none does. */
    public long nextExpiryNs() {
        return registry.expiries.nextNs();
    }

    /** Time as the log has it, before what the log says is applied: orders whose ExpireTime(126) has come expire. */
    public void expireOrders(final long timestampNs) {
        reporter.begin(timestampNs);
        while (registry.expiries.nextNs() <= timestampNs) {
            execution.cancel(registry.expiries.next(), ExecType.EXPIRED, OrdStatus.EXPIRED, timestampNs);
            reporter.flushIfMany();
        }
        reporter.flush();
    }

    /** Where margin parameters come in. */
    public MarginDesk margins() {
        return configurator.margins();
    }

    /** Whether a configuration of this digest is in force. */
    public boolean isConfigured(final long digest) {
        return registry.limits != null && configurator.digest() == digest;
    }

    /** Definitions follow; those staged before are dropped. */
    public void beginConfiguration(final long proposedEpoch, final long digest) {
        configurator.staged().begin(proposedEpoch, digest);
    }

    public void define(final LimitsDefinition limits) {
        configurator.staged().limits = limits;
    }

    public void define(final UnderlyingDefinition underlying) {
        configurator.staged().add(underlying);
    }

    public void define(final InstrumentDefinition instrument) {
        configurator.staged().instruments.add(instrument);
    }

    public void define(final AccountDefinition account) {
        configurator.staged().accounts.add(account);
    }

    public void define(final SessionDefinition session) {
        configurator.staged().sessions.add(session);
    }

    public void define(final FeeSchedule schedule) {
        configurator.staged().feeSchedules.add(schedule);
    }

    /** Applies what was staged whole and returns null, or nothing of it and says why. Nothing is staged afterwards. */
    public String endConfiguration() {
        return configurator.end();
    }

    /** A configuration has come into force: sources may be gone, and funding may have other terms from here on. */
    public void onConfigured(final long timestampNs) {
        reporter.begin(timestampNs);
        priceDesk.onConfigured();
        funding.onConfigured(timestampNs);
        reporter.flush();
    }

    /** Tells this data directory's venue from every other, and its former selves: the first part of ExecID(17). */
    public long venueEpoch() {
        return registry.venueEpoch;
    }

    public long lastEventNumber() {
        return reporter.lastEventNumber();
    }

    /** The ids given out, and what they stand for. */
    public Registrations registrations() {
        return registrations;
    }

    /** The limits in force, null before the first configuration. */
    public LimitsDefinition limits() {
        return registry.limits;
    }

    /**
     * A digest of all state that the log determines: of everything that {@link #save} writes. Takes the full sums of
     * money and positions on the way.
     *
     * @throws IllegalStateException if they do not balance: a broken invariant.
     */
    public long stateHash() {
        ledger.verify();
        return saver.hash();
    }

    /**
     * Writes the whole state, between commands only. Equal states give equal bytes. What is left out follows from the
     * rest; nothing is changed.
     *
     * @throws IllegalStateException if money or positions do not balance: a broken invariant.
     */
    public void save(final StateSink sink) {
        ledger.verify();
        saver.save(sink);
    }

    /**
     * Fills a new venue with a saved state; takes the records of one {@link #save} from the source, and none behind
     * them. The venue then does and says what the saved one would. After a failure it must not be used.
     *
     * @return the state's hash, as {@link #stateHash} would give it.
     * @throws StateFormatException if the records are not exactly what {@link #save} writes, or do not add up.
     * @throws IllegalStateException if this venue is not new.
     */
    public long load(final StateSource source) {
        if (registry.limits != null || !registry.underlyings.isEmpty() || reporter.lastEventNumber() != 0) {
            throw new IllegalStateException("a state can be loaded into a new venue only");
        }
        return new StateLoader(parts, saver).load(source);
    }

    /** Money, positions and margins, to be read between commands. */
    public VenueHoldings holdings() {
        return venueHoldings;
    }

    /** Commands of backstop providers and the risk desk. */
    public RiskCommands risk() {
        return riskCommands;
    }

    SessionState admit(final int sessionId, final long msgSeqNum, final boolean possDup) {
        final SessionState session = registry.session(sessionId);
        if (session == null || !session.active || (possDup && msgSeqNum <= session.lastMsgSeqNum)) {
            return null;
        }
        return session;
    }

    /** What was applied is not asked for again after a crash; a request that the venue was too busy for is. */
    void applied(final SessionState session, final long msgSeqNum, final boolean isApplied) {
        if (isApplied) {
            session.lastMsgSeqNum = Math.max(session.lastMsgSeqNum, msgSeqNum);
        }
        settle();
        reporter.flush();
    }

    /** What trades bring about before a command ends: stop orders are elected, quotes pulled by protection. */
    private void settle() {
        pullTripped(); // before anybody is elected who would meet them
        if (registry.tradedStops != 0) {
            election.afterTrades(reporter.timestampNs());
        }
        pullTripped();
    }

    private void pullTripped() {
        quoteDesk.pullTripped(reporter.timestampNs());
    }
}
