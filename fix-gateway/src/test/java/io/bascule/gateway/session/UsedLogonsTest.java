package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UsedLogonsTest {
    private static final long START_MS = 1_000_000;
    private static final long WINDOW_MS = 30_000;

    private final UsedLogons used = new UsedLogons(START_MS, WINDOW_MS);

    @Test
    void shouldLetEachInOnceWithinItsWindow() {
        assertEquals(Verdict.RIGHT, use("a", 0, 0));
        assertEquals(Verdict.REPLAYED, use("a", 0, 0));
        assertEquals(Verdict.REPLAYED, use("a", 0, WINDOW_MS));
        assertEquals(Verdict.UNTIMELY, use("a", 0, WINDOW_MS + 1));
        assertEquals(Verdict.RIGHT, use("b", 1, WINDOW_MS + 1));
    }

    @Test
    void shouldRememberOneThatIsAheadOfTimeUntilItsWindowHasPassed() {
        assertEquals(Verdict.RIGHT, use("ahead", WINDOW_MS, 0));
        assertEquals(Verdict.RIGHT, use("now", 0, 0));
        assertEquals(Verdict.REPLAYED, use("ahead", WINDOW_MS, 2 * WINDOW_MS));
        assertEquals(Verdict.UNTIMELY, use("now", 0, 2 * WINDOW_MS));
        assertEquals(Verdict.UNTIMELY, use("ahead", WINDOW_MS, 2 * WINDOW_MS + 1));
    }

    @Test
    void shouldLetNothingInThatWasSignedBeforeItBegan() {
        assertEquals(Verdict.BEFORE_START, use("a", -1, 0));
        assertEquals(Verdict.RIGHT, use("a", 0, 0));
    }

    @Test
    void shouldBeBounded() {
        for (int i = 0; i < UsedLogons.MAX_REMEMBERED; i++) {
            assertEquals(Verdict.RIGHT, use("a" + i, i == 0 ? 0 : 10, 0));
        }
        assertEquals(Verdict.TOO_MANY, use("more", 0, 0));
        assertEquals(Verdict.REPLAYED, use("a0", 0, 0));
        assertEquals(Verdict.RIGHT, use("more", WINDOW_MS, WINDOW_MS + 1));
        assertEquals(Verdict.TOO_MANY, use("yet more", WINDOW_MS, WINDOW_MS + 1));
    }

    private Verdict use(String text, long sentMs, long nowMs) {
        return used.use(RawFixClient.bytes(text), START_MS + sentMs, START_MS + nowMs);
    }
}
