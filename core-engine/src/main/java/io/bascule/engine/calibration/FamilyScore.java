package io.bascule.engine.calibration;

import java.util.Arrays;
import java.util.List;

/**
 * What became of all books of a family, at one horizon; {@code NaN} where it does not apply.
 *
 * @param books that had an observation.
 * @param coverage pooled.
 * @param worstBookCoverage of the worst single book.
 * @param exceptions in all.
 * @param observations in all.
 * @param saving mean of the books.
 * @param worstSaving least of a book.
 * @param meanRequirement part of gross notional.
 * @param realised99 loss that one observation in a hundred exceeds, of all pooled.
 * @param excessShare Σ excess / Σ requirement.
 * @param peakToTrough largest of a book, of MM.
 * @param maxDailyRise largest of a book, of MM.
 * @param areAllWithinKupiec whether no book has more exceptions than a coverage of 99 % explains.
 */
record FamilyScore(
        int books,
        double coverage,
        double worstBookCoverage,
        int exceptions,
        int observations,
        double saving,
        double worstSaving,
        double meanRequirement,
        double realised99,
        double excessShare,
        double peakToTrough,
        double maxDailyRise,
        boolean areAllWithinKupiec) {
    private static final double TAIL = 0.99;

    /**
     * @param runs of one family.
     * @param isDay at one day, or else at four hours.
     * @param isWhole over all days, or else over those that count.
     */
    static FamilyScore of(final List<BookRun> runs, final boolean isDay, final boolean isWhole) {
        final List<BookRun> seen = runs.stream()
                .filter(run -> score(run, isDay, isWhole).observations() > 0)
                .toList();
        final List<BookScore> scores =
                seen.stream().map(run -> score(run, isDay, isWhole)).toList();
        final int observations =
                scores.stream().mapToInt(BookScore::observations).sum();
        final int exceptions = scores.stream().mapToInt(BookScore::exceptions).sum();
        final double required =
                scores.stream().mapToDouble(BookScore::requirements).sum();
        final double excess = scores.stream().mapToDouble(BookScore::excess).sum();
        return new FamilyScore(
                scores.size(),
                observations == 0 ? Double.NaN : 1 - (double) exceptions / observations,
                scores.stream().mapToDouble(BookScore::coverage).min().orElse(Double.NaN),
                exceptions,
                observations,
                isDay ? scores.stream().mapToDouble(BookScore::saving).average().orElse(Double.NaN) : Double.NaN,
                isDay ? scores.stream().mapToDouble(BookScore::saving).min().orElse(Double.NaN) : Double.NaN,
                observations == 0 ? Double.NaN : required / observations,
                realised99(scores),
                required > 0 ? excess / required : Double.NaN,
                worst(seen, true),
                worst(seen, false),
                scores.stream().allMatch(score -> score.exceptions() <= CoverageTests.most(score.observations())));
    }

    private static BookScore score(final BookRun run, final boolean isDay, final boolean isWhole) {
        return isDay ? run.day(isWhole) : run.window(isWhole);
    }

    private static double worst(final List<BookRun> runs, final boolean isPeak) {
        return runs.stream()
                .mapToDouble(run -> isPeak
                        ? run.steadiness().peakToTrough()
                        : run.steadiness().largestRise())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    /** The smallest loss that at most one in a hundred exceeds. */
    static double realised99(final List<BookScore> scores) {
        final double[] losses = scores.stream()
                .flatMapToDouble(score -> Arrays.stream(score.losses()))
                .sorted()
                .toArray();
        return losses.length == 0 ? Double.NaN : losses[(int) Math.ceil(losses.length * TAIL) - 1];
    }
}
