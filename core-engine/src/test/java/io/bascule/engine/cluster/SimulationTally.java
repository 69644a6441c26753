package io.bascule.engine.cluster;

import java.util.EnumMap;
import java.util.Map;

/** How often what a simulation is there for has come about. */
final class SimulationTally {
    /** What can come about. */
    enum What {
        ENTRY,
        EVENT,
        TRADE,
        MASS_CANCEL,
        AMENDED_TRADE,
        BUSY_REFUSAL,
        MALFORMED_COMMAND,
        COPY_OF_AN_APPLIED_REQUEST,
        CONFIGURATION,
        REFUSED_CONFIGURATION,
        DAY_ROLL,
        SNAPSHOT,
        SNAPSHOT_WITHIN_A_CONFIGURATION,
        SNAPSHOT_LOST_BEFORE_IT_WAS_WHOLE,
        SNAPSHOT_TAKEN_AGAIN,
        DAMAGED_SNAPSHOT_REFUSED,
        ENGINE_CRASH,
        RECOVERY_FROM_THE_LAST_SNAPSHOT,
        RECOVERY_FROM_AN_EARLIER_SNAPSHOT,
        RECOVERY_FROM_THE_LOG_ALONE,
        LOG_PRUNED,
        GATEWAY_CRASH,
        GATEWAY_CRASH_WITHIN_AN_EVENT,
        CONNECTION_BROKEN,
        LATE_COMMAND,
        EVENT_AGAIN,
        GATEWAY_LOST,
        CATCH_UP,
        CATCH_UP_FROM_A_SNAPSHOT,
        CATCH_UP_BROKEN_OFF
    }

    private final Map<What, Long> counts = new EnumMap<>(What.class);

    void count(final What what) {
        counts.merge(what, 1L, Long::sum);
    }

    void addAll(final SimulationTally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    long of(final What what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
