package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The price band of margin.md: while prices have moved by less, no account has come to a threshold. */
class PriceMovementTest {
    private static final long E9 = 1_000_000_000L;
    private static final long MICROS = 1_000_000L;

    private final PriceMovement movement = new PriceMovement();
    private final OpenInterest openInterest = new OpenInterest();

    /** Books with every kind of instrument, coins and orders; all prices to the worst corners of what is allowed. */
    @Test
    void shouldNotLetAnAccountComeToAThresholdWithinItsBand() {
        final Random random = new Random(21);
        int banded = 0;
        int walked = 0;
        for (int n = 0; n < 3_000; n++) {
            final RandomBook book = new RandomBook(random.nextLong());
            for (int change = 0; change < 20; change++) {
                book.change(change % 4 == 0 ? 20_000 : 1_000);
            }
            final long[] limits = limits(book, random);
            takeOrderLoss(book, limits);
            final MarginFigures poor = figures(book);
            final long missing =
                    Math.max(poor.maintenanceMarginMicros * 3 / 2 - poor.equityMicros, -poor.excessMicros) + 1;
            // just above a threshold, or far
            final long more = (long) (Math.pow(10, random.nextInt(5)) * random.nextDouble() * 1_000 * MICROS);
            book.holdings.credit(Currency.USDC, missing + more);
            final PriceMovement looked = new PriceMovement();
            looked.take(book.rules, openInterest);
            final long bandE9 = band(looked, book);
            banded += bandE9 > 0 ? 1 : 0;
            final long endE9 = looked.totalE9() + bandE9;
            for (int step = 0; step < 20 && looked.totalE9() < endE9; step++) {
                move(book, random, (endE9 - looked.totalE9()) / (1 + random.nextInt(3)));
                looked.take(book.rules, openInterest);
                if (looked.totalE9() > endE9) {
                    break; // rounded beyond it
                }
                walked++;
                takeOrderLoss(book, limits);
                final MarginFigures figures = figures(book);
                final String at = "book " + n + " step " + step + " band " + bandE9;
                assertTrue(figures.excessMicros >= 0, at);
                assertTrue(2 * figures.equityMicros >= 3 * figures.maintenanceMarginMicros, at);
            }
        }
        assertTrue(banded > 1_000, banded + " accounts had a band");
        assertTrue(walked > 3_000, walked + " moves were within one");
    }

    /** A limit for each side of each instrument, within a tenth of mark. */
    private static long[] limits(final RandomBook book, final Random random) {
        final long[] limits = new long[2 * book.instruments.size()];
        for (int i = 0; i < limits.length; i++) {
            final Instrument instrument = book.instruments.get(i / 2);
            final double factor = 0.9 + 0.2 * random.nextDouble();
            limits[i] = Math.max(1, (long)
                    (instrument.markE8() * factor / instrument.definition().tickSizeE8()));
        }
        return limits;
    }

    private static void takeOrderLoss(final RandomBook book, final long[] limits) {
        final Holdings holdings = book.holdings;
        for (int i = 0; i < book.instruments.size(); i++) {
            final Instrument instrument = book.instruments.get(i);
            final int id = instrument.id();
            final long buys = holdings.buyLots(id);
            final long sells = holdings.sellLots(id);
            holdings.orderLossMicros(
                    id,
                    (buys == 0 ? 0 : OrderLoss.micros(instrument, Side.BUY, limits[2 * i], buys))
                            + (sells == 0 ? 0 : OrderLoss.micros(instrument, Side.SELL, limits[2 * i + 1], sells)));
        }
    }

    /** Every index and mark up or down, most of them as far as they may; the USDC stays where it is. */
    private static void move(final RandomBook book, final Random random, final long byE9) {
        for (final Underlying underlying : book.underlyings) {
            if (!underlying.definition().name().equals("USDC")) {
                final boolean isUp = random.nextBoolean();
                underlying.indexE8(moved(underlying.indexE8(), byE9, isUp));
                for (final Instrument instrument : book.instruments) {
                    final boolean goesWith = random.nextInt(4) != 0;
                    if (instrument.underlying() == underlying && instrument.ownMarkE8() != 0) {
                        instrument.ownMarkE8(moved(instrument.ownMarkE8(), byE9, goesWith == isUp));
                    }
                }
            }
        }
    }

    private static long moved(final long priceE8, final long byE9, final boolean isUp) {
        return Math.max(1, isUp ? (long) (priceE8 * (1 + byE9 / 1e9)) : (long) Math.ceil(priceE8 / (1 + byE9 / 1e9)));
    }

    private MarginFigures figures(final RandomBook book) {
        final PortfolioMargin margin = margin(book);
        final MarginFigures figures = new MarginFigures();
        margin.figures(book.holdings, figures);
        return figures;
    }

    private PortfolioMargin margin(final RandomBook book) {
        final PortfolioMargin margin = new PortfolioMargin(book.rules, openInterest, 1);
        margin.refresh(book.holdings, 1);
        return margin;
    }

    private long band(final PriceMovement looked, final RandomBook book) {
        final MarginFigures figures = figures(book);
        return margin(book).bandE9(looked, book.holdings, figures.maintenanceMarginMicros, figures.excessMicros);
    }

    /** Half of its notional behind it, an account of one leg need not be looked at for a move of some per cent. */
    @Test
    void shouldBeWideForAnAccountFarFromItsThresholds() {
        final RandomBook book = new RandomBook(1);
        final Instrument bitcoin = book.instruments.get(0);
        book.holdings.fill(bitcoin, Side.BUY, 10_000, bitcoin.markE8() / 50_000_000); // 10 coins at 60,000
        book.holdings.credit(Currency.USDC, 300_000 * MICROS);
        movement.take(book.rules, openInterest);

        final long bandE9 = band(movement, book);

        assertTrue(bandE9 > E9 * 3 / 100 && bandE9 < E9 * 5 / 100, "band " + bandE9);
    }

    @Test
    void shouldAddUpMovementsUpAndDown() {
        final RandomBook book = new RandomBook(1);
        final Underlying solana = book.underlyings.get(2);
        movement.take(book.rules, openInterest);
        final long before = movement.totalE9();

        solana.indexE8(solana.indexE8() * 101 / 100);
        movement.take(book.rules, openInterest);
        assertEquals(before + 10_000_000, movement.totalE9());

        solana.indexE8(solana.indexE8() * 100 / 101);
        movement.take(book.rules, openInterest);
        assertEquals(before + 20_000_000, movement.totalE9());

        movement.take(book.rules, openInterest);
        assertEquals(before + 20_000_000, movement.totalE9());
    }

    @Test
    void shouldCountWhatConfidenceAndFundingChangeBy() {
        final RandomBook book = new RandomBook(1);
        final Underlying solana = book.underlyings.get(2);
        final Instrument bitcoin = book.instruments.get(0);
        movement.take(book.rules, openInterest);
        final long before = movement.totalE9();

        solana.confidenceE6(500);
        movement.take(book.rules, openInterest);
        assertEquals(before + 2 * 500_000, movement.totalE9());

        bitcoin.meanFundingE9(315_865); // 115,865 are in the parameters
        movement.take(book.rules, openInterest);
        assertEquals(before + 2 * 500_000 + 2 * 200_000, movement.totalE9());
    }

    @Test
    void shouldLookAtAllWhenOpenInterestRulesOrThePegChange() {
        final RandomBook book = new RandomBook(1);
        movement.take(book.rules, openInterest);
        final long first = movement.totalE9();

        openInterest.take(List.of(), book.instruments);
        movement.take(book.rules, openInterest);
        assertEquals(first + E9, movement.totalE9());

        final MarginRules others = new MarginRules(book.parameters, book.underlyings, book.instruments, RandomBook.DAY);
        movement.take(others, openInterest);
        assertEquals(first + 2 * E9, movement.totalE9());

        final Underlying usdc = book.underlyings.get(4);
        usdc.indexE8(usdc.indexE8() * 994 / 1_000); // beyond the first tier
        movement.take(others, openInterest);
        assertEquals(first + 3 * E9, movement.totalE9());
    }

    @Test
    void shouldHaveNoBandWhereAnAccountMayBeConcentrated() {
        final RandomBook book = new RandomBook(1);
        final Instrument bitcoin = book.instruments.get(0);
        book.holdings.credit(Currency.USDC, 100_000_000 * MICROS);
        movement.take(book.rules, openInterest);

        book.holdings.fill(bitcoin, Side.BUY, 13_300, bitcoin.markE8() / 50_000_000); // of 20 million less than 4 %
        final long below = band(movement, book);
        book.holdings.fill(bitcoin, Side.BUY, 100, bitcoin.markE8() / 50_000_000); // and more
        final long above = band(movement, book);

        assertTrue(below > 0);
        assertEquals(0, above);
    }
}
