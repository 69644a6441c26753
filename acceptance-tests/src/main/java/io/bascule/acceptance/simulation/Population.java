package io.bascule.acceptance.simulation;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who trades: market makers, a provider, the fund, a desk that wants to know, and seeded accounts. */
final class Population {
    static final int MAKERS = 4;
    private static final long MAKER_USD = 2_000_000_000L;
    private static final long PROVIDER_USD = 200_000_000L;
    private static final double SPREAD = 1.2;
    /** IM over equity, of who holds little and of who holds much. */
    private static final double LEAST_USE = 0.25;

    private static final double MOST_USE = 0.9;
    /** Leverage that comes of it, about. */
    private static final double LEVERAGE = 4;

    private static final double MOST_HELD_USD = 300e6;

    private final Setting setting;
    private final List<String> names = new ArrayList<>();
    private final List<Long> usd = new ArrayList<>();
    private final Random random;

    Population(Setting setting, PricePath path) {
        this.setting = setting;
        double held = Math.min(MOST_HELD_USD, path.dailyUsd() * setting.openInterestPart());
        double middleUsd = held / LEVERAGE / setting.accounts() / Math.exp(SPREAD * SPREAD / 2);
        random = new Random(setting.seed());
        for (int n = 1; n <= MAKERS; n++) {
            add("MM" + n, MAKER_USD);
        }
        add("PROVIDER", PROVIDER_USD);
        add(SimulatedVenue.FUND, Math.round(held * setting.fundPart()));
        add("DESK", setting.deskUsd());
        for (int n = 1; n <= setting.accounts(); n++) {
            add("A" + n, Math.round(100 + middleUsd * Math.exp(random.nextGaussian() * SPREAD)));
        }
    }

    private void add(String name, long collateralUsd) {
        names.add(name);
        usd.add(collateralUsd);
    }

    List<String> names() {
        return names;
    }

    List<Long> usd() {
        return usd;
    }

    int provider() {
        return MAKERS + 1;
    }

    int fund() {
        return MAKERS + 2;
    }

    int desk() {
        return MAKERS + 3;
    }

    int firstAccount() {
        return MAKERS + 4;
    }

    int lastAccount() {
        return names.size();
    }

    /** Everybody opens what it is to hold, against the market makers at the index. */
    void open(SimulatedVenue venue, MarketMakers makers, PricePath path) {
        for (Setting.Position position : setting.portfolio()) {
            int symbol = venue.symbols().indexOf(position.symbol());
            if (symbol < 0) {
                throw new IllegalArgumentException("there are no prices of " + position.symbol());
            }
            take(venue, makers, path, desk(), symbol, position.coins());
        }
        for (int account = firstAccount(); account <= lastAccount(); account++) {
            open(venue, makers, path, account);
        }
        makers.leave();
    }

    private void open(SimulatedVenue venue, MarketMakers makers, PricePath path, int account) {
        double drawn = LEAST_USE + (MOST_USE - LEAST_USE) * random.nextDouble();
        double kind = random.nextDouble();
        int symbol = random.nextInt(venue.symbols().size());
        double use = setting.crowded() ? MOST_USE : drawn;
        double notional = usd.get(account - 1) * use / SimulatedVenue.shock(symbol);
        if (setting.crowded() || kind < 0.6) {
            take(venue, makers, path, account, symbol, inCoins(path, venue, symbol, notional));
        } else if (kind < 0.8) {
            take(venue, makers, path, account, symbol, -inCoins(path, venue, symbol, notional));
        } else {
            int other = (symbol + 1) % venue.symbols().size();
            double half = notional / 2;
            take(venue, makers, path, account, symbol, inCoins(path, venue, symbol, half));
            take(venue, makers, path, account, other, -inCoins(path, venue, other, half));
        }
    }

    private static double inCoins(PricePath path, SimulatedVenue venue, int symbol, double notional) {
        return notional / path.priceAt(venue.symbols().get(symbol), path.fromSeconds());
    }

    private static void take(
            SimulatedVenue venue, MarketMakers makers, PricePath path, int account, int symbol, double coins) {
        double index = path.priceAt(venue.symbols().get(symbol), path.fromSeconds());
        makers.leave();
        makers.welcome(symbol, coins > 0 ? Side.SELL : Side.BUY, index, Math.abs(coins));
        Side side = coins > 0 ? Side.BUY : Side.SELL;
        double worst = index * (coins > 0 ? 1.01 : 0.99);
        venue.place(account, symbol, side, worst, Math.abs(coins), TimeInForce.IOC);
    }
}
