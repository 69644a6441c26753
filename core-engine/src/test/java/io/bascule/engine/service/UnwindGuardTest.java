package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.MM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What holds an unwind up without ending it: the price has been led as far as slices may lead it, or part of what the
 * account holds is halted. DESK-A is long 100 BTC, with 997,600 USDC.
 */
final class UnwindGuardTest {
    private final LadderFixture ladder = new LadderFixture(1_000_000 * MICROS);
    private final VenueFixture f = ladder.fixture;
    private int quotes;

    private void quoteBoth(final String bid, final String ask) {
        for (int n = 1; n <= 2 && quotes > 0; n++) {
            f.cancel(MM, "c" + quotes + n, "m" + quotes + n);
        }
        quotes++;
        f.place("m" + quotes + 1, MM, MAKER, BTC, Side.BUY, bid, "40", TimeInForce.GTC);
        f.place("m" + quotes + 2, MM, MAKER, BTC, Side.SELL, ask, "40", TimeInForce.GTC);
    }

    private void longHundred() {
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        f.said();
    }

    @Test
    void shouldWaitWhileTheBookIsFurtherFromItsUsualPriceThanSlicesMayLeadIt() {
        longHundred();
        quoteBoth("59760", "59770"); // 40 bp below the index, and so is the mark five minutes later
        ladder.pass(300);
        quoteBoth("55100", "55100.5");
        f.place("last", VenueFixture.DESK2, VenueFixture.OTHER, BTC, Side.SELL, "55100", "0.001", TimeInForce.IOC);
        ladder.index(BTC, "55300").pass(60); // the mark is at the bid: without the rule a slice would trade
        assertEquals(List.of("CALL 1 below 1250000 copies 1", "UNWIND 1"), ladder.steps()); // not UNFILLED
        assertEquals(100_000, ladder.lots(DESK_A, BTC));
        quoteBoth("55290", "55300");
        ladder.pass(5);
        assertEquals(
                1,
                ladder.steps().stream().filter(step -> step.startsWith("SLICE")).count());
    }

    /** The price is below the usual one, but that is not what holds a slice: there is nobody at any price. */
    @Test
    void shouldAskBackstopProvidersWhereThereIsNobodyAtAnyPrice() {
        longHundred();
        quoteBoth("70800", "70810");
        ladder.pass(600);
        f.cancel(MM, "c1", "m11");
        f.cancel(MM, "c2", "m12");
        ladder.pass(900); // the mark is back at the index, the average of eight hours some 35 bp above it
        ladder.steps();
        ladder.index(BTC, "55200").pass(60);
        assertEquals(List.of("CALL 1 below 1250000 copies 1", "UNWIND 1", "UNFILLED 1", "R 1 legs 1"), ladder.steps());
    }

    @Test
    void shouldGoOnWithWhatIsNotHaltedAndAskNobodyForWhatIs() {
        ladder.trade(DESK, DESK_A, ETH, Side.BUY, "3000", "200");
        longHundred();
        halt(TradingLevel.HALTED);
        ladder.index(BTC, "55000").pass(60); // nobody bids for ETH
        assertEquals(List.of("CALL 1 below 1250000 copies 1", "UNWIND 1"), ladder.steps());
        ladder.quote(ETH, Side.BUY, "3000", "1000").pass(5);
        assertEquals(
                1,
                ladder.steps().stream()
                        .filter(step -> step.startsWith("SLICE 1"))
                        .count());
        assertEquals(100_000, ladder.lots(DESK_A, BTC));
        halt(TradingLevel.ACTIVE);
        ladder.quote(BTC, Side.BUY, "55000", "100").pass(60);
        assertTrue(ladder.lots(DESK_A, BTC) < 100_000);
    }

    private void halt(final TradingLevel level) {
        final PartyActionRequest request = new PartyActionRequest();
        request.sessionId = LadderFixture.BACK;
        request.msgSeqNum = f.nextSeqNum();
        request.level = level;
        request.scope = PartyScope.INSTRUMENT;
        request.accountId = BTC;
        request.instrumentId = BTC;
        request.requestId.set("r");
        f.venue.risk().partyAction(request, f.nowNs++);
    }
}
