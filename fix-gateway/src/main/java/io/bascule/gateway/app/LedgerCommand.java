package io.bascule.gateway.app;

import io.bascule.engine.client.LedgerSpan;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bascule ledger}: prints the public ledger again, from the log. */
@Command(
        name = "ledger",
        description = "Print the public ledger of a data directory: each step of a liquidation, margin call, auction,"
                + " deleveraging, funding payment and change of a market. The log is replayed, and what the venue wrote"
                + " as it happened is compared with it. Nothing is changed; the venue may run meanwhile.",
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
    /** Exit code: lines are missing in the file. */
    static final int MISSING = 3;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyyMMdd-HH:mm:ss.nnnnnnnnn", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirectoryOption venue;

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
    private final List<String> replayed = new ArrayList<>();
    private String fromText;
    private String toText;

    @Override
    public Integer call() {
        fromText = time("--from", from, "");
        toText = time("--to", to, "99999999");
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        LedgerSpan span;
        LedgerComparison comparison;
        Path file;
        try {
            span = RunningVenue.readLedger(venue.data(), line -> replayed.add(table.format(line)));
            file = LedgerKeeper.file(venue.data(), span.venueEpoch());
            comparison = new LedgerComparison(replayed, span);
            LedgerFile.read(file, comparison::take);
            comparison.end();
        } catch (IllegalStateException | UncheckedIOException e) {
            print(replayed);
            err.println("the ledger cannot be read: " + e.getMessage());
            return RunCommand.BAD_CONFIGURATION;
        }
        for (String account : accounts) {
            if (!span.accounts().contains(account)) {
                err.println("--account=" + account + ": the venue has no such account");
                return RunCommand.BAD_CONFIGURATION;
            }
        }
        if (comparison.wrong() != null) {
            err.println("the ledger's file is not what the log says: " + comparison.wrong());
            return RunCommand.FAILED;
        }
        out.println(LedgerTable.HEADER);
        LedgerFile.read(file, line -> {
            if (LedgerComparison.isOlder(line, span) && isAsked(line)) {
                out.println(line);
            }
        });
        print(replayed);
        err.printf(
                "bascule ledger, from event %d to event %d as the log says; %s%n",
                span.afterEventNumber() + 1, span.lastEventNumber(), comparison.text());
        return comparison.isMissing() ? MISSING : RunCommand.OK;
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.stream().filter(this::isAsked).forEach(out::println);
        out.flush();
    }

    private boolean isAsked(String line) {
        String[] fields = line.split("\t", -1);
        String time = fields[LedgerTable.TIME];
        return time.compareTo(fromText) >= 0
                && time.compareTo(toText) < 0
                && (rules.isEmpty() || rules.contains(fields[LedgerTable.RULE]))
                && (accounts.isEmpty()
                        || accounts.contains(fields[LedgerTable.ACCOUNT])
                        || accounts.contains(fields[LedgerTable.COUNTERPARTY]));
    }

    /** As the lines have it. */
    private String time(String option, String text, String absent) {
        if (text.isEmpty()) {
            return absent;
        }
        try {
            return TIME.format(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), option + "=" + text + ": a UTC time such as 2026-11-26T10:00:00Z", e);
        }
    }
}
