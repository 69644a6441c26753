package io.bascule.engine.calibration;

import io.bascule.engine.margin.MarginParameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Walks the product's requirement through history: each day is margined by what was known the evening before.
 *
 * <p>Where it starts. Data that begin after the bundled filter's last day, or less than two years before it, start from
 * that filter, and their days after its last day count. Other data start from nothing: of three years or more, the
 * first two are for the filter to learn; of less, 60 days. All days that are margined go into the steadiness of MM and
 * into the figures of the whole history. A coin is margined from its 30th return on.
 */
final class Backtest {
    /** The most coins: with their futures they are the instruments that a venue may list. */
    static final int MAX_COINS = 20;

    private static final int SEASONED_RETURNS = 30;
    private static final int LEARNING_DAYS = 730;
    private static final int SHORT_LEARNING_DAYS = 60;
    private static final int LONG_HISTORY_DAYS = 1_095;

    private final MarketData data;
    private final List<String> coins;
    private final LegReturns returns;
    private final Start start;
    private final List<BookRun> runs;
    private final History history;

    /**
     * How a walk starts.
     *
     * @param state of the filter.
     * @param firstDay that it is given.
     * @param scoredFrom first day that counts.
     * @param words that say so.
     */
    record Start(FilterState state, long firstDay, long scoredFrom, String words) {
        /** Whether it goes on from the bundled filter. */
        boolean isBundled() {
            return state.day() != Long.MIN_VALUE;
        }

        static Start of(final MarketData data, final FilterState bundled) {
            final long own = bundled.day() - data.firstDay() + 1;
            if (bundled.day() != Long.MIN_VALUE && data.lastDay() > bundled.day() && own < LEARNING_DAYS) {
                final long first = Math.max(data.firstDay(), bundled.day() + 1);
                return new Start(
                        bundled, first, first, "from the bundled filter of " + LocalDate.ofEpochDay(bundled.day()));
            }
            final boolean isLong = data.lastDay() - data.firstDay() + 1 >= LONG_HISTORY_DAYS;
            final int learning = isLong ? LEARNING_DAYS : SHORT_LEARNING_DAYS;
            return new Start(
                    FilterState.nothing(),
                    data.firstDay(),
                    data.firstDay() + learning,
                    "from nothing, the first " + learning + " days to learn");
        }
    }

    /**
     * @param data to walk.
     * @param seed of the random books.
     * @param randomBooks how many of them.
     * @param bundled filter that it may start from.
     */
    Backtest(final MarketData data, final long seed, final int randomBooks, final FilterState bundled) {
        this.data = data;
        coins = data.coins(MAX_COINS);
        returns = new LegReturns(data);
        start = Start.of(data, bundled);
        runs = BookShelf.of(coins, seed, randomBooks).stream()
                .map(book -> new BookRun(book, coins))
                .toList();
        history = new History(runs);
    }

    /** Coins that are walked. */
    List<String> coins() {
        return coins;
    }

    Start start() {
        return start;
    }

    /** The last day of the data. */
    long lastDay() {
        return data.lastDay();
    }

    List<BookRun> runs() {
        return runs;
    }

    History history() {
        return history;
    }

    /** Walks all days. */
    void run(final Supplier<BookMargin> margins) {
        final ShockFilter filter = new ShockFilter(coins, start.state());
        final ParameterBuilder builder = new ParameterBuilder(filter);
        final int threads = Math.min(Runtime.getRuntime().availableProcessors(), 4);
        final List<BookMargin> ofThreads = new ArrayList<>();
        IntStream.range(0, threads).forEach(n -> ofThreads.add(margins.get()));
        for (long day = start.firstDay(); day <= data.lastDay(); day++) {
            filter.advance();
            final BookRun.Day of = new BookRun.Day(day, day >= start.scoredFrom(), seasoned(filter));
            if (of.seasoned().contains(true)) {
                walk(of, builder.build("backtest", 0), ofThreads);
            }
            filter.absorb(DayPrices.of(data, coins, day));
        }
    }

    private void walk(final BookRun.Day of, final MarginParameters parameters, final List<BookMargin> margins) {
        IntStream.range(0, margins.size()).parallel().forEach(part -> {
            final BookMargin margin = margins.get(part);
            margin.take(parameters);
            for (int n = part; n < runs.size(); n += margins.size()) {
                runs.get(n).walk(of, returns, margin);
            }
        });
        history.note(of, margins.get(0), returns);
    }

    private static List<Boolean> seasoned(final ShockFilter filter) {
        return IntStream.range(0, filter.coins().size())
                .mapToObj(coin -> filter.returns(coin) >= SEASONED_RETURNS)
                .toList();
    }
}
