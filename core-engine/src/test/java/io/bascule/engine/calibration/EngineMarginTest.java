package io.bascule.engine.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.margin.MarginParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EngineMarginTest {
    private static final List<String> COINS = List.of("BTC", "ETH", "SOL", "XRP", "ADA");
    private static final double NOTIONAL_USD = 10e6;
    /** Of 10 M USD: a cent, for roundings up of a micro a term. */
    private static final double TOLERANCE = 1e-9;

    private final MarginParameters parameters = MarginFile.select(MarginFile.bundled(), COINS);
    private final List<Book> books = BookShelf.of(COINS, 5, 400).stream()
            .filter(book -> book.family() != Book.Family.CARRY)
            .toList();

    @Test
    void shouldBeWhatMarginMdSaysOfEveryBook() {
        final EngineMargin engine = new EngineMargin(COINS, books, NOTIONAL_USD);
        final PlainMargin plain = new PlainMargin(COINS, NOTIONAL_USD);
        engine.take(parameters);
        plain.take(parameters);
        for (final Book book : books) {
            engine.hold(book.legs());
            plain.hold(book.legs());
            assertEquals(plain.initialMargin(), engine.initialMargin(), TOLERANCE, book.toString());
            assertEquals(plain.maintenanceMargin(), engine.maintenanceMargin(), TOLERANCE, book.toString());
        }
    }

    @Test
    void shouldHoldNothingOfTheBookBefore() {
        final EngineMargin used = new EngineMargin(COINS, books, NOTIONAL_USD);
        used.take(parameters);
        books.forEach(book -> used.hold(book.legs()));
        final EngineMargin fresh = new EngineMargin(COINS, books, NOTIONAL_USD);
        fresh.take(parameters);
        final Book last = books.get(7);
        used.hold(last.legs());
        fresh.hold(last.legs());

        assertEquals(fresh.initialMargin(), used.initialMargin());
        used.hold(List.of());
        assertEquals(0, used.initialMargin());
        assertEquals(0, used.maintenanceMargin());
    }
}
