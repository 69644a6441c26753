package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.TimeInForce;

/** Ends open orders that nobody asked to be ended: of a session that is gone, of a day that is over. */
final class Endings {
    private final Registry registry;
    private final Reporter reporter;
    private final Execution execution;

    Endings(final Registry registry, final Reporter reporter, final Execution execution) {
        this.registry = registry;
        this.reporter = reporter;
        this.execution = execution;
    }

    /** Ends open orders of a session (0: of all) and of a TimeInForce (null: of all), account by account. */
    void end(
            final int sessionId,
            final boolean markedOnly,
            final TimeInForce timeInForce,
            final ExecType execType,
            final int restatementReason,
            final long timestampNs) {
        final OrdStatus ordStatus = execType == ExecType.EXPIRED ? OrdStatus.EXPIRED : OrdStatus.CANCELED;
        for (final Account account : registry.accounts) {
            reporter.begin(timestampNs);
            for (final Instrument instrument : registry.instruments) {
                Order order = account.firstOrder(instrument.id());
                while (order != null) {
                    final Order next = order.nextOfAccount;
                    final boolean ofSession = sessionId == 0 || order.sessionId == sessionId;
                    if (ofSession
                            && (timeInForce == null || order.timeInForce == timeInForce)
                            && (!markedOnly || order.isCancelledOnDisconnect())) {
                        final Report report = execution.cancel(order, execType, ordStatus, timestampNs);
                        report.restatementReason = restatementReason;
                    }
                    order = next;
                }
            }
            reporter.flush();
        }
    }
}
