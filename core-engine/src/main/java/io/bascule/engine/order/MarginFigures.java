package io.bascule.engine.order;

/** An account's margin at one moment, in USDC micros. Mutable and reused. */
public final class MarginFigures {
    /** False: nobody asked, the figures are meaningless. */
    public boolean present;
    /** Initial margin: the requirement of positions and open orders. */
    public long initialMarginMicros;
    /** Maintenance margin: the requirement of positions alone. */
    public long maintenanceMarginMicros;
    /** Collateral plus unrealised profit and loss at mark. */
    public long equityMicros;
    /** IM equity (unrealised gains at their weight) less initial margin; negative: a shortfall. */
    public long excessMicros;
    /** Scenario that binds the initial margin, from 1; 0: none. */
    public int worstScenarioId;

    public void set(final MarginFigures other) {
        present = other.present;
        initialMarginMicros = other.initialMarginMicros;
        maintenanceMarginMicros = other.maintenanceMarginMicros;
        equityMicros = other.equityMicros;
        excessMicros = other.excessMicros;
        worstScenarioId = other.worstScenarioId;
    }
}
