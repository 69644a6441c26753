package io.bascule.engine.service;

import static io.bascule.engine.service.PricedVenue.IDX2;
import static io.bascule.engine.service.PricedVenue.IDX3;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.IDX;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one bad source of three can do, or their silence: quorum 2, stale after 10 s, jump guard 1 %. */
final class OracleAttackTest {
    private static final OracleRules RULES = new OracleRules(2, 10 * PricedVenue.SECOND_NS, 10_000);

    private final PricedVenue p = new PricedVenue(RULES, 10_000, List.of());

    @BeforeEach
    void thaw() {
        p.publish(31, "60000", "60000", "60000").publish(61, "60000", "60000", "60000");
        assertFalse(p.venue.prices().isFrozen(BTC));
        assertTrue(mayLiquidate());
        p.trade(BTC, DESK_A, MAKER, "60000", "10");
        p.f.said();
    }

    @Test
    void oneSourceAtZero() {
        p.publish(60, "60000", "60010", "0");
        assertEquals("60005", p.index()); // 0 is no price: the source is silent
        assertTrue(mayLiquidate());
        assertEquals(60, refused("PRICE_NOT_POSITIVE"));
    }

    @Test
    void oneSourceAtTenTimesThePrice() {
        p.publish(60, "60000", "60010", "600000");
        assertEquals("60005", p.index());
        assertTrue(mayLiquidate());
        assertEquals(60, refused("PRICE_JUMP"));
    }

    @Test
    void oneSourceCreepingAwayFromTheOthers() {
        for (int step = 1; step <= 60; step++) {
            p.publish(1, "60000", "60010", Integer.toString(60_000 + 500 * step));
        }
        assertTrue(p.venue.prices().indexE8(BTC) <= VenueFixture.e8("60010"), p.index());
        assertTrue(p.venue.prices().confidenceE6(BTC) <= 10_000);
        assertTrue(mayLiquidate());
    }

    @Test
    void oneSourceSilent() {
        p.publish(60, "60020", "60010", null);
        assertEquals("60015", p.index());
        assertEquals(2, p.venue.prices().liveSourceCount(BTC, p.f.nowNs));
        assertTrue(mayLiquidate());
        assertEquals(List.of(), p.f.said());
    }

    @Test
    void allSourcesSilent() {
        p.pass(10); // not quite ten seconds: they published behind the full second
        assertEquals(List.of(), p.f.said());
        p.pass(1);
        assertEquals(List.of("f INDEX_FROZEN 1 0 60000"), p.f.said());
        assertFalse(mayLiquidate());
        p.publish(29, "50000", "50000", "50000"); // the market has moved on meanwhile
        assertEquals(List.of(), p.f.said());
        assertEquals("60000", p.index());
        p.publish(2, "50000", "50000", "50000");
        assertEquals(List.of("f INDEX_THAWED 1 0 50000"), p.f.said());
        assertEquals("50000", p.index());
        assertEquals("50000", p.mark(BTC));
        assertFalse(mayLiquidate());
        p.publish(59, "50000", "50000", "50000");
        assertFalse(mayLiquidate());
        p.publish(1, "50000", "50000", "50000");
        assertTrue(mayLiquidate());
    }

    @Test
    void oneSourceFlapping() {
        for (int round = 0; round < 10; round++) {
            p.publish(11, "60000", "60010", null);
            p.publish(3, "60000", "60010", "60020");
        }
        assertEquals(List.of(), p.f.said());
        assertTrue(mayLiquidate());
    }

    @Test
    void twoOfThreeSourcesFlapping() {
        p.publish(11, "60000", null, null);
        assertEquals(List.of("f INDEX_FROZEN 1 0 60000"), p.f.said());
        for (int round = 0; round < 10; round++) {
            p.publish(15, "60000", "60010", null);
            p.publish(12, "60000", null, null);
        }
        assertEquals(List.of(), p.f.said()); // never 30 s of quorum
        assertFalse(mayLiquidate());
        p.publish(32, "60000", "60010", null);
        assertEquals(List.of("f INDEX_THAWED 1 0 60005"), p.f.said());
    }

    @Test
    void frozenIndexTakesNoNewRisk() {
        p.pass(11).f.said();
        VenueFixture.fill(p.f.preview.legs[0], "x", BTC, Side.BUY, "60000", "1");
        assertEquals(RejectReason.INDEX_FROZEN, p.f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1).legs[0].rejectReason);
        p.place(DESK_A, BTC, Side.BUY, "60000", "1");
        assertTrue(p.f.said().get(0).endsWith(" INDEX_FROZEN"));
        p.f.preview(DESK, DESK_A, BatchMode.ALL_OR_NONE, 1);
        assertEquals(PreviewStatus.WOULD_BE_REJECTED, p.f.lastPreview.status);
        VenueFixture.fill(p.f.request, "r", BTC, Side.SELL, "60000", "3");
        p.f.request.sessionId = DESK;
        p.f.request.accountId = DESK_A;
        p.f.request.conditions.execInst = OrderConditions.REDUCE_ONLY;
        p.f.send();
        assertEquals(List.of("8 1 11=r 150=0 39=0 14=0 151=3"), p.f.said());
        p.f.place("e", DESK, DESK_A, VenueFixture.ETH, Side.BUY, "2900", "1", TimeInForce.GTC);
        assertTrue(p.f.said().get(0).endsWith(" INDEX_FROZEN")); // its own sources are silent, too
    }

    @Test
    void frozenIndexLetsNothingBeWithdrawn() {
        final long coins = 100 * Currency.BTC.unitsPerWhole();
        assertNull(p.venue.operator().transfer("DESK-A", Currency.USDC, -1, p.f.nowNs++));
        assertNull(p.venue.operator().transfer("OTHER", Currency.BTC, -coins, p.f.nowNs++));
        p.pass(11);
        assertNotNull(p.venue.operator().transfer("DESK-A", Currency.USDC, -1, p.f.nowNs++));
        assertNotNull(p.venue.operator().transfer("DESK-B", Currency.USDC, -1, p.f.nowNs++), "its coins");
        assertNull(p.venue.operator().transfer("OTHER", Currency.USDC, -1, p.f.nowNs++), "it holds USDC only");
    }

    @Test
    void startWithoutSources() {
        p.f.nowNs += 2 * PricedVenue.SECOND_NS;
        p.venue.clock().onStart(p.f.nowNs);
        assertEquals(
                List.of("f INDEX_FROZEN 1 0 60000"),
                p.f.said().stream().filter(line -> line.startsWith("f ")).toList());
        assertEquals(0, p.venue.prices().liveSourceCount(BTC, p.f.nowNs));
        p.saveAndLoad();
    }

    @Test
    void weightsOfAMinority() {
        p.publish(IDX, "60100").publish(IDX2, "60000").publish(IDX3, "60000");
        assertEquals("60000", p.index());
    }

    private boolean mayLiquidate() {
        return p.venue.prices().mayLiquidate(BTC, p.f.nowNs);
    }

    private long refused(final String reason) {
        return p.f.said().stream()
                .filter(line -> line.endsWith(" PUBLISH_INDEX " + reason))
                .count();
    }
}
