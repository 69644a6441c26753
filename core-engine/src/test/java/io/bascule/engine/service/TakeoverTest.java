package io.bascule.engine.service;

import static io.bascule.engine.service.LadderFixture.DESK3;
import static io.bascule.engine.service.LadderFixture.FUND;
import static io.bascule.engine.service.LadderFixture.RICH;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Coins and debts in a takeover, and a fund that has come below its own margin. */
final class TakeoverTest {
    private LadderFixture ladder = new LadderFixture(1_000_000 * MICROS);

    /** 10 BTC, and about 402,000 USDC owed, of 50 BTC sold at a loss. */
    private void owe() {
        transfer("DESK-A", Currency.USDC, -950_000 * MICROS);
        transfer("DESK-A", Currency.BTC, 10 * Currency.BTC.unitsPerWhole());
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "50");
        ladder.trade(DESK, DESK_A, BTC, Side.SELL, "51000", "50");
        ladder.fixture.said();
        ladder.steps();
    }

    private void transfer(final String account, final Currency currency, final long units) {
        assertNull(ladder.fixture.venue.operator().transfer(account, currency, units, ladder.fixture.nowNs++));
    }

    private long coins(final int account) {
        return ladder.fixture.venue.holdings().cashUnits(account, Currency.BTC);
    }

    @Test
    void shouldExchangeCoinsThatNoLongerCarryADebtAtTheIndex() {
        owe();
        final long fundBefore = ladder.cash(FUND);
        final long owed = ladder.cash(DESK_A);
        ladder.index(BTC, "50000").pass(1).index(BTC, "45000").pass(1);
        assertEquals(10 * Currency.BTC.unitsPerWhole(), coins(DESK_A)); // 47,780 of equity, MM of 43,200
        ladder.index(BTC, "44000").pass(1); // 37,780 over 42,240
        assertEquals(0, coins(DESK_A));
        assertEquals(10 * Currency.BTC.unitsPerWhole(), coins(FUND));
        assertEquals(owed + (440_000 - 4_224) * MICROS, ladder.cash(DESK_A)); // 10 % of the MM
        assertEquals(fundBefore - (440_000 - 4_224) * MICROS, ladder.cash(FUND));
        assertEquals(
                List.of(
                        "FUND_SETTLED 1 for 1000000000",
                        "FUND_SETTLED 1 for -440000000000",
                        "FUND_SETTLED 1 for 4224000000"),
                ladder.steps().stream().filter(step -> step.startsWith("FUND")).toList());
    }

    @Test
    void shouldExchangeCoinsInAnEventOfTheirOwnUnlessOneIsGoingOn() {
        for (final int seconds : new int[] {3_590, 3_610}) {
            ladder = new LadderFixture(1_000_000 * MICROS);
            transfer("RICH", Currency.USDC, -9_950_000 * MICROS);
            transfer("RICH", Currency.BTC, 10 * Currency.BTC.unitsPerWhole());
            ladder.trade(DESK3, RICH, BTC, Side.BUY, "60000", "50");
            ladder.trade(DESK3, RICH, BTC, Side.SELL, "51500", "50"); // it owes 25,000 less than the other
            owe();
            ladder.index(BTC, "50000").pass(1).index(BTC, "44000").pass(1);
            assertEquals(0, coins(DESK_A));
            assertEquals(1, ladder.fixture.lastLiquidationId);
            for (int i = 0; i < seconds; i++) {
                ladder.index(BTC, "44000").pass(1);
            }
            ladder.index(BTC, "41300").pass(1);
            assertEquals(0, coins(RICH));
            assertEquals(seconds > 3_600 ? 2 : 1, ladder.fixture.lastLiquidationId);
        }
    }

    @Test
    void shouldLeaveCoinsThatTheFundCannotCarryUntilTheyAreOwed() {
        ladder = new LadderFixture(10_000 * MICROS);
        owe();
        ladder.index(BTC, "50000").pass(1).index(BTC, "44000").pass(1);
        assertEquals(10 * Currency.BTC.unitsPerWhole(), coins(DESK_A));
        ladder.index(BTC, "40000").pass(1);
        assertEquals(0, coins(DESK_A));
        assertEquals(0, ladder.cash(DESK_A));
    }

    @Test
    void shouldExchangeCoinsWithTheVenueWhereThereIsNoFund() {
        final VenueFixture f = new VenueFixture();
        assertNull(f.venue.operator().transfer("DESK-A", Currency.USDC, -950_000 * MICROS, f.nowNs++));
        assertNull(f.venue.operator().transfer("DESK-A", Currency.BTC, 10 * Currency.BTC.unitsPerWhole(), f.nowNs++));
        f.quote(BTC, Side.SELL, "60000", "50").place("b", DESK, DESK_A, BTC, Side.BUY, "60000", "50", TimeInForce.IOC);
        f.quote(BTC, Side.BUY, "51000", "50").place("s", DESK, DESK_A, BTC, Side.SELL, "51000", "50", TimeInForce.IOC);
        final long owed = f.venue.holdings().cashUnits(DESK_A, Currency.USDC);
        for (final String price : List.of("50000", "44000")) {
            f.index(BTC, price);
            f.nowNs += LadderFixture.SECOND;
            f.venue.clock().advanceTo(f.nowNs);
            f.venue.clock().onTimer(f.nowNs);
        }
        assertEquals(owed + (440_000 - 4_224) * MICROS, f.venue.holdings().cashUnits(DESK_A, Currency.USDC));
        assertEquals(0, f.venue.holdings().cashUnits(DESK_A, Currency.BTC));
        f.venue.holdings().verify();
    }

    @Test
    void shouldNotMakeASmallPositionBearWhatIsLostWithCoins() {
        owe();
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "51000", "0.01");
        ladder.fixture.said();
        ladder.steps();
        ladder.index(BTC, "50000").pass(1).index(BTC, "40000").pass(1);
        // Equity is -2,337.75: of it a thousandth, and a little for the fee of leaving, is the position's.
        assertEquals(
                List.of(
                        "CALL 1 below 1250000 copies 1",
                        "TAKEOVER 1",
                        "FUND_TOOK 1 with 5 -0.01 of 1 at 40233.7566 for 402337566",
                        "FUND_SETTLED 1 for -402327866434",
                        "FUND_SETTLED 1 for 1000000000",
                        "RELEASED 1"),
                ladder.steps());
        assertEquals(0, ladder.cash(DESK_A));
        assertEquals(0, coins(DESK_A));
    }

    @Test
    void shouldRelieveAFundThatIsBelowItsOwnMarginAtMark() {
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        ladder.index(BTC, "49000").pass(1);
        assertEquals(34_797, ladder.lots(FUND, BTC));
        fall(40_000, 33_000, 27_000, 24_000);
        assertEquals(34_797, ladder.lots(FUND, BTC)); // 94,378 over 80,506
        ladder.steps();
        ladder.index(BTC, "23000").pass(1);
        assertEquals(
                List.of("TAKEOVER 5", "DELEVERAGED 5 with 3 -34.797 of 1 at 23000 for 800331000000"), ladder.steps());
        assertEquals(0, ladder.lots(FUND, BTC));
    }

    @Test
    void shouldRelieveAFundThatOwesAtTheBankruptcyPrice() {
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        ladder.index(BTC, "49000").pass(1);
        fall(40_000, 33_000, 27_000, 24_000);
        ladder.index(BTC, "20000").pass(1);
        assertEquals(0, ladder.lots(FUND, BTC));
        assertEquals(0, ladder.cash(FUND));
    }

    private void fall(final int... prices) {
        for (final int price : prices) {
            ladder.index(BTC, Integer.toString(price)).pass(1);
        }
    }
}
