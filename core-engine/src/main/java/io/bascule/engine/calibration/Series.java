package io.bascule.engine.calibration;

import java.util.Arrays;

/** Values at whole steps of time, such as days since the epoch; {@code NaN} where there is none. Grows at its end. */
final class Series {
    private long first;
    private double[] values = new double[256];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The first step that has a value. */
    long first() {
        return first;
    }

    /** The last step that has a value. */
    long last() {
        return first + size - 1;
    }

    /** Adds the value of a step that is later than all before; false, and nothing is added, if it is not. */
    boolean add(final long step, final double value) {
        if (size == 0) {
            first = step;
        } else if (step <= last()) {
            return false;
        }
        final int at = Math.toIntExact(step - first);
        if (at >= values.length) {
            values = Arrays.copyOf(values, Math.max(at + 1, values.length * 2));
        }
        Arrays.fill(values, size, at, Double.NaN);
        values[at] = value;
        size = at + 1;
        return true;
    }

    /** Adds to the value of the last step. */
    void addToLast(final double value) {
        values[size - 1] += value;
    }

    /** The value of a step, or {@code NaN}. */
    double at(final long step) {
        return size == 0 || step < first || step > last() ? Double.NaN : values[(int) (step - first)];
    }
}
