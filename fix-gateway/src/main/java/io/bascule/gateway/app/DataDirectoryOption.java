package io.bascule.gateway.app;

import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which venue a command is for, known by its data directory. */
final class DataDirectoryOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "The venue's data directory. Default: data/demo.")
    private Path data;

    /** What it runs on, or has run. */
    Path data() {
        return data;
    }

    /**
     * Asks it where it runs, in another process, and prints what it did, or why not.
     *
     * @param request throws IllegalStateException if no venue runs there or it refuses
     * @return the process's exit code
     */
    int ask(CommandSpec spec, Consumer<Path> request, String done) {
        try {
            request.accept(data);
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.FAILED;
        }
        spec.commandLine().getOut().println(done);
        return RunCommand.OK;
    }
}
