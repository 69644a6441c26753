package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MassStatusTest {
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldReportByAccountThenInstrumentThenAge() {
        placeFour();
        f.massStatus(DESK, 0, 0, null);
        assertEquals(
                List.of(
                        "8 1 11=a2 150=I 39=0 14=0 151=1 584=m 911=4",
                        "8 1 11=a4 150=I 39=0 14=0 151=1 584=m 911=4",
                        "8 1 11=a1 150=I 39=0 14=0 151=1 584=m 911=4",
                        "8 1 11=a3 150=I 39=0 14=0 151=1 584=m 911=4 912=Y"),
                f.said());
        assertEquals(List.of(), f.sequences, "a status report is no event");
    }

    @Test
    void shouldNarrowByAccountInstrumentAndSide() {
        placeFour();
        f.massStatus(DESK, DESK_B, 0, null);
        assertEquals(List.of("8 1 11=a3 150=I 39=0 14=0 151=1 584=m 911=1 912=Y"), f.said());
        f.massStatus(DESK, 0, ETH, null);
        assertEquals(List.of("8 1 11=a1 150=I 39=0 14=0 151=1 584=m 911=1 912=Y"), f.said());
        f.massStatus(DESK, 0, BTC, Side.SELL);
        assertEquals(List.of("8 1 11=a4 150=I 39=0 14=0 151=1 584=m 911=1 912=Y"), f.said());
    }

    @Test
    void shouldReportOrdersOfTheAccountThatAnotherSessionEntered() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(new SessionDefinition("BASCULE", "TWIN", false, false, List.of("DESK-A"), List.of()));
        f.venue.endConfiguration();
        placeFour();
        f.massStatus(6, 0, 0, null);
        assertEquals(
                List.of(
                        "8 6 11=a2 150=I 39=0 14=0 151=1 584=m 911=3",
                        "8 6 11=a4 150=I 39=0 14=0 151=1 584=m 911=3",
                        "8 6 11=a1 150=I 39=0 14=0 151=1 584=m 911=3 912=Y"),
                f.said());
    }

    @Test
    void shouldSayThatThereIsNone() {
        f.place("o", DESK2, OTHER, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.place("c", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC).cancel(DESK, "d", "c");
        f.said();
        f.massStatus(DESK, 0, 0, null);
        assertEquals(List.of("8 1 11= 150=I 39=8 14=0 151=0 UNKNOWN_ORDER 584=m 911=0 912=Y"), f.said());
        assertEquals(0, f.lastReport.orderId);
    }

    @Test
    void shouldRefuseAForeignAccountAnUnknownInstrumentAndAFault() {
        placeFour();
        f.massStatus(DESK, OTHER, 0, null);
        f.massStatus(DESK, 99, 0, null);
        f.massStatus(DESK, 0, 99, null);
        f.request.clear();
        f.request.sessionId = DESK;
        f.request.accountName.set("NOBODY");
        f.sendMassStatus();
        f.request.clear();
        f.request.sessionId = DESK;
        f.request.symbol.set("DOGE-PERP");
        f.sendMassStatus();
        f.request.clear();
        f.request.sessionId = DESK;
        f.request.fault = RejectReason.UNSUPPORTED_VALUE;
        f.sendMassStatus();
        final String refused = "8 1 11= 150=I 39=8 14=0 151=0 %s 584=m 911=0 912=Y";
        assertEquals(
                List.of(
                        refused.formatted("UNKNOWN_ACCOUNT"),
                        refused.formatted("UNKNOWN_ACCOUNT"),
                        refused.formatted("UNKNOWN_SYMBOL"),
                        refused.formatted("UNKNOWN_ACCOUNT"),
                        refused.formatted("UNKNOWN_SYMBOL"),
                        refused.formatted("UNSUPPORTED_VALUE")),
                f.said());
    }

    @Test
    void shouldChangeNothingButTheInboundNumber() {
        placeFour();
        f.massStatus(DESK, 0, 0, null);
        final long lastMsgSeqNum = f.venue.registrations().lastMsgSeqNum(DESK);
        assertEquals(f.request.msgSeqNum, lastMsgSeqNum);
        f.said();
        final long hash = f.venue.stateHash();
        f.request.possDup = true;
        f.venue.requestMassStatus(f.request, f.nowNs);
        assertEquals(List.of(), f.said());
        assertEquals(hash, f.venue.stateHash());
    }

    @Test
    void shouldNotAnswerMoreThanTheClientsQueueTakes() {
        placeFour();
        f.reportRoom = 3;
        f.massStatus(DESK, 0, 0, null);
        assertEquals(List.of("j 1 REQUEST_MASS_STATUS VENUE_BUSY"), f.said());
        assertEquals(f.request.msgSeqNum, f.venue.registrations().lastMsgSeqNum(DESK));
    }

    /** A member that answers, one that refuses for want of room and one that replays must agree. */
    @Test
    void shouldComeToTheSameStateWhetherItIsAnsweredOrNot() {
        final VenueFixture refusing = new VenueFixture();
        refusing.reportRoom = 0;
        for (final VenueFixture venue : List.of(f, refusing)) {
            venue.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC)
                    .massStatus(DESK, 0, 0, null);
        }
        assertEquals(
                List.of("j 1 REQUEST_MASS_STATUS VENUE_BUSY"), refusing.said().subList(1, 2));
        assertEquals(f.venue.stateHash(), refusing.venue.stateHash());
    }

    @Test
    void shouldReportAsManyAsItMayAndRefuseOneMore() {
        f.venue.beginConfiguration(8, 101);
        f.defineAll(MAKER);
        f.venue.define(new AccountDefinition("MAKER", 50_000_000 * VenueFixture.MICROS, 10_000));
        f.venue.endConfiguration();
        for (int i = 0; i < MassStatus.MAX_REPORTS; i++) {
            f.quote(BTC, Side.BUY, "59000", "0.001");
        }
        f.said();
        f.massStatus(MM, 0, 0, null);
        final List<String> all = f.said();
        assertEquals(5_000, all.size());
        assertEquals("8 2 11=q0 150=I 39=0 14=0 151=0.001 584=m 911=5000", all.get(0));
        assertEquals("8 2 11=q4999 150=I 39=0 14=0 151=0.001 584=m 911=5000 912=Y", all.get(4_999));

        f.quote(BTC, Side.BUY, "59000", "0.001").said();
        f.massStatus(MM, 0, 0, null);
        assertEquals(List.of("8 2 11= 150=I 39=8 14=0 151=0 TOO_MANY_REPORTS 584=m 911=5001 912=Y"), f.said());
    }

    private void placeFour() {
        f.place("a1", DESK, DESK_A, ETH, Side.BUY, "2900", "1", TimeInForce.GTC)
                .place("a2", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC)
                .place("a3", DESK, DESK_B, BTC, Side.BUY, "59000", "1", TimeInForce.GTC)
                .place("a4", DESK, DESK_A, BTC, Side.SELL, "61000", "1", TimeInForce.GTC)
                .said();
        f.sequences.clear();
    }
}
