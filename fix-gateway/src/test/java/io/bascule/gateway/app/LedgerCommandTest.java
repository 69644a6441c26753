package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The public ledger of a liquidation, printed again from the log while the venue runs and after it has stopped. */
@Timeout(120)
class LedgerCommandTest {
    @TempDir
    private Path folder;

    private Path data;
    private final StringWriter err = new StringWriter();

    private String ledger(int code, String... options) {
        StringWriter out = new StringWriter();
        err.getBuffer().setLength(0);
        String[] arguments = Stream.concat(Stream.of("ledger", "--data", data.toString()), Arrays.stream(options))
                .toArray(String[]::new);
        int actual = new CommandLine(new BasculeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertEquals(code, actual, err::toString);
        return out.toString();
    }

    @Test
    void shouldPrintALiquidationAgainAsTheReportsSaidIt() throws Exception {
        data = folder.resolve("data");
        String running;
        String call;
        String sold;
        String taken;
        try (RunningVenue venue = RunningVenue.start(ConfigLoader.load("demo").withPort(0), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2");
                FixClient maker = FixClient.logon(venue.address(), "MM1");
                FixClient source = FixClient.logon(venue.address(), "IDX1");
                FixClient provider = FixClient.logon(venue.address(), "BACKSTOP1")) {
            maker.send("35=D|11=m1|1=MM1-A|55=BTC-PERP|54=2|38=80|40=2|44=60000|59=1");
            maker.expect("|35=8|", "|11=m1|", "|150=0|");
            desk.send("35=D|11=d1|55=BTC-PERP|54=1|38=80|40=2|44=60000|59=3");
            desk.expect("|35=8|", "|11=d1|", "|150=F|", "|39=2|");
            source.send("35=W|55=BTC-INDEX|268=1|269=3|270=49200");
            call = desk.expect("|35=CJ|", "|325=Y|");
            String request = provider.expect("|35=R|", "|55=BTC-PERP|54=1|38=80|");
            provider.send("35=S|131=" + field(request, 131) + "|117=q|55=[N/A]|1=BACKSTOP1-A");
            taken = provider.expect("|35=8|", "|150=F|", "|20040=2|");
            sold = desk.expect("|35=8|", "|150=F|", "|20040=2|");
            running = ledger(0);
        }
        String stopped = ledger(0);
        assertTrue(stopped.startsWith(running), "running:\n" + running + "stopped:\n" + stopped);
        assertEquals(stopped, ledger(0));
        assertTrue(err.toString().startsWith("bascule ledger, from event 1 to event "), err.toString());
        assertTrue(err.toString().strip().endsWith(" as the log says; its file is complete"), err.toString());

        assertEquals(stopped, Files.readString(keptFile()), "it was written as it happened");
        findsAFileThatIsNotWhatTheLogSays(stopped);
        findsLinesThatAreMissing(stopped);
        RunningVenue.start(ConfigLoader.load("demo").withPort(0), data).close();
        assertTrue(ledger(0).startsWith(stopped), "of what the log no longer holds there is the file");
        assertTrue(!err.toString().startsWith("bascule ledger, from event 1 to"), err.toString());
        assertTrue(Files.readString(keptFile()).startsWith(stopped), "nothing is written again");

        saysWhyAndInWhichOrder(stopped, call);
        Map<String, String> sale = only(stopped, "AUCTION_SOLD");
        for (String report : List.of(sold, taken)) {
            assertEquals(field(report, 31), sale.get("price"));
            assertEquals(field(report, 880), sale.get("reference"));
        }
        filtersByAccountRuleAndTime(sale);
    }

    private static void saysWhyAndInWhichOrder(String stopped, String call) {
        List<String> lines = stopped.lines().toList();
        assertEquals(LedgerTable.HEADER, lines.get(0));
        assertEquals(
                List.of("MARGIN_CALL", "AUCTION", "AUCTION_REQUESTED", "AUCTION_SOLD"),
                lines.stream()
                        .skip(1)
                        .map(line -> fields(line).get("rule"))
                        .filter(rule -> !rule.equals("FUNDING"))
                        .limit(4)
                        .toList(),
                stopped);
        Map<String, String> margin = only(stopped, "MARGIN_CALL");
        assertEquals("QA2-A", margin.get("account"));
        assertTrue(call.contains("|1645=" + margin.get("equity") + "|1644=102|"), call);
        assertTrue(call.contains("|1645=" + margin.get("maintenance") + "|1644=101|"), call);
        Map<String, String> sale = only(stopped, "AUCTION_SOLD");
        assertEquals(
                "QA2-A BACKSTOP1-A BTC-PERP -80",
                String.join(
                        " ",
                        sale.get("account"),
                        sale.get("counterparty"),
                        sale.get("instrument"),
                        sale.get("quantity")));
    }

    private void findsAFileThatIsNotWhatTheLogSays(String stopped) throws IOException {
        Path file = keptFile();
        Files.writeString(file, stopped.replaceFirst("AUCTION_SOLD", "TAKEOVER"));
        assertEquals("", ledger(1));
        assertTrue(
                err.toString().startsWith("the ledger's file is not what the log says: ")
                        && err.toString().contains("TAKEOVER"),
                err.toString());
        Files.writeString(
                file,
                stopped + stopped.lines().reduce((first, second) -> second).orElseThrow() + "\n");
        assertEquals("", ledger(1), "a line more, of an event that the log has");
        Files.writeString(file, stopped + "a story\n");
        ledger(2);
        assertTrue(err.toString().contains(file + " is no ledger: it has the line a story"), err.toString());
        Files.writeString(file, stopped + "torn");
        assertEquals(stopped, ledger(0));
    }

    /** All is printed, from the log; the next start makes the file again, if there is none. */
    private void findsLinesThatAreMissing(String stopped) throws IOException {
        Path file = keptFile();
        String lastEvent = stopped.substring(stopped.lastIndexOf('\n', stopped.length() - 2) + 1)
                .split("\t", 2)[0];
        Files.writeString(file, stopped.substring(0, stopped.length() - 5));
        assertEquals(stopped, ledger(LedgerCommand.MISSING));
        assertTrue(
                err.toString().strip().endsWith(" its file lacks 1 lines, of events " + lastEvent + " to " + lastEvent),
                err.toString());
        Files.writeString(file, "");
        assertEquals(stopped, ledger(LedgerCommand.MISSING));
        Files.writeString(file.resolveSibling("1.tsv"), stopped);
        Files.delete(file);
        assertEquals(stopped, ledger(LedgerCommand.MISSING), "there is a file of another epoch only");
        assertTrue(err.toString().strip().endsWith(" to " + lastEvent), err.toString());
        Files.delete(file.resolveSibling("1.tsv"));
        RunningVenue.start(ConfigLoader.load("demo").withPort(0), data).close();
        assertTrue(Files.readString(file).startsWith(stopped), "it is made again from the log");
    }

    private Path keptFile() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("ledger"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private void filtersByAccountRuleAndTime(Map<String, String> sale) {
        String line =
                only(ledger(0, "--account", "BACKSTOP1-A"), "AUCTION_SOLD").get("event");
        assertEquals(sale.get("event"), line);
        String both = ledger(0, "--rule", "MARGIN_CALL,AUCTION_REQUESTED");
        assertEquals(3, both.lines().count(), both);
        assertEquals(LedgerTable.HEADER + System.lineSeparator(), ledger(0, "--account", "QA3-A"));
        assertEquals(LedgerTable.HEADER + System.lineSeparator(), ledger(0, "--to", "2026-01-01T00:00:00Z"));
        assertTrue(ledger(0, "--from", "2026-01-01T00:00:00Z").contains("AUCTION_SOLD"));
        assertEquals("", ledger(2, "--account", "NOBODY"));
        assertEquals(
                "--account=NOBODY: the venue has no such account",
                err.toString().strip());
        assertEquals("", ledger(2, "--from", "yesterday"));
        assertTrue(err.toString().startsWith("--from=yesterday: a UTC time such as"), err.toString());
    }

    @Test
    void shouldRefuseWhatIsNoLogOrADamagedOneAndChangeNothing() throws Exception {
        data = folder.resolve("nowhere");
        assertEquals("", ledger(2));
        assertEquals(
                "the ledger cannot be read: there is no engine's log under " + data,
                err.toString().strip());
        assertTrue(Files.notExists(data));

        data = folder.resolve("data");
        RunningVenue.start(ConfigLoader.load("demo").withPort(0), data).close();
        Path log = data.resolve("engine/archive/0-0.rec");
        byte[] whole = Files.readAllBytes(log);
        Map<Path, Integer> before = contents();
        ledger(0);
        assertEquals(before, contents());
        byte[] damaged = whole.clone();
        damaged[1000] ^= 1;
        Files.write(log, damaged);
        assertEquals("", ledger(2));
        assertTrue(
                err.toString().startsWith("the ledger cannot be read: " + log + " is damaged at byte "),
                err.toString());
        Files.write(log, whole);
        ledger(0);
        Files.writeString(data.resolve("engine/format"), "bascule 1\n");
        ledger(2);
        assertTrue(err.toString().contains("bascule 1"), err.toString());
    }

    /** A digest of every file's bytes. */
    private Map<Path, Integer> contents() throws IOException {
        Map<Path, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    contents.put(file, Arrays.hashCode(Files.readAllBytes(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return contents;
    }

    private static Map<String, String> only(String ledger, String rule) {
        List<Map<String, String>> found = ledger.lines()
                .skip(1)
                .map(LedgerCommandTest::fields)
                .filter(line -> line.get("rule").equals(rule))
                .toList();
        assertEquals(1, found.size(), () -> rule + " in\n" + ledger);
        return found.get(0);
    }

    private static Map<String, String> fields(String line) {
        String[] names = LedgerTable.HEADER.split("\t", -1);
        String[] values = line.split("\t", -1);
        assertEquals(names.length, values.length, line);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            fields.put(names[i], values[i]);
        }
        return fields;
    }

    private static String field(String message, int tag) {
        int start = message.indexOf("|" + tag + "=") + ("|" + tag + "=").length();
        return message.substring(start, message.indexOf('|', start));
    }
}
