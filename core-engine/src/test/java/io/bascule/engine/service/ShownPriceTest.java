package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import org.junit.jupiter.api.Test;

/** Prices at which positions are taken over, however much one lot of them has to make up for. */
final class ShownPriceTest {
    private static final long MOST = 9_000_000_000_000_000L;

    private final InstrumentDefinition definition =
            VenueFixture.instrument("BTC-PERP", "BTC", "0.5", "0.001", "1000000", "1000", "5000");
    private final Instrument instrument = new Instrument(
            1, definition, new Underlying(1, new UnderlyingDefinition("BTC", "BTC-INDEX", e8("60000"), 200_000)));

    @Test
    void shouldShowWhatLotsChangeHandsFor() {
        assertEquals(e8("60000"), instrument.priceOfE8(1_000, 60_000_000_000L));
        assertEquals(e8("60000"), instrument.priceOfE8(-1_000, -60_000_000_000L));
        assertEquals(e8("-5"), instrument.priceOfE8(1_000, -5_000_000L));
    }

    @Test
    void shouldShowNoPriceBeyondTheLargestHoweverLargeTheShortfallOfALot() {
        assertEquals(e8("1000000"), instrument.priceOfE8(1, MOST));
        assertEquals(e8("-1000000"), instrument.priceOfE8(1, -MOST));
        assertEquals(e8("1000000"), instrument.priceOfE8(-1, -MOST));
        assertEquals(e8("-1000000"), instrument.priceOfE8(-1, MOST));
    }
}
