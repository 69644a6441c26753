package io.bascule.engine.calibration;

import io.bascule.engine.calibration.Book.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One bound of margin.md's table.
 *
 * @param name of the figure.
 * @param figure measured; {@code NaN}: there was nothing to measure.
 * @param isAtLeast whether the bound is the least, or else the most.
 * @param bound that is allowed.
 * @param isWithin whether the figure keeps the bound; says nothing where there is none.
 */
record Gate(String name, double figure, boolean isAtLeast, double bound, boolean isWithin) {
    private static final double LEAST_COVERAGE = 0.995;
    private static final double LEAST_BOOK_COVERAGE = 0.99;
    private static final double LEAST_HEDGED_SAVING = 0.5;
    private static final double LEAST_WORST_SAVING = 0.4;
    private static final double LEAST_RANDOM_SAVING = 0.45;
    private static final double MOST_WASTE = 2.0;
    private static final double MOST_PRICE_EXCESS = 0.0005;
    private static final double MOST_BASIS_EXCESS = 0.0015;
    private static final double MOST_RISE = 0.25;
    private static final double MOST_PEAK_TO_TROUGH = 3.5;
    private static final int LEAST_EXCEPTIONS = 10;
    private static final List<String> MAJORS = List.of("BTC", "ETH");

    /** Whether there was anything to measure. */
    boolean isTested() {
        return !Double.isNaN(figure);
    }

    /** Whether it was measured, and the bound is not kept. */
    boolean isBroken() {
        return isTested() && !isWithin;
    }

    private static Gate least(final String name, final double figure, final double bound) {
        return new Gate(name, figure, true, bound, figure >= bound);
    }

    private static Gate most(final String name, final double figure, final double bound) {
        return new Gate(name, figure, false, bound, figure <= bound);
    }

    /** All gates, family by family where they are about families. */
    static List<Gate> of(final List<BookRun> runs) {
        final Map<Family, List<BookRun>> byFamily = Families.of(runs);
        byFamily.remove(Family.RANDOM_UNBALANCED);
        byFamily.values().removeIf(List::isEmpty);
        final List<Gate> gates = new ArrayList<>();
        gates.add(least(
                "days of books that count", FamilyScore.of(runs, true, false).observations(), 1));
        for (final boolean isDay : new boolean[] {true, false}) {
            byFamily.forEach((family, ofFamily) -> addCoverage(gates, family, isDay, ofFamily));
        }
        gates.add(independence(
                runs.stream().filter(run -> run.book().family().isOutright()).toList()));
        byFamily.forEach((family, ofFamily) -> addSaving(gates, family, FamilyScore.of(ofFamily, true, false)));
        addWaste(gates, byFamily.getOrDefault(Family.OUTRIGHT, List.of()));
        byFamily.forEach((family, ofFamily) -> addExcess(gates, family, ofFamily));
        byFamily.forEach((family, ofFamily) -> {
            final FamilyScore score = FamilyScore.of(ofFamily, true, true);
            gates.add(most("largest one-day rise of MM, " + family.key(), score.maxDailyRise(), MOST_RISE));
            gates.add(most("peak / trough of MM, " + family.key(), score.peakToTrough(), MOST_PEAK_TO_TROUGH));
        });
        return gates;
    }

    private static void addCoverage(
            final List<Gate> gates, final Family family, final boolean isDay, final List<BookRun> runs) {
        final FamilyScore score = FamilyScore.of(runs, isDay, false);
        final String of = (isDay ? "IM at 1 day, " : "MM at 4 hours, ") + family.key();
        gates.add(least("coverage of " + of, score.coverage(), LEAST_COVERAGE));
        gates.add(new Gate(
                "coverage of " + of + ", worst book (Kupiec at 5 % against 99 %)",
                score.worstBookCoverage(),
                true,
                LEAST_BOOK_COVERAGE,
                score.areAllWithinKupiec()));
    }

    private static Gate independence(final List<BookRun> outright) {
        double worst = Double.NaN;
        for (final BookRun run : outright) {
            final BookScore score = run.day(false);
            if (score.exceptions() >= LEAST_EXCEPTIONS) {
                final double ratio = CoverageTests.christoffersen(score.hits(), score.observations());
                worst = Double.isNaN(worst) ? ratio : Math.max(worst, ratio);
            }
        }
        return most(
                "Christoffersen independence at 1 %, outright books with 10 exceptions or more",
                worst, CoverageTests.CHI_SQUARE_1);
    }

    private static void addSaving(final List<Gate> gates, final Family family, final FamilyScore score) {
        if (family.isHedged()) {
            gates.add(least("saving, " + family.key() + ", mean", score.saving(), LEAST_HEDGED_SAVING));
            gates.add(least("saving, " + family.key() + ", worst book", score.worstSaving(), LEAST_WORST_SAVING));
        } else if (family == Family.RANDOM) {
            gates.add(least("saving, " + family.key() + ", mean", score.saving(), LEAST_RANDOM_SAVING));
        }
    }

    private static void addWaste(final List<Gate> gates, final List<BookRun> outright) {
        for (final String major : MAJORS) {
            final List<BookRun> ofMajor = outright.stream()
                    .filter(run -> run.book().legs().get(0).coin().equals(major))
                    .toList();
            if (!ofMajor.isEmpty()) {
                final FamilyScore score = FamilyScore.of(ofMajor, true, false);
                gates.add(most(
                        "mean IM / realised 99 % loss, outright " + major,
                        score.realised99() > 0 ? score.meanRequirement() / score.realised99() : Double.NaN,
                        MOST_WASTE));
            }
        }
    }

    private static void addExcess(final List<Gate> gates, final Family family, final List<BookRun> runs) {
        final double bound = family.isBasis() ? MOST_BASIS_EXCESS : MOST_PRICE_EXCESS;
        gates.add(most(
                "Σ excess / Σ requirement, IM at 1 day, " + family.key(),
                FamilyScore.of(runs, true, false).excessShare(),
                bound));
        gates.add(most(
                "Σ excess / Σ requirement, MM at 4 hours, " + family.key(),
                FamilyScore.of(runs, false, false).excessShare(),
                bound));
    }
}
