package io.bascule.engine.service;

import io.bascule.engine.instrument.Instrument;

/** One slice of an unwind as it would trade now: one leg, or two opposite ones. Mutable and reused. */
final class SlicePlan {
    static final int MOST_LEGS = 2;

    int legCount;
    final Instrument[] instruments = new Instrument[MOST_LEGS];
    /** Whether the position is long, so that the slice sells. */
    final boolean[] sells = new boolean[MOST_LEGS];

    final long[] lots = new long[MOST_LEGS];
    final long[] limitTicks = new long[MOST_LEGS];
    /** MM that it frees. */
    long freedMicros;
    /** What it costs against mark, taker fees included; not negative. */
    long slippageMicros;
    /** What the fund gets of it. */
    long feeMicros;
    /** Equity over MM behind it. */
    long equityLeftMicros;

    long maintenanceLeftMicros;

    long costMicros() {
        return slippageMicros + feeMicros;
    }

    void clear() {
        legCount = 0;
        freedMicros = 0;
        slippageMicros = 0;
        feeMicros = 0;
        equityLeftMicros = 0;
        maintenanceLeftMicros = 0;
    }

    void set(final SlicePlan other) {
        legCount = other.legCount;
        for (int i = 0; i < legCount; i++) {
            instruments[i] = other.instruments[i];
            sells[i] = other.sells[i];
            lots[i] = other.lots[i];
            limitTicks[i] = other.limitTicks[i];
        }
        freedMicros = other.freedMicros;
        slippageMicros = other.slippageMicros;
        feeMicros = other.feeMicros;
        equityLeftMicros = other.equityLeftMicros;
        maintenanceLeftMicros = other.maintenanceLeftMicros;
    }
}
