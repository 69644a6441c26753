package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.liquidation.LadderRule;

/** Says the steps of liquidations, each an event behind the reports that came before it; counts liquidation events. */
final class LiquidationLog {
    /** So long after its last step a liquidation event is over. */
    static final long QUIET_NS = 3_600_000_000_000L;

    private final Reporter reporter;
    private final VenueListener listener;
    private final LiquidationStep step = new LiquidationStep();
    private final MarginCall call = new MarginCall();
    private long liquidationId;
    private long lastStepNs;

    LiquidationLog(final Reporter reporter, final VenueListener listener) {
        this.reporter = reporter;
        this.listener = listener;
    }

    long liquidationId() {
        return liquidationId;
    }

    long lastStepNs() {
        return lastStepNs;
    }

    void restore(final long newLiquidationId, final long newLastStepNs) {
        liquidationId = newLiquidationId;
        lastStepNs = newLastStepNs;
    }

    /** Positions or coins are about to be taken; returns whether that begins another liquidation event. */
    boolean open(final long nowNs) {
        final boolean begins = liquidationId == 0 || nowNs - lastStepNs >= QUIET_NS;
        if (begins) {
            liquidationId++;
        }
        lastStepNs = nowNs;
        return begins;
    }

    /** A step to be filled in, with the account's figures as they were. */
    LiquidationStep step(final LadderRule rule, final Account account, final LadderState state) {
        step.clear();
        step.rule = rule;
        step.accountId = account.id();
        step.stage = state.stage;
        step.equityMicros = state.equityMicros;
        step.maintenanceMicros = state.maintenanceMicros;
        step.excessMicros = state.excessMicros;
        return step;
    }

    /** Says the step that was filled in. */
    void say() {
        reporter.flush();
        step.liquidationId = liquidationId;
        step.timestampNs = reporter.timestampNs();
        step.eventNumber = reporter.nextEventNumber();
        if (step.stage.isLiquidating()) {
            lastStepNs = reporter.timestampNs();
        }
        listener.onLiquidationStep(step);
    }

    /** A step that says nothing but that. */
    void say(final LadderRule rule, final Account account, final LadderState state) {
        step(rule, account, state);
        say();
    }

    /** Calls for margin. */
    void call(final Account account, final LadderState state, final long thresholdE6) {
        reporter.flush();
        call.timestampNs = reporter.timestampNs();
        call.accountId = account.id();
        call.thresholdE6 = thresholdE6;
        state.describe(call);
        call.eventNumber = reporter.nextEventNumber();
        reporter.copy(call.accountId, call.copies);
        listener.onMarginCall(call);
    }
}
