package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    @Test
    void shouldPayOutWhatNoPositionNeeds() {
        assertNull(f.venue.operator().transfer("DESK-A", Currency.USDC, -1_000_000, f.nowNs++));
    }
}
