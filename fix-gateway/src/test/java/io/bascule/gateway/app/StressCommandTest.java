package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bascule.config.ConfigLoader;
import io.bascule.config.GatewayConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A stress report of the demo venue, asked from the command line. */
@Timeout(120)
class StressCommandTest {
    private static final GatewayConfig DEMO = ConfigLoader.load("demo").withPort(0);
    private static final int COLUMNS = 20;

    @TempDir
    Path data;

    @TempDir
    Path out;

    private final StringWriter printed = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldReportAsTableFilesAndPlotWhatAnAccountWouldComeTo() throws Exception {
        try (RunningVenue venue = RunningVenue.start(DEMO, data);
                FixClient desk = FixClient.logon(venue.address(), "DESK1");
                FixClient maker = FixClient.logon(venue.address(), "MM1")) {
            maker.send("35=D|11=m1|1=MM1-A|55=BTC-PERP|54=2|38=1|40=2|44=60000|59=1");
            maker.expect("|35=8|", "|11=m1|", "|150=0|");
            desk.send("35=D|11=d1|1=DESK1-A|55=BTC-PERP|54=1|38=0.4|40=1");
            desk.expect("|35=8|", "|11=d1|", "|150=0|");
            String fill = desk.expect("|35=8|", "|11=d1|", "|150=F|", "|39=2|");
            int code = execute(
                    "--account",
                    "DESK1-A",
                    "--shock",
                    "price:BTC=-20%",
                    "--shock",
                    "correlation",
                    "--shock",
                    "funding:0.5%x24h",
                    "--shock",
                    "oracle:BTC",
                    "--out",
                    out.toString());
            assertEquals(0, code, err.toString());

            JsonNode json = JsonMapper.builder()
                    .build()
                    .readTree(out.resolve("stress.json").toFile());
            assertEquals("DESK1-A", json.get("account").asText());
            assertMoney(field(fill, 20015), json.get("now").get("initialMargin"));
            assertEquals("HEALTHY", json.get("now").get("stage").asText());
            assertEquals(
                    "BTC-PERP", json.get("positions").get(0).get("instrument").asText());
            JsonNode worst = json.get("scenarios").get(0);
            assertEquals(json.get("bindingScenario").asInt(), worst.get("id").asInt());
            assertMoney(json.get("terms").get("initial").get("scan").asText(), worst.get("requirement"));
            JsonNode shocks = json.get("shocks");
            assertMoney("-124800", shocks.get(0).get("pnl"));
            assertMoney("0", shocks.get(1).get("pnl"));
            assertMoney("-360", shocks.get(2).get("pnl"));
            assertMoney("-360", shocks.get(2).get("funding").get(0).get("usd"));
            assertTrue(shocks.get(3).get("liquidationHeld").asBoolean());

            List<String> csv = Files.readAllLines(out.resolve("stress.csv"));
            assertEquals(1 + 1 + 1 + json.get("scenarios").size() + 4 + 1, csv.size());
            csv.forEach(line -> assertEquals(
                    COLUMNS, line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1).length, line));
            String svg = Files.readString(out.resolve("stress.svg"));
            assertTrue(svg.startsWith("<svg ") && svg.endsWith("</svg>\n"), svg);
            assertFalse(svg.contains("NaN"), svg);
            String table = printed.toString();
            assertTrue(table.replaceAll(" +", " ").contains(" price:BTC=-20% -124800.00 "), table); // 10 BTC are held
            assertTrue(table.contains("BTC-PERP at 0.005 for eight hours: -360 USDC, -360.00 USD"), table);
            assertTrue(table.contains("meanwhile no order in BTC that would raise IM is taken"), table);
            assertTrue(table.endsWith("bascule stress ok account=DESK1-A out=" + out + System.lineSeparator()), table);

            refuses("there is no account NOBODY", "--account", "NOBODY");
            refuses("there is no underlying DOGE", "--account", "DESK1-A", "--shock", "price:DOGE=-1%");
            refuses("hours of funding: 1 to 168", "--account", "DESK1-A", "--shock", "funding:1%x200h");
            refuses("a price moves by more than -100 %", "--account", "DESK1-A", "--shock", "price:BTC=-100%");
        }
    }

    @Test
    void shouldRefuseAShockThatIsNone() {
        refuses("'prize' is no shock", "--account", "A", "--shock", "prize:BTC=-1%");
        refuses("'BTC' is no move of an underlying", "--account", "A", "--shock", "price:BTC");
        refuses("'' is no move of an underlying", "--account", "A", "--shock", "price:");
        refuses("'x%' is no percentage", "--account", "A", "--shock", "price:BTC=x%");
        refuses("'-20' is no percentage", "--account", "A", "--shock", "price:BTC=-20");
        refuses("'-100.1%' is beyond 100 %", "--account", "A", "--shock", "price:BTC=-100.1%");
        refuses("'1e999999999%' is beyond 100 %", "--account", "A", "--shock", "price:BTC=1e999999999%");
        refuses("'1e-999999999%' has more than 4 decimals", "--account", "A", "--shock", "price:BTC=1e-999999999%");
        refuses("'1.00001%' has more than 4 decimals", "--account", "A", "--shock", "price:BTC=1.00001%");
        refuses("'' is no underlying's name", "--account", "A", "--shock", "price:=1%");
        refuses("'' is no underlying's name", "--account", "A", "--shock", "oracle:");
        refuses("'0.5%' is no funding", "--account", "A", "--shock", "funding:0.5%");
        refuses("'many' is no number of hours", "--account", "A", "--shock", "funding:0.5%xmanyh");
        refuses("'0.00000001%' has more than 7 decimals", "--account", "A", "--shock", "funding:0.00000001%x1h");
        refuses("no account has such a name", "--account", "A".repeat(255));
        String[] many = new String[2 + 2 * 33];
        many[0] = "--account";
        many[1] = "A";
        for (int n = 0; n < 33; n++) {
            many[2 + 2 * n] = "--shock";
            many[3 + 2 * n] = "correlation";
        }
        refuses("33 times, at most 32", many);
        refuses("Missing required option: '--account=NAME'");
    }

    @Test
    void shouldSayThatNoVenueRuns() {
        assertEquals(1, execute("--account", "DESK1-A"));
        assertEquals("no engine runs on " + data + System.lineSeparator(), err.toString());
    }

    private void refuses(String text, String... args) {
        err.getBuffer().setLength(0);
        printed.getBuffer().setLength(0);
        assertEquals(2, execute(args), text);
        assertTrue(err.toString().contains(text), err.toString());
        assertEquals("", printed.toString());
    }

    private static void assertMoney(String expected, JsonNode figure) {
        assertEquals(0, new BigDecimal(expected).compareTo(new BigDecimal(figure.asText())), expected + " " + figure);
    }

    private int execute(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "stress";
        all[1] = "--data";
        all[2] = data.toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return new CommandLine(new BasculeCommand())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private static String field(String message, int tag) {
        String start = "|" + tag + "=";
        int at = message.indexOf(start) + start.length();
        return message.substring(at, message.indexOf('|', at));
    }
}
