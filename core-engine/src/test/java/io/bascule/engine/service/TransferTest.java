package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferTest {
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldCreditADepositAndConserveMoney() {
        final long before = f.venue.holdings().depositsUnits(Currency.BTC);

        assertNull(f.venue.operator().transfer("DESK-A", Currency.BTC, 250_000_000, f.nowNs++));

        assertEquals(before + 250_000_000, f.venue.holdings().depositsUnits(Currency.BTC));
        assertEquals(
                f.venue.holdings().depositsUnits(Currency.BTC),
                f.venue.holdings().cashUnits(Currency.BTC));
        f.venue.stateHash(); // takes the full sums
    }

    @Test
    void shouldTellWhatTheCollateralIsNow() {
        f.venue.operator().transfer("DESK-A", Currency.BTC, 250_000_000, f.nowNs++);
        f.venue.operator().transfer("DESK-A", Currency.USDC, -1_000_000, f.nowNs++);
        assertEquals(List.of("BA 1 [1000000000000, 250000000, 0]", "BA 1 [999999000000, 250000000, 0]"), f.said());
        assertEquals(List.of("0:0 4:1", "0:0 4:2"), f.sequences); // PB has copies of DESK-A
    }

    @Test
    void shouldPayOutNoMoreThanIsFree() {
        final long before = f.venue.stateHash();

        assertTrue(f.venue
                .operator()
                .transfer("DESK-A", Currency.USDC, -1_000_000_000_000_000L, f.nowNs++)
                .contains("are free"));
        assertTrue(f.venue
                .operator()
                .transfer("DESK-A", Currency.ETH, -1, f.nowNs++)
                .startsWith("withdrawable of DESK-A: 0 units of ETH are held"));
        assertEquals("there is no account NOBODY", f.venue.operator().transfer("NOBODY", Currency.USDC, 1, f.nowNs++));
        assertTrue(f.venue
                .operator()
                .transfer("DESK-A", Currency.USDC, 0, f.nowNs++)
                .startsWith("an amount is not 0"));
        assertTrue(f.venue
                .operator()
                .transfer("DESK-A", Currency.USDC, Long.MIN_VALUE, f.nowNs++)
                .startsWith("an amount is not 0"));

        assertEquals(before, f.venue.stateHash());
        assertEquals(List.of(), f.said());
    }

    /** The most coins at the largest index price are still a long in USD micros, in every figure. */
    @Test
    void shouldRefuseMoreCoinsThanALongCanValue() {
        for (final Currency coin : List.of(Currency.BTC, Currency.ETH)) {
            final long most = coin.maxDepositsUnits();
            assertEquals(
                    "all deposits in " + coin + " would pass " + most + " units",
                    f.venue.operator().transfer("DESK-A", coin, most + 1, f.nowNs++));
            assertNull(f.venue.operator().transfer("DESK-A", coin, most, f.nowNs++));
            assertEquals(
                    "all deposits in " + coin + " would pass " + most + " units",
                    f.venue.operator().transfer("OTHER", coin, 1, f.nowNs++));
        }
        for (int step = 0; step < 25; step++) {
            f.index(VenueFixture.BTC, Long.toString(Math.min(1_000_000, Math.round(60_000 * Math.pow(1.19, step)))));
            f.index(VenueFixture.ETH, Long.toString(Math.min(100_000, Math.round(3_000 * Math.pow(1.19, step)))));
        }
        final PreviewReport standing = f.standing(VenueFixture.DESK, VenueFixture.DESK_A);
        assertEquals(800_001_000_000L * VenueFixture.MICROS, standing.after.equityMicros);
        assertTrue(standing.after.initialMarginMicros > 0);
    }

    @Test
    void shouldRefuseOpeningBalancesThatALongCannotValue() {
        final long most = Currency.BTC.maxDepositsUnits();
        assertNull(f.venue.operator().transfer("DESK-A", Currency.BTC, most, f.nowNs++));
        for (final long opening : new long[] {1, most + 1}) {
            final long before = f.venue.stateHash();
            f.venue.beginConfiguration(7, 100);
            f.defineAll(0);
            f.venue.define(new AccountDefinition("NEW", "NEW", List.of(0L, opening, 0L), 100));
            assertEquals(
                    (opening == 1 ? "all deposits in BTC would pass " : "opening balances in BTC sum to more than ")
                            + most + " units",
                    f.venue.endConfiguration());
            assertEquals(before, f.venue.stateHash());
        }
    }

    /** Without an instrument nothing else bounds an index. */
    @Test
    void shouldRefuseAnIndexBeyondTheCeilingOfAnUnderlyingWithoutInstrument() {
        f.venue.beginConfiguration(7, 100);
        f.defineAll(0, false);
        assertNull(f.venue.endConfiguration());
        f.said();
        f.index(VenueFixture.SOL, "1000000001");
        assertTrue(f.said().get(0).contains("PRICE_OUT_OF_RANGE"));
    }

    @Test
    void shouldPayOutWhatNoPositionNeeds() {
        assertNull(f.venue.operator().transfer("DESK-A", Currency.USDC, -1_000_000, f.nowNs++));
    }
}
