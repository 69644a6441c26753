package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PlainMargin;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.margin.RandomBook;
import io.bascule.engine.order.OrderRequest;
import org.junit.jupiter.api.Test;

/** The price that is found is at risk, and one tick before it is not: by the naive margin over the whole account. */
class LiquidationPriceTest {
    private static final long SEED = 5;
    private static final long MILLION = 1_000_000_000_000L;

    private final RandomBook book = new RandomBook(SEED);
    private final PlainMargin twin =
            new PlainMargin(book.parameters, book.underlyings, book.instruments, RandomBook.DAY);

    @Test
    void shouldFindTheFirstTickAtRisk() {
        final PortfolioMargin margin = new PortfolioMargin(book.rules);
        int found = 0;
        int foundInverse = 0;
        for (int n = 0; n < 3_000; n++) {
            for (int change = 0; change < 5; change++) {
                book.change(2_000);
            }
            book.holdings.credit(Currency.USDC, rescue(margin));
            margin.refresh(book.holdings, book.pricesVersion);
            for (final Instrument instrument : book.instruments) {
                if (book.holdings.lots(instrument.id()) != 0) {
                    final long priceE8 = LiquidationPrice.find(margin, book.holdings, instrument);
                    final boolean isFound = verify(instrument, priceE8, "seed " + SEED + " book " + n);
                    found += isFound ? 1 : 0;
                    foundInverse += isFound && instrument.isInverse() ? 1 : 0;
                }
            }
        }
        assertTrue(found > 1_000, found + " prices found");
        assertTrue(foundInverse > 200, foundInverse + " prices of inverse contracts found");
    }

    /** Keeps the account a little above water, most of the time. */
    private long rescue(final PortfolioMargin margin) {
        final Holdings holdings = book.holdings;
        margin.refresh(holdings, book.pricesVersion);
        final long excess = margin.equityMicros(holdings) - margin.maintenanceMarginMicros(holdings);
        return book.random.nextInt(5) == 0 ? 0 : (long) (book.random.nextDouble() * MILLION) - excess;
    }

    /** Returns whether a price was found that is not the mark. */
    private boolean verify(final Instrument instrument, final long priceE8, final String at) {
        final boolean isLong = book.holdings.lots(instrument.id()) > 0;
        final long tick = instrument.definition().tickSizeE8();
        final long last = isLong ? tick : instrument.definition().maxPriceE8();
        if (isAtRisk(instrument, instrument.markE8())) {
            assertEquals(instrument.markE8(), priceE8, at);
            return false;
        }
        if (priceE8 == OrderRequest.ABSENT) {
            assertFalse(isAtRisk(instrument, last), at);
            return false;
        }
        final long before = isLong ? priceE8 + tick : priceE8 - tick;
        assertTrue(isAtRisk(instrument, priceE8), at);
        final boolean isBeyondMark = isLong ? before > instrument.markE8() : before < instrument.markE8();
        assertTrue(isBeyondMark || !isAtRisk(instrument, before), at);
        return true;
    }

    private boolean isAtRisk(final Instrument instrument, final long priceE8) {
        final PlainMargin.Figures figures = twin.moved(instrument.underlying(), priceE8, instrument.markE8())
                .figures(book.holdings);
        return figures.equity().compareTo(figures.maintenanceMargin()) <= 0;
    }
}
