package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.Order;

/** Cancels open orders of accounts whose IM equity is below IM: those that raise IM; or of liquidated ones, all. */
final class RestrictedOrders {
    private final Registry registry;
    private final Reporter reporter;
    private final Execution execution;
    private final Holdings tried = new Holdings();

    RestrictedOrders(final Registry registry, final Reporter reporter, final Execution execution) {
        this.registry = registry;
        this.reporter = reporter;
        this.execution = execution;
    }

    /**
     * Cancels orders that raise IM, instrument by instrument, the oldest first, until IM equity is not below IM.
     *
     * @param state of the account, its figures those of now.
     */
    void cancel(final Account account, final LadderState state) {
        for (int i = 0; i < registry.instruments.size() && account.holdings().openOrders() > 0; i++) {
            final Instrument instrument = registry.instruments.get(i);
            Order order = account.firstOrder(instrument.id());
            while (order != null && state.excessMicros < 0) {
                final Order next = order.nextOfAccount;
                final long raised = raisedMicros(account, instrument, order);
                if (raised > 0) {
                    LiquidationDesk.cancel(execution, order, reporter.timestampNs());
                    state.excessMicros += raised;
                    reporter.flushIfMany();
                }
                order = next;
            }
        }
    }

    /** Cancels all of an account's orders. */
    void cancelAll(final Account account) {
        for (int i = 0; i < registry.instruments.size() && account.holdings().openOrders() > 0; i++) {
            Order order = account.firstOrder(registry.instruments.get(i).id());
            while (order != null) {
                final Order next = order.nextOfAccount;
                LiquidationDesk.cancel(execution, order, reporter.timestampNs());
                reporter.flushIfMany();
                order = next;
            }
        }
    }

    /** IM with an order less IM without it. */
    private long raisedMicros(final Account account, final Instrument instrument, final Order order) {
        if (!order.addsMargin()) {
            return 0;
        }
        final PortfolioMargin margin = registry.margin(account);
        final long with = margin.initialMarginMicros(account.holdings());
        tried.copyFrom(account.holdings(), registry.instruments.size());
        tried.closeOrder(instrument.id(), order.side, order.leavesLots, order.lossMicros);
        margin.tryOut(instrument, tried);
        final long without = margin.initialMarginMicros(tried);
        margin.refresh(account.holdings(), margin.pricesVersion());
        return with - without;
    }
}
