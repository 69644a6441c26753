package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MassCancelTest {
    /** Acts for DESK-A, too. */
    private static final int TWIN = 6;

    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldSayHowManyThenReportEachByAccountInstrumentAndAge() {
        placeFour();
        f.massCancel("m", DESK, false);
        assertEquals(
                List.of(
                        "r 1 11=m 530=7 533=4",
                        "8 1 11=a2 150=4 39=4 14=0 151=0",
                        "8 1 11=a4 150=4 39=4 14=0 151=0",
                        "8 1 11=a1 150=4 39=4 14=0 151=0",
                        "8 1 11=a3 150=4 39=4 14=0 151=0"),
                f.said());
        assertEquals(0, f.lastReport.restatementReason, "the session asked for it itself");
        f.massStatus(DESK, 0, 0, null);
        assertEquals(List.of("8 1 11= 150=I 39=8 14=0 151=0 UNKNOWN_ORDER 584=m 911=0 912=Y"), f.said());
    }

    @Test
    void shouldNarrowByAccountInstrumentAndSide() {
        placeFour();
        f.massCancel.filter.accountId = DESK_B;
        f.massCancel("m1", DESK, false);
        assertEquals(List.of("r 1 11=m1 530=7 533=1", "8 1 11=a3 150=4 39=4 14=0 151=0"), f.said());
        f.massCancel.filter.instrumentId = ETH;
        f.massCancel("m2", DESK, false);
        assertEquals(List.of("r 1 11=m2 530=7 533=1", "8 1 11=a1 150=4 39=4 14=0 151=0"), f.said());
        f.massCancel.filter.instrumentId = BTC;
        f.massCancel.filter.side = Side.SELL;
        f.massCancel("m3", DESK, false);
        assertEquals(List.of("r 1 11=m3 530=7 533=1", "8 1 11=a4 150=4 39=4 14=0 151=0"), f.said());
    }

    @Test
    void shouldLeaveWhatOtherSessionsEnteredForTheSameAccount() {
        addTwin();
        f.place("t", TWIN, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.said();
        f.massCancel("m", TWIN, false);
        assertEquals(List.of("r 6 11=m 530=7 533=1", "8 6 11=t 150=4 39=4 14=0 151=0"), f.said());
    }

    @Test
    void shouldCancelWhoeverEnteredThemForASessionThatMay() {
        addTwin();
        placeFour();
        f.place("o", DESK2, OTHER, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.said();
        f.massCancel("m", TWIN, true);
        assertEquals(
                List.of(
                        "r 6 11=m 530=7 533=3",
                        "8 1 11=a2 150=4 39=4 14=0 151=0",
                        "8 1 11=a4 150=4 39=4 14=0 151=0",
                        "8 1 11=a1 150=4 39=4 14=0 151=0"),
                f.said());
        assertEquals(99, f.lastReport.restatementReason, "the session that entered it did not ask");
    }

    @Test
    void shouldAnswerWithNoneWhenThereIsNothingToCancel() {
        f.massCancel("m", DESK, false);
        assertEquals(List.of("r 1 11=m 530=7 533=0"), f.said());
    }

    @Test
    void shouldRefuseAnotherSessionsAccountAndAnUnknownSymbol() {
        placeFour();
        f.massCancel.filter.accountId = OTHER;
        f.massCancel("m1", DESK, false);
        f.massCancel.filter.accountName.set("WHO");
        f.massCancel("m2", DESK, false);
        f.massCancel.filter.symbol.set("DOGE-PERP");
        f.massCancel("m3", DESK, false);
        f.massCancel.filter.fault = RejectReason.UNSUPPORTED_VALUE;
        f.massCancel("m4", DESK, false);
        assertEquals(
                List.of(
                        "r 1 11=m1 530=7 UNKNOWN_ACCOUNT",
                        "r 1 11=m2 530=7 UNKNOWN_ACCOUNT",
                        "r 1 11=m3 530=7 UNKNOWN_SYMBOL",
                        "r 1 11=m4 530=7 UNSUPPORTED_VALUE"),
                f.said());
        f.massStatus(DESK, 0, 0, null);
        assertEquals(4, f.said().size(), "nothing was cancelled");
    }

    @Test
    void shouldRefuseTheSameAgainSoThatLaterOrdersAreSafe() {
        f.massCancel("m", DESK, false);
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC).said();
        f.massCancel("m", DESK, false);
        f.massCancel.filter.possResend = true;
        f.massCancel("m", DESK, false);
        f.massCancel("a", DESK, false);
        f.place("m", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        assertEquals(
                List.of(
                        "r 1 11=m 530=7 DUPLICATE_CL_ORD_ID",
                        "r 1 11=m 530=7 DUPLICATE_CL_ORD_ID",
                        "r 1 11=a 530=7 DUPLICATE_CL_ORD_ID",
                        "8 1 11=m 150=8 39=8 14=0 151=0 DUPLICATE_CL_ORD_ID"),
                f.said());
    }

    @Test
    void shouldPassWhileTheVenueIsBusyUnlessThereIsNothingToCancel() {
        placeFour();
        f.hasRoom = false;
        f.massCancel("m1", DESK, false);
        assertEquals(5, f.said().size());
        f.massCancel("m2", DESK, false);
        assertEquals(List.of("j 1 CANCEL_MASS VENUE_BUSY"), f.said());
        f.hasRoom = true;
        f.massCancel("m2", DESK, false);
        assertEquals(List.of("r 1 11=m2 530=7 533=0"), f.said());
    }

    @Test
    void shouldReportMoreOrdersThanAreHeldAtOnce() {
        for (int n = 0; n < 100; n++) {
            f.place("a" + n, DESK, DESK_A, BTC, Side.BUY, "59000", "0.001", TimeInForce.GTC);
            f.place("b" + n, DESK, DESK_B, BTC, Side.BUY, "59000", "0.001", TimeInForce.GTC);
        }
        f.said();
        f.sequences.clear();
        f.massCancel("m", DESK, false);
        final List<String> said = f.said();
        assertEquals("r 1 11=m 530=7 533=200", said.get(0));
        assertEquals(201, said.size());
        assertEquals("1:201 4:201", f.sequences.get(1), "one number after another, the answer has none");
        assertTrue(f.sequences.get(200).startsWith("1:400"), f.sequences::toString);
    }

    private void addTwin() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(new SessionDefinition("BASCULE", "TWIN", false, false, List.of("DESK-A"), List.of()));
        f.venue.endConfiguration();
    }

    /** And one of somebody else's. */
    private void placeFour() {
        f.place("a1", DESK, DESK_A, ETH, Side.BUY, "2900", "1", TimeInForce.GTC);
        f.place("a2", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.DAY);
        f.place("a3", DESK, DESK_B, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.place("a4", DESK, DESK_A, BTC, Side.SELL, "61000", "1", TimeInForce.GTC);
        f.quote(BTC, Side.SELL, "61000", "1");
        assertEquals(MM, f.lastReport.sessionId);
        f.said();
        f.sequences.clear();
    }
}
