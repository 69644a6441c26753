package io.bascule.gateway.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bascule snapshot}: the next start of a venue that runs now need not replay what it has done so far. */
@Command(
        name = "snapshot",
        description = "Have the venue that runs on a data directory take a snapshot of its engine, and wait for it.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

    @Override
    public Integer call() {
        return venue.ask(spec, RunningVenue::requestSnapshot, "bascule snapshot taken");
    }
}
