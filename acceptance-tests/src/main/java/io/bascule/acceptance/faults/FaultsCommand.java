package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code faults}: every suite, one after the other, and what came of it. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Do faults to a venue that runs as a process of its own, and judge rules a to f.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing was broken", "1:something was broken", "2:bad usage"})
public final class FaultsCommand implements Callable<Integer> {
    private final List<FaultSuite> suites;

    @Spec
    private CommandSpec spec;

    @Option(names = "--full", description = "every suite as often as quality.md wants it, unless it has a count")
    private boolean full;

    @Option(names = "--only", split = ",", paramLabel = "SUITE", description = "these suites only")
    private List<String> only = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "seed of all that is random (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--jar",
            defaultValue = "fix-gateway/target/bascule.jar",
            description = "venue to start (${DEFAULT-VALUE})")
    private Path jar;

    @Option(
            names = "--serve-within",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "from a kill to logons, at most (${DEFAULT-VALUE})")
    private long serveWithinMs;

    @Option(names = "--out", paramLabel = "DIR", description = "where data and records are kept; else all is deleted")
    private Path folder;

    private FaultsCommand(List<FaultSuite> suites) {
        this.suites = List.copyOf(suites);
    }

    /** The command with all suites. */
    public static CommandLine commandLine() {
        return commandLine(Suites.all());
    }

    /** The command with an option for each of these suites. */
    static CommandLine commandLine(List<FaultSuite> suites) {
        CommandLine commandLine = new CommandLine(new FaultsCommand(suites));
        for (FaultSuite suite : suites) {
            commandLine
                    .getCommandSpec()
                    .addOption(OptionSpec.builder(option(suite))
                            .type(Integer.class)
                            .paramLabel("N")
                            .description(suite.what() + " (" + suite.smallCount() + "; full: " + suite.fullCount()
                                    + "; 0: not)")
                            .build());
        }
        return commandLine;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        for (String name : only) {
            if (suites.stream().noneMatch(suite -> suite.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "--only: there is no suite " + name);
            }
        }
        if (!Files.isReadable(jar)) {
            throw new ParameterException(spec.commandLine(), "--jar: cannot read " + jar);
        }
        List<SuiteReport> reports = new ArrayList<>();
        for (FaultSuite suite : suites) {
            int count = count(suite);
            if (count > 0) {
                SuiteReport report = run(suite, count, out);
                say(out, report.line());
                reports.add(report);
            }
        }
        say(out, SuiteReport.heading());
        reports.forEach(report -> say(out, report.row()));
        return reports.stream().allMatch(SuiteReport::isClean) ? 0 : 1;
    }

    private int count(FaultSuite suite) {
        if (!only.isEmpty() && !only.contains(suite.name())) {
            return 0;
        }
        Integer chosen = spec.findOption(option(suite)).getValue();
        if (chosen != null && chosen < 0) {
            throw new ParameterException(spec.commandLine(), option(suite) + "=" + chosen + ": 0 or more");
        }
        int usual = full ? suite.fullCount() : suite.smallCount();
        return chosen == null ? usual : chosen;
    }

    private SuiteReport run(FaultSuite suite, int count, PrintWriter out) throws IOException, InterruptedException {
        Path scratch = folder == null
                ? Files.createTempDirectory("bascule-faults-" + suite.name())
                : Files.createDirectories(folder.toAbsolutePath().resolve(suite.name()));
        long fromNs = System.nanoTime();
        FaultRun run = new FaultRun(suite.name(), count, seed, jar, scratch, serveWithinMs, line -> say(out, line));
        try (run) {
            suite.run(run);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            run.violations(List.of(new Violation('-', suite.name(), "not carried out: " + e)));
        } finally {
            if (folder == null) {
                ScratchFolder.delete(scratch);
            }
        }
        double seconds = (System.nanoTime() - fromNs) / 1e9;
        return new SuiteReport(suite.name(), count, seed, seconds, run.figures(), run.found(), run.skipped());
    }

    private static String option(FaultSuite suite) {
        return "--" + suite.name();
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
