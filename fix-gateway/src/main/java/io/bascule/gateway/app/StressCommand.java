package io.bascule.gateway.app;

import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bascule stress}: what an account comes to in every scenario, and if this or that happened. */
@Command(
        name = "stress",
        description =
                "Ask the venue that runs on a data directory what an account comes to, in every scenario and after"
                        + " shocks. It changes nothing.",
        mixinStandardHelpOptions = true)
final class StressCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

    @Option(names = "--account", paramLabel = "NAME", required = true, description = "Account(1).")
    private String account;

    @Option(
            names = "--shock",
            paramLabel = "SHOCK",
            description = "Such as price:BTC=-20%%,ETH=-25%% (index and marks move), correlation or"
                    + " correlation:BTC=-15%%,ETH=+10%% (the same, and no gain counts against a loss),"
                    + " funding:0.5%%x24h (a rate for eight hours, for so many hours), oracle:SOL (an index stands"
                    + " still). May be given up to " + StressShock.MAX_SHOCKS + " times.")
    private List<String> shockTexts = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write stress.csv, .json and .svg to.")
    private Path out;

    @Override
    public Integer call() {
        StressReport report;
        try {
            report = RunningVenue.stress(venue.data(), account(), shocks());
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.BAD_CONFIGURATION;
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.FAILED;
        }
        StressTable.lines(report, shockTexts).forEach(spec.commandLine().getOut()::println);
        if (out != null) {
            try {
                StressFiles.write(out, report, shockTexts);
            } catch (IOException e) {
                spec.commandLine().getErr().println("the report cannot be written: " + e);
                return RunCommand.FAILED;
            }
        }
        spec.commandLine()
                .getOut()
                .println("bascule stress ok account=" + account + (out == null ? "" : " out=" + out));
        return RunCommand.OK;
    }

    private String account() {
        if (account.length() > ShockText.MAX_NAME_LENGTH || !account.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new ParameterException(spec.commandLine(), "--account: no account has such a name");
        }
        return account;
    }

    private List<StressShock> shocks() {
        if (shockTexts.size() > StressShock.MAX_SHOCKS) {
            throw new ParameterException(
                    spec.commandLine(), "--shock: " + shockTexts.size() + " times, at most " + StressShock.MAX_SHOCKS);
        }
        List<StressShock> shocks = new ArrayList<>();
        for (String text : shockTexts) {
            try {
                shocks.add(ShockText.parse(text));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--shock=" + text + ": " + e.getMessage(), e);
            }
        }
        return shocks;
    }
}
