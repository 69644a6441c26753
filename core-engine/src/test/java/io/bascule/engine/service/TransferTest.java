package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import org.junit.jupiter.api.Test;

class TransferTest {
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldCreditADepositAndConserveMoney() {
        final long before = f.venue.holdings().depositsUnits(Currency.BTC);

        assertNull(f.venue.transfer("DESK-A", Currency.BTC, 250_000_000));

        assertEquals(before + 250_000_000, f.venue.holdings().depositsUnits(Currency.BTC));
        assertEquals(f.venue.holdings().depositsUnits(Currency.BTC), f.venue.holdings().cashUnits(Currency.BTC));
        f.venue.stateHash(); // takes the full sums
    }

    @Test
    void shouldPayOutNoMoreThanIsFree() {
        final long before = f.venue.stateHash();

        assertTrue(f.venue
                .transfer("DESK-A", Currency.USDC, -1_000_000_000_000_000L)
                .contains("are free"));
        assertTrue(f.venue
                .transfer("DESK-A", Currency.ETH, -1)
                .startsWith("withdrawable of DESK-A: 0 units of ETH are held"));
        assertEquals("there is no account NOBODY", f.venue.transfer("NOBODY", Currency.USDC, 1));
        assertTrue(f.venue.transfer("DESK-A", Currency.USDC, 0).startsWith("an amount is not 0"));
        assertTrue(f.venue.transfer("DESK-A", Currency.USDC, Long.MIN_VALUE).startsWith("an amount is not 0"));

        assertEquals(before, f.venue.stateHash());
    }

    @Test
    void shouldPayOutWhatNoPositionNeeds() {
        assertNull(f.venue.transfer("DESK-A", Currency.USDC, -1_000_000));
    }
}
