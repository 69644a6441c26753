package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every pair of order state and request with every fill that may cross it, against {@code state-matrix.txt}, which says
 * what each word means.
 */
final class StateMatrixTest {
    private static final List<String> STATES =
            List.of("new", "replaced", "partial", "filled", "cancelled", "part-done", "expired", "rejected", "unknown");
    private static final List<String> REQUESTS =
            List.of("cancel", "lower", "raise", "reprice", "cross", "to 4", "to 1");
    private static final List<String> FILLS = List.of("none", "some before", "all before", "some after", "all after");

    /** A line of the table. */
    private record Row(List<String> states, String request, String fill, List<String> said) {
        boolean covers(final String state, final String aRequest, final String aFill) {
            return states.contains(state)
                    && (request.equals("*") || request.equals(aRequest))
                    && (fill.equals("*") || fill.equals(aFill));
        }

        int stars() {
            return (request.equals("*") ? 1 : 0) + (fill.equals("*") ? 1 : 0);
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldSayWhatTheTableSays() throws IOException {
        final List<Row> rows = rows();
        return combinations()
                .map(c -> DynamicTest.dynamicTest(
                        String.join(", ", c),
                        () -> assertEquals(row(rows, c).said, said(c.get(0), c.get(1), c.get(2)))));
    }

    @Test
    void shouldHaveNoLineInTheTableThatNothingComesTo() throws IOException {
        final List<Row> rows = rows();
        final Set<Row> used = new HashSet<>();
        combinations().forEach(c -> used.add(row(rows, c)));
        assertEquals(Set.copyOf(rows), used);
    }

    private static Stream<List<String>> combinations() {
        return STATES.stream().flatMap(state -> REQUESTS.stream()
                .flatMap(request -> FILLS.stream().map(fill -> List.of(state, request, fill))));
    }

    private static Row row(final List<Row> rows, final List<String> combination) {
        Row found = null;
        for (final Row row : rows) {
            if (row.covers(combination.get(0), combination.get(1), combination.get(2))) {
                if (found != null && found.stars() == row.stars()) {
                    throw new AssertionError("two lines of the table are about " + combination);
                }
                found = found == null || row.stars() < found.stars() ? row : found;
            }
        }
        if (found == null) {
            throw new AssertionError("the table says nothing about " + combination);
        }
        return found;
    }

    /** What the venue says of the order from the fill or the request on, whichever comes first. */
    private static List<String> said(final String state, final String request, final String fill) {
        final VenueFixture f = new VenueFixture();
        bring(f, state);
        if (request.equals("cross")) {
            f.quote(BTC, Side.SELL, "60001", "2");
        }
        final List<String> said = new ArrayList<>();
        final String orig = state.equals("replaced") ? "p" : "o";
        f.watcher = report -> {
            if (report.sessionId == DESK) {
                said.add(text(report, orig));
            }
        };
        if (fill.endsWith("before")) {
            sell(f, fill);
        }
        send(f, request, orig);
        if (fill.endsWith("after")) {
            sell(f, fill);
        }
        f.venue.stateHash(); // takes the full sums
        return said;
    }

    private static void bring(final VenueFixture f, final String state) {
        final boolean isReplaced = state.equals("replaced");
        if (!state.equals("unknown")) {
            final TimeInForce timeInForce = state.equals("expired") ? TimeInForce.DAY : TimeInForce.GTC;
            final String price = state.equals("rejected") ? "60000.1" : "60000";
            f.place(isReplaced ? "p" : "o", DESK, DESK_A, BTC, Side.BUY, price, "10", timeInForce);
        }
        switch (state) {
            case "replaced" -> f.replace(DESK, "o", "p", BTC, Side.BUY, "60000", "10");
            case "partial" -> sell(f, "4");
            case "filled" -> sell(f, "10");
            case "cancelled" -> f.cancel(DESK, "x", "o");
            case "part-done" -> {
                sell(f, "4");
                f.cancel(DESK, "x", "o");
            }
            case "expired" -> f.venue.rollDay(f.nowNs++);
            default -> {
                // It is so.
            }
        }
    }

    private static void sell(final VenueFixture f, final String fill) {
        final String quantity = fill.startsWith("some") ? "2" : fill.startsWith("all") ? "20" : fill;
        f.place("s" + f.nowNs, MM, MAKER, BTC, Side.SELL, "60000", quantity, TimeInForce.IOC);
    }

    private static void send(final VenueFixture f, final String request, final String orig) {
        switch (request) {
            case "cancel" -> f.cancel(DESK, "r", orig);
            case "lower" -> f.replace(DESK, "r", orig, BTC, Side.BUY, "60000", "8");
            case "raise" -> f.replace(DESK, "r", orig, BTC, Side.BUY, "60000", "12");
            case "reprice" -> f.replace(DESK, "r", orig, BTC, Side.BUY, "59999", "10");
            case "cross" -> f.replace(DESK, "r", orig, BTC, Side.BUY, "60001", "10");
            case "to 4" -> f.replace(DESK, "r", orig, BTC, Side.BUY, "60000", "4");
            case "to 1" -> f.replace(DESK, "r", orig, BTC, Side.BUY, "60000", "1");
            default -> throw new IllegalArgumentException(request);
        }
    }

    private static String text(final Report report, final String orig) {
        final String names = " 11=" + report.clOrdId;
        if (report.execType != null) {
            return "8" + names + (report.origClOrdId.isEmpty() ? "" : " 41=" + report.origClOrdId) + " 150="
                    + (char) report.execType.code() + " 39=" + (char) report.ordStatus.code() + " 38="
                    + (report.orderQtyE8 == OrderRequest.ABSENT ? "" : plain(report.orderQtyE8)) + " 14="
                    + plain(report.cumQtyE8) + " 151=" + plain(report.leavesQtyE8);
        }
        final String as = report.origClOrdId.toString().equals(orig) ? "O" : report.origClOrdId.toString();
        return "9" + names + " 41=" + as + (report.orderId == 0 ? " 37=NONE" : "") + " 39="
                + (char) report.ordStatus.code() + " 102=" + cxlRejReason(report) + " 434="
                + (report.responseToReplace ? 2 : 1);
    }

    /** CxlRejReason(102), as the gateway has it. */
    private static int cxlRejReason(final Report report) {
        return switch (report.rejectReason) {
            case TOO_LATE -> 0;
            case UNKNOWN_ORDER -> 1;
            case DUPLICATE_CL_ORD_ID -> 6;
            default -> 99;
        };
    }

    private static List<Row> rows() throws IOException {
        final List<Row> rows = new ArrayList<>();
        try (InputStream in = StateMatrixTest.class.getResourceAsStream("state-matrix.txt")) {
            for (final String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                final String[] cells = line.split("\\|", -1);
                if (cells[0].isBlank()) {
                    rows.get(rows.size() - 1).said.add(cells[3].strip());
                } else {
                    final List<String> said = new ArrayList<>();
                    said.add(cells[3].strip());
                    rows.add(new Row(
                            List.of(cells[0].strip().split(", ", -1)), cells[1].strip(), cells[2].strip(), said));
                }
            }
        }
        return rows;
    }
}
