package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.Text;
import io.bascule.engine.pricing.IndexBoard;

/** A 64-bit digest of the venue's state, in id and priority order: equal logs give equal hashes. */
final class StateHash {
    private static final long PRIME = 0x100000001b3L;

    private final Registry registry;
    private final Text text = new Text();
    private long hash;

    StateHash(final Registry registry) {
        this.registry = registry;
    }

    /** Of the registry and of the counters given. */
    long of(final long... counters) {
        hash = 0xcbf29ce484222325L;
        for (final long counter : counters) {
            add(counter);
        }
        for (final Underlying underlying : registry.underlyings) {
            add(underlying.indexE8());
        }
        for (final IndexBoard board : registry.boards) {
            for (int n = 0; n < board.sourceCount(); n++) {
                add(board.sourceId(n));
                add(board.sourcePriceE8(n));
            }
        }
        for (final Instrument instrument : registry.instruments) {
            add(instrument.isListed() ? 1 : 0);
            addBook(instrument, Side.BUY);
            addBook(instrument, Side.SELL);
        }
        for (final Account account : registry.accounts) {
            addAccount(account);
        }
        for (final SessionState session : registry.sessions) {
            add(session.hash());
        }
        return hash;
    }

    private void addBook(final Instrument instrument, final Side side) {
        final int levels = registry.book(instrument.id()).levelCount(side);
        for (int rank = 0; rank < levels; rank++) {
            Order order = registry.book(instrument.id()).levelHead(side, rank);
            while (order != null) {
                addOrder(order);
                order = order.nextInLevel;
            }
        }
    }

    private void addOrder(final Order order) {
        add(order.orderId);
        add(order.sessionId);
        add(order.accountId);
        add(order.limitTicks);
        add(order.orderLots);
        add(order.leavesLots);
        add(order.cumLots);
        add(order.cumTickLots);
        add(order.timeInForce.code());
        order.copyClOrdId(text);
        add(text.hash());
    }

    private void addAccount(final Account account) {
        add(account.holdings().cashMicros());
        add(account.holdings().openOrders());
        add(account.isActive() ? 1 : 0);
        for (final Instrument instrument : registry.instruments) {
            final int id = instrument.id();
            add(account.holdings().lots(id));
            add(account.holdings().costMicros(id));
            add(account.holdings().buyLots(id));
            add(account.holdings().sellLots(id));
        }
    }

    private void add(final long value) {
        hash = (hash ^ value) * PRIME;
        hash ^= hash >>> 29;
    }
}
