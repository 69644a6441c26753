package io.bascule.gateway.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bascule margin-parameters}: other margin parameters are announced. */
@Command(
        name = "margin-parameters",
        description = "Have the venue that runs on a data directory announce the margin parameters of a file. They are"
                + " in force from the file's effective time on, which must be yet to come.",
        mixinStandardHelpOptions = true)
final class MarginParametersCommand implements Callable<Integer> {
    /** What the venue is asked, with the file behind it. */
    static final String REQUEST = "margin-parameters ";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

    @Parameters(paramLabel = "FILE", description = "A margin file, such as calibrate writes.")
    private Path file;

    @Override
    public Integer call() {
        OperatorRequests.Answer answer;
        try {
            answer = OperatorRequests.ask(venue.data(), REQUEST + file.toAbsolutePath());
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.FAILED;
        }
        if (!answer.isDone()) {
            spec.commandLine().getErr().println(answer.text());
            return RunCommand.BAD_CONFIGURATION;
        }
        spec.commandLine().getOut().println("bascule margin parameters announced: " + answer.text());
        return RunCommand.OK;
    }
}
