package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * The mark of one instrument and its parts (margin.md, Mark). Averages of the book's middle above the index are taken
 * once a second; the mark is put together of them, of the book and of external prices when the index or a timer says
 * so. A part that is absent is 0: a price of 0 is no price.
 *
 * <table>
 * <caption>What the mark is</caption>
 * <tr><td>book and external prices</td><td>median of index + 150 s average, book, external</td></tr>
 * <tr><td>book only</td><td>median of index + 150 s average, book, index + 30 s average</td></tr>
 * <tr><td>no book</td><td>index + the last 150 s average, which decays; flagged</td></tr>
 * </table>
 *
 * <p>Always clamped to a fraction of the index. A third average, of eight hours, is no part of the mark: it says where
 * the middle usually is, which is what the venue's own orders are held against.
 */
public final class MarkPrice {
    private final Ema slow = new Ema(Ema.K_150_S);
    private final Ema fast = new Ema(Ema.K_30_S);
    private final Ema usual = new Ema(Ema.K_8_H);
    private long averagedE8;
    private long bookE8;
    private long thirdE8;

    /**
     * Takes the same sample for so many seconds.
     *
     * @param aboveE8 the book's middle less the index; 0 where there is no book: the averages decay.
     */
    public void sample(final long aboveE8, final long seconds) {
        slow.advance(aboveE8, seconds);
        fast.advance(aboveE8, seconds);
        usual.advance(aboveE8, seconds);
    }

    /** Whether another second with this sample would leave the mark as it is. */
    public boolean rests(final long aboveE8) {
        return slow.rests(aboveE8) && fast.rests(aboveE8);
    }

    /**
     * Puts the mark together.
     *
     * @param indexE8 more than zero.
     * @param clampE6 how far from the index it may be.
     * @param newBookE8 median of best bid, best ask and last trade; 0: no two-sided book of the impact notional.
     * @param externalE8 weighted median of external perpetuals; 0: none.
     * @return the mark in 1e-8.
     */
    public long take(final long indexE8, final long clampE6, final long newBookE8, final long externalE8) {
        averagedE8 = indexE8 + slow.valueE8();
        bookE8 = newBookE8;
        thirdE8 = externalE8 != 0 || isFlagged() ? externalE8 : indexE8 + fast.valueE8();
        final long middleE8 = isFlagged() ? averagedE8 : median(averagedE8, bookE8, thirdE8);
        final long allowedE8 = FixedPoint.mulDivFloor(indexE8, clampE6, E6);
        return Math.min(Math.max(middleE8, indexE8 - allowedE8), indexE8 + allowedE8);
    }

    /** Index + 150 s average. */
    public long averagedE8() {
        return averagedE8;
    }

    /** Median of best bid, best ask and last trade; 0: absent. */
    public long bookE8() {
        return bookE8;
    }

    /** Weighted median of external perpetuals, in place of it index + 30 s average; 0: absent. */
    public long thirdE8() {
        return thirdE8;
    }

    /** Whether there was no book, so that the mark is but the index and what is left of an average. */
    public boolean isFlagged() {
        return bookE8 == 0;
    }

    /** What the 150 s average says of the book's middle above the index. */
    public long slowE8() {
        return slow.valueE8();
    }

    /** The same of 30 s. */
    public long fastE8() {
        return fast.valueE8();
    }

    /** What the average of eight hours says of the book's middle above the index. */
    public long usualE8() {
        return usual.valueE8();
    }

    /** Takes a saved state's averages. */
    public void restoreAverages(final long newSlowE8, final long newFastE8, final long newUsualE8) {
        slow.restore(newSlowE8);
        fast.restore(newFastE8);
        usual.restore(newUsualE8);
    }

    /** Takes the parts of a saved state's mark. */
    public void restoreParts(final long newAveragedE8, final long newBookE8, final long newThirdE8) {
        averagedE8 = newAveragedE8;
        bookE8 = newBookE8;
        thirdE8 = newThirdE8;
    }

    /** The middle one of three. */
    public static long median(final long a, final long b, final long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
