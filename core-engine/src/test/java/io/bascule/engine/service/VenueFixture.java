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
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A venue with the demo's instruments, three desks and a prime broker, and everything that it said. */
final class VenueFixture implements VenueListener {
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
    /** The reports since the last {@link #said()}, as text. */
    private final List<String> said = new ArrayList<>();

    final PreviewRequest preview = new PreviewRequest();
    final OrderRequest request = new OrderRequest();
    final MassCancelRequest massCancel = new MassCancelRequest();
    PreviewReport lastPreview;
    Report lastReport;
    MarketReport lastMarket;
    long lastLiquidationPxE8;
    long lastFundingPaidUnits;
    long[] lastHaircutsE6;
    /** Of each report that is an event: session and ApplSeqNum of the original, then of each copy. */
    final List<String> sequences = new ArrayList<>();

    /** Hears every report, too. */
    Consumer<Report> watcher = report -> {};

    boolean hasRoom = true;
    int reportRoom = Integer.MAX_VALUE;
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

    static String plain(final long e8) {
        return BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
    }

    @Override
    public void onMassCancelReport(final MassCancelReport r) {
        said.add("r " + r.sessionId + " 11=" + r.clOrdId + " 530=" + (char) r.requestType
                + (r.rejectReason == RejectReason.NONE ? " 533=" + r.totalAffected : " " + r.rejectReason));
        sequences.add(r.sessionId + ":r");
    }

    /** Steps and calls since the last {@link #stepped()}, as text. */
    private final List<String> steps = new ArrayList<>();

    long lastAuctionId;

    /** What was said of liquidations since the last call. */
    List<String> stepped() {
        final List<String> copy = List.copyOf(steps);
        steps.clear();
        return copy;
    }

    @Override
    public void onLiquidationStep(final LiquidationStep s) {
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
