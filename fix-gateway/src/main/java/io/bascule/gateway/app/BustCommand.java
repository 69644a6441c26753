package io.bascule.gateway.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bascule bust}: the operator takes a trade back. */
@Command(
        name = "bust",
        description = "Have the venue that runs on a data directory take a trade back, and wait for it.",
        mixinStandardHelpOptions = true)
final class BustCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

    @Parameters(paramLabel = "TRADE", description = "TrdMatchID(880) of the trade; 527 on FIX.4.4 STOCK.")
    private long tradeId;

    @Override
    public Integer call() {
        return venue.ask(spec, data -> RunningVenue.bustTrade(data, tradeId), "bascule trade " + tradeId + " busted");
    }
}
