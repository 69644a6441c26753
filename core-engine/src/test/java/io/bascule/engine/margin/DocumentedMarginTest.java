package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/margin.md says what the engine does: its examples are recomputed of the parameters that it prints. */
class DocumentedMarginTest {
    private static final Path PAGE = Path.of("docs/margin.md");
    private static final long E8 = 100_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final List<String> FIGURES =
            List.of("scan", "basis", "liquidity", "haircut", "provisions", "order loss", "IM", "MM", "equity");

    private final List<Underlying> underlyings = new ArrayList<>();
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();
    private final MarginRules rules;

    DocumentedMarginTest() throws IOException {
        final TestParameters parameters = new TestParameters().deduction(20_000, 1_000_000_000_000L);
        for (final Map<String, String> row : table("| underlying | index |")) {
            parameters.add(parameters(row));
            underlyings.add(new Underlying(
                    underlyings.size() + 1,
                    new UnderlyingDefinition(
                            row.get("underlying"), row.get("underlying") + "-INDEX", e8(row.get("index")), 200_000)));
        }
        parameters.moves(600_000, -1_000_000, 1_000_000, -500_000, 500_000);
        instrument("BTC-PERP", 0, InstrumentKind.LINEAR_PERPETUAL, 0, 0);
        instrument("ETH-PERP", 1, InstrumentKind.LINEAR_PERPETUAL, 0, 0);
        instrument("BTCUSD-PERP", 0, InstrumentKind.INVERSE_PERPETUAL, 100 * E8, 0);
        instrument("BTC-DATED", 0, InstrumentKind.LINEAR_FUTURE, 0, 73 * DAY_NS);
        rules = new MarginRules(parameters.build(), underlyings, List.copyOf(instruments.values()), 0);
    }

    @Test
    void shouldRecomputeEveryExample() throws IOException {
        final List<Map<String, String>> examples = table("| holds | orders |");
        assertTrue(examples.size() >= 8, examples.size() + " examples");
        final List<String> said = new ArrayList<>();
        final List<String> computed = new ArrayList<>();
        for (final Map<String, String> example : examples) {
            final Holdings holdings = new Holdings();
            for (final String held : parts(example.get("holds"))) {
                hold(holdings, held);
            }
            for (final String order : parts(example.get("orders"))) {
                open(holdings, order);
            }
            final String what = example.get("holds") + " | " + example.get("orders") + " | ";
            said.add(
                    what + String.join(" | ", FIGURES.stream().map(example::get).toList()));
            computed.add(what + String.join(" | ", compute(holdings)));
        }
        assertEquals(String.join("\n", computed), String.join("\n", said));
    }

    private List<String> compute(final Holdings holdings) {
        final PortfolioMargin margin = new PortfolioMargin(rules);
        final MarginBreakdown of = new MarginBreakdown();
        final MarginFigures figures = new MarginFigures();
        margin.refresh(holdings, 1);
        margin.breakdown(holdings, of);
        margin.figures(holdings, figures);
        final long[] micros = {
            of.scanMicros,
            of.basisMicros,
            of.liquidityMicros,
            of.haircutMicros,
            of.provisionsMicros,
            of.orderLossMicros,
            figures.initialMarginMicros,
            figures.maintenanceMarginMicros,
            figures.equityMicros
        };
        assertEquals(0, of.concentrationMicros + of.confidenceMicros + of.pegMicros);
        return Arrays.stream(micros)
                .mapToObj(one -> BigDecimal.valueOf(one, 6).stripTrailingZeros().toPlainString())
                .toList();
    }

    /** Such as {@code -10 BTC-PERP}, at mark, or {@code 5 BTC}. */
    private void hold(final Holdings holdings, final String held) {
        final String[] words = held.split(" ", -1);
        final BigDecimal quantity = new BigDecimal(words[0]);
        final Instrument instrument = instruments.get(words[1]);
        if (instrument == null) {
            final Currency currency = Currency.valueOf(words[1]);
            holdings.credit(
                    currency,
                    quantity.multiply(BigDecimal.valueOf(currency.unitsPerWhole()))
                            .longValueExact());
            return;
        }
        final long lots = lots(instrument, quantity);
        holdings.fill(
                instrument,
                lots > 0 ? Side.BUY : Side.SELL,
                Math.abs(lots),
                instrument.markE8() / instrument.definition().tickSizeE8());
    }

    /** Such as {@code buy 3 BTC-PERP at 60000}. */
    private void open(final Holdings holdings, final String order) {
        final String[] words = order.split(" ", -1);
        final Instrument instrument = instruments.get(words[2]);
        final Side side = words[0].equals("buy") ? Side.BUY : Side.SELL;
        final long lots = lots(instrument, new BigDecimal(words[1]));
        final long ticks = e8(words[4]) / instrument.definition().tickSizeE8();
        holdings.openOrder(instrument.id(), side, lots, OrderLoss.micros(instrument, side, ticks, lots));
    }

    private static long lots(final Instrument instrument, final BigDecimal quantity) {
        return quantity.movePointRight(8).longValueExact()
                / instrument.definition().lotSizeE8();
    }

    private static List<String> parts(final String cell) {
        return cell.equals("–") ? List.of() : List.of(cell.split(", ", -1));
    }

    /** The rows of the table with this head, each by the head's names. */
    private static List<Map<String, String>> table(final String head) throws IOException {
        final List<String> lines = Files.readAllLines(PAGE);
        int at = 0;
        while (!lines.get(at).startsWith(head)) {
            at++;
        }
        final List<String> names = cells(lines.get(at));
        final List<Map<String, String>> rows = new ArrayList<>();
        for (int n = at + 2; n < lines.size() && lines.get(n).startsWith("|"); n++) {
            final List<String> cells = cells(lines.get(n));
            assertEquals(names.size(), cells.size(), lines.get(n));
            final Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < cells.size(); column++) {
                row.put(names.get(column), cells.get(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(final String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static UnderlyingParameters parameters(final Map<String, String> row) {
        return new UnderlyingParameters(
                row.get("underlying"),
                LiquidityClass.MAJOR,
                e6(row.get("S_IM")),
                e6(row.get("S_MM")),
                e6(row.get("θ")),
                e6(row.get("gainWeight")),
                e6(row.get("basis")),
                e6(row.get("basisYear")),
                e6(row.get("halfSpread")),
                List.of(
                        new ImpactStep(0, e6(row.get("impact from 0"))),
                        new ImpactStep(250_000_000_000L, e6(row.get("impact from 250,000")))),
                5_000_000_000_000_000L,
                e6(row.get("haircut")),
                e6(row.get("funding per 8 h")) * 1_000);
    }

    private void instrument(
            final String symbol,
            final int underlying,
            final InstrumentKind kind,
            final long contractSizeE8,
            final long expiryNs) {
        final int id = instruments.size() + 1;
        final InstrumentDefinition definition = new InstrumentDefinition(
                symbol,
                underlyings.get(underlying).definition().name(),
                kind,
                contractSizeE8,
                expiryNs,
                50_000_000,
                kind == InstrumentKind.INVERSE_PERPETUAL ? E8 : 1_000_000,
                1_000_000 * E8,
                E8,
                1_000 * E8,
                5_000 * E8,
                200_000,
                50_000,
                100_000,
                400_000);
        instruments.put(symbol, new Instrument(id, definition, underlyings.get(underlying)));
    }

    private static long e8(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    private static long e6(final String decimal) {
        return new BigDecimal(decimal).movePointRight(6).longValueExact();
    }
}
