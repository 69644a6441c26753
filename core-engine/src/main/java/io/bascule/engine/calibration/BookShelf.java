package io.bascule.engine.calibration;

import io.bascule.engine.calibration.Book.Family;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The books of a backtest, of the coins that there are.
 *
 * <p>Random books: three coins up to all, sizes as the absolute value of a normal variable, signs at random with at
 * least one leg on each side; the long side's share of gross is drawn from 30 % to 70 %. Unbalanced random books are
 * the same without the last two rules.
 */
final class BookShelf {
    private static final int BASKETS = 40;
    private static final int MOST_IN_BASKET = 8;
    private static final int LEAST_RANDOM_COINS = 3;
    private static final double LEAST_SIZE = 0.05;
    private static final double LEAST_LONG = 0.3;
    private static final double LONG_RANGE = 0.4;
    private static final List<String> MAJORS = List.of("BTC", "ETH");

    private final List<String> coins;
    private final List<Book> books = new ArrayList<>();
    private final Random random;

    private BookShelf(final List<String> coins, final long seed) {
        this.coins = coins;
        random = new Random(seed);
    }

    /**
     * All books.
     *
     * @param coins that there are.
     * @param seed of the random ones.
     * @param randomBooks how many of them; a quarter as many unbalanced ones.
     */
    static List<Book> of(final List<String> coins, final long seed, final int randomBooks) {
        final BookShelf shelf = new BookShelf(coins, seed);
        shelf.outright();
        shelf.basis();
        shelf.majors();
        shelf.altBaskets();
        for (int n = 1; n <= randomBooks && coins.size() >= 2; n++) {
            shelf.random("random " + n, true);
        }
        for (int n = 1; n <= randomBooks / 4 && coins.size() >= 2; n++) {
            shelf.random("unbalanced " + n, false);
        }
        return shelf.books;
    }

    private void outright() {
        for (final String coin : coins) {
            add("long " + coin, Family.OUTRIGHT, Map.of(coin, 1.0));
            add("short " + coin, Family.OUTRIGHT, Map.of(coin, -1.0));
        }
    }

    private void basis() {
        for (final String coin : coins) {
            if (MAJORS.contains(coin)) {
                pair(coin + " against perpetual", Family.CARRY, coin, Leg.Kind.COIN, Leg.Kind.PERPETUAL);
                pair(coin + " against inverse", Family.CARRY, coin, Leg.Kind.COIN, Leg.Kind.INVERSE);
                both(coin + " linear, inverse", Family.LINEAR_INVERSE, coin, Leg.Kind.PERPETUAL, Leg.Kind.INVERSE);
            }
            both(coin + " perpetual, 90 d", Family.CALENDAR, coin, Leg.Kind.PERPETUAL, Leg.Kind.FAR_FUTURE);
            both(coin + " 30 d, 90 d", Family.CALENDAR, coin, Leg.Kind.NEAR_FUTURE, Leg.Kind.FAR_FUTURE);
        }
    }

    private void both(
            final String name, final Family family, final String coin, final Leg.Kind one, final Leg.Kind other) {
        pair(name + ", long the first", family, coin, one, other);
        pair(name + ", long the second", family, coin, other, one);
    }

    private void pair(
            final String name,
            final Family family,
            final String coin,
            final Leg.Kind longKind,
            final Leg.Kind shortKind) {
        books.add(new Book(name, family, List.of(new Leg(coin, longKind, 0.5), new Leg(coin, shortKind, -0.5))));
    }

    private void majors() {
        if (!coins.containsAll(MAJORS)) {
            return;
        }
        for (final double ratio : new double[] {1, 0.75, 0.5}) {
            for (final int sign : new int[] {1, -1}) {
                final String name = (sign > 0 ? "long" : "short") + " BTC, ETH at " + ratio;
                add(name, Family.MAJORS, Map.of("BTC", sign * 1.0, "ETH", -sign * ratio));
            }
        }
    }

    private void altBaskets() {
        final List<String> alts =
                coins.stream().filter(coin -> !MAJORS.contains(coin)).toList();
        if (alts.size() < 2 || alts.size() == coins.size()) {
            return;
        }
        for (final int sign : new int[] {1, -1}) {
            for (final double ofBtc : new double[] {1, 0.5, 0}) {
                basket((sign > 0 ? "long" : "short") + " all alts, BTC " + ofBtc, alts, sign, ofBtc);
            }
        }
        for (int n = 1; n <= BASKETS; n++) {
            final List<String> some = new ArrayList<>(alts);
            Collections.shuffle(some, random);
            final int least = Math.min(LEAST_RANDOM_COINS, alts.size());
            final int most = Math.min(MOST_IN_BASKET, alts.size());
            final int size = least + random.nextInt(most - least + 1);
            basket("alts " + n, some.subList(0, size), random.nextBoolean() ? 1 : -1, random.nextDouble());
        }
    }

    private void basket(final String name, final List<String> alts, final int sign, final double ofBtc) {
        final Map<String, Double> weights = new TreeMap<>();
        alts.forEach(alt -> weights.put(alt, sign * 0.5 / alts.size()));
        final boolean hasBtc = coins.contains("BTC");
        final boolean hasEth = coins.contains("ETH");
        final double btcPart = hasBtc && hasEth ? ofBtc : hasBtc ? 1 : 0;
        if (btcPart > 0) {
            weights.put("BTC", -sign * 0.5 * btcPart);
        }
        if (btcPart < 1) {
            weights.put("ETH", -sign * 0.5 * (1 - btcPart));
        }
        add(name, Family.ALT_BASKET, weights);
    }

    private void random(final String name, final boolean isBalanced) {
        final List<String> some = new ArrayList<>(coins);
        Collections.shuffle(some, random);
        final int least = Math.min(LEAST_RANDOM_COINS, coins.size());
        final int size = least + random.nextInt(coins.size() - least + 1);
        final Map<String, Double> weights = new TreeMap<>();
        final int oddOne = random.nextInt(size);
        final boolean oddSide = random.nextBoolean();
        for (int n = 0; n < size; n++) {
            final double weight = Math.abs(random.nextGaussian()) + LEAST_SIZE;
            final boolean isLong = random.nextBoolean();
            weights.put(some.get(n), isLong ? weight : -weight);
        }
        final double longShare = LEAST_LONG + LONG_RANGE * random.nextDouble();
        if (isBalanced) {
            balance(weights, some.get(oddOne), oddSide, longShare);
        }
        add(name, isBalanced ? Family.RANDOM : Family.RANDOM_UNBALANCED, weights);
    }

    private static void balance(
            final Map<String, Double> weights, final String oddOne, final boolean oddSide, final double longShare) {
        final boolean isOneSided = weights.values().stream().allMatch(weight -> weight > 0)
                || weights.values().stream().allMatch(weight -> weight < 0);
        if (isOneSided) {
            weights.computeIfPresent(oddOne, (coin, weight) -> -weight);
        } else if (oddSide) {
            weights.replaceAll((coin, weight) -> -weight);
        }
        final double longs = weights.values().stream()
                .mapToDouble(weight -> Math.max(0, weight))
                .sum();
        final double shorts = weights.values().stream()
                .mapToDouble(weight -> Math.max(0, -weight))
                .sum();
        weights.replaceAll(
                (coin, weight) -> weight > 0 ? weight / longs * longShare : weight / shorts * (1 - longShare));
    }

    private void add(final String name, final Family family, final Map<String, Double> weights) {
        final double gross = weights.values().stream().mapToDouble(Math::abs).sum();
        final List<Leg> legs = new ArrayList<>();
        new TreeMap<>(weights).forEach((coin, weight) -> legs.add(new Leg(coin, Leg.Kind.PERPETUAL, weight / gross)));
        books.add(new Book(name, family, legs));
    }
}
