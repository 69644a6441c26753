package io.bascule.acceptance.simulation;

import io.bascule.engine.order.MarginFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One run: each minute the index is published and the makers quote anew; while anybody is being liquidated the ladder
 * moves each five seconds, else each minute. Money and positions are summed up at every step.
 */
final class Simulation {
    /** A minute as it was. */
    record Minute(long seconds, List<Double> index, List<Double> mark, double fundUsd, int liquidated) {
        /** How far the mark is above the index, in basis points of it. */
        double premiumBps(int symbol) {
            return (mark.get(symbol) / index.get(symbol) - 1) * 1e4;
        }
    }

    /** What the desk that wants to know has. */
    record Desk(double equityUsd, double initialUsd, double maintenanceUsd) {}

    private static final long MINUTE = 60;
    private static final long PACE = 5;

    private final PricePath path;
    private final Setting setting;
    private final Population population;
    private final SimulatedVenue venue;
    private final MarketMakers makers;
    private final Recorder recorder = new Recorder();
    private final List<Minute> minutes = new ArrayList<>();
    private final Random bids;
    private double openingUsd;

    Simulation(PricePath path, Setting setting) {
        this.path = path;
        this.setting = setting;
        population = new Population(setting, path);
        bids = new Random(setting.seed() * 31);
        venue = new SimulatedVenue(recorder, path, population.names(), population.usd());
        makers = new MarketMakers(venue, 1, Population.MAKERS, setting.depthPart());
    }

    SimulationResult run() {
        population.open(venue, makers, path);
        makers.begin();
        openingUsd = equityOfAll();
        Desk deskBefore = desk();
        for (long seconds = path.fromSeconds(); seconds < path.toSeconds(); seconds += MINUTE) {
            minute(seconds);
        }
        return new SimulationResult(
                setting,
                venue.symbols(),
                List.copyOf(minutes),
                recorder,
                debts(),
                openingUsd,
                equityOfAll(),
                deskBefore,
                desk(),
                venue.venue().stateHash());
    }

    private void minute(long seconds) {
        long minute = (seconds - path.fromSeconds()) / MINUTE;
        boolean isPaused = holds(Shock.Kind.ORACLE_PAUSE, minute);
        boolean isEmpty = holds(Shock.Kind.NO_LIQUIDITY, minute);
        long next = seconds;
        do {
            venue.passTo(next);
            makers.leave();
            for (int symbol = 0; symbol < venue.symbols().size(); symbol++) {
                double price = price(symbol, next, minute);
                if (!isPaused) {
                    venue.publish(symbol, price);
                }
                if (!isEmpty) {
                    makers.quote(symbol, price, path.hour(venue.symbols().get(symbol), seconds), next);
                }
            }
            if (setting.liquidates()) {
                venue.tick();
                bid();
            }
            venue.venue().holdings().verify();
            next += PACE;
        } while (setting.liquidates() && isBusy() && next < seconds + MINUTE);
        keep(seconds);
    }

    private boolean isBusy() {
        if (!recorder.liquidated.isEmpty()) {
            return true;
        }
        for (int symbol = 0; symbol < venue.symbols().size(); symbol++) {
            if (venue.coins(population.fund(), symbol) != 0) {
                return true;
            }
        }
        return false;
    }

    private double price(int symbol, long seconds, long minute) {
        double price = path.priceAt(venue.symbols().get(symbol), seconds);
        for (Shock shock : setting.shocks()) {
            price *= shock.factor(minute);
        }
        return price;
    }

    private boolean holds(Shock.Kind kind, long minute) {
        return setting.shocks().stream().anyMatch(shock -> shock.holds(kind, minute));
    }

    /** The provider takes each auction with one chance in thirty, each time that it looks. */
    private void bid() {
        for (Map.Entry<Long, Integer> auction : List.copyOf(recorder.auctions.entrySet())) {
            if (bids.nextInt(30) == 0) {
                venue.bid(auction.getKey(), population.provider());
            }
        }
    }

    private void keep(long seconds) {
        int count = venue.symbols().size();
        List<Double> index = new ArrayList<>();
        List<Double> mark = new ArrayList<>();
        for (int symbol = 0; symbol < count; symbol++) {
            index.add(venue.indexOf(symbol));
            mark.add(venue.markOf(symbol));
        }
        double fund = venue.figures(population.fund()).equityMicros / 1e6;
        minutes.add(new Minute(seconds, List.copyOf(index), List.copyOf(mark), fund, recorder.liquidated.size()));
    }

    /** Accounts that owe more than they have, and are not being liquidated. */
    private int debts() {
        int debts = 0;
        for (int account = population.firstAccount(); account <= population.lastAccount(); account++) {
            boolean owes = venue.figures(account).equityMicros < 0;
            debts += owes && !recorder.liquidated.containsKey(account) ? 1 : 0;
        }
        return debts;
    }

    private double equityOfAll() {
        double sum = 0;
        for (int account = population.firstAccount(); account <= population.lastAccount(); account++) {
            sum += venue.figures(account).equityMicros / 1e6;
        }
        return sum;
    }

    private Desk desk() {
        MarginFigures figures = venue.figures(population.desk());
        return new Desk(
                figures.equityMicros / 1e6, figures.initialMarginMicros / 1e6, figures.maintenanceMarginMicros / 1e6);
    }
}
