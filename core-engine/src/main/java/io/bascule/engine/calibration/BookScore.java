package io.bascule.engine.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What became of one book, at one horizon. Losses and requirements are parts of gross notional. */
final class BookScore {
    private final List<Long> exceptionDays = new ArrayList<>();
    private final BitSet hits = new BitSet();
    private float[] losses = new float[256];
    private int observations;
    private double requirements;
    private double alone;
    private double excess;

    /** Notes that a requirement met a loss; a gain is a negative one. */
    void note(final long day, final double requirement, final double sumOfLegsAlone, final double loss) {
        if (observations == losses.length) {
            losses = Arrays.copyOf(losses, losses.length * 2);
        }
        losses[observations] = (float) loss;
        requirements += requirement;
        alone += sumOfLegsAlone;
        if (loss > requirement) {
            excess += loss - requirement;
            exceptionDays.add(day);
            hits.set(observations);
        }
        observations++;
    }

    int observations() {
        return observations;
    }

    int exceptions() {
        return exceptionDays.size();
    }

    List<Long> exceptionDays() {
        return exceptionDays;
    }

    /** In the order of the observations: whether each was an exception. */
    BitSet hits() {
        return hits;
    }

    double coverage() {
        return 1 - (double) exceptions() / observations;
    }

    double requirements() {
        return requirements;
    }

    double excess() {
        return excess;
    }

    /** 1 - requirement / sum of the requirements of the legs alone. */
    double saving() {
        return 1 - requirements / alone;
    }

    double[] losses() {
        final double[] all = new double[observations];
        for (int n = 0; n < observations; n++) {
            all[n] = losses[n];
        }
        return all;
    }
}
