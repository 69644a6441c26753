package io.bascule.acceptance.bench;

import org.HdrHistogram.Histogram;

/**
 * What one round showed.
 *
 * @param ordersPerSecond first answers a second within the measured window.
 * @param latencies in nanoseconds.
 * @param cpuSecondsPer100k of the server process.
 * @param bytesPerOrder that the server's heap was asked for.
 * @param reportsPerOrder ExecutionReports an order, over the round.
 * @param copiesBehind drop copies that were still to come when the window ended.
 * @param failure why the round does not count, or an empty text.
 */
record RoundResult(
        double ordersPerSecond,
        Histogram latencies,
        double cpuSecondsPer100k,
        double bytesPerOrder,
        double reportsPerOrder,
        long copiesBehind,
        String failure) {
    /** A latency in microseconds. */
    double percentileMicros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1_000.0;
    }
}
