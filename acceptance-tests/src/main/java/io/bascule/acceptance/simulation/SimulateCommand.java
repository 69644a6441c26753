package io.bascule.acceptance.simulation;

import io.bascule.engine.liquidation.SliceRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: what would become of accounts, and of the venue, in a crash. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Real or given prices, seeded accounts and market makers on the venue's engine, in virtual time; "
                + "with and without liquidation. Tables, JSON, plots and the public ledger of liquidations.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all as it must be", "1:a rule was broken", "2:bad usage"})
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--prices",
            defaultValue = "../shared/data/prices_hourly.csv.gz",
            description = "tidy hourly prices: time,symbol,open,high,low,close,volume (${DEFAULT-VALUE})")
    private Path prices;

    @Option(
            names = "--day",
            split = ",",
            description = "crash days: ${COMPLETION-CANDIDATES}; all of them without --from")
    private List<CrashDay> days;

    @Option(names = "--from", description = "begin, such as 2022-11-07T12:00:00Z, a whole hour")
    private Instant from;

    @Option(names = "--to", description = "end, not included")
    private Instant to;

    @Option(
            names = "--symbols",
            split = ",",
            defaultValue = "BTC,ETH,SOL",
            description = "at most 3 (${DEFAULT-VALUE})")
    private List<String> symbols;

    @Option(names = "--accounts", defaultValue = "1000", description = "seeded accounts (${DEFAULT-VALUE})")
    private int accounts;

    @Option(names = "--seed", defaultValue = "1", description = "of the accounts and of bids (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--open-interest",
            paramLabel = "PART",
            defaultValue = "0.05",
            description = "what the accounts hold, of a day's volume (${DEFAULT-VALUE})")
    private double openInterest;

    @Option(
            names = "--fund",
            paramLabel = "PART",
            defaultValue = "0.02",
            description = "insurance fund, of what the accounts hold (${DEFAULT-VALUE})")
    private double fund;

    @Option(
            names = "--depth",
            paramLabel = "PART",
            defaultValue = "0.003",
            description = "of an hour's volume that is shown on each side within 6.4 %% of the hour's range, anew at "
                    + "each step (${DEFAULT-VALUE})")
    private double depth;

    @Option(names = "--crowded", description = "all accounts long, with all the leverage there is")
    private boolean crowded;

    @Option(
            names = "--shock",
            paramLabel = "KIND@MINUTE:VALUE",
            description = "gap@600:-15 (percent), oracle-pause@600:10, no-liquidity@600:30 (minutes); again and again")
    private List<String> shocks = new ArrayList<>();

    @Option(
            names = "--portfolio",
            paramLabel = "FILE",
            description = "a desk's own, to be tried: a line SYMBOL,COINS each, signed")
    private Path portfolio;

    @Option(
            names = "--collateral",
            paramLabel = "USD",
            defaultValue = "1000000",
            description = "of that desk (${DEFAULT-VALUE})")
    private long deskUsd;

    @Option(
            names = "--bound",
            paramLabel = "BP",
            defaultValue = "50",
            description = "the venue's own unwind may not move a mark further than this, as the runs with and "
                    + "without it see it (${DEFAULT-VALUE})")
    private double boundBps;

    @Option(names = "--out", defaultValue = "target/simulation", description = "folder of files (${DEFAULT-VALUE})")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Setting setting;
        try {
            setting = new Setting(
                    accounts,
                    seed,
                    openInterest,
                    fund,
                    depth,
                    crowded,
                    true,
                    shocks.stream().map(Shock::parse).toList(),
                    positions(),
                    deskUsd);
        } catch (IllegalArgumentException ex) {
            spec.commandLine().getErr().println(ex.getMessage());
            return 2;
        }
        if ((from == null) != (to == null) || symbols.size() > 3) {
            spec.commandLine().getErr().println("--from and --to come together, and at most 3 symbols");
            return 2;
        }
        boolean holds = true;
        if (from != null) {
            holds = simulate("from-" + from.getEpochSecond(), from, to, setting, out);
        } else {
            for (CrashDay day : days == null ? List.of(CrashDay.values()) : days) {
                holds &= simulate(day.toString(), day.from(), day.to(), setting, out);
            }
        }
        return holds ? 0 : 1;
    }

    private boolean simulate(String name, Instant begin, Instant end, Setting setting, PrintWriter out)
            throws IOException {
        PricePath path = PricePath.read(prices, symbols, begin, end);
        SimulationResult run = new Simulation(path, setting).run();
        SimulationResult still = Simulation.still(path, run);
        out.println(SimulationReport.write(name, run, still, folder));
        boolean holds = run.debts() == 0
                && run.leftovers() == 0
                && run.leastFundUsd() >= 0
                && run.recorder().shortestPaceNs >= SliceRules.PACE_NS;
        if (!holds) {
            out.printf(
                    "BROKEN: %d accounts owe what nobody bears, %d were not taken over to the unit, the fund had %.2f, "
                            + "a slice came after %d ns%n",
                    run.debts(), run.leftovers(), run.leastFundUsd(), run.recorder().shortestPaceNs);
        }
        double[] moved = run.markDistanceBps(still);
        for (int symbol = 0; symbol < moved.length; symbol++) {
            if (moved[symbol] > boundBps) {
                out.printf("BROKEN: the unwind moved the mark of %s by %.1f bp%n", symbols.get(symbol), moved[symbol]);
                holds = false;
            }
        }
        out.flush();
        return holds;
    }

    private List<Setting.Position> positions() throws IOException {
        List<Setting.Position> positions = new ArrayList<>();
        if (portfolio != null) {
            for (String line : Files.readAllLines(portfolio)) {
                String[] fields = line.split(",", -1);
                if (fields.length != 2) {
                    throw new IllegalArgumentException(portfolio + ": a line is SYMBOL,COINS; not " + line);
                }
                positions.add(new Setting.Position(fields[0], Double.parseDouble(fields[1])));
            }
        }
        return positions;
    }
}
