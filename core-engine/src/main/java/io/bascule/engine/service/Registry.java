package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.book.OrderBook;
import io.bascule.engine.book.ReduceOnlyOrders;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.margin.MarginRules;
import io.bascule.engine.margin.OpenInterest;
import io.bascule.engine.margin.OrderLoss;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderPool;
import io.bascule.engine.pricing.IndexBoard;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Hashing;
import org.agrona.collections.Long2ObjectHashMap;

/** All that the venue holds, by id from 1: the state that commands change and configuration extends. */
final class Registry implements ReduceOnlyOrders {
    final List<Underlying> underlyings = new ArrayList<>();
    final List<IndexBoard> boards = new ArrayList<>();
    final List<Instrument> instruments = new ArrayList<>();
    final List<OrderBook> books = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();
    final List<SessionState> sessions = new ArrayList<>();
    /** Of the venue's own orders: session 0, which no command can name. */
    final SessionState house = SessionState.ofTheVenue();
    /** By account index; made when they are first asked for. */
    private final List<PortfolioMargin> margins = new ArrayList<>();
    /** Drop-copy sessions of an account, by account index. */
    final List<SessionState[]> copies = new ArrayList<>();

    Long2ObjectHashMap<Order> ordersById = new Long2ObjectHashMap<>();
    final OrderPool pool = new OrderPool();
    final Expiries expiries = new Expiries();
    final FeeDesk fees = new FeeDesk();
    LimitsDefinition limits;
    /** Null before the first configuration. */
    MarginRules rules;

    final OpenInterest openInterest = new OpenInterest();
    long venueEpoch;
    int openOrders;
    long lastOrderId;
    /** Bit id - 1 of each instrument that was traded while stop orders waited for trades. */
    long tradedStops;

    private long pricesVersion;

    Underlying underlying(final int id) {
        return id >= 1 && id <= underlyings.size() ? underlyings.get(id - 1) : null;
    }

    /** What a currency is valued by: the underlying of its name; null: there is none, or it is counted at par. */
    Underlying underlying(final Currency currency) {
        for (int i = 0; currency.isCoin() && i < underlyings.size(); i++) {
            if (underlyings.get(i).definition().name().equals(currency.name())) {
                return underlyings.get(i);
            }
        }
        return null;
    }

    Instrument instrument(final int id) {
        return id >= 1 && id <= instruments.size() ? instruments.get(id - 1) : null;
    }

    OrderBook book(final int instrumentId) {
        return books.get(instrumentId - 1);
    }

    Account account(final int id) {
        return id >= 1 && id <= accounts.size() ? accounts.get(id - 1) : null;
    }

    SessionState session(final int id) {
        return id >= 1 && id <= sessions.size() ? sessions.get(id - 1) : null;
    }

    /** Whose account it is: limits and kill switches of a firm are of all its accounts. */
    static String firm(final Account account) {
        return account.definition().firm();
    }

    /** The session that entered an order, the venue's own too; null if there is none. */
    SessionState owner(final int sessionId) {
        return sessionId == 0 ? house : session(sessionId);
    }

    /** Makes room for so many orders; none may be known yet. */
    void expect(final int orders) {
        ordersById = new Long2ObjectHashMap<>(orders * 2, Hashing.DEFAULT_LOAD_FACTOR);
    }

    /** A new order with the next OrderID, known by it. */
    Order newOrder() {
        final Order order = pool.take();
        order.orderId = ++lastOrderId;
        ordersById.put(order.orderId, order);
        return order;
    }

    /** The order is no longer known by any of its names. */
    void forget(final Order order) {
        ordersById.remove(order.orderId);
        pool.give(order);
    }

    /** An index, a mark or a definition has changed: what was derived from it is taken anew when it is needed. */
    void repriced() {
        pricesVersion++;
    }

    /** Counts all changes of prices together. */
    long pricesVersion() {
        return pricesVersion;
    }

    @Override
    public Order firstReduceOnly(final int accountId, final int instrumentId) {
        return account(accountId).firstReduceOnly(instrumentId);
    }

    @Override
    public long positionLots(final int accountId, final int instrumentId) {
        return account(accountId).holdings().lots(instrumentId);
    }

    /** An account's margin, order losses included, of its holdings and at the marks of now. */
    PortfolioMargin margin(final Account account) {
        while (margins.size() < account.id()) {
            margins.add(null);
        }
        PortfolioMargin margin = margins.get(account.id() - 1);
        if (margin == null || !margin.isOf(rules)) {
            margin = new PortfolioMargin(rules, openInterest, account.id());
            margins.set(account.id() - 1, margin);
        }
        if (margin.pricesVersion() != pricesVersion) {
            refreshOrderLoss(account);
        }
        margin.refresh(account.holdings(), pricesVersion);
        return margin;
    }

    /** What an open order adds to its account's order loss. */
    static long lossMicros(final Instrument instrument, final Order order) {
        return order.addsMargin() ? OrderLoss.micros(instrument, order.side, order.limitTicks, order.leavesLots) : 0;
    }

    private void refreshOrderLoss(final Account account) {
        for (int i = 0; i < instruments.size(); i++) {
            final Instrument instrument = instruments.get(i);
            final int id = instrument.id();
            final long version = instrument.priceVersion();
            if (account.lossVersion(id) == version) {
                continue;
            }
            long sum = 0;
            for (Order order = account.firstOrder(id); order != null; order = order.nextOfAccount) {
                order.lossMicros = lossMicros(instrument, order);
                sum += order.lossMicros;
            }
            account.holdings().orderLossMicros(id, sum);
            account.lossVersion(id, version);
        }
    }
}
