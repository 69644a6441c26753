package io.bascule.engine.service;

import io.bascule.engine.book.StopBook;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;

/**
 * Elects the stop orders whose price is met: by mark and index when these move, by trades behind the command that they
 * were made in. An elected order is checked anew, like one that comes in now; one that does not pass is cancelled. What
 * it trades may elect others: there are no more elections than orders that wait.
 */
final class StopElection {
    private final Registry registry;
    private final Reporter reporter;
    private final RiskCheck riskCheck;
    private final Execution execution;
    private final Runnable pullTripped;
    private final Terms terms = new Terms();
    private final LegOutcome outcome = new LegOutcome();

    /**
     * One that has elected nobody.
     *
     * @param pullTripped takes away the quotes that protection no longer wants to be met.
     */
    StopElection(
            final Registry registry,
            final Reporter reporter,
            final RiskCheck riskCheck,
            final Execution execution,
            final Runnable pullTripped) {
        this.pullTripped = pullTripped;
        this.registry = registry;
        this.reporter = reporter;
        this.riskCheck = riskCheck;
        this.execution = execution;
    }

    /** Those that the trades of a command elect. */
    void afterTrades(final long timestampNs) {
        while (registry.tradedStops != 0) {
            final int id = Long.numberOfTrailingZeros(registry.tradedStops) + 1;
            registry.tradedStops &= registry.tradedStops - 1;
            electMet(registry.instrument(id), timestampNs);
        }
    }

    /** Those that the price of an underlying elects, and those that their trades elect. */
    void afterPrice(final Underlying underlying, final long timestampNs) {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            if (instrument.underlying() == underlying) {
                electMet(instrument, timestampNs);
            }
        }
        afterTrades(timestampNs);
    }

    private void electMet(final Instrument instrument, final long timestampNs) {
        final StopBook stops = registry.book(instrument.id()).stops();
        Order order = stops.nextMet(instrument);
        while (order != null) {
            elect(order, instrument, timestampNs);
            pullTripped.run();
            reporter.flushIfMany();
            order = stops.nextMet(instrument);
        }
        stops.settle();
    }

    private void elect(final Order order, final Instrument instrument, final long timestampNs) {
        execution.unrest(order);
        order.special.waits = false;
        reporter.order(order, ExecType.TRIGGERED);
        final RejectReason reason = check(order, instrument);
        if (reason != RejectReason.NONE) {
            order.leavesLots = 0;
            order.ordStatus = OrdStatus.CANCELED;
            final Report report = reporter.order(order, ExecType.CANCELED);
            report.restatementReason = Execution.MARKET_OPTION;
            report.rejectReason = reason;
            report.shortfallMicros = reason == RejectReason.INSUFFICIENT_MARGIN ? outcome.shortfallMicros : 0;
            execution.close(order, timestampNs);
            return;
        }
        execution.begin(order, terms);
        execution.execute(order, terms, riskCheck.plan, timestampNs);
    }

    private RejectReason check(final Order order, final Instrument instrument) {
        final RejectReason reason = terms.elect(order, instrument);
        return reason == RejectReason.NONE
                ? riskCheck.check(registry.account(order.accountId), order.sessionId, terms, null, outcome)
                : reason;
    }
}
