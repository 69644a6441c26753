package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.AuctionCurve;
import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/**
 * Auctions of portfolios to backstop providers (margin.md): a provider takes a fraction of every position, in whole
 * lots, each for its value at mark less what of its share of the equity the curve gives away by now. So the fraction of
 * the equity that went with the lots is paid for at the part that the curve says, and the cash stays where it is. The
 * first acceptance in log order wins.
 */
final class AuctionDesk {
    private static final long WHOLE_E6 = FixedPoint.E6;

    private final Registry registry;
    private final HouseOrders orders;
    private final InsuranceFund fund;
    private final LiquidationLog log;
    private final LegFigures legs;
    private final LadderStates states;
    private final TradingGate gate;
    private final Reporter reporter;
    private final VenueListener listener;
    private final AuctionNotice notice = new AuctionNotice();
    private final Holdings tried = new Holdings();
    long lastAuctionId;

    AuctionDesk(
            final Registry registry,
            final Reporter reporter,
            final HouseOrders orders,
            final InsuranceFund fund,
            final LiquidationLog log,
            final LegFigures legs,
            final LadderStates states,
            final TradingGate gate,
            final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.orders = orders;
        this.fund = fund;
        this.log = log;
        this.legs = legs;
        this.states = states;
        this.gate = gate;
        this.listener = listener;
    }

    /** Asks for the portfolio of an account that has come to that stage. */
    void begin(final Account account, final LadderState state, final long nowNs) {
        state.auctionId = ++lastAuctionId;
        state.auctionStartNs = nowNs;
        legs.take(account, state.equityMicros);
        reporter.flush();
        notice.auctionId = state.auctionId;
        notice.timestampNs = nowNs;
        notice.endNs = nowNs + AuctionCurve.LENGTH_NS;
        notice.equityMicros = state.equityMicros;
        notice.maintenanceMicros = state.maintenanceMicros;
        notice.legCount = legs.count();
        for (int leg = 0; leg < legs.count(); leg++) {
            final Instrument instrument = legs.instrument(leg);
            notice.instrumentIds[leg] = instrument.id();
            notice.qtysE8[leg] = instrument.qtyE8(legs.lots(leg));
            notice.marksE8[leg] = instrument.markE8();
        }
        notice.eventNumber = reporter.nextEventNumber();
        listener.onAuctionRequested(notice);
    }

    /** The account whose portfolio is asked for under an id; null if there is none. */
    Account find(final long auctionId) {
        for (int id = 1; auctionId > 0 && id <= states.size(); id++) {
            final LadderState state = states.find(id);
            if (state.auctionId == auctionId && state.stage == LadderStage.AUCTION) {
                return registry.account(id);
            }
        }
        return null;
    }

    /**
     * A provider takes a fraction.
     *
     * @param account whose portfolio it is, its figures in the state those of now.
     * @param provider its own account.
     * @return {@link RejectReason#NONE}, or why nothing was done.
     */
    RejectReason take(
            final Account account,
            final LadderState state,
            final Account provider,
            final long fractionE6,
            final long nowNs) {
        if (fractionE6 <= 0 || fractionE6 > WHOLE_E6) {
            return RejectReason.FRACTION_INVALID;
        }
        final boolean isStranger = provider == account
                || fund.is(provider)
                || states.of(provider).stage.isLiquidating();
        if (isStranger) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final long paidE6 = AuctionCurve.paidE6(nowNs - state.auctionStartNs);
        legs.take(account, state.equityMicros);
        final RejectReason closed = gate.checkTaker(provider);
        final RejectReason reason = closed == RejectReason.NONE ? tryOut(provider, fractionE6, paidE6) : closed;
        if (reason != RejectReason.NONE) {
            return reason;
        }
        for (int leg = 0; leg < legs.count(); leg++) {
            final long lots = AuctionCurve.lots(legs.lots(leg), fractionE6);
            final TakenLeg taken =
                    new TakenLeg(account, state, legs.instrument(leg), lots, valueUnits(leg, lots, paidE6));
            taken.open(orders, ExecCause.BACKSTOP, Math.abs(lots));
            final Order taking = orders.begin(
                    provider,
                    legs.instrument(leg),
                    lots > 0 ? Side.BUY : Side.SELL,
                    Math.abs(lots),
                    ExecCause.BACKSTOP);
            taken.fill(orders, taking, Math.abs(lots), nowNs);
            taken.say(log, LadderRule.AUCTION_SOLD, provider);
        }
        return RejectReason.NONE;
    }

    /**
     * A part of every leg must be taken, or a hedge would be torn apart; and what the provider would have afterwards
     * must be within its limits and its margin.
     */
    private RejectReason tryOut(final Account provider, final long fractionE6, final long paidE6) {
        for (int leg = 0; leg < legs.count(); leg++) {
            if (AuctionCurve.lots(legs.lots(leg), fractionE6) == 0) {
                return RejectReason.QUANTITY_TOO_SMALL;
            }
        }
        tried.copyFrom(provider.holdings(), registry.instruments.size());
        final PortfolioMargin margin = registry.margin(provider);
        for (int leg = 0; leg < legs.count(); leg++) {
            final Instrument instrument = legs.instrument(leg);
            final long lots = AuctionCurve.lots(legs.lots(leg), fractionE6);
            tried.transfer(instrument, lots, valueUnits(leg, lots, paidE6));
            if (!isWithinLimit(instrument)) {
                margin.refresh(provider.holdings(), margin.pricesVersion());
                return RejectReason.POSITION_LIMIT;
            }
            margin.tryOut(instrument, tried);
        }
        final long excess = margin.excessMicros(tried, margin.initialMarginMicros(tried));
        margin.refresh(provider.holdings(), margin.pricesVersion());
        return excess < 0 ? RejectReason.INSUFFICIENT_MARGIN : RejectReason.NONE;
    }

    private boolean isWithinLimit(final Instrument instrument) {
        final int id = instrument.id();
        return tried.lots(id) + tried.buyLots(id) <= instrument.maxPositionLots()
                && tried.sellLots(id) - tried.lots(id) <= instrument.maxPositionLots();
    }

    /** What lots of a leg change hands for, rounded for the provider. */
    private long valueUnits(final int leg, final long lots, final long paidE6) {
        final long whole = legs.valueUnits(leg, AuctionCurve.givenMicros(legs.shareMicros(leg), paidE6));
        return FixedPoint.mulDivFloor(whole, Math.abs(lots), Math.abs(legs.lots(leg)));
    }
}
