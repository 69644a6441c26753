package io.bascule.engine.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code backtest}: the walk, and all that is written of it. */
public final class BacktestRun {
    /** Gross notional of every book unless another is asked for. */
    public static final double NOTIONAL_USD = 10e6;

    /** Seed of the random books unless another is asked for. */
    public static final long SEED = 20_241_231;

    private static final int RANDOM_BOOKS = 1_000;

    private BacktestRun() {}

    /** One bound: what was measured, and whether it was kept; one that was not tested is not broken. */
    public record Verdict(String line, boolean passed) {}

    /**
     * Walks the data and writes tables, plots and {@code summary.json} into a folder.
     *
     * @param data to walk.
     * @param notionalUsd gross notional of each book.
     * @param seed of the random books.
     * @param out folder, made if it is not there.
     */
    public static List<Verdict> run(final MarketData data, final double notionalUsd, final long seed, final Path out)
            throws IOException {
        return run(data, notionalUsd, seed, RANDOM_BOOKS, out);
    }

    /** The same with another number of random books. */
    static List<Verdict> run(
            final MarketData data, final double notionalUsd, final long seed, final int randomBooks, final Path out)
            throws IOException {
        final Backtest backtest = new Backtest(data, seed, randomBooks, FilterStateFile.bundled());
        final List<Book> books = backtest.runs().stream().map(BookRun::book).toList();
        backtest.run(() -> new EngineMargin(backtest.coins(), books, notionalUsd));
        final List<Gate> gates = Gate.of(backtest.runs());
        Files.createDirectories(out);
        BacktestSummary.write(out.resolve("summary.json"), data, backtest, gates, notionalUsd, seed);
        BacktestTables.write(out, backtest, gates);
        BacktestPlots.write(out, backtest);
        return gates.stream()
                .map(gate -> new Verdict(BacktestTables.line(gate), !gate.isBroken()))
                .toList();
    }
}
