package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.ReportContext;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.Text;
import io.bascule.engine.order.TimeInForce;

/**
 * Takes combinations: all legs trade whole, at once and within the net price, or the order is cancelled and no leg has
 * traded. The margin is judged on the net effect. A combination never rests.
 */
final class CombinationDesk {
    private static final int FEWEST_LEGS = 2;
    /** From this net price of a unit on, in 100 USDC, an average price in 1e-8 would not fit. */
    private static final long MAX_UNIT_PRICE = 900_000_000L;

    private static final Text NO_ID = new Text();

    private final Registry registry;
    private final Reporter reporter;
    private final OrderDesk desk;
    private final RiskCheck riskCheck;
    private final Basket basket;
    private final Execution execution;
    private final VenueListener listener;
    private final Terms terms = new Terms();
    /** A leg while it trades; it is known by no name of its own. */
    private final Order leg = new Order();

    private boolean fillable;
    /** A leg settles in coins: what the others come to in USDC is no price of the whole. */
    private boolean hasInverse;

    private long netMicros;

    CombinationDesk(
            final Registry registry,
            final Reporter reporter,
            final OrderDesk desk,
            final RiskCheck riskCheck,
            final Basket basket,
            final Execution execution,
            final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.desk = desk;
        this.riskCheck = riskCheck;
        this.basket = basket;
        this.execution = execution;
        this.listener = listener;
    }

    /** Returns false if the venue is too busy to keep what it would say: nothing was done. */
    boolean place(final CombinationRequest combination, final SessionState session, final long timestampNs) {
        final OrderRequest request = combination.order;
        final Order existing = session.clOrdIds.find(request.clOrdId);
        if (existing != null && request.possResend) {
            reporter.status(existing, request);
            return true;
        }
        if (!listener.hasRoom()) {
            listener.onRequestRefused(
                    session.id, request.msgSeqNum, RequestKind.PLACE_COMBINATION, RejectReason.VENUE_BUSY);
            return false;
        }
        final int from = reporter.count();
        basket.outcome.clear();
        final RejectReason reason = check(combination, session);
        if (reason != RejectReason.NONE || OrderDesk.isUsed(request, session) || session.isFull()) {
            desk.refusePlace(request, session, reason, basket.outcome.shortfallMicros, timestampNs);
            reporter.mark(from, request, ReportContext.COMBINATION, NO_ID, NO_ID);
            return true;
        }
        final Order order = desk.newOrder(request, session);
        order.orderLots = 1;
        order.leavesLots = 1;
        order.ordStatus = OrdStatus.NEW;
        reporter.order(order, ExecType.NEW).symbol.set(request.symbol);
        if (fillable) {
            trade(combination, order, timestampNs);
        } else {
            order.leavesLots = 0;
            order.ordStatus = OrdStatus.CANCELED;
            reporter.order(order, ExecType.CANCELED).symbol.set(request.symbol);
        }
        execution.close(order, timestampNs);
        return true;
    }

    private RejectReason check(final CombinationRequest combination, final SessionState session) {
        final OrderRequest request = combination.order;
        final Account account = registry.account(request.accountId);
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        if (account == null || !account.isActive() || !session.actsFor(account.id())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final RejectReason whole = checkWhole(combination);
        return whole == RejectReason.NONE ? tryOut(combination, account, session) : whole;
    }

    private RejectReason checkWhole(final CombinationRequest combination) {
        final OrderRequest request = combination.order;
        final boolean rests = request.timeInForce != TimeInForce.IOC && request.timeInForce != TimeInForce.FOK;
        if (request.side == null || request.ordType == null || rests) {
            return RejectReason.UNSUPPORTED_VALUE;
        }
        if (combination.legCount < FEWEST_LEGS) {
            return RejectReason.TOO_FEW_LEGS;
        }
        if (combination.legCount > Math.min(registry.limits.maxPreviewLegs(), CombinationRequest.MAX_LEGS)) {
            return RejectReason.TOO_MANY_LEGS;
        }
        if (request.orderQtyE8 == ABSENT || request.orderQtyE8 <= 0) {
            return request.orderQtyE8 == ABSENT ? RejectReason.QUANTITY_MISSING : RejectReason.QUANTITY_NOT_POSITIVE;
        }
        boolean anyPrice = request.priceE8 != ABSENT;
        boolean everyLegPriced = true;
        for (int n = 0; n < combination.legCount; n++) {
            final boolean priced = combination.legs[n].request.priceE8 != ABSENT;
            anyPrice |= priced;
            everyLegPriced &= priced;
        }
        if (request.ordType == OrdType.MARKET) {
            return anyPrice ? RejectReason.PRICE_NOT_ALLOWED : RejectReason.NONE;
        }
        final boolean bounded = request.priceE8 != ABSENT || everyLegPriced;
        return bounded ? RejectReason.NONE : RejectReason.PRICE_MISSING;
    }

    /** Every leg behind those before it, then the margin on what all of them come to. */
    private RejectReason tryOut(
            final CombinationRequest combination, final Account account, final SessionState session) {
        final OrderRequest request = combination.order;
        basket.begin(account, session);
        fillable = true;
        hasInverse = false;
        netMicros = 0;
        for (int n = 0; n < combination.legCount; n++) {
            final OrderRequest each = combination.legs[n].request;
            RejectReason reason = prepare(combination, n);
            hasInverse |= isInverse(each.instrumentId);
            if (reason == RejectReason.NONE && hasInverse && request.priceE8 != ABSENT) {
                reason = RejectReason.UNSUPPORTED_VALUE; // coins and USDC add up to no net price
            }
            if (reason == RejectReason.NONE) {
                reason = basket.add(each, EntryAction.ADD, true);
            }
            if (reason == RejectReason.UNKNOWN_SYMBOL) {
                request.symbol.set(each.symbol); // the report tells which
            }
            if (reason != RejectReason.NONE) {
                return reason;
            }
            fillable &= basket.outcome.filledLots == basket.terms.lots;
            if (!basket.terms.instrument.isInverse()) {
                final long micros = basket.terms.instrument.notionalUnits(basket.outcome.filledTickLots, 1);
                netMicros += each.side == Side.BUY ? micros : -micros;
            }
        }
        fillable = fillable && isWithinNetPrice(request);
        if (!fillable) {
            return RejectReason.NONE;
        }
        if (!hasInverse && !isRepresentable(netMicros, request.orderQtyE8)) {
            return RejectReason.PRICE_OUT_OF_RANGE;
        }
        return basket.judge();
    }

    /** Whether the price of a unit can be said in 1e-8. */
    static boolean isRepresentable(final long micros, final long orderQtyE8) {
        return Math.abs(micros) / orderQtyE8 < MAX_UNIT_PRICE;
    }

    private boolean isInverse(final int instrumentId) {
        final Instrument instrument = registry.instrument(instrumentId);
        return instrument != null && instrument.isInverse();
    }

    /** Makes a leg the order that it comes to: whole or not at all. */
    private static RejectReason prepare(final CombinationRequest combination, final int n) {
        final OrderRequest whole = combination.order;
        final CombinationRequest.Leg each = combination.legs[n];
        final OrderRequest request = each.request;
        if (request.fault != RejectReason.NONE || request.side == null) {
            return request.fault == RejectReason.NONE ? RejectReason.UNSUPPORTED_VALUE : request.fault;
        }
        for (int earlier = 0; earlier < n; earlier++) {
            if (combination.legs[earlier].request.instrumentId == request.instrumentId) {
                return request.instrumentId == 0 ? RejectReason.UNKNOWN_SYMBOL : RejectReason.DUPLICATE_ENTRY;
            }
        }
        if (each.ratioE8 <= 0) {
            return RejectReason.QUANTITY_NOT_POSITIVE;
        }
        if (Math.multiplyHigh(each.ratioE8, whole.orderQtyE8) >= FixedPoint.E8 / 2) {
            return RejectReason.QUANTITY_OUT_OF_RANGE; // divided by 1e8 it would not be a long
        }
        final long qtyE8 = FixedPoint.mulDivFloor(each.ratioE8, whole.orderQtyE8, FixedPoint.E8);
        if (qtyE8 != FixedPoint.mulDivCeil(each.ratioE8, whole.orderQtyE8, FixedPoint.E8)) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        if (whole.side == Side.SELL) {
            request.side = request.side == Side.BUY ? Side.SELL : Side.BUY;
        }
        request.orderQtyE8 = qtyE8;
        request.ordType = request.priceE8 == ABSENT ? OrdType.MARKET : OrdType.LIMIT;
        request.timeInForce = TimeInForce.FOK;
        return RejectReason.NONE;
    }

    /** What a unit costs a buyer at most, or brings a seller at least. Compared exactly, in 128 bits. */
    private boolean isWithinNetPrice(final OrderRequest request) {
        if (request.priceE8 == ABSENT) {
            return true;
        }
        final long limitE8 = request.side == Side.BUY ? request.priceE8 : -request.priceE8;
        final long costHigh = Math.multiplyHigh(netMicros, FixedPoint.E16_PER_MICRO);
        final long limitHigh = Math.multiplyHigh(limitE8, request.orderQtyE8);
        if (costHigh != limitHigh) {
            return costHigh < limitHigh;
        }
        return Long.compareUnsigned(netMicros * FixedPoint.E16_PER_MICRO, limitE8 * request.orderQtyE8) <= 0;
    }

    private void trade(final CombinationRequest combination, final Order order, final long timestampNs) {
        final OrderRequest request = combination.order;
        for (int n = 0; n < combination.legCount; n++) {
            final CombinationRequest.Leg each = combination.legs[n];
            desk.readTerms(each.request, null, terms);
            final Instrument instrument = terms.instrument;
            leg.beginLeg(order, instrument.id(), terms.side, terms.ordType, terms.timeInForce);
            leg.priceE8 = each.request.priceE8;
            leg.orderQtyE8 = each.request.orderQtyE8;
            leg.limitTicks = terms.limitTicks;
            leg.orderLots = terms.lots;
            leg.leavesLots = terms.lots;
            riskCheck.plan.begin();
            riskCheck.planLeg(order.accountId, order.sessionId, terms);
            final int from = reporter.count();
            execution.carryOut(leg, terms, riskCheck.plan, timestampNs);
            reporter.mark(from, request, ReportContext.COMBINATION_LEG, NO_ID, each.legRefId);
        }
        final long paidMicros = request.side == Side.BUY ? netMicros : -netMicros;
        order.cumLots = 1;
        order.leavesLots = 0;
        order.ordStatus = OrdStatus.FILLED;
        order.cumTickLots =
                hasInverse ? 0 : FixedPoint.mulDivHalfUp(paidMicros, FixedPoint.E16_PER_MICRO, request.orderQtyE8);
    }
}
