package io.bascule.gateway.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bascule snapshot}: the next start of a venue that runs now need not replay what it has done so far. */
@Command(
        name = "snapshot",
        description = "Have the venue that runs on a data directory take a snapshot of its engine, and wait for it.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "The venue's data directory. Default: data/demo.")
    private Path data;

    @Override
    public Integer call() {
        try {
            RunningVenue.requestSnapshot(data);
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.FAILED;
        }
        spec.commandLine().getOut().println("bascule snapshot taken");
        return RunCommand.OK;
    }
}
