package io.bascule.gateway.app;

import io.bascule.gateway.encoding.Currencies;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bascule transfer}: the operator pays collateral into an account, or out of it. */
@Command(
        name = "transfer",
        description =
                "Have the venue that runs on a data directory pay collateral into an account, or, if the amount is"
                        + " negative, out of it: no more than is withdrawable.",
        mixinStandardHelpOptions = true)
final class TransferCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Account(1).")
    private String account;

    @Parameters(index = "1", paramLabel = "CURRENCY", description = "USDC, BTC or ETH.")
    private String currency;

    @Parameters(index = "2", paramLabel = "AMOUNT", description = "Such as 1000 or -0.5.")
    private BigDecimal amount;

    @Override
    public Integer call() {
        if (!Currencies.NAMES.contains(currency)) {
            throw new ParameterException(spec.commandLine(), "the currency is USDC, BTC or ETH, not " + currency);
        }
        long units = units(Currencies.decimals(currency));
        return venue.ask(
                spec,
                data -> RunningVenue.transfer(data, account, currency, units),
                "bascule " + amount.toPlainString() + " " + currency + " transferred to " + account);
    }

    private long units(int decimals) {
        try {
            return amount.movePointRight(decimals).longValueExact();
        } catch (ArithmeticException e) {
            throw new ParameterException(
                    spec.commandLine(), "the amount has at most " + decimals + " decimals: " + amount, e);
        }
    }
}
