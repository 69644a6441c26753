package io.bascule.gateway.app;

import io.bascule.gateway.audit.AuditVerifier;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bascule audit}: what can be done with the audit log. */
@Command(
        name = "audit",
        description = "Check the audit log of a data directory.",
        mixinStandardHelpOptions = true,
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: verify");
    }

    /** {@code bascule audit verify}: follows the chain, and names the first record that breaks it. */
    @Command(
            name = "verify",
            description = "Check that no record of the audit log was changed, taken out, put in or moved.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DataDirectoryOption venue;

        @Option(
                names = "--contains",
                paramLabel = "NUMBER:HASH",
                defaultValue = "",
                description =
                        "A record that was noted elsewhere and must be in the log: finds a log that was made anew.")
        private String anchor;

        @Override
        public Integer call() {
            AuditVerifier.Result result;
            try {
                result = AuditVerifier.verify(venue.data().resolve("audit"), anchor);
            } catch (IOException e) {
                spec.commandLine().getErr().println("the audit log cannot be read: " + e.getMessage());
                return RunCommand.FAILED;
            }
            if (result.fault().isPresent()) {
                spec.commandLine()
                        .getOut()
                        .printf(
                                "bascule audit broken: %s; in order: %d to %d%n",
                                result.fault().get(), result.first(), result.last());
                return RunCommand.FAILED;
            }
            spec.commandLine()
                    .getOut()
                    .printf(
                            "bascule audit ok records=%d first=%d head=%d:%s files=%d%n",
                            result.records(), result.first(), result.last(), result.hash(), result.files());
            return RunCommand.OK;
        }
    }
}
