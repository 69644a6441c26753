package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.fee.FeeTier;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fee tiers in the venue; its instruments' own fees are 1 bp of the maker and 4 bp of the taker. */
final class FeeTest {
    private static final long DAY_NS = 86_400 * PricedVenue.SECOND_NS;
    /** 2023-11-15, the day after the fixture's. */
    private static final long TOMORROW_NS = 1_700_006_400 * PricedVenue.SECOND_NS;

    private static final long MICROS = 1_000_000;
    /** From 1 M: −0.5 bp and 3.5 bp; from 10 M: −1 bp and 3 bp. */
    private static final List<FeeTier> TIERS = List.of(
            new FeeTier(1_000_000 * MICROS, -50_000, 350_000), new FeeTier(10_000_000 * MICROS, -100_000, 300_000));

    private final PricedVenue p = new PricedVenue(OracleRules.ANY_SOURCE, 200_000, List.of(new FeeSchedule(0, TIERS)));

    private final List<Long> fees = new ArrayList<>();

    FeeTest() {
        p.f.watcher = report -> {
            if (report.execType == ExecType.TRADE) {
                fees.add(report.feeUnits);
            }
        };
    }

    @Test
    void shouldTakeTheTierOfThirtyDaysAtTheRollOfTheDay() {
        p.trade(BTC, DESK_A, MAKER, "60000", "20"); // 1.2 M: 4 bp and 1 bp
        p.trade(BTC, DESK_A, MAKER, "60000", "1"); // and so for the rest of the day
        assertEquals(List.of(480 * MICROS, 120 * MICROS, 24 * MICROS, 6 * MICROS), fees);
        rollTo(TOMORROW_NS);
        assertEquals(1, p.venue.prices().feeTier(DESK_A));
        assertEquals(0, p.venue.prices().feeTier(OTHER));
        fees.clear();
        p.trade(BTC, DESK_A, MAKER, "60000", "1"); // 3.5 bp, and a rebate of 0.5 bp
        assertEquals(List.of(21 * MICROS, -3 * MICROS), fees);
        p.saveAndLoad();
        rollTo(TOMORROW_NS + 29 * DAY_NS);
        assertEquals(1, p.venue.prices().feeTier(DESK_A));
        rollTo(TOMORROW_NS + 30 * DAY_NS); // only the 60,000 of the second day are left
        assertEquals(0, p.venue.prices().feeTier(DESK_A));
    }

    @Test
    void shouldEarnNothingAgainstItself() {
        p.trade(BTC, MAKER, DESK_A, "60000", "20");
        rollTo(TOMORROW_NS);
        fees.clear();
        p.trade(BTC, MAKER, MAKER, "60000", "200"); // 12 M with itself
        assertEquals(List.of(4_200 * MICROS, 0L), fees); // no rebate
        rollTo(TOMORROW_NS + DAY_NS);
        assertEquals(1, p.venue.prices().feeTier(MAKER)); // and no volume
    }

    @Test
    void shouldPreviewWhatItCharges() {
        p.trade(BTC, DESK_A, MAKER, "60000", "20");
        rollTo(TOMORROW_NS);
        fees.clear();
        p.place(MAKER, BTC, Side.SELL, "60010", "2");
        VenueFixture.fill(p.f.preview.legs[0], "x", BTC, Side.BUY, "60010", "2");
        final PreviewReport preview = p.f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1);
        final long previewed = preview.legs[0].feeMicros;
        final long equity = preview.after.equityMicros;
        p.place(DESK_A, BTC, Side.BUY, "60010", "2");
        assertEquals(previewed, fees.get(0));
        assertEquals(equity, p.f.standing(DESK, DESK_A).after.equityMicros);
    }

    @Test
    void shouldTakeEffectAtTheFirstRollBehindTheTimeOfASchedule() {
        final PricedVenue later =
                new PricedVenue(OracleRules.ANY_SOURCE, 200_000, List.of(new FeeSchedule(TOMORROW_NS + DAY_NS, TIERS)));
        later.trade(BTC, DESK_A, MAKER, "60000", "20");
        later.venue.rollDay(TOMORROW_NS);
        assertEquals(0, later.venue.prices().feeTier(DESK_A));
        later.venue.rollDay(TOMORROW_NS + DAY_NS);
        assertEquals(1, later.venue.prices().feeTier(DESK_A));
    }

    @Test
    void shouldRefuseARebateThatTwoAccountsCouldTradeFor() {
        final VenueFixture f = new VenueFixture();
        f.venue.beginConfiguration(7, 100);
        f.defineAll(0);
        f.venue.define(new FeeSchedule(0, List.of(new FeeTier(0, -400_001, 400_000))));
        assertEquals(
                "BTC-PERP: a rebate of the fee schedule is larger than what the other side pays",
                f.venue.endConfiguration());
    }

    private void rollTo(final long ns) {
        p.f.nowNs = ns + 1;
        p.venue.rollDay(p.f.nowNs++);
    }
}
