package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Configuration enters through the log, whole or not at all (architecture.md, decision 10). */
class ConfigurationTest {
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldKnowTheConfigurationInForce() {
        assertTrue(f.venue.isConfigured(99));
        assertFalse(f.venue.isConfigured(98));
        assertEquals(7, f.venue.venueEpoch());
        assertEquals("BTC-PERP", f.venue.registrations().instrumentSymbol(1));
        assertEquals("ETH-INDEX", f.venue.registrations().underlyingIndexSymbol(2));
        assertEquals("DESK-B", f.venue.registrations().accountName(2));
        assertEquals("PB", f.venue.registrations().session(4).counterpartyCompId());
    }

    @Test
    void shouldNeverCreditAnOpeningBalanceAgain() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);

        assertNull(f.venue.endConfiguration());
        assertEquals(53_000_000 * MICROS, f.venue.holdings().depositsUnits(Currency.USDC));
        assertEquals(7, f.venue.venueEpoch());
    }

    @Test
    void shouldRefuseToRemoveAnAccountWithFundsAndChangeNothing() {
        final long before = f.venue.stateHash();
        f.venue.beginConfiguration(8, 100);
        f.defineAll(VenueFixture.OTHER);

        final String problem = f.venue.endConfiguration();

        assertEquals("session DESK2 names an unknown account", problem);
        assertEquals(before, f.venue.stateHash());
        assertTrue(f.venue.isConfigured(99));
    }

    @Test
    void shouldRefuseAnInstrumentOfOtherUnits() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(VenueFixture.instrument("BTC-PERP", "BTC", "1", "0.001", "1000000", "1000", "5000"));
        assertEquals("BTC-PERP is defined twice", f.venue.endConfiguration());
    }

    @Test
    void shouldRefuseNotionalsThatCouldOverflow() {
        assertNotNull(refusal(VenueFixture.instrument("X", "BTC", "0.5", "0.001", "1000000", "1000", "10000")));
        assertNotNull(refusal(VenueFixture.instrument("X", "BTC", "0.00001", "0.00001", "1000000", "1", "1")));
        assertNotNull(refusal(VenueFixture.instrument("X", "DOGE", "0.5", "0.001", "1000000", "1000", "5000")));
        assertNotNull(refusal(VenueFixture.instrument("X", "BTC", "0.5", "0.001", "50000", "1000", "5000")));
        assertNull(refusal(VenueFixture.instrument("X", "BTC", "0.5", "0.001", "1000000", "1000", "5000")));
    }

    @Test
    void shouldRefuseToRemoveAnInstrumentInUse() {
        assertNull(refusal(VenueFixture.instrument("X", "BTC", "0.5", "0.001", "1000000", "1000", "5000")));
        f.place("a", DESK, DESK_A, 4, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.venue.beginConfiguration(8, 101);
        f.defineAll(0);
        assertEquals("X has positions or open orders", f.venue.endConfiguration());

        f.cancel(DESK, "b", "a");
        f.venue.beginConfiguration(8, 101);
        f.defineAll(0);
        assertNull(f.venue.endConfiguration());
        assertNull(f.venue.registrations().instrumentSymbol(4));
        f.said();
        f.place("c", DESK, DESK_A, 4, Side.BUY, "59000", "1", TimeInForce.GTC);
        assertEquals("8 1 11=c 150=8 39=8 14=0 151=0 UNKNOWN_SYMBOL", f.said().get(0));
        f.place("d", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        assertEquals("8 1 11=d 150=0 39=0 14=0 151=1", f.said().get(0));
    }

    @Test
    void shouldCancelTheOrdersOfASessionThatIsRemoved() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        f.said();
        f.venue.beginConfiguration(8, 101);
        f.defineAllButSessions(0, true);
        f.defineSessions("DESK");
        assertNull(f.venue.endConfiguration());
        assertEquals(List.of(), f.said());

        f.venue.cancelOrdersOfRemovedSessions(f.nowNs);

        assertEquals(List.of("8 1 11=a 150=4 39=4 14=0 151=0 378=8"), f.said());
        assertEquals(8, f.lastReport.restatementReason);
        assertNull(f.venue.registrations().session(DESK));
    }

    @Test
    void shouldRefuseAConfigurationWithoutLimits() {
        f.venue.beginConfiguration(8, 101);
        assertEquals("limits are missing", f.venue.endConfiguration());
    }

    @Test
    void shouldStageNothingAnyMoreOnceItEnded() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        assertNull(f.venue.endConfiguration());
        assertEquals("limits are missing", f.venue.endConfiguration());
        assertTrue(f.venue.isConfigured(100));
    }

    private String refusal(final InstrumentDefinition added) {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(added);
        return f.venue.endConfiguration();
    }

    /** Ids are for ever: a removed instrument still counts. */
    @Test
    void shouldRefuseMoreInstrumentsThanIds() {
        for (int n = 0; n < 61; n++) {
            f.venue.beginConfiguration(8, 200 + n);
            f.defineAll(0);
            f.venue.define(VenueFixture.instrument("X" + n, "BTC", "0.5", "0.001", "1000000", "1000", "5000"));
            assertNull(f.venue.endConfiguration());
        }
        final long before = f.venue.stateHash();
        assertNotNull(refusal(VenueFixture.instrument("Y", "BTC", "0.5", "0.001", "1000000", "1000", "5000")));
        assertEquals(before, f.venue.stateHash());
    }
}
