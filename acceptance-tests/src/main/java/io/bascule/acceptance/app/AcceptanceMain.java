package io.bascule.acceptance.app;

import io.bascule.acceptance.bench.BenchCommand;
import io.bascule.acceptance.bench.engine.EngineCommand;
import io.bascule.acceptance.demo.DemoCommand;
import io.bascule.acceptance.faults.FaultsCommand;
import io.bascule.acceptance.flow.ReplayCommand;
import io.bascule.acceptance.simulation.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point: one subcommand for each thing that can be done against a running venue. */
@Command(
        name = "bascule-acceptance",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What a counterparty runs against a FIX venue, from outside.",
        subcommands = {
            OracleCommand.class,
            RunCommand.class,
            DemoCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            SimulateCommand.class
        })
public final class AcceptanceMain {
    private AcceptanceMain() {}

    /** Exits with 0 if all went well, 1 if the venue failed, 2 if the command line or a script is wrong. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new AcceptanceMain()).addSubcommand(FaultsCommand.commandLine());
        line.getSubcommands().get("bench").addSubcommand(new EngineCommand());
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }
}
