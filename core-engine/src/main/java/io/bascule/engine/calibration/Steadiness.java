package io.bascule.engine.calibration;

/** How the requirement of an unchanged book moved. */
final class Steadiness {
    private double peak = Double.NaN;
    private double trough = Double.NaN;
    private double largestRise = Double.NaN;
    private double last;
    private long lastDay = Long.MIN_VALUE;

    void note(final long day, final double requirement) {
        peak = Double.isNaN(peak) ? requirement : Math.max(peak, requirement);
        trough = Double.isNaN(trough) ? requirement : Math.min(trough, requirement);
        if (lastDay == day - 1) {
            final double rise = requirement / last - 1;
            largestRise = Double.isNaN(largestRise) ? rise : Math.max(largestRise, rise);
        }
        last = requirement;
        lastDay = day;
    }

    double peakToTrough() {
        return peak / trough;
    }

    double largestRise() {
        return largestRise;
    }
}
