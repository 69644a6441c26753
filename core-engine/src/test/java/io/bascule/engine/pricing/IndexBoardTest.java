package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import org.junit.jupiter.api.Test;

/** Quorum 2 of three sources, stale after 10 s, clamp 1 %, jump guard 1 %. */
final class IndexBoardTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final OracleRules TWO_OF_THREE = new OracleRules(2, 10 * SECOND_NS, 10_000);

    private final Underlying underlying = underlying(TWO_OF_THREE);
    private final IndexBoard board = new IndexBoard(underlying);
    private long nowNs = 1_700_000_000 * SECOND_NS;

    @Test
    void shouldBeFrozenAfterAStartUntilItsQuorumHasSpokenFor30Seconds() {
        assertTrue(board.isFrozen());
        assertFalse(board.isWatched());
        publish(60_100, 0, 0);
        pass(5);
        assertTrue(board.isFrozen());
        publish(60_100, 60_110, 0);
        keep(29, 60_100, 60_110, 0);
        assertTrue(board.isFrozen());
        assertEquals(60_000 * E8, underlying.indexE8());
        keep(1, 60_100, 60_110, 0);
        assertFalse(board.isFrozen());
        assertEquals(60_105 * E8, underlying.indexE8());
        assertEquals(84, underlying.confidenceE6()); // 5 / 60,105, rounded up
        assertFalse(board.mayLiquidate(nowNs));
        assertFalse(board.mayLiquidate(nowNs + 60 * SECOND_NS - 1));
        assertTrue(board.mayLiquidate(nowNs + 60 * SECOND_NS));
    }

    @Test
    void shouldGoOnWithOneOfThreeSourcesAtTenTimesThePrice() {
        thaw();
        assertTrue(board.isJump(600_000 * E8)); // refused while the index is not frozen
        board.publish(3, 1, 600_000 * E8, nowNs); // and if it came in all the same
        assertEquals(60_000 * E8, underlying.indexE8());
        assertEquals(10_000, underlying.confidenceE6()); // clamped: one bad source costs no more than the clamp
        keep(40, 60_010, 60_020, 600_000);
        assertFalse(board.isFrozen());
        assertEquals(60_020 * E8, underlying.indexE8());
    }

    @Test
    void shouldGoOnWithOneOfThreeSourcesSilent() {
        thaw();
        keep(40, 60_050, 60_060, 0);
        assertFalse(board.isFrozen());
        assertEquals(60_055 * E8, underlying.indexE8());
    }

    @Test
    void shouldFreezeWhenAllAreSilentFor10Seconds() {
        thaw();
        pass(9);
        assertFalse(board.isFrozen());
        pass(1);
        assertTrue(board.isFrozen());
        assertFalse(board.mayLiquidate(nowNs + 1_000 * SECOND_NS));
        assertEquals(60_000 * E8, underlying.indexE8());
        assertFalse(board.isWatched()); // nothing happens by itself any more
    }

    @Test
    void shouldFreezeWhenTwoAreLeftThatDoNotAgree() {
        thaw();
        keep(10, 60_000, 0, 600_000);
        assertTrue(board.isFrozen());
        assertEquals(60_000 * E8, underlying.indexE8());
    }

    @Test
    void shouldThawAtTheQuorumsPriceWhereverThatIs() {
        thaw();
        assertTrue(board.isJump(50_000 * E8));
        pass(10); // all were refused, which is silence
        assertTrue(board.isFrozen());
        assertFalse(board.isJump(50_000 * E8));
        publish(50_000, 50_010, 50_020);
        keep(30, 50_000, 50_010, 50_020);
        assertFalse(board.isFrozen());
        assertEquals(50_010 * E8, underlying.indexE8());
        assertFalse(board.mayLiquidate(nowNs + 59 * SECOND_NS));
    }

    @Test
    void shouldNotThawWhileItsQuorumFlaps() {
        thaw();
        pass(10);
        for (int round = 0; round < 10; round++) {
            keep(20, 60_000, 60_000, 0);
            keep(11, 60_000, 0, 0); // the second one is silent for 10 s, once in a while
            assertTrue(board.isFrozen());
        }
        keep(31, 60_000, 60_000, 0);
        assertFalse(board.isFrozen());
    }

    @Test
    void shouldCountNothingThatWasPublishedBeforeAStart() {
        thaw();
        board.onStart();
        board.reprice(nowNs);
        assertTrue(board.isFrozen());
        publish(60_500, 60_500, 0);
        keep(30, 60_500, 60_500, 0);
        assertFalse(board.isFrozen());
        assertEquals(60_500 * E8, underlying.indexE8());
    }

    @Test
    void shouldFollowTheWeights() {
        thaw();
        board.publish(1, 3, 59_900 * E8, nowNs);
        board.publish(2, 1, 60_000 * E8, nowNs);
        board.publish(3, 1, 60_100 * E8, nowNs);
        assertEquals(59_900 * E8, underlying.indexE8());
    }

    @Test
    void shouldHoldTheInitialIndexWhereSourcesAreNeverStale() {
        final Underlying demo = underlying(OracleRules.ANY_SOURCE);
        final IndexBoard one = new IndexBoard(demo);
        one.reprice(nowNs);
        assertFalse(one.isFrozen());
        assertTrue(one.mayLiquidate(nowNs));
        assertEquals(60_000 * E8, demo.indexE8());
        one.publish(1, 1, 61_000 * E8, nowNs);
        one.onStart();
        one.publish(2, 1, 63_000 * E8, nowNs + 3_600 * SECOND_NS);
        assertEquals(62_000 * E8, demo.indexE8());
        assertFalse(one.isFrozen());
        assertFalse(one.isWatched());
    }

    @Test
    void shouldGoOnFromASavedState() {
        thaw();
        final IndexBoard again = new IndexBoard(underlying); // which freezes it, until it is restored
        again.restore(false, board.quorumSinceNs(), board.mayLiquidateFromNs());
        for (int n = 0; n < board.sourceCount(); n++) {
            again.restoreSource(
                    board.sourceId(n), board.sourceWeight(n), board.sourcePriceE8(n), board.sourcePublishedNs(n));
        }
        again.freezeIfSilent(nowNs + 9 * SECOND_NS);
        assertFalse(again.isFrozen());
        assertEquals(board.mayLiquidateFromNs(), again.mayLiquidateFromNs());
        again.freezeIfSilent(nowNs + 10 * SECOND_NS);
        assertTrue(again.isFrozen());
    }

    private void thaw() {
        publish(60_000, 60_000, 60_000);
        keep(30, 60_000, 60_000, 60_000);
        assertFalse(board.isFrozen());
    }

    /** Each source that has a price publishes it each second. */
    private void keep(final int seconds, final long... prices) {
        for (int n = 0; n < seconds; n++) {
            pass(1);
            publish(prices);
        }
    }

    private void publish(final long... prices) {
        for (int source = 1; source <= prices.length; source++) {
            if (prices[source - 1] > 0) {
                board.publish(source, 1, prices[source - 1] * E8, nowNs);
            }
        }
    }

    private void pass(final int seconds) {
        for (int n = 0; n < seconds; n++) {
            nowNs += SECOND_NS;
            board.reprice(nowNs);
        }
    }

    private static Underlying underlying(final OracleRules rules) {
        return new Underlying(
                1, new UnderlyingDefinition("BTC", "BTC-INDEX", 60_000 * E8, 120_000, 600_000, 800_000, 10_000, rules));
    }
}
