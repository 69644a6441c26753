package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A venue that was saved and loaded says and holds what the one says that never was. */
class StateSaveTest {
    private static final int COMMANDS = 15_000;
    private static final int MOST_SEEDS = 24;
    private static final String[] LADDER = {
        "call ",
        "auction ",
        "DI ",
        "CM ",
        " RESTRICTED ",
        " SLICE ",
        " AUCTION_SOLD ",
        " FUND_TOOK ",
        " DELEVERAGED ",
        " FUND_SLICE ",
        " WAIVED ",
        "ACCOUNT_IN_LIQUIDATION",
        "TRADING_REDUCE_ONLY",
        "UNKNOWN_AUCTION"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldGoOnAsIfNothingHadBeen(final long seed) {
        final Random moments = new Random(seed * 31);
        final RandomFlow flow = new RandomFlow(seed);
        final Transcript original = new Transcript();
        final Transcript restored = new Transcript();
        flow.add(original, new Venue(original));
        flow.add(restored, new Venue(restored));
        reload(flow, restored, seed); // before the first configuration
        flow.configure();
        int compared = 0;
        for (int n = 0; n < COMMANDS; n++) {
            flow.step();
            final String where = "seed " + seed + ", command " + n;
            assertEquals(original.lines.size(), restored.lines.size(), where);
            for (; compared < original.lines.size(); compared++) {
                assertEquals(original.lines.get(compared), restored.lines.get(compared), where);
            }
            if (moments.nextInt(60) == 0) {
                reload(flow, restored, n);
            }
        }
        assertEveryKindCame(original);
    }

    @Test
    void shouldGoOnWithLiquidationsAsIfNothingHadBeen() {
        final Set<String> missing = new TreeSet<>(List.of(LADDER));
        // What is rare comes with other seeds whenever the flow is another: so many as it takes.
        for (long seed = 1; seed <= 4 || (seed <= MOST_SEEDS && !missing.isEmpty()); seed++) {
            final List<String> said = saidOnTheLadder(seed);
            missing.removeIf(kind -> said.stream().anyMatch(line -> line.contains(kind)));
        }
        assertEquals(Set.of(), missing, "these came never");
    }

    /** Waivers that begin, or end, before their account was looked at behind a start. */
    @ParameterizedTest
    @ValueSource(longs = {30, 56})
    void shouldSayTheSameFiguresOfWaivers(final long seed) {
        saidOnTheLadder(seed);
    }

    private static List<String> saidOnTheLadder(final long seed) {
        final Random moments = new Random(seed * 37);
        final RandomFlow flow = new RandomFlow(seed);
        flow.ladder = new RandomLadder();
        final Transcript original = new Transcript();
        final Transcript restored = new Transcript();
        flow.add(original, new Venue(original));
        flow.add(restored, new Venue(restored));
        flow.configure();
        for (int n = 0; n < COMMANDS; n++) {
            flow.step();
            if (moments.nextInt(60) == 0) {
                assertEquals(original.lines, restored.lines, "seed " + seed + ", command " + n);
                reload(flow, restored, n);
            }
        }
        return original.lines;
    }

    @Test
    void shouldTellAStateByTheClOrdIdOfAClosedOrder() {
        assertNotEquals(hashAfterOrder("a"), hashAfterOrder("b"));
    }

    @Test
    void shouldTellAStateByWhatIsStaged() {
        final VenueFixture f = new VenueFixture();
        f.venue.beginConfiguration(8, 100);
        final long before = f.venue.stateHash();
        f.venue.define(VenueFixture.instrument("X", "BTC", "0.5", "0.001", "1000000", "1000", "5000"));
        assertNotEquals(before, f.venue.stateHash());
    }

    private static long hashAfterOrder(final String clOrdId) {
        final VenueFixture f = new VenueFixture();
        f.place(clOrdId, VenueFixture.MM, 3, VenueFixture.BTC, Side.BUY, "59000", "1", TimeInForce.IOC);
        return f.venue.stateHash();
    }

    /** Replaces the second venue by what it, or the first, was saved as. */
    private static void reload(final RandomFlow flow, final Transcript listener, final long n) {
        final SavedState first = SavedState.of(flow.venues.get(0));
        final SavedState second = SavedState.of(flow.venues.get(1));
        assertTrue(first.isEqualTo(second), "saved differently at command " + n);
        final Venue loaded = (n % 2 == 0 ? first : second).load(listener);
        assertEquals(flow.venues.get(0).stateHash(), loaded.stateHash());
        assertTrue(first.isEqualTo(SavedState.of(loaded)), "saved again differently at command " + n);
        flow.venues.set(1, loaded);
    }

    private static void assertEveryKindCame(final Transcript transcript) {
        for (final String kind : new String[] {
            "TRADE",
            "REPLACED",
            "CANCELED",
            "EXPIRED",
            "REJECTED",
            "378=99",
            "378=100",
            "DUPLICATE_CL_ORD_ID",
            "TOO_LATE",
            "INSUFFICIENT_MARGIN",
            "OPEN_ORDER_LIMIT",
            "VENUE_BUSY",
            "PUBLISH_INDEX",
            "ACCEPTABLE",
            "ORDER_STATUS",
            "TRIGGERED",
            "RESTATED",
            "WOULD_TRADE",
            "WOULD_INCREASE_POSITION",
            "MAX_INITIAL_MARGIN",
            "STOP_PX_NOT_ALLOWED",
            "EXPIRE_TIME_PASSED",
            "378=5",
            "378=8",
            "378=17",
            "378=18",
            "378=19",
            "378=20",
            "copy"
        }) {
            final Predicate<String> says = line -> line.contains(kind);
            final long count = transcript.lines.stream().filter(says).count();
            assertTrue(count > 0, kind + " came " + count + " times");
        }
    }
}
