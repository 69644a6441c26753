package io.bascule.engine.calibration;

import java.util.BitSet;

/**
 * Tests of exceptions. Kupiec, P. (1995), "Techniques for verifying the accuracy of risk measurement models"; and
 * Christoffersen, P. (1998), "Evaluating interval forecasts", independence: both likelihood ratios have a χ²
 * distribution of one degree of freedom.
 */
final class CoverageTests {
    /** χ² of one degree of freedom at 5 %. */
    static final double CHI_SQUARE_5 = 3.841459;

    /** The same at 1 %. */
    static final double CHI_SQUARE_1 = 6.634897;

    private CoverageTests() {}

    /**
     * Likelihood ratio of a proportion of failures: {@code -2 ln[(1-p)^(n-x)·p^x / ((1-x/n)^(n-x)·(x/n)^x)]}.
     *
     * @param observations n.
     * @param exceptions x.
     * @param expected p.
     */
    static double kupiec(final int observations, final int exceptions, final double expected) {
        final double found = (double) exceptions / observations;
        return -2
                * (logLikelihood(observations - exceptions, exceptions, expected)
                        - logLikelihood(observations - exceptions, exceptions, found));
    }

    /** The most exceptions that do not refute a coverage of 99 % at 5 %, on the upper side. */
    static int most(final int observations) {
        int exceptions = (int) (observations * 0.01);
        while (exceptions < observations && kupiec(observations, exceptions + 1, 0.01) <= CHI_SQUARE_5) {
            exceptions++;
        }
        return exceptions;
    }

    /**
     * Likelihood ratio of independence: whether an exception is as likely after one as after none.
     *
     * @param hits whether each of the observations was an exception.
     * @param observations how many there are.
     */
    static double christoffersen(final BitSet hits, final int observations) {
        final int[][] counts = new int[2][2];
        for (int n = 1; n < observations; n++) {
            counts[hits.get(n - 1) ? 1 : 0][hits.get(n) ? 1 : 0]++;
        }
        final int zeros = counts[0][0] + counts[1][0];
        final int ones = counts[0][1] + counts[1][1];
        final double together = logLikelihood(zeros, ones, (double) ones / (zeros + ones));
        final double apart = logLikelihood(counts[0][0], counts[0][1], part(counts[0]))
                + logLikelihood(counts[1][0], counts[1][1], part(counts[1]));
        return -2 * (together - apart);
    }

    private static double part(final int[] zerosAndOnes) {
        final int all = zerosAndOnes[0] + zerosAndOnes[1];
        return all == 0 ? 0 : (double) zerosAndOnes[1] / all;
    }

    private static double logLikelihood(final int zeros, final int ones, final double probability) {
        return (zeros == 0 ? 0 : zeros * Math.log(1 - probability)) + (ones == 0 ? 0 : ones * Math.log(probability));
    }
}
