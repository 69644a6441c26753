package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each session's events are numbered from 1 in their order, those of a desk as those of a drop copy. */
final class ApplSeqNumTest {
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldNumberReportsAndRejectsOfEachSession() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC)
                .place("o", DESK2, OTHER, BTC, Side.SELL, "59000", "0.4", TimeInForce.GTC)
                .status(DESK, "a")
                .cancel(DESK, "x", "unknown")
                .place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        // New; new, taker's fill, maker's fill; the status report counts in no sequence; reject 9; reject 8.
        assertEquals(List.of("1:1 4:1", "3:1", "3:2", "1:2 4:2", "1:3 4:3", "1:4 4:4"), f.sequences);
    }

    @Test
    void shouldStartAgainAtOneBeforeThirtyTwoBitsAreFull() {
        final SessionState session =
                new SessionState(1, new SessionDefinition("BASCULE", "DESK", false, false, List.of(), List.of()), 5);
        session.applSeqNum = 2_147_483_645;
        assertEquals(2_147_483_646, session.nextApplSeqNum());
        assertEquals(1, session.nextApplSeqNum());
        assertEquals(2, session.nextApplSeqNum());
    }
}
