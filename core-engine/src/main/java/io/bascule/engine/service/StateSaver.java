package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.Order;
import io.bascule.engine.pricing.IndexBoard;

/**
 * Writes the venue's state as records, in the order of {@link StateRecord}. What follows from them is left out
 * (entitlements, scenarios, marks, order losses, sums over orders are taken anew), but for sums that the hash is to
 * compare.
 */
final class StateSaver {
    static final int FORMAT = 5;

    /** Behind the last order of a list and the last list of an account. */
    static final int NO_MORE = 0;

    static final int ONE_MORE = 1;

    private final VenueParts venue;
    private final Registry registry;
    private final OrderRecords orders;
    private final PriceRecords prices;
    private final StateWriter out = new StateWriter();
    private final Trade trade = new Trade();

    StateSaver(final VenueParts venue) {
        this.venue = venue;
        this.registry = venue.registry();
        this.orders = new OrderRecords(registry);
        this.prices = new PriceRecords(venue);
    }

    /** Writes everything. */
    void save(final StateSink sink) {
        write(sink);
        final long hash = out.hash();
        registry.sessions.forEach(this::saveFingerprints);
        out.begin(StateRecord.END);
        out.putLong(out.count());
        out.putInt(registry.openOrders);
        out.putInt(closedOrders());
        out.putLong(clOrdIds());
        out.putLong(fingerprints());
        out.putLong(prices.clockDigest());
        out.putLong(hash);
        out.end();
    }

    /** Of everything that is saved. */
    long hash() {
        write(null);
        return out.hash();
    }

    /** Closed orders that are remembered. */
    int closedOrders() {
        int sum = registry.house.closed().size();
        for (final SessionState session : registry.sessions) {
            sum += session.closed().size();
        }
        return sum;
    }

    /** ClOrdIDs that are remembered exactly. */
    long clOrdIds() {
        long sum = 0;
        for (final SessionState session : registry.sessions) {
            sum += session.clOrdIds.size();
        }
        return sum;
    }

    /** ClOrdIDs that are remembered by their fingerprints. */
    long fingerprints() {
        long sum = 0;
        for (final SessionState session : registry.sessions) {
            sum += (long) session.today().size() + session.yesterday().size();
        }
        return sum;
    }

    private void write(final StateSink sink) {
        out.start(sink);
        saveCounters();
        out.begin(StateRecord.LIMITS);
        Definitions.write(out, registry.limits);
        out.end();
        out.begin(StateRecord.MARGIN);
        venue.margins().write(out);
        out.end();
        for (int i = 0; i < registry.underlyings.size(); i++) {
            save(registry.underlyings.get(i), registry.boards.get(i));
        }
        for (final Instrument instrument : registry.instruments) {
            out.begin(StateRecord.INSTRUMENT);
            Definitions.write(out, instrument.definition());
            out.putBoolean(instrument.isListed());
            out.putLong(instrument.ownMarkE8());
            out.putLong(instrument.dayMarkE8());
            out.end();
        }
        registry.accounts.forEach(this::save);
        registry.sessions.forEach(this::save);
        out.begin(StateRecord.OPEN_INTEREST);
        venue.margins().writeOpenInterest(out);
        out.end();
        registry.accounts.forEach(this::saveOpenOrders);
        out.begin(StateRecord.BOOKS);
        registry.books.forEach(book -> {
            out.putLong(book.lastPlace());
            out.putLong(book.stops().lastTicks());
        });
        out.end();
        registry.sessions.forEach(session -> QuoteRecords.write(out, session));
        registry.sessions.forEach(this::saveClosedOrders);
        saveClosedOrders(registry.house);
        save(venue.trades());
        prices.writeClock(out);
        prices.writePrices(out);
        prices.writeFees(out);
        venue.liquidations().write(out);
        save(venue.configurator().staged());
    }

    private void saveCounters() {
        out.begin(StateRecord.BEGIN);
        out.putInt(FORMAT);
        out.putInt(registry.underlyings.size());
        out.putInt(registry.instruments.size());
        out.putInt(registry.accounts.size());
        out.putInt(registry.sessions.size());
        out.putInt(registry.ordersById.size());
        out.putLong(registry.venueEpoch);
        out.putLong(registry.lastOrderId);
        out.putLong(venue.configurator().digest());
        out.putLong(venue.reporter().lastEventNumber());
        out.putLong(venue.reporter().history());
        out.putLong(venue.trades().lastTradeId());
        out.putLong(venue.previewer().lastPreviewId());
        for (int currency = 0; currency < Currency.count(); currency++) {
            out.putLong(venue.ledger().depositsUnits(Currency.at(currency)));
            out.putLong(venue.ledger().feesUnits(Currency.at(currency)));
            out.putLong(venue.ledger().fundingPoolUnits(Currency.at(currency)));
        }
        out.end();
    }

    private void save(final Underlying underlying, final IndexBoard board) {
        out.begin(StateRecord.UNDERLYING);
        Definitions.write(out, underlying.definition());
        out.putLong(underlying.indexE8());
        out.putLong(underlying.confidenceE6());
        PriceRecords.write(out, board);
        out.end();
    }

    private void save(final Account account) {
        final Holdings holdings = account.holdings();
        out.begin(StateRecord.ACCOUNT);
        Definitions.write(out, account.definition());
        out.putBoolean(account.isActive());
        out.putLong(account.graceUntilNs());
        for (int currency = 0; currency < Currency.count(); currency++) {
            out.putLong(holdings.cashUnits(Currency.at(currency)));
        }
        out.putInt(holdings.openOrders());
        for (final Instrument instrument : registry.instruments) {
            final int id = instrument.id();
            if (!holdings.isFlat(id)) {
                out.putInt(id);
                out.putLong(holdings.lots(id));
                out.putLong(holdings.costUnits(id));
                out.putLong(holdings.fundingUnits(id));
                out.putLong(holdings.buyLots(id));
                out.putLong(holdings.sellLots(id));
            }
        }
        out.putInt(NO_MORE);
        out.end();
    }

    private void save(final SessionState session) {
        out.begin(StateRecord.SESSION);
        Definitions.write(out, session.definition);
        out.putBoolean(session.active);
        out.putLong(session.fingerprintKey());
        out.putLong(session.lastMsgSeqNum);
        out.putLong(session.applSeqNum);
        out.putInt(session.openOrders);
        out.putInt(session.clOrdIds.size());
        out.putInt(session.today().size());
        out.putInt(session.yesterday().size());
        out.putLong(session.today().sum());
        out.putLong(session.yesterday().sum());
        out.end();
    }

    private void saveOpenOrders(final Account account) {
        out.begin(StateRecord.OPEN_ORDERS);
        orders.begin();
        for (final Instrument instrument : registry.instruments) {
            Order order = account.firstOrder(instrument.id());
            if (order != null) {
                out.putInt(instrument.id());
                while (order != null) {
                    out.putByte(ONE_MORE);
                    orders.write(out, order);
                    order = order.nextOfAccount;
                }
                out.putByte(NO_MORE);
            }
        }
        out.putInt(NO_MORE);
        out.end();
    }

    private void saveClosedOrders(final SessionState session) {
        out.begin(StateRecord.CLOSED_ORDERS);
        orders.begin();
        out.putInt(session.closed().size());
        orders.write(out, session.closed());
        out.end();
    }

    private void save(final TradeLog trades) {
        out.begin(StateRecord.TRADES);
        out.putInt(trades.size());
        for (long tradeId = trades.lastTradeId() - trades.size() + 1; tradeId <= trades.lastTradeId(); tradeId++) {
            trades.get(tradeId, trade);
            out.putLong(trade.takerOrderId);
            out.putLong(trade.makerOrderId);
            out.putLong(trade.lots);
            out.putLong(trade.ticks);
            out.putLong(trade.takerFeeUnits);
            out.putLong(trade.makerFeeUnits);
            out.putLong(trade.takerEventNumber);
            out.putLong(trade.makerEventNumber);
        }
        out.end();
    }

    private void save(final StagedConfiguration staged) {
        out.begin(StateRecord.STAGED);
        out.putLong(staged.digest);
        out.putLong(staged.proposedEpoch);
        Definitions.write(out, staged.limits);
        staged.parameters.write(out);
        out.putInt(staged.underlyingOrder.size());
        staged.underlyingOrder.forEach(underlying -> Definitions.write(out, underlying));
        out.putInt(staged.instruments.size());
        staged.instruments.forEach(instrument -> Definitions.write(out, instrument));
        out.putInt(staged.accounts.size());
        staged.accounts.forEach(account -> Definitions.write(out, account));
        out.putInt(staged.sessions.size());
        staged.sessions.forEach(session -> Definitions.write(out, session));
        PriceRecords.writeSchedules(out, staged.feeSchedules);
        out.end();
    }

    private void saveFingerprints(final SessionState session) {
        out.begin(StateRecord.FINGERPRINTS);
        session.today().write(out);
        session.yesterday().write(out);
        out.end();
    }
}
