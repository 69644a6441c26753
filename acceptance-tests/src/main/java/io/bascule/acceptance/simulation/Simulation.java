package io.bascule.acceptance.simulation;

import io.bascule.engine.order.MarginFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run: each minute the index is published and the makers quote anew; while anybody is being liquidated, or the fund
 * holds anything, each five seconds. The ladder moves at each of these steps, and money and positions are summed up.
 * The run without liquidation takes the same steps with the same positions; all that is different is that every account
 * has been given so much that none is ever short of margin.
 */
final class Simulation {
    /** A step as it was, by symbol. */
    record Step(long seconds, List<Double> index, List<Double> mark) {
        /** How far the mark is above the index, in basis points of it. */
        double premiumBps(int symbol) {
            return (mark.get(symbol) / index.get(symbol) - 1) * 1e4;
        }
    }

    /** A minute as its last step left it. */
    record Minute(Step step, double fundUsd, int liquidated) {}

    /** What the desk that wants to know has. */
    record Desk(double equityUsd, double initialUsd, double maintenanceUsd) {}

    private static final long MINUTE = 60;
    private static final long PACE = 5;
    private static final long BOUNDLESS_USD = 500_000_000L;

    private final PricePath path;
    private final Setting setting;
    private final Population population;
    private final SimulatedVenue venue;
    private final MarketMakers makers;
    private final Recorder recorder = new Recorder();
    private final List<Step> steps = new ArrayList<>();
    private final List<Minute> minutes = new ArrayList<>();
    private final Random bids;
    /** Empty: the run itself says when it has to look again. */
    private final Set<Long> givenSeconds;

    private double leastFundUsd = Double.POSITIVE_INFINITY;
    private double openingUsd;
    private int leftovers;

    Simulation(PricePath path, Setting setting) {
        this(path, setting, Set.of());
    }

    private Simulation(PricePath path, Setting setting, Set<Long> givenSeconds) {
        this.path = path;
        this.givenSeconds = givenSeconds;
        this.setting = setting;
        population = new Population(setting, path);
        bids = new Random(setting.seed() * 31);
        venue = new SimulatedVenue(recorder, path, population.names(), population.usd());
        makers = new MarketMakers(venue, recorder, 1, Population.MAKERS, setting.depthPart());
    }

    /** The same as another run, at the same steps, without liquidation. */
    static SimulationResult still(PricePath path, SimulationResult run) {
        Set<Long> seconds = run.steps().stream().map(Step::seconds).collect(Collectors.toUnmodifiableSet());
        return new Simulation(path, run.setting().withLiquidation(false), seconds).run();
    }

    SimulationResult run() {
        population.open(venue, makers, path);
        makers.begin();
        if (!setting.liquidates()) {
            population.names().forEach(name -> venue.deposit(name, BOUNDLESS_USD));
        }
        openingUsd = equityOfAll();
        Desk deskBefore = desk();
        for (long seconds = path.fromSeconds(); seconds < path.toSeconds(); seconds += MINUTE) {
            minute(seconds);
        }
        return new SimulationResult(
                setting,
                venue.symbols(),
                List.copyOf(steps),
                List.copyOf(minutes),
                leastFundUsd,
                recorder,
                debts(),
                leftovers,
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
            venue.tick();
            bid();
            venue.venue().holdings().verify();
            countLeftovers();
            keepStep(next);
            next += PACE;
        } while (next < seconds + MINUTE && (givenSeconds.isEmpty() ? isBusy() : givenSeconds.contains(next)));
        minutes.add(new Minute(steps.get(steps.size() - 1), fundUsd(), recorder.liquidated.size()));
    }

    /** Who was taken over has nothing, to the unit. */
    private void countLeftovers() {
        for (int account : recorder.takenOver) {
            leftovers += venue.isEmpty(account) ? 0 : 1;
        }
        recorder.takenOver.clear();
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

    private void keepStep(long seconds) {
        List<Double> index = new ArrayList<>();
        List<Double> mark = new ArrayList<>();
        for (int symbol = 0; symbol < venue.symbols().size(); symbol++) {
            index.add(venue.indexOf(symbol));
            mark.add(venue.markOf(symbol));
        }
        steps.add(new Step(seconds, List.copyOf(index), List.copyOf(mark)));
        leastFundUsd = Math.min(leastFundUsd, fundUsd());
    }

    private double fundUsd() {
        return venue.figures(population.fund()).equityMicros / 1e6;
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
