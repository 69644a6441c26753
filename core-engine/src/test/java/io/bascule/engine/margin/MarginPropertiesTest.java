package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The properties of margin.md that always hold, on seeded books with every kind of instrument and every term on. */
class MarginPropertiesTest {
    /** Scaling by n scales every requirement at least n-fold, to a unit for each term that is rounded. */
    @Test
    void shouldScaleAtLeastLinearly() {
        final Random random = new Random(11);
        for (int n = 0; n < 2_000; n++) {
            final RandomBook book = book(random.nextLong());
            final Holdings scaled = new Holdings();
            final int factor = 2 + random.nextInt(20);
            for (final Instrument instrument : book.instruments) {
                final long lots = book.holdings.lots(instrument.id());
                if (lots != 0) {
                    scaled.restore(instrument.id(), lots * factor, book.holdings.costUnits(instrument.id()) * factor);
                }
                final long buys = book.holdings.buyLots(instrument.id());
                final long sells = book.holdings.sellLots(instrument.id());
                scaled.changeOrder(instrument.id(), Side.BUY, buys * factor, 0);
                scaled.changeOrder(instrument.id(), Side.SELL, sells * factor, 0);
            }
            for (int c = 0; c < Currency.count(); c++) {
                scaled.credit(Currency.at(c), book.holdings.cashUnits(Currency.at(c)) * factor);
            }
            book.holdings.orderLossMicros(1, -orderLossOfOthers(book));
            final MarginFigures once = figures(book, book.holdings);
            final MarginFigures more = figures(book, scaled);
            final long units = 400L * factor;
            final String at = "book " + n + " times " + factor;
            assertTrue(more.initialMarginMicros + units >= factor * once.initialMarginMicros, at);
            assertTrue(more.maintenanceMarginMicros + units >= factor * once.maintenanceMarginMicros, at);
        }
    }

    private static long orderLossOfOthers(final RandomBook book) {
        return book.holdings.totalOrderLossMicros() - book.holdings.orderLossMicros(1);
    }

    /** In a book of one instrument and USD collateral reducing never raises MM: perpetuals and futures of any class. */
    @Test
    void shouldNeverRaiseMaintenanceByReducing() {
        final Random random = new Random(12);
        for (int n = 0; n < 4_000; n++) {
            final RandomBook book = new RandomBook(random.nextLong());
            final List<Instrument> settledInUsd = book.instruments.stream()
                    .filter(instrument -> !instrument.isInverse())
                    .toList();
            final Instrument instrument = settledInUsd.get(n % settledInUsd.size());
            final long lots = 1L + random.nextInt(5_000_000);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            book.fill(book.holdings, instrument, side, lots);
            final long indexE8 = instrument.underlying().indexE8();
            instrument.underlying().indexE8(indexE8 / 2 + (long) (random.nextDouble() * indexE8)); // it gains or loses
            final long before = figures(book, book.holdings).maintenanceMarginMicros;
            book.fill(
                    book.holdings,
                    instrument,
                    side == Side.BUY ? Side.SELL : Side.BUY,
                    1 + (long) (random.nextDouble() * (lots - 1)));
            assertTrue(figures(book, book.holdings).maintenanceMarginMicros <= before, "book " + n);
        }
    }

    /** Merging two books never raises scan risk while C is slack: Σ f is subadditive. A satoshi is 600 micros. */
    @Test
    void shouldNeverRaiseScanRiskByMerging() {
        final Random random = new Random(13);
        for (int n = 0; n < 2_000; n++) {
            final RandomBook first = book(random.nextLong());
            final RandomBook second = book(random.nextLong());
            final Holdings merged = new Holdings();
            for (final RandomBook book : List.of(first, second)) {
                for (final Instrument instrument : book.instruments) {
                    final int id = instrument.id();
                    merged.restore(
                            id,
                            merged.lots(id) + book.holdings.lots(id),
                            merged.costUnits(id) + book.holdings.costUnits(id));
                    merged.changeOrder(id, Side.BUY, book.holdings.buyLots(id), 0);
                    merged.changeOrder(id, Side.SELL, book.holdings.sellLots(id), 0);
                }
                for (int c = 0; c < Currency.count(); c++) {
                    merged.credit(Currency.at(c), book.holdings.cashUnits(Currency.at(c)));
                }
            }
            final long together = slackScan(first, merged);
            final long apart = slackScan(first, first.holdings) + slackScan(first, second.holdings);
            assertTrue(together <= apart + 1_300, "books " + n + ": " + together + " > " + apart);
        }
    }

    /** Scan risk with so large a C that only Σ f counts, at the marks of a book. */
    private static long slackScan(final RandomBook book, final Holdings of) {
        final MarginParameters p = book.parameters;
        final MarginParameters slack = new MarginParameters(
                p.name(),
                0,
                p.sha256(),
                p.maintenanceE6(),
                p.deductionRateE6(),
                9_000_000_000_000_000L,
                p.pegTiers(),
                p.underlyings(),
                p.scenarios());
        final PortfolioMargin margin =
                new PortfolioMargin(new MarginRules(slack, book.underlyings, book.instruments, RandomBook.DAY));
        margin.refresh(of, 1);
        final MarginBreakdown breakdown = new MarginBreakdown();
        margin.breakdown(of, breakdown);
        return breakdown.scanMicros;
    }

    /** Exactness of the extremes: no set of partial fills needs more than what was asked for the open orders. */
    @Test
    void shouldCoverEverySetOfPartialFills() {
        final Random random = new Random(14);
        for (int n = 0; n < 2_000; n++) {
            final RandomBook book = book(random.nextLong());
            final long asked = figures(book, book.holdings).initialMarginMicros - book.holdings.totalOrderLossMicros();
            final Holdings filled = new Holdings();
            filled.copyFrom(book.holdings, book.instruments.size());
            for (final Instrument instrument : book.instruments) {
                final int id = instrument.id();
                final long buys = Math.round(book.holdings.buyLots(id) * random.nextDouble());
                final long sells = Math.round(book.holdings.sellLots(id) * random.nextDouble());
                // at no gain or loss, so that coins are not changed by it
                final long lots = book.holdings.lots(id) + buys - sells;
                filled.restore(
                        id,
                        lots,
                        instrument.valueUnits(lots, instrument.markE8())
                                - instrument.valueUnits(book.holdings.lots(id), instrument.markE8())
                                + book.holdings.costUnits(id));
                filled.changeOrder(id, Side.BUY, -book.holdings.buyLots(id), 0);
                filled.changeOrder(id, Side.SELL, -book.holdings.sellLots(id), 0);
                filled.orderLossMicros(id, 0);
            }
            final long needed = figures(book, filled).initialMarginMicros;
            assertTrue(needed <= asked, "book " + n + ": " + needed + " > " + asked);
        }
    }

    private static RandomBook book(final long seed) {
        final RandomBook book = new RandomBook(seed);
        for (int change = 0; change < 30; change++) {
            book.change(change % 3 == 0 ? 200_000 : 2_000);
        }
        return book;
    }

    private static MarginFigures figures(final RandomBook book, final Holdings of) {
        final PortfolioMargin margin = new PortfolioMargin(book.rules);
        margin.refresh(of, 1);
        final MarginFigures figures = new MarginFigures();
        margin.figures(of, figures);
        return figures;
    }
}
