package io.bascule.acceptance.simulation;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.calibration.MarginFile;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.service.LimitsDefinition;
import io.bascule.engine.service.MassCancelRequest;
import io.bascule.engine.service.SessionDefinition;
import io.bascule.engine.service.Venue;
import io.bascule.engine.service.VenueListener;
import java.util.List;

/** A venue of linear perpetuals in virtual time, and the few requests that the simulation makes of it. */
final class SimulatedVenue {
    static final String FUND = "INSURANCE-FUND";
    private static final long NANOS = 1_000_000_000L;
    private static final long MICROS = 1_000_000L;
    private static final double E8 = 1e8;
    private static final long[] TICKS_E8 = {50_000_000L, 5_000_000L, 1_000_000L};
    private static final long[] LOTS_E8 = {100_000L, 1_000_000L, 10_000_000L};
    private static final long[] SHOCKS_E6 = {120_000, 150_000, 250_000};
    private static final double MOST_USD = 2e9;
    /** Until an index is believed. */
    private static final long WARM_UP_SECONDS = 180;

    private final Venue venue;
    private final List<String> symbols;
    private final OrderRequest request = new OrderRequest();
    private final MassCancelRequest cancel = new MassCancelRequest();
    private long nowNs;
    private long msgSeqNum;
    private final int accountCount;

    /** Account n has session n; the session behind them publishes all indices. */
    SimulatedVenue(VenueListener listener, PricePath path, List<String> accounts, List<Long> usd) {
        symbols = path.symbols();
        accountCount = accounts.size();
        venue = new Venue(listener);
        nowNs = (path.fromSeconds() - WARM_UP_SECONDS) * NANOS;
        venue.beginConfiguration(1, 1);
        venue.define(new LimitsDefinition(1_000_000, 1_000_000, 100, 50));
        venue.margins().define(MarginFile.select(MarginFile.bundled(), symbols));
        for (int i = 0; i < symbols.size(); i++) {
            double price = path.priceAt(symbols.get(i), path.fromSeconds());
            venue.define(underlying(i, price));
            venue.define(instrument(i, price));
        }
        for (int i = 0; i < accounts.size(); i++) {
            venue.define(new AccountDefinition(accounts.get(i), usd.get(i) * MICROS, 1_000));
            venue.define(
                    new SessionDefinition("V", accounts.get(i), false, false, List.of(accounts.get(i)), List.of()));
        }
        venue.define(new SessionDefinition("V", "INDEX", true, false, List.of(), List.of()));
        String problem = venue.endConfiguration();
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
        for (long seconds = path.fromSeconds() - WARM_UP_SECONDS; seconds < path.fromSeconds(); seconds += 30) {
            passTo(seconds);
            for (int symbol = 0; symbol < symbols.size(); symbol++) {
                publish(symbol, path.priceAt(symbols.get(symbol), path.fromSeconds()));
            }
            tick();
        }
    }

    /** S of a symbol's underlying. */
    static double shock(int symbol) {
        return SHOCKS_E6[symbol] / 1e6;
    }

    private UnderlyingDefinition underlying(int i, double price) {
        String name = symbols.get(i);
        return new UnderlyingDefinition(
                name, name + "-INDEX", Math.round(price * E8), 1_000_000, new OracleRules(1, 90 * NANOS, 10_000));
    }

    private InstrumentDefinition instrument(int i, double price) {
        long lots = (long) (MOST_USD / (price * 3) / (LOTS_E8[i] / E8));
        long ticks = (long) (price * 3 * E8 / TICKS_E8[i]);
        return new InstrumentDefinition(
                symbols.get(i) + "-PERP",
                symbols.get(i),
                TICKS_E8[i],
                LOTS_E8[i],
                ticks * TICKS_E8[i],
                LOTS_E8[i],
                lots * LOTS_E8[i],
                lots * LOTS_E8[i],
                200_000,
                50_000,
                100_000,
                400_000);
    }

    Venue venue() {
        return venue;
    }

    long nowNs() {
        return nowNs;
    }

    List<String> symbols() {
        return symbols;
    }

    void deposit(String account, long usd) {
        String problem = venue.operator().transfer(account, Currency.USDC, usd * MICROS, nowNs);
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }

    /** Time goes on; what it brings about by itself happens. */
    void passTo(long seconds) {
        nowNs = Math.max(nowNs, seconds * NANOS);
        venue.clock().advanceTo(nowNs);
    }

    /** The clock's timer fires: marks move, accounts are looked at. */
    void tick() {
        venue.clock().onTimer(nowNs);
    }

    void publish(int symbol, double price) {
        venue.publishIndex(accountCount + 1, ++msgSeqNum, false, symbol + 1, Math.round(price * E8), nowNs);
    }

    /** A limit order; its price is rounded to a tick away from the other side, its quantity down to lots. */
    void place(int account, int symbol, Side side, double price, double coins, TimeInForce timeInForce) {
        long lots = (long) Math.floor(coins * E8 / LOTS_E8[symbol]);
        double ticks = price * E8 / TICKS_E8[symbol];
        if (lots <= 0) {
            return;
        }
        request.clear();
        request.clOrdId.set("o" + ++msgSeqNum);
        request.sessionId = account;
        request.accountId = account;
        request.msgSeqNum = msgSeqNum;
        request.instrumentId = symbol + 1;
        request.side = side;
        request.ordType = OrdType.LIMIT;
        request.timeInForce = timeInForce;
        long wholeTicks = (long) (side == Side.BUY ? Math.floor(ticks) : Math.ceil(ticks));
        request.priceE8 = wholeTicks * TICKS_E8[symbol];
        request.orderQtyE8 = lots * LOTS_E8[symbol];
        venue.placeOrder(request, nowNs);
    }

    void cancelAll(int account) {
        cancel.filter.clear();
        cancel.filter.sessionId = account;
        cancel.filter.msgSeqNum = ++msgSeqNum;
        cancel.filter.clOrdId.set("q" + msgSeqNum);
        cancel.requestType = '7';
        venue.cancelMass(cancel, nowNs);
    }

    void bid(long auctionId, int provider) {
        venue.risk().quoteAuction(provider, ++msgSeqNum, false, auctionId, provider, MICROS, nowNs);
    }

    double coins(int account, int symbol) {
        return venue.holdings().positionLots(account, symbol + 1) * (LOTS_E8[symbol] / E8);
    }

    double indexOf(int symbol) {
        return venue.prices().indexE8(symbol + 1) / E8;
    }

    double markOf(int symbol) {
        return venue.prices().markE8(symbol + 1) / E8;
    }

    /** Whether an account has neither money nor positions. */
    boolean isEmpty(int account) {
        boolean isEmpty = venue.holdings().cashUnits(account, Currency.USDC) == 0;
        for (int symbol = 0; symbol < symbols.size(); symbol++) {
            isEmpty &= venue.holdings().positionLots(account, symbol + 1) == 0;
        }
        return isEmpty;
    }

    MarginFigures figures(int account) {
        MarginFigures figures = new MarginFigures();
        venue.holdings().figures(account, figures);
        return figures;
    }
}
