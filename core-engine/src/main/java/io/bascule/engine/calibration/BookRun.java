package io.bascule.engine.calibration;

import java.util.List;

/** One book on its way through the days. */
final class BookRun {
    private final Book book;
    private final int[] coins;
    private final BookScore day = new BookScore();
    private final BookScore window = new BookScore();
    private final BookScore wholeDay = new BookScore();
    private final BookScore wholeWindow = new BookScore();
    private final Steadiness steadiness = new Steadiness();

    BookRun(final Book book, final List<String> allCoins) {
        this.book = book;
        coins = book.legs().stream()
                .mapToInt(leg -> allCoins.indexOf(leg.coin()))
                .distinct()
                .toArray();
    }

    Book book() {
        return book;
    }

    /** One day: IM against the loss of the day, MM against that of each four hours of it. */
    void walk(final Day of, final LegReturns returns, final BookMargin margin) {
        for (final int coin : coins) {
            if (!of.isSeasoned(coin)) {
                return;
            }
        }
        final boolean isBasis = book.family().isBasis();
        double gain = 0;
        for (final Leg leg : book.legs()) {
            gain += leg.weight() * returns.ofDay(leg, of.day(), isBasis);
        }
        if (Double.isNaN(gain)) {
            return;
        }
        margin.hold(book.legs());
        final double initial = margin.initialMargin();
        final double maintenance = margin.maintenanceMargin();
        double alone = 0;
        for (final Leg leg : book.legs()) {
            margin.hold(List.of(leg));
            alone += margin.initialMargin();
        }
        steadiness.note(of.day(), maintenance);
        wholeDay.note(of.day(), initial, alone, -gain);
        if (of.isScored()) {
            day.note(of.day(), initial, alone, -gain);
        }
        for (int n = 0; n < MarketData.WINDOWS; n++) {
            walkWindow(of, n, returns, maintenance);
        }
    }

    private void walkWindow(final Day of, final int n, final LegReturns returns, final double maintenance) {
        double gain = 0;
        for (final Leg leg : book.legs()) {
            gain += leg.weight()
                    * returns.ofWindow(leg, of.day(), n, book.family().isBasis());
        }
        if (!Double.isNaN(gain)) {
            wholeWindow.note(of.day(), maintenance, Double.NaN, -gain);
            if (of.isScored()) {
                window.note(of.day(), maintenance, Double.NaN, -gain);
            }
        }
    }

    /** IM at one day. */
    BookScore day(final boolean isWhole) {
        return isWhole ? wholeDay : day;
    }

    /** MM at four hours. */
    BookScore window(final boolean isWhole) {
        return isWhole ? wholeWindow : window;
    }

    /** Of MM, over all days. */
    Steadiness steadiness() {
        return steadiness;
    }

    /**
     * A day of the walk.
     *
     * @param day since the epoch.
     * @param isScored whether it counts.
     * @param seasoned by coin: whether enough is known of it.
     */
    record Day(long day, boolean isScored, List<Boolean> seasoned) {
        Day {
            seasoned = List.copyOf(seasoned);
        }

        boolean isSeasoned(final int coin) {
            return seasoned.get(coin);
        }
    }
}
