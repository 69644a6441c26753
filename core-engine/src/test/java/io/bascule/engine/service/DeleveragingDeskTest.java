package io.bascule.engine.service;

import static io.bascule.engine.service.LadderFixture.DESK3;
import static io.bascule.engine.service.LadderFixture.RICH;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a bankrupt account's lots are closed against when there is no fund to take them, and for what. */
final class DeleveragingDeskTest {
    private final LadderFixture ladder = new LadderFixture(0);

    @Test
    void shouldReduceTheOtherSideAtTheBankruptcyPriceToTheLotAndTheUnit() {
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100"); // MAKER is short of them
        ladder.trade(DESK3, RICH, BTC, Side.SELL, "60000", "40"); // RICH of 40: MAKER of 60
        ladder.fixture.said();
        final List<String> causes = new ArrayList<>();
        ladder.fixture.watcher = report -> causes.add(report.accountId + " " + report.execCause);
        ladder.index(BTC, "51500").pass(1); // equity 147,600 over 494,400
        // Profit over entry is 0.1416 for both; leverage 2.06 M / 10.34 M and 3.09 M / 50.5 M: weights 40 × 0.199 and
        // 60 × 0.061. RICH is at its 40, MAKER has the rest.
        assertEquals(
                List.of(
                        "CALL 1 below 1250000 copies 1",
                        "TAKEOVER 1",
                        "DELEVERAGED 1 with 3 -60 of 1 at 50024 for 3001440000000",
                        "DELEVERAGED 1 with 7 -40 of 1 at 50024 for 2000960000000",
                        "RELEASED 1"),
                ladder.steps());
        assertEquals(ExecCause.ADL, ladder.fixture.lastReport.execCause);
        assertTrue(causes.containsAll(List.of("1 ADL", "3 ADL", "7 ADL")), causes::toString);
        assertEquals(0, ladder.cash(DESK_A));
        assertEquals(0, ladder.lots(MAKER, BTC));
    }

    @Test
    void shouldTakeNobodysHedgeWhileOthersHoldTheOtherSide() {
        final LadderFixture hedged = LadderFixture.withFuture();
        hedged.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        hedged.trade(DESK3, RICH, LadderFixture.MORE, Side.BUY, "60000", "100");
        hedged.trade(DESK3, RICH, BTC, Side.SELL, "60000", "100");
        hedged.trade(DESK2, OTHER, BTC, Side.SELL, "60000", "50"); // MAKER is long of 50
        hedged.fixture.said();
        hedged.index(BTC, "51500").pass(1);
        assertEquals(
                List.of(
                        "DELEVERAGED 1 with 4 -50 of 1 at 50024 for 2501200000000",
                        "DELEVERAGED_HEDGED 1 with 7 -50 of 1 at 50024 for 2501200000000"),
                hedged.steps().subList(2, 4));
    }

    @Test
    void shouldShareLotsOutByWeight() {
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        ladder.trade(DESK, DESK_B, BTC, Side.BUY, "60000", "50");
        ladder.trade(DESK3, RICH, BTC, Side.SELL, "60000", "90"); // MAKER is short of 60
        ladder.fixture.said();
        ladder.index(BTC, "51500").pass(1);
        // The same profit; leverage 4.635 M over 10.76284 M and 3.09 M over 50.5052 M, for 90 and 60 lots of 1 BTC:
        // 38.758 to 3.671, of 100,000 lots of 0.001 BTC 91,348 to 8,652; RICH has 90,000.
        assertEquals(
                List.of(
                        "DELEVERAGED 1 with 3 -10 of 1 at 50024 for 500240000000",
                        "DELEVERAGED 1 with 7 -90 of 1 at 50024 for 4502160000000"),
                ladder.steps().subList(2, 4));
    }

    @Test
    void shouldWaiveForAnHourWhatALostHedgeAddsToMargin() {
        // MORE is a second instrument of BTC: RICH is short BTC-PERP against it, a hedge in full.
        final LadderFixture hedged = LadderFixture.withFuture();
        hedged.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        hedged.trade(DESK3, RICH, LadderFixture.MORE, Side.BUY, "60000", "100");
        hedged.trade(DESK3, RICH, BTC, Side.SELL, "60000", "100");
        hedged.fixture.said();
        hedged.index(BTC, "51500").pass(1);
        final List<String> steps = hedged.steps();
        assertEquals("DELEVERAGED_HEDGED 1 with 7 -100 of 1 at 50024 for 5002400000000", steps.get(2));
        // 100 BTC at 51,500 are now outright: IM 12 % of 5,150,000 more, and 2,060 of fees less.
        assertEquals("WAIVED 7 for 615940000000", steps.get(3));
        hedged.pass(3_599);
        assertEquals(List.of(), hedged.steps());
        hedged.pass(1);
        assertEquals("WAIVER_ENDED 7", hedged.steps().get(0));
    }

    @Test
    void shouldWaiveNothingOnceTheLegIsClosed() {
        final LadderFixture hedged = LadderFixture.withFuture();
        hedged.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        hedged.trade(DESK3, RICH, LadderFixture.MORE, Side.BUY, "60000", "100");
        hedged.trade(DESK3, RICH, BTC, Side.SELL, "60000", "100");
        hedged.index(BTC, "51500").pass(1);
        hedged.trade(DESK3, RICH, LadderFixture.MORE, Side.SELL, "51500", "99").pass(1);
        assertEquals("WAIVED 7 for 615940000000", hedged.steps().get(3));
        hedged.pass(1);
        assertEquals(List.of(), hedged.steps());
        hedged.trade(DESK3, RICH, LadderFixture.MORE, Side.SELL, "51500", "1").pass(1);
        assertEquals(List.of("WAIVER_ENDED 7"), hedged.steps());
    }

    @Test
    void shouldCloseALostHedgeAgainstTheBankruptsOwnOppositeLeg() {
        // DESK-A is long 120 BTC-PERP and short 40 of the other; RICH is short and long the same.
        final LadderFixture hedged = LadderFixture.withFuture();
        hedged.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "120");
        hedged.trade(DESK, DESK_A, LadderFixture.MORE, Side.SELL, "60000", "40");
        hedged.trade(DESK3, RICH, LadderFixture.MORE, Side.BUY, "60000", "40");
        hedged.trade(DESK3, RICH, BTC, Side.SELL, "60000", "120");
        hedged.fixture.said();
        hedged.index(BTC, "48500").pass(1); // 80 BTC net: -920,000 of 1,000,000 less fees
        assertEquals(
                List.of(
                        "DELEVERAGED 1 with 7 -80 of 1 at 48024 for 3841920000000",
                        "DELEVERAGED_HEDGED 1 with 7 -40 of 1 at 48024 for 1920960000000",
                        "DELEVERAGED_HEDGED 1 with 7 40 of 4 at 48976 for -1959040000000",
                        "RELEASED 1"),
                hedged.steps().subList(2, 6));
        assertEquals(0, hedged.lots(RICH, LadderFixture.MORE));
        assertEquals(0, hedged.cash(DESK_A));
    }

    @Test
    void shouldRememberALostHedgeOfOneUnderlyingBesideThatOfAnother() {
        // As before, with 100 ETH between the two legs of BTC, which are a hedge of RICH's too.
        final LadderFixture hedged = LadderFixture.withFuture();
        hedged.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "120");
        hedged.trade(DESK, DESK_A, ETH, Side.BUY, "3000", "100");
        hedged.trade(DESK, DESK_A, LadderFixture.MORE, Side.SELL, "60000", "40");
        hedged.trade(DESK3, RICH, LadderFixture.MORE, Side.BUY, "60000", "40");
        hedged.trade(DESK3, RICH, BTC, Side.SELL, "60000", "120");
        hedged.trade(DESK3, RICH, LadderFixture.MORE_ETH, Side.BUY, "3000", "100");
        hedged.trade(DESK3, RICH, ETH, Side.SELL, "3000", "100");
        hedged.fixture.said();
        hedged.index(BTC, "48500").pass(1);
        final List<String> said = hedged.steps();
        assertTrue(
                said.stream().anyMatch(step -> step.startsWith("DELEVERAGED_HEDGED 1 with 7 -100 of 2 ")),
                said::toString);
        assertTrue(
                said.stream().anyMatch(step -> step.startsWith("DELEVERAGED_HEDGED 1 with 7 40 of 4 ")),
                said::toString);
    }
}
