package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import java.util.List;

/**
 * Market impact (margin.md, term 3): continuous and piecewise linear, {@code rate·x - deduction} with {@code
 * deduction_n = deduction_{n-1} + edge_n·(rate_n - rate_{n-1})}. Edges are whole USD, so deductions are exact in
 * micros.
 */
final class ImpactTable {
    private final long[] edgesMicros;
    private final long[] ratesE6;
    private final long[] deductionsMicros;

    /** @param steps by edge, the first from 0, rates never falling; as {@link ParameterCheck} lets pass. */
    ImpactTable(final List<ImpactStep> steps) {
        edgesMicros = steps.stream().mapToLong(ImpactStep::edgeMicros).toArray();
        ratesE6 = steps.stream().mapToLong(ImpactStep::rateE6).toArray();
        deductionsMicros = new long[edgesMicros.length];
        for (int n = 1; n < edgesMicros.length; n++) {
            deductionsMicros[n] = deductionsMicros[n - 1] + edgesMicros[n] / E6 * (ratesE6[n] - ratesE6[n - 1]);
        }
    }

    /** What closing an exposure of at least 0 moves the price against it, rounded up. */
    long micros(final long exposureMicros) {
        int n = 0;
        while (n + 1 < edgesMicros.length && exposureMicros >= edgesMicros[n + 1]) {
            n++;
        }
        return Fraction.up(exposureMicros, ratesE6[n]) - deductionsMicros[n];
    }

    /** The largest of its rates. */
    long topRateE6() {
        return ratesE6[ratesE6.length - 1];
    }
}
