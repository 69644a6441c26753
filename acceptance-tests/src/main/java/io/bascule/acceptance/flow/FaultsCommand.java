package io.bascule.acceptance.flow;

import picocli.CommandLine.Command;

/** {@code faults}: {@code replay} with ten kills unless told otherwise. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Replay order flow while the venue is killed ten times (or --kills), and judge rules a to f.")
public final class FaultsCommand extends ReplayCommand {
    public FaultsCommand() {
        super(10);
    }
}
