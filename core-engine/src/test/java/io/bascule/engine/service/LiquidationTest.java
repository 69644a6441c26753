package io.bascule.engine.service;

import static io.bascule.engine.service.LadderFixture.BACK;
import static io.bascule.engine.service.LadderFixture.BACKSTOP;
import static io.bascule.engine.service.LadderFixture.DESK3;
import static io.bascule.engine.service.LadderFixture.FUND;
import static io.bascule.engine.service.LadderFixture.RICH;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An account on its way down the ladder, and what it says and costs at each step. */
final class LiquidationTest {
    private final LadderFixture ladder = new LadderFixture(1_000_000 * MICROS);

    @Test
    void shouldDump() {
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        ladder.fixture.said();
        ladder.index(BTC, "57500").pass(1);
        System.out.println(ladder.steps());
        ladder.index(BTC, "56000").pass(1);
        System.out.println(ladder.steps());
        ladder.index(BTC, "55000").quote(BTC, Side.BUY, "54990", "30").pass(12);
        System.out.println(ladder.steps());
        System.out.println(ladder.fixture.said());
        ladder.index(BTC, "53000").pass(3);
        System.out.println(ladder.steps());
        ladder.fixture.venue.risk().quoteAuction(BACK, ladder.fixture.nextSeqNum(), false, ladder.fixture.lastAuctionId, BACKSTOP, 500_000, ladder.fixture.nowNs);
        System.out.println(ladder.fixture.said());
        System.out.println(ladder.steps());
        ladder.index(BTC, "50500").pass(12);
        System.out.println(ladder.fixture.said());
        System.out.println(ladder.steps());
        for (int a = 1; a <= 7; a++) {
            System.out.println(a + " " + ladder.lots(a, BTC) + " " + ladder.cash(a));
        }
    }
}
