package io.bascule.gateway.app;

import io.bascule.engine.calibration.BacktestRun;
import io.bascule.engine.calibration.DataException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bascule backtest}: the product's margin on prices that it has not seen. */
@Command(
        name = "backtest",
        description = "Walk the margin through prices; write tables, plots and summary.json."
                + " Ends with 0 if every gate is kept, with 1 if one is broken.",
        mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
    private static final long LEAST_NOTIONAL = 10_000;
    private static final long MOST_NOTIONAL = 1_000_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private MarketFiles files;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write to.")
    private Path out;

    @Option(
            names = "--notional",
            paramLabel = "USD",
            defaultValue = "10000000",
            description = "Gross notional of each book: liquidity charges depend on it. Default: ${DEFAULT-VALUE}.")
    private long notionalUsd;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "20241231",
            description = "Of the random books. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        final PrintWriter output = spec.commandLine().getOut();
        if (notionalUsd < LEAST_NOTIONAL || notionalUsd > MOST_NOTIONAL) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--notional=" + notionalUsd + ": " + LEAST_NOTIONAL + " to " + MOST_NOTIONAL + " USD");
        }
        try {
            final List<BacktestRun.Verdict> verdicts = BacktestRun.run(files.read(), (double) notionalUsd, seed, out);
            verdicts.forEach(verdict -> output.println(verdict.line()));
            final boolean isKept = verdicts.stream().allMatch(BacktestRun.Verdict::passed);
            output.printf("bascule backtest %s out=%s%n", isKept ? "ok" : "broken", out);
            return isKept ? RunCommand.OK : RunCommand.FAILED;
        } catch (DataException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.FAILED;
        } catch (IOException e) {
            spec.commandLine().getErr().println("the result cannot be written: " + e.getMessage());
            return RunCommand.FAILED;
        }
    }
}
