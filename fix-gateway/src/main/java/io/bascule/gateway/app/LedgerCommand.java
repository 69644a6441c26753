package io.bascule.gateway.app;

import io.bascule.engine.client.LedgerLine;
import io.bascule.engine.client.LedgerSpan;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bascule ledger}: prints the public ledger again, from the log. */
@Command(
        name = "ledger",
        description = "Replay the log of a data directory, and print the public ledger: each step of a liquidation,"
                + " margin call, auction, deleveraging, funding payment and change of a market. Nothing is changed; the"
                + " venue may run meanwhile.",
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "The venue's data directory. Default: data/demo.")
    private Path data;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            split = ",",
            description = "Only lines about this account, or with it as the counterparty; several between commas.")
    private Set<String> accounts = Set.of();

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            split = ",",
            description = "Only lines by this rule; several between commas.")
    private Set<String> rules = Set.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Only lines of this time or later, such as 2026-11-26T10:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "", description = "Only lines before this time.")
    private String to;

    private final LedgerTable table = new LedgerTable();
    private long fromNs;
    private long toNs;
    private boolean hasHeader;

    @Override
    public Integer call() {
        fromNs = nanos("--from", from, Long.MIN_VALUE);
        toNs = nanos("--to", to, Long.MAX_VALUE);
        PrintWriter err = spec.commandLine().getErr();
        LedgerSpan span;
        try {
            span = RunningVenue.readLedger(data, this::print);
        } catch (IllegalStateException | UncheckedIOException e) {
            spec.commandLine().getOut().flush();
            err.println("the ledger cannot be read: " + e.getMessage());
            return RunCommand.BAD_CONFIGURATION;
        }
        for (String account : accounts) {
            if (!span.accounts().contains(account)) {
                err.println("--account=" + account + ": the venue has no such account");
                return RunCommand.BAD_CONFIGURATION;
            }
        }
        printHeader();
        spec.commandLine().getOut().flush();
        err.printf(
                "bascule ledger from event %d to event %d%n", span.afterEventNumber() + 1, span.lastEventNumber());
        return RunCommand.OK;
    }

    private void print(LedgerLine line) {
        boolean isAsked = line.timestampNs >= fromNs
                && line.timestampNs < toNs
                && (rules.isEmpty() || rules.contains(line.rule))
                && (accounts.isEmpty() || accounts.contains(line.account) || accounts.contains(line.counterparty));
        if (isAsked) {
            printHeader();
            spec.commandLine().getOut().println(table.format(line));
        }
    }

    private void printHeader() {
        if (!hasHeader) {
            hasHeader = true;
            spec.commandLine().getOut().println(LedgerTable.HEADER);
        }
    }

    private long nanos(String option, String text, long absent) {
        if (text.isEmpty()) {
            return absent;
        }
        try {
            Instant time = Instant.parse(text);
            return Math.addExact(TimeUnit.SECONDS.toNanos(time.getEpochSecond()), time.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new ParameterException(
                    spec.commandLine(), option + "=" + text + ": a UTC time such as 2026-11-26T10:00:00Z", e);
        }
    }
}
