package io.bascule.engine.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks through history, a day at a time, and says what each coin's shock and the scenarios are of the next day. In the
 * morning {@link #advance} takes the figures of the day from what is known; in the evening {@link #absorb} learns the
 * day's closes. It never looks further.
 *
 * <p>Volatility is exponentially weighted: {@code variance = λ·variance + (1 - λ)·return²}. {@code S_t = max(floor,
 * ¾·multiple·σ + ¼·stress)}, at most the cap. S_MM follows S_t, up at most 12 % a day and down 5 %; S_IM = max(S_MM,
 * S_t). A day's move in volatilities is kept as a scenario if the coins went apart (root mean square about their
 * median) as on few others, or together; a day enters and leaves by a twentieth a day. The fixed days are taken as they
 * were, from the day after they happened.
 */
final class ShockFilter {
    private static final double STRESS_PART = 0.25;
    private static final double MOST_UP = 1.12;
    private static final double MOST_DOWN = 0.95;
    private static final int DISPERSED_DAYS = 24;
    private static final int COMMON_DAYS = 4;
    private static final int LEAST_COINS = 2;

    /** Published: days that every book is margined against once they have happened. */
    private static final Map<Long, String> FIXED_DAYS = fixedDays();

    private final List<String> coins;
    private final CoinRules[] rules;
    private final CoinState[] states;
    private final double[] shocks;
    private final double[] maintenanceShocks;
    private List<FilteredDay> days;
    private long day;

    /**
     * @param coins to follow.
     * @param state to start from; what it does not know is at its prior.
     */
    ShockFilter(final List<String> coins, final FilterState state) {
        this.coins = List.copyOf(coins);
        rules = coins.stream().map(coin -> CoinRules.of(coin, Double.NaN)).toArray(CoinRules[]::new);
        states = new CoinState[coins.size()];
        for (int i = 0; i < states.length; i++) {
            final CoinState known = state.coins().get(coins.get(i));
            states[i] = known == null ? new CoinState(rules[i]) : known;
        }
        shocks = new double[states.length];
        maintenanceShocks = new double[states.length];
        days = state.days();
        day = state.day();
    }

    private static Map<Long, String> fixedDays() {
        final Map<Long, String> days = new TreeMap<>();
        days.put(epochDay(2020, 3, 12), "12 Mar 2020");
        days.put(epochDay(2021, 5, 19), "19 May 2021");
        days.put(epochDay(2022, 5, 9), "9 May 2022");
        days.put(epochDay(2022, 11, 8), "8 Nov 2022");
        days.put(epochDay(2022, 11, 9), "9 Nov 2022");
        days.put(epochDay(2022, 11, 10), "10 Nov 2022");
        days.put(epochDay(2024, 8, 5), "5 Aug 2024");
        return Map.copyOf(days);
    }

    private static long epochDay(final int year, final int month, final int dayOfMonth) {
        return LocalDate.of(year, month, dayOfMonth).toEpochDay();
    }

    List<String> coins() {
        return coins;
    }

    CoinRules rules(final int coin) {
        return rules[coin];
    }

    /** Days of a coin that had a return, so far. */
    int returns(final int coin) {
        return states[coin].returns;
    }

    /** What is known of a coin. */
    CoinState of(final int coin) {
        return states[coin];
    }

    /** Takes the figures of the next day from what is known, the rules of each coin by its turnover too. */
    void advance() {
        for (int i = 0; i < states.length; i++) {
            rules[i] = CoinRules.of(coins.get(i), states[i].turnover);
            final CoinRules of = rules[i];
            final double mixed = (1 - STRESS_PART) * of.multiple() * states[i].volatility() + STRESS_PART * of.stress();
            shocks[i] = Math.min(Math.max(mixed, of.floor()), of.cap());
            final double last = states[i].maintenanceShock;
            maintenanceShocks[i] =
                    Double.isNaN(last) ? shocks[i] : Math.min(Math.max(shocks[i], last * MOST_DOWN), last * MOST_UP);
            states[i].advance(of, maintenanceShocks[i]);
        }
        moveWeights();
    }

    /** S_IM of the day. */
    double initialShock(final int coin) {
        return Math.max(shocks[coin], maintenanceShocks[coin]);
    }

    /** S_MM of the day. */
    double maintenanceShock(final int coin) {
        return maintenanceShocks[coin];
    }

    /** The scenarios of the day that have a weight, by day. */
    List<FilteredDay> days() {
        return days;
    }

    /** The shock of a coin in a scenario, given its S: no larger than that. */
    double shock(final FilteredDay scenario, final int coin, final double wholeShock) {
        final double move = scenario.move(coins.get(coin));
        final double shock =
                scenario.kind() == FilteredDay.Kind.FIXED ? move : move / rules[coin].reference() * wholeShock;
        return Math.min(wholeShock, Math.max(-wholeShock, shock));
    }

    /** The name of a scenario. */
    static String name(final FilteredDay scenario) {
        final String fixed = FIXED_DAYS.get(scenario.day());
        return scenario.kind() == FilteredDay.Kind.FIXED && fixed != null
                ? fixed
                : "filtered " + LocalDate.ofEpochDay(scenario.day());
    }

    private void moveWeights() {
        final Set<FilteredDay> wanted = new HashSet<>();
        days.stream()
                .filter(kept -> kept.kind() == FilteredDay.Kind.FILTERED)
                .sorted(Comparator.comparingDouble((FilteredDay kept) -> -kept.dispersion())
                        .thenComparingLong(FilteredDay::day))
                .limit(DISPERSED_DAYS)
                .forEach(wanted::add);
        days.stream()
                .filter(kept -> kept.kind() == FilteredDay.Kind.FILTERED)
                .sorted(Comparator.comparingDouble((FilteredDay kept) -> -Math.abs(kept.common()))
                        .thenComparingLong(FilteredDay::day))
                .limit(COMMON_DAYS)
                .forEach(wanted::add);
        days.stream().filter(kept -> kept.kind() == FilteredDay.Kind.FIXED).forEach(wanted::add);
        final List<FilteredDay> moved = new ArrayList<>();
        for (final FilteredDay kept : days) {
            final int twentieths =
                    wanted.contains(kept) ? Math.min(FilteredDay.FULL, kept.twentieths() + 1) : kept.twentieths() - 1;
            if (twentieths > 0) {
                moved.add(kept.withTwentieths(twentieths));
            }
        }
        days = List.copyOf(moved);
    }

    /** Learns what a day brought, later than the last. */
    void absorb(final DayPrices seen) {
        final double[] returns = new double[states.length];
        final double[] moves = new double[states.length];
        for (int i = 0; i < states.length; i++) {
            returns[i] = seen.coins().get(i).close() / states[i].closeBefore(seen.day()) - 1;
            moves[i] = returns[i] / states[i].volatility();
        }
        keep(seen.day(), returns, moves);
        for (int i = 0; i < states.length; i++) {
            states[i].learn(seen.day(), seen.coins().get(i));
        }
        day = seen.day();
    }

    private void keep(final long newDay, final double[] returns, final double[] moves) {
        final double[] known = Arrays.stream(moves).filter(Double::isFinite).toArray();
        if (known.length < LEAST_COINS) {
            return;
        }
        final double median = median(known);
        double squares = 0;
        for (final double move : known) {
            squares += (move - median) * (move - median);
        }
        final double dispersion = Math.sqrt(squares / known.length);
        final List<FilteredDay> kept = new ArrayList<>(days);
        kept.add(new FilteredDay(newDay, FilteredDay.Kind.FILTERED, dispersion, median, byCoin(moves), median, 0));
        if (FIXED_DAYS.containsKey(newDay)) {
            final double[] knownReturns =
                    Arrays.stream(returns).filter(Double::isFinite).toArray();
            kept.add(new FilteredDay(newDay, FilteredDay.Kind.FIXED, 0, 0, byCoin(returns), median(knownReturns), 0));
        }
        days = List.copyOf(kept);
    }

    private Map<String, Double> byCoin(final double[] values) {
        final Map<String, Double> byCoin = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                byCoin.put(coins.get(i), values[i]);
            }
        }
        return byCoin;
    }

    private static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** All that is known at the end of the last day. */
    FilterState state() {
        final Map<String, CoinState> byCoin = new TreeMap<>();
        for (int i = 0; i < states.length; i++) {
            if (states[i].returns > 0) {
                byCoin.put(coins.get(i), states[i]);
            }
        }
        return new FilterState(day, byCoin, days);
    }
}
