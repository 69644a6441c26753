package io.bascule.gateway.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code bascule.jar}. */
@Command(
        name = "bascule",
        description = "A FIX gateway to a cross-margin perpetuals venue.",
        mixinStandardHelpOptions = true,
        version = "bascule 0.1.0",
        subcommands = {
            RunCommand.class,
            ReloadCommand.class,
            SnapshotCommand.class,
            BustCommand.class,
            CorrectCommand.class,
            TransferCommand.class,
            MarginParametersCommand.class,
            LedgerCommand.class,
            StressCommand.class,
            HashPasswordCommand.class,
            MakeKeyCommand.class,
            AuditCommand.class,
            CalibrateCommand.class,
            BacktestCommand.class
        })
public final class BasculeCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command and ends the process with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BasculeCommand()).execute(args));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
