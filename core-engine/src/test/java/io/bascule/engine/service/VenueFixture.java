package io.bascule.engine.service;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;

/** A venue with the demo's instruments, three desks and a prime broker, and everything that it said. */
final class VenueFixture extends SaidByVenue {
    static final int BTC = 1;
    static final int ETH = 2;
    static final int SOL = 3;
    /** Account A of session 1. */
    static final int DESK_A = 1;
    /** Account B of session 1. */
    static final int DESK_B = 2;
    /** Account of session 2. */
    static final int MAKER = 3;
    /** Accounts of session 3. */
    static final int OTHER = 4;

    static final int DESK = 1;
    static final int MM = 2;
    static final int DESK2 = 3;
    static final int PB = 4;
    static final int IDX = 5;
    static final long MICROS = 1_000_000;

    /** MM's quotes on one underlying: 100,000 USDC traded, 60,000 net, 4 trades, in a second. */
    static final QuoteProtection PROTECTION = new QuoteProtection(1_000_000_000, 100_000 * MICROS, 60_000 * MICROS, 4);

    final Venue venue = new Venue(this);
    final PreviewRequest preview = new PreviewRequest();
    final OrderRequest request = new OrderRequest();
    final MassCancelRequest massCancel = new MassCancelRequest();
    long nowNs = 1_700_000_000_000_000_000L;
    private long msgSeqNum;
    private int nextId;

    VenueFixture() {
        venue.beginConfiguration(7, 99);
        defineAll(0);
        final String problem = venue.endConfiguration();
        if (problem != null) {
            throw new AssertionError(problem);
        }
    }

    void defineAll(final int skipAccount) {
        defineAll(skipAccount, true);
    }

    void defineAll(final int skipAccount, final boolean hasSol) {
        defineAllButSessions(skipAccount, hasSol);
        defineSessions("");
    }

    void defineAllButSessions(final int skipAccount, final boolean hasSol) {
        venue.define(limits());
        venue.margins().define(parameters());
        venue.define(new UnderlyingDefinition("BTC", "BTC-INDEX", e8("60000"), 200_000));
        venue.define(new UnderlyingDefinition("ETH", "ETH-INDEX", e8("3000"), 200_000));
        venue.define(new UnderlyingDefinition("SOL", "SOL-INDEX", e8("150"), 200_000));
        venue.define(instrument("BTC-PERP", "BTC", "0.5", "0.001", "1000000", "1000", "5000"));
        venue.define(instrument("ETH-PERP", "ETH", "0.05", "0.01", "100000", "20000", "80000"));
        if (hasSol) {
            venue.define(instrument("SOL-PERP", "SOL", "0.01", "0.1", "10000", "200000", "800000"));
        }
        final String[] names = {"DESK-A", "DESK-B", "MAKER", "OTHER"};
        final long[] balances = {1_000_000, 1_000_000, 50_000_000, 1_000_000};
        for (int i = 0; i < names.length; i++) {
            if (i + 1 != skipAccount) {
                venue.define(new AccountDefinition(names[i], balances[i] * MICROS, 100));
            }
        }
    }

    /** All of them but one. */
    void defineSessions(final String without) {
        final List<SessionDefinition> sessions = List.of(
                new SessionDefinition("BASCULE", "DESK", false, true, List.of("DESK-A", "DESK-B"), List.of()),
                new SessionDefinition("BASCULE", "MM", false, false, List.of("MAKER"), List.of(), PROTECTION),
                new SessionDefinition("BASCULE", "DESK2", false, false, List.of("OTHER"), List.of()),
                new SessionDefinition("BASCULE", "PB", false, false, List.of(), List.of("DESK-A", "DESK-B")),
                new SessionDefinition("BASCULE", "IDX", true, false, List.of(), List.of()));
        for (final SessionDefinition session : sessions) {
            if (!session.counterpartyCompId().equals(without)) {
                venue.define(session);
            }
        }
    }

    static LimitsDefinition limits() {
        return new LimitsDefinition(100_000, 1_000_000, 1_000, 50);
    }

    /** Scan risk and exit fees only: S 12, 15 and 25 %. */
    static MarginParameters parameters() {
        return new TestParameters()
                .shock("BTC", 120_000, 600_000, 800_000)
                .shock("ETH", 150_000, 600_000, 800_000)
                .shock("SOL", 250_000, 300_000, 500_000)
                .moves(600_000, -250_000, 250_000, -500_000, 500_000, -750_000, 750_000, -1_000_000, 1_000_000)
                .build();
    }

    /** One with every term. */
    static UnderlyingParameters underlying(
            final String name, final long shockE6, final long offsetE6, final long gainWeightE6) {
        return new UnderlyingParameters(
                name,
                LiquidityClass.MAJOR,
                shockE6,
                shockE6 - 10_000,
                offsetE6,
                gainWeightE6,
                5_000,
                50_000,
                100,
                List.of(
                        new ImpactStep(0, 80),
                        new ImpactStep(250_000 * MICROS, 190),
                        new ImpactStep(1_000_000 * MICROS, 415)),
                10_000_000 * MICROS,
                50_000,
                100_000);
    }

    static InstrumentDefinition instrument(
            final String symbol,
            final String underlying,
            final String tick,
            final String lot,
            final String maxPrice,
            final String maxOrder,
            final String maxPosition) {
        return new InstrumentDefinition(
                symbol,
                underlying,
                e8(tick),
                e8(lot),
                e8(maxPrice),
                e8(lot),
                e8(maxOrder),
                e8(maxPosition),
                200_000,
                50_000,
                100_000,
                400_000);
    }

    static long e8(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    /** An order of account MAKER on its session. */
    VenueFixture quote(final int instrumentId, final Side side, final String price, final String qty) {
        return place("q" + nextId++, MM, MAKER, instrumentId, side, price, qty, TimeInForce.GTC);
    }

    /** A limit order. */
    VenueFixture place(
            final String clOrdId,
            final int session,
            final int account,
            final int instrumentId,
            final Side side,
            final String price,
            final String qty,
            final TimeInForce timeInForce) {
        fill(request, clOrdId, instrumentId, side, price, qty);
        request.sessionId = session;
        request.accountId = account;
        request.timeInForce = timeInForce;
        send();
        return this;
    }

    /** Sends {@link #request} as a G of another order. */
    VenueFixture sendReplace(final String origClOrdId) {
        request.origClOrdId.set(origClOrdId);
        request.msgSeqNum = ++msgSeqNum;
        venue.replaceOrder(request, nowNs++);
        return this;
    }

    /** Sends {@link #request} as a D. */
    void send() {
        request.msgSeqNum = ++msgSeqNum;
        venue.placeOrder(request, nowNs++);
    }

    /** A market order of DESK-A. */
    VenueFixture market(final String clOrdId, final int instrumentId, final Side side, final String qty) {
        fill(request, clOrdId, instrumentId, side, null, qty);
        request.sessionId = DESK;
        request.accountId = DESK_A;
        request.ordType = OrdType.MARKET;
        send();
        return this;
    }

    VenueFixture cancel(final int session, final String clOrdId, final String origClOrdId) {
        return cancel(session, clOrdId, origClOrdId, false);
    }

    /** The same with PossResend(97). */
    VenueFixture cancelAgain(final int session, final String clOrdId, final String origClOrdId) {
        return cancel(session, clOrdId, origClOrdId, true);
    }

    private VenueFixture cancel(
            final int session, final String clOrdId, final String origClOrdId, final boolean possResend) {
        request.clear();
        request.possResend = possResend;
        request.sessionId = session;
        request.clOrdId.set(clOrdId);
        request.origClOrdId.set(origClOrdId);
        request.msgSeqNum = ++msgSeqNum;
        venue.cancelOrder(request, nowNs++);
        return this;
    }

    VenueFixture replace(
            final int session,
            final String clOrdId,
            final String origClOrdId,
            final int instrumentId,
            final Side side,
            final String price,
            final String qty) {
        fill(request, clOrdId, instrumentId, side, price, qty);
        request.sessionId = session;
        request.origClOrdId.set(origClOrdId);
        request.timeInForce = TimeInForce.GTC;
        request.msgSeqNum = ++msgSeqNum;
        venue.replaceOrder(request, nowNs++);
        return this;
    }

    VenueFixture status(final int session, final String clOrdId) {
        request.clear();
        request.sessionId = session;
        request.clOrdId.set(clOrdId);
        request.msgSeqNum = ++msgSeqNum;
        venue.requestOrderStatus(request, nowNs++);
        return this;
    }

    /** Asks for all open orders of the session's accounts; an account or instrument of 0 does not narrow. */
    VenueFixture massStatus(final int session, final int account, final int instrumentId, final Side side) {
        request.clear();
        request.sessionId = session;
        request.accountId = account;
        request.instrumentId = instrumentId;
        request.side = side;
        sendMassStatus();
        return this;
    }

    /** Sends {@link #request} as an AF. */
    void sendMassStatus() {
        request.massStatusReqId.set("m");
        request.msgSeqNum = ++msgSeqNum;
        venue.requestMassStatus(request, nowNs++);
    }

    /** Asks to cancel what {@link #massCancel} is narrowed to. */
    VenueFixture massCancel(final String clOrdId, final int session, final boolean ofAllSessions) {
        massCancel.filter.sessionId = session;
        massCancel.filter.clOrdId.set(clOrdId);
        massCancel.filter.msgSeqNum = ++msgSeqNum;
        massCancel.requestType = '7';
        massCancel.ofAllSessions = ofAllSessions;
        venue.cancelMass(massCancel, nowNs++);
        massCancel.filter.clear();
        return this;
    }

    VenueFixture index(final int underlyingId, final String price) {
        venue.publishIndex(IDX, ++msgSeqNum, false, underlyingId, e8(price), nowNs++);
        return this;
    }

    static void fill(
            final OrderRequest request,
            final String clOrdId,
            final int instrumentId,
            final Side side,
            final String price,
            final String qty) {
        request.clear();
        request.clOrdId.set(clOrdId);
        request.instrumentId = instrumentId;
        request.side = side;
        request.ordType = OrdType.LIMIT;
        request.timeInForce = TimeInForce.DAY;
        request.priceE8 = price == null ? OrderRequest.ABSENT : e8(price);
        request.orderQtyE8 = qty == null ? OrderRequest.ABSENT : e8(qty);
    }

    /** A preview of the legs put into {@link #preview}; with none, of the account as it stands. */
    PreviewReport preview(final int session, final int account, final BatchMode mode, final int legCount) {
        preview.sessionId = session;
        preview.msgSeqNum = ++msgSeqNum;
        preview.accountId = account;
        preview.batchMode = mode;
        preview.legCount = legCount;
        venue.previewMargin(preview, nowNs++);
        return lastPreview;
    }

    /** The next MsgSeqNum. */
    long nextSeqNum() {
        return ++msgSeqNum;
    }

    /** The account as it stands. */
    PreviewReport standing(final int session, final int account) {
        final PreviewReport report = preview(session, account, BatchMode.SEPARATE, 0);
        if (report.status != PreviewStatus.ACCEPTABLE) {
            throw new AssertionError(report.rejectReason);
        }
        return report;
    }

    static String plain(final long e8) {
        return BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
    }
}
