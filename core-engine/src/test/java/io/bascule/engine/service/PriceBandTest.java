package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Passing over an account within its price band changes nothing: a venue that was just loaded looks at all. */
class PriceBandTest {
    private static final int SECONDS = 1_500;
    private static final long[] INDEXES_E8 = {6_000_000_000_000L, 300_000_000_000L, 15_000_000_000L};

    private static MarginParameters parameters() {
        return new TestParameters()
                .add(underlying("BTC", 120_000, 600_000, 800_000))
                .add(underlying("ETH", 150_000, 600_000, 800_000))
                .add(underlying("SOL", 250_000, 300_000, 500_000))
                .moves(600_000, -250_000, 250_000, -500_000, 500_000, -1_000_000, 1_000_000)
                .deduction(20_000, 1_000 * VenueFixture.MICROS)
                .build();
    }

    /** Every term but concentration: who is concentrated has no band. */
    private static UnderlyingParameters underlying(
            final String name, final long shockE6, final long offsetE6, final long gainWeightE6) {
        final UnderlyingParameters of = VenueFixture.underlying(name, shockE6, offsetE6, gainWeightE6);
        return new UnderlyingParameters(
                name,
                of.liquidityClass(),
                shockE6,
                of.maintenanceShockE6(),
                offsetE6,
                gainWeightE6,
                of.basisE6(),
                of.basisYearE6(),
                of.halfSpreadE6(),
                of.impact(),
                9_000_000_000L * VenueFixture.MICROS,
                of.haircutE6(),
                of.fundingE9());
    }

    @Test
    void shouldDoWhatAVenueDoesThatLooksAtEveryAccount() {
        int said = 0;
        for (long seed = 1; seed <= 4; seed++) {
            said += run(seed);
        }
        assertTrue(said > 40, said + " steps of the ladder");
    }

    private static int run(final long seed) {
        final Random random = new Random(seed);
        final PricedVenue p = new PricedVenue(OracleRules.ANY_SOURCE, 200_000, List.of(), parameters());
        hold(p, random);
        final long[] indexesE8 = INDEXES_E8.clone();
        double trend = 0;
        int said = 0;
        for (int second = 0; second < SECONDS; second++) {
            if (random.nextInt(20) == 0) {
                poorer(p, 1 + random.nextInt(4), random);
            }
            if (second % 40 == 0) {
                trend = (random.nextInt(3) - 1) * 0.004 * random.nextDouble();
            }
            publish(p, indexesE8, trend, random);
            p.f.said();
            final Venue looksAtAll = SavedState.of(p.venue).load(new VenueFixture());
            final long events = p.venue.lastEventNumber();
            p.f.nowNs = p.f.nowNs - p.f.nowNs % PricedVenue.SECOND_NS + PricedVenue.SECOND_NS;
            for (final Venue venue : List.of(p.venue, looksAtAll)) {
                venue.clock().advanceTo(p.f.nowNs);
                venue.clock().onTimer(p.f.nowNs);
            }
            p.f.nowNs++;
            said += (int) (p.venue.lastEventNumber() - events);
            final String where = "seed " + seed + ", second " + second;
            assertEquals(looksAtAll.lastEventNumber(), p.venue.lastEventNumber(), where);
            assertEquals(looksAtAll.stateHash(), p.venue.stateHash(), where);
        }
        return said;
    }

    /** Each index goes with the trend, some of it against it, back to where it began if it is far from there. */
    private static void publish(final PricedVenue p, final long[] indexesE8, final double trend, final Random random) {
        for (int u = 0; u < indexesE8.length; u++) {
            final double far = (double) indexesE8[u] / INDEXES_E8[u] - 1;
            final double back = Math.abs(far) > 0.25 ? -0.003 * Math.signum(far) : trend;
            indexesE8[u] = (long) (indexesE8[u] * (1 + back + random.nextGaussian() * 0.0002));
            p.venue.publishIndex(VenueFixture.IDX, p.f.nextSeqNum(), false, u + 1, indexesE8[u], p.f.nowNs++);
        }
    }

    private static void hold(final PricedVenue p, final Random random) {
        final String[] prices = {"60000", "3000", "150", "60000", "60000"};
        final int[] largest = {900, 15_000, 90_000, 30_000, 900};
        for (int account = 1; account <= 4; account++) {
            for (int id = 1; id <= prices.length; id++) {
                final int other = 1 + (account + random.nextInt(3)) % 4;
                if (other != account && random.nextInt(3) != 0) {
                    p.trade(id, account, other, prices[id - 1], "" + (1 + random.nextInt(largest[id - 1])));
                }
            }
            p.place(account, 1 + random.nextInt(3), Side.BUY, "140", "1");
        }
        p.place(1, 1, Side.BUY, "56000", "20").place(2, 2, Side.SELL, "3300", "200");
        p.f.said();
    }

    /** Takes out most of what is free, or puts something in. */
    private static void poorer(final PricedVenue p, final int account, final Random random) {
        final MarginFigures figures = new MarginFigures();
        p.venue.holdings().figures(account, figures);
        final String name = List.of("DESK-A", "DESK-B", "MAKER", "OTHER").get(account - 1);
        final long spare =
                Math.min(figures.equityMicros - figures.maintenanceMarginMicros * 3 / 2, figures.excessMicros);
        final long target = (long) (figures.maintenanceMarginMicros * 0.05 * random.nextDouble()) + 1;
        long units = target - spare;
        for (int tries = 0; tries < 8 && units != 0; tries++) {
            if (p.venue.operator().transfer(name, Currency.USDC, units, p.f.nowNs++) == null) {
                return;
            }
            units /= 2;
        }
    }
}
