package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.Text;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The risk desk suspends, halts and reinstates. */
final class KillSwitchTest {
    private final VenueFixture f = new VenueFixture();
    private final PartyActionRequest request = new PartyActionRequest();

    private KillSwitchTest act(final TradingLevel level, final PartyScope scope, final int id) {
        request.sessionId = DESK2;
        request.msgSeqNum = f.nextSeqNum();
        request.level = level;
        request.scope = scope;
        request.accountId = id;
        request.instrumentId = id;
        request.requestId.set("r");
        f.venue.risk().partyAction(request, f.nowNs++);
        return this;
    }

    private String place(final int account, final int instrument, final Side side, final String qty) {
        final String price = instrument == BTC ? "60000" : "3000";
        f.place(
                "o" + f.nextSeqNum(),
                account == OTHER ? DESK2 : DESK,
                account,
                instrument,
                side,
                price,
                qty,
                TimeInForce.GTC);
        return f.lastReport.rejectReason == RejectReason.NONE ? "taken" : f.lastReport.rejectReason.name();
    }

    @Test
    void shouldCancelAndThenTakeOnlyWhatReducesWhileAnAccountIsSuspended() {
        place(DESK_A, BTC, Side.BUY, "2");
        f.quote(BTC, Side.SELL, "60000", "2"); // DESK-A is long 2
        f.place("x", DESK, DESK_A, ETH, Side.BUY, "2990", "1", TimeInForce.GTC);
        f.place("y", DESK, DESK_B, ETH, Side.BUY, "2990", "1", TimeInForce.GTC);
        f.said();
        act(TradingLevel.REDUCE_ONLY, PartyScope.ACCOUNT, DESK_A);
        assertEquals(List.of("DI r cancels 1", "8 1 11=x 150=4 39=4 14=0 151=0 378=8"), f.said());
        assertEquals("TRADING_REDUCE_ONLY", place(DESK_A, BTC, Side.BUY, "1"));
        assertEquals("TRADING_REDUCE_ONLY", place(DESK_A, BTC, Side.SELL, "2.001"));
        assertEquals("taken", place(DESK_A, BTC, Side.SELL, "1.5"));
        assertEquals("TRADING_REDUCE_ONLY", place(DESK_A, BTC, Side.SELL, "1")); // 1.5 of 2 are on their way
        assertEquals("taken", place(DESK_B, BTC, Side.BUY, "1"));
        act(TradingLevel.ACTIVE, PartyScope.ACCOUNT, DESK_A);
        assertEquals("taken", place(DESK_A, BTC, Side.BUY, "1"));
    }

    @Test
    void shouldTakeNothingWhileAnInstrumentIsHalted() {
        act(TradingLevel.HALTED, PartyScope.INSTRUMENT, BTC);
        assertEquals("TRADING_HALTED", place(DESK_A, BTC, Side.BUY, "1"));
        assertEquals("taken", place(DESK_A, ETH, Side.BUY, "1"));
    }

    @Test
    void shouldTakeNothingWhileTheVenueIsHaltedAndPreviewTheSame() {
        f.place("x", DESK, DESK_A, ETH, Side.BUY, "2990", "1", TimeInForce.GTC);
        f.place("y", DESK2, OTHER, ETH, Side.BUY, "2990", "1", TimeInForce.GTC);
        f.said();
        act(TradingLevel.HALTED, PartyScope.VENUE, 0);
        assertEquals("DI r cancels 2", f.said().get(0));
        assertEquals("TRADING_HALTED", place(OTHER, ETH, Side.BUY, "1"));
        VenueFixture.fill(f.preview.legs[0], "p", ETH, Side.BUY, "2990", "1");
        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1);
        assertEquals(RejectReason.TRADING_HALTED, report.legs[0].rejectReason);
    }

    @Test
    void shouldHaltAllAccountsOfAFirm() {
        request.firm.set("DESK-A");
        act(TradingLevel.HALTED, PartyScope.FIRM, 0);
        assertEquals("TRADING_HALTED", place(DESK_A, BTC, Side.BUY, "1"));
        assertEquals("taken", place(OTHER, BTC, Side.BUY, "1"));
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowAndLeaveTheRest() {
        request.firm.set("NOBODY");
        act(TradingLevel.HALTED, PartyScope.FIRM, 0);
        act(TradingLevel.HALTED, PartyScope.ACCOUNT, 99);
        act(TradingLevel.HALTED, PartyScope.INSTRUMENT, 99);
        act(null, PartyScope.VENUE, 0);
        assertEquals(
                List.of("DI r UNKNOWN_PARTY", "DI r UNKNOWN_ACCOUNT", "DI r UNKNOWN_SYMBOL", "DI r UNSUPPORTED_VALUE"),
                f.said());
        assertEquals("taken", place(DESK_A, BTC, Side.BUY, "1"));
    }

    @Test
    void shouldSayLimitsAndTheirUse() {
        place(DESK_A, BTC, Side.BUY, "1");
        f.said();
        f.venue.risk().requestLimits(DESK2, f.nextSeqNum(), false, DESK_A, new Text(), f.nowNs);
        assertEquals(List.of("CM 1 of 1 ACTIVE 1/100"), f.said());
        f.venue.risk().requestLimits(DESK2, f.nextSeqNum(), false, 0, new Text(), f.nowNs);
        assertEquals(4, f.said().size());
        f.venue.risk().requestLimits(DESK2, f.nextSeqNum(), false, 9, new Text(), f.nowNs);
        assertEquals(List.of("j 3 REQUEST_LIMITS UNKNOWN_ACCOUNT"), f.said());
    }
}
