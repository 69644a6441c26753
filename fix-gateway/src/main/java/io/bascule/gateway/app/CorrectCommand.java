package io.bascule.gateway.app;

import io.bascule.gateway.encoding.Decimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bascule correct}: the operator makes another trade of one. */
@Command(
        name = "correct",
        description = "Have the venue that runs on a data directory correct a trade, and wait for it.",
        mixinStandardHelpOptions = true)
final class CorrectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

    @Parameters(paramLabel = "TRADE", description = "TrdMatchID(880) of the trade; 527 on FIX.4.4 STOCK.")
    private long tradeId;

    @Option(names = "--price", paramLabel = "P", description = "Price of the corrected trade. Default: as it was.")
    private String price;

    @Option(
            names = "--quantity",
            paramLabel = "Q",
            description = "Quantity of the corrected trade, not above what it was. Default: as it was.")
    private String quantity;

    @Override
    public Integer call() {
        if (price == null && quantity == null) {
            throw new ParameterException(spec.commandLine(), "--price or --quantity is missing");
        }
        Long priceE8 = e8("--price", price);
        Long qtyE8 = e8("--quantity", quantity);
        return venue.ask(
                spec,
                data -> RunningVenue.correctTrade(data, tradeId, priceE8, qtyE8),
                "bascule trade " + tradeId + " corrected");
    }

    private Long e8(String option, String text) {
        if (text == null) {
            return null;
        }
        long value = Decimal.parse(text, Decimal.E8);
        if (!Decimal.isValue(value) || value <= 0) {
            throw new ParameterException(
                    spec.commandLine(), option + "=" + text + ": a positive number of at most 8 decimals");
        }
        return value;
    }
}
