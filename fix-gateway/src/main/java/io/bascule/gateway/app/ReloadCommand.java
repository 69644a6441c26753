package io.bascule.gateway.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bascule reload}: a venue that runs reads its configuration again. */
@Command(
        name = "reload",
        description = "Have the venue that runs on a data directory read its configuration again, and wait for it.",
        mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {
    /** What the venue is asked. */
    static final String REQUEST = "reload";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

    @Override
    public Integer call() {
        OperatorRequests.Answer answer;
        try {
            answer = OperatorRequests.ask(venue.data(), REQUEST);
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.FAILED;
        }
        if (!answer.isDone()) {
            spec.commandLine().getErr().println(answer.text());
            return RunCommand.BAD_CONFIGURATION;
        }
        spec.commandLine().getOut().println("bascule reloaded: " + answer.text());
        return RunCommand.OK;
    }
}
