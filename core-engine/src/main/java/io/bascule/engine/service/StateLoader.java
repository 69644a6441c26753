package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.OrderBook;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.pricing.IndexBoard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.LongHashSet;

/**
 * Fills a new venue with the records of {@link StateSaver}. It checks what it would otherwise trip over; that the
 * rest is right is shown at the end by the hash: of the records as they came, and anew of the venue as it was loaded.
 * The books are made of their orders' places, and not hashed for themselves.
 */
final class StateLoader {
    private final VenueParts venue;
    private final Registry registry;
    private final StateSaver saver;
    private final OrderRecords orders;
    private final PriceRecords prices;
    private final StateReader in = new StateReader();
    private final Map<String, Underlying> underlyingsByName = new HashMap<>();
    private final Map<String, Integer> accountIdsByName = new HashMap<>();
    /** Open orders that are in no book yet. */
    private final List<Order> waiting = new ArrayList<>();

    private int underlyings;
    private int instruments;
    private int accounts;
    private int sessions;
    private long configurationDigest;
    private long lastTradeId;

    StateLoader(final VenueParts venue, final StateSaver saver) {
        this.venue = venue;
        this.registry = venue.registry();
        this.saver = saver;
        this.orders = new OrderRecords(registry);
        this.prices = new PriceRecords(venue);
    }

    /** Returns the state's hash. */
    long load(final StateSource source) {
        in.start(source);
        try {
            return loadAll();
        } catch (final ArithmeticException | IllegalArgumentException | IllegalStateException ex) {
            throw new StateFormatException(in.where() + ex.getMessage(), ex);
        }
    }

    private long loadAll() {
        loadCounters();
        in.begin(StateRecord.LIMITS);
        registry.limits = Definitions.limits(in);
        in.end();
        in.begin(StateRecord.MARGIN);
        venue.margins().read(in);
        in.end();
        for (int i = 0; i < underlyings; i++) {
            loadUnderlying();
        }
        for (int i = 0; i < instruments; i++) {
            loadInstrument();
        }
        for (int i = 0; i < accounts; i++) {
            loadAccount();
        }
        for (int i = 0; i < sessions; i++) {
            loadSession();
        }
        in.begin(StateRecord.OPEN_INTEREST);
        venue.margins().readOpenInterest(in);
        in.end();
        venue.configurator().restore(configurationDigest);
        registry.accounts.forEach(this::loadOpenOrders);
        loadBooks();
        registry.sessions.forEach(session -> QuoteRecords.read(in, registry, session));
        registry.sessions.forEach(this::loadClosedOrders);
        loadClosedOrders(registry.house);
        loadTrades(venue.trades());
        prices.readClock(in);
        prices.readPrices(in);
        prices.readFees(in);
        venue.liquidations().read(in);
        loadStaged(venue.configurator().staged());
        registry.sessions.forEach(this::loadFingerprints);
        return loadEnd();
    }

    private void loadCounters() {
        in.begin(StateRecord.BEGIN);
        final int format = in.getInt();
        if (format != StateSaver.FORMAT) {
            throw in.broken("format " + format + ", this version reads " + StateSaver.FORMAT);
        }
        underlyings = in.getCount(Holdings.MAX_INSTRUMENTS);
        instruments = in.getCount(Holdings.MAX_INSTRUMENTS);
        accounts = in.getCount(StagedConfiguration.MAX_ACCOUNTS);
        sessions = in.getCount(StagedConfiguration.MAX_ACCOUNTS);
        registry.expect(Math.min(in.getCount(Integer.MAX_VALUE), SessionState.MOST_EXPECTED));
        registry.venueEpoch = in.getLong();
        registry.lastOrderId = in.getLong();
        configurationDigest = in.getLong();
        venue.reporter().restore(in.getLong(), in.getLong());
        lastTradeId = in.getLong();
        venue.previewer().restore(in.getLong());
        for (int currency = 0; currency < Currency.count(); currency++) {
            venue.ledger().restore(Currency.at(currency), in.getLong(), in.getLong(), in.getLong());
        }
        in.end();
    }

    private void loadUnderlying() {
        in.begin(StateRecord.UNDERLYING);
        final Underlying underlying = new Underlying(registry.underlyings.size() + 1, Definitions.underlying(in));
        underlying.indexE8(in.getLong());
        final IndexBoard board = new IndexBoard(underlying);
        underlying.confidenceE6(in.getLong());
        PriceRecords.read(in, board);
        in.end();
        registry.underlyings.add(underlying);
        registry.boards.add(board);
        underlyingsByName.put(underlying.definition().name(), underlying);
    }

    private void loadInstrument() {
        in.begin(StateRecord.INSTRUMENT);
        final InstrumentDefinition definition = Definitions.instrument(in);
        final boolean listed = in.getBoolean();
        final long ownMarkE8 = in.getLong();
        final long dayMarkE8 = in.getLong();
        in.end();
        final Underlying underlying = underlyingsByName.get(definition.underlying());
        if (underlying == null) {
            throw in.broken("there is no underlying " + definition.underlying());
        }
        final Instrument instrument = new Instrument(registry.instruments.size() + 1, definition, underlying);
        instrument.ownMarkE8(ownMarkE8);
        instrument.dayMarkE8(dayMarkE8);
        if (!listed) {
            instrument.delist();
        }
        registry.instruments.add(instrument);
        registry.books.add(new OrderBook());
    }

    private void loadAccount() {
        in.begin(StateRecord.ACCOUNT);
        final Account account = new Account(registry.accounts.size() + 1, Definitions.account(in));
        if (!in.getBoolean()) {
            account.deactivate();
        }
        account.graceUntilNs(in.getLong());
        for (int currency = 0; currency < Currency.count(); currency++) {
            account.holdings().credit(Currency.at(currency), in.getLong());
        }
        in.getInt(); // what follows from its orders is added up anew, and compared by the hash
        int id = in.getCount(instruments);
        while (id != StateSaver.NO_MORE) {
            account.holdings().restore(id, in.getLong(), in.getLong());
            account.holdings().addFunding(id, in.getLong());
            in.getLong();
            in.getLong();
            id = in.getCount(instruments);
        }
        in.end();
        registry.accounts.add(account);
        registry.copies.add(new SessionState[0]);
        accountIdsByName.put(account.definition().name(), account.id());
    }

    private void loadSession() {
        in.begin(StateRecord.SESSION);
        final int id = registry.sessions.size() + 1;
        final SessionDefinition definition = Definitions.session(in);
        final boolean active = in.getBoolean();
        final SessionState session = new SessionState(id, definition, in.getLong());
        session.active = active;
        session.lastMsgSeqNum = in.getLong();
        session.applSeqNum = in.getLong();
        in.getInt(); // its open orders are counted anew, and compared by the hash
        session.expect(in.getCount(Integer.MAX_VALUE), in.getCount(Integer.MAX_VALUE), in.getCount(Integer.MAX_VALUE));
        in.getLong(); // the sums of its fingerprints, too
        in.getLong();
        in.end();
        session.accountIds = new int[definition.accounts().size()];
        for (int i = 0; i < session.accountIds.length; i++) {
            final Integer accountId = accountIdsByName.get(definition.accounts().get(i));
            if (accountId == null) {
                throw in.broken("there is no account " + definition.accounts().get(i));
            }
            session.accountIds[i] = accountId;
        }
        Arrays.sort(session.accountIds);
        registry.sessions.add(session);
    }

    private void loadOpenOrders(final Account account) {
        in.begin(StateRecord.OPEN_ORDERS);
        orders.begin();
        int instrumentId = in.getCount(instruments);
        while (instrumentId != StateSaver.NO_MORE) {
            while (in.getBoolean()) {
                final Order order = orders.read(in);
                final boolean fits = order.isOpen()
                        && order.accountId == account.id()
                        && order.instrumentId == instrumentId
                        && order.side != null
                        && (order.timeInForce != TimeInForce.GTD || order.special != null)
                        && (!order.waits() || order.special.asked.stopTrigger != null);
                if (!fits) {
                    throw in.broken("order " + order.orderId + " is none of account " + account.id() + "'s");
                }
                account.add(order);
                if (order.timeInForce == TimeInForce.GTD) {
                    registry.expiries.add(order);
                }
                registry.owner(order.sessionId).openOrders++;
                registry.openOrders++;
                waiting.add(order);
            }
            instrumentId = in.getCount(instruments);
        }
        in.end();
    }

    /** The books' orders by their places, which tell who was there first. */
    private void loadBooks() {
        waiting.sort(Comparator.comparingLong(order -> order.place));
        expectPrices();
        final long[] placeBefore = new long[instruments];
        for (final Order order : waiting) {
            if (order.place <= placeBefore[order.instrumentId - 1]) {
                throw in.broken("order " + order.orderId + " has the place " + order.place + " of another");
            }
            placeBefore[order.instrumentId - 1] = order.place;
            registry.book(order.instrumentId).restore(order);
        }
        waiting.clear();
        in.begin(StateRecord.BOOKS);
        for (int i = 0; i < instruments; i++) {
            final long lastPlace = in.getLong();
            if (lastPlace < placeBefore[i]) {
                throw in.broken("the last place is " + lastPlace + ", an order has " + placeBefore[i]);
            }
            registry.books.get(i).lastPlace(lastPlace);
            registry.books.get(i).stops().restore(in.getLong());
        }
        in.end();
    }

    /** Levels are cheapest made in the order of their prices; the orders come in another. */
    private void expectPrices() {
        final LongHashSet[] ticks = new LongHashSet[2 * instruments];
        Arrays.setAll(ticks, i -> new LongHashSet());
        for (final Order order : waiting) {
            if (!order.waits()) {
                ticks[2 * order.instrumentId - (order.side == Side.BUY ? 2 : 1)].add(order.limitTicks);
            }
        }
        for (int i = 0; i < ticks.length; i++) {
            registry.books.get(i / 2).expect(i % 2 == 0 ? Side.BUY : Side.SELL, ticks[i]);
        }
    }

    private void loadClosedOrders(final SessionState session) {
        in.begin(StateRecord.CLOSED_ORDERS);
        orders.begin();
        final int count = in.getCount(Integer.MAX_VALUE);
        for (int n = 0; n < count; n++) {
            final Order order = orders.read(in);
            if (order.isOpen() || order.sessionId != session.id) {
                throw in.broken("order " + order.orderId + " is no closed one of session " + session.id);
            }
            session.closed().add(order);
        }
        in.end();
    }

    private void loadTrades(final TradeLog trades) {
        in.begin(StateRecord.TRADES);
        final int count = in.getCount(TradeLog.MAX_TRADES);
        if (count > lastTradeId) {
            throw in.broken(count + " trades, the last of them trade " + lastTradeId);
        }
        trades.startAfter(lastTradeId - count);
        final Trade trade = new Trade();
        for (int n = 0; n < count; n++) {
            trade.tradeId = trades.lastTradeId() + 1;
            trade.takerOrderId = in.getLong();
            trade.makerOrderId = in.getLong();
            trade.lots = in.getLong();
            trade.ticks = in.getLong();
            trade.takerFeeUnits = in.getLong();
            trade.makerFeeUnits = in.getLong();
            trade.takerEventNumber = in.getLong();
            trade.makerEventNumber = in.getLong();
            trades.add(trade);
        }
        in.end();
    }

    private void loadStaged(final StagedConfiguration staged) {
        in.begin(StateRecord.STAGED);
        final long digest = in.getLong();
        staged.begin(in.getLong(), digest);
        staged.limits = Definitions.limits(in);
        staged.parameters.read(in);
        for (int n = in.getCount(Integer.MAX_VALUE); n > 0; n--) {
            staged.add(Definitions.underlying(in));
        }
        for (int n = in.getCount(Integer.MAX_VALUE); n > 0; n--) {
            staged.instruments.add(Definitions.instrument(in));
        }
        for (int n = in.getCount(Integer.MAX_VALUE); n > 0; n--) {
            staged.accounts.add(Definitions.account(in));
        }
        for (int n = in.getCount(Integer.MAX_VALUE); n > 0; n--) {
            staged.sessions.add(Definitions.session(in));
        }
        staged.feeSchedules.addAll(PriceRecords.readSchedules(in));
        in.end();
    }

    private void loadFingerprints(final SessionState session) {
        in.begin(StateRecord.FINGERPRINTS);
        loadFingerprints(session.today());
        loadFingerprints(session.yesterday());
        in.end();
    }

    private void loadFingerprints(final Fingerprints target) {
        final int count = in.getCount(Integer.MAX_VALUE);
        long last = Long.MIN_VALUE;
        for (int n = 0; n < count; n++) {
            final long fingerprint = in.getLong();
            if (!target.add(fingerprint) || fingerprint < last) {
                throw in.broken("fingerprint " + fingerprint + " comes twice or out of order");
            }
            last = fingerprint;
        }
    }

    private long loadEnd() {
        in.begin(StateRecord.END);
        verify("records", in.getLong(), in.count() - 1);
        verify("open orders", in.getInt(), registry.openOrders);
        verify("closed orders", in.getInt(), saver.closedOrders());
        verify("ClOrdIDs", in.getLong(), saver.clOrdIds());
        verify("fingerprints", in.getLong(), saver.fingerprints());
        verify("clock", in.getLong(), prices.clockDigest());
        final long hash = in.getLong();
        in.end();
        verify("hash of the records", hash, in.hash());
        venue.ledger().verify();
        verify("state hash", hash, saver.hash());
        return hash;
    }

    private void verify(final String what, final long saved, final long loaded) {
        if (saved != loaded) {
            throw in.broken(what + ": saved " + saved + ", loaded " + loaded);
        }
    }
}
