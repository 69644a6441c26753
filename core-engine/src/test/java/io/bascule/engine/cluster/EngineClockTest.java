package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EngineClockTest {
    private static final long WALL_NS = 1_700_000_000_000_000_000L;
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    private long wallNs = WALL_NS;
    private long monotonicNs = -5;
    private final EngineClock clock = new EngineClock(() -> wallNs, () -> monotonicNs);

    @Test
    void shouldNotSeeAWallClockThatJumps() {
        wallNs += 25 * HOUR_NS;
        monotonicNs += 7;
        assertEquals(WALL_NS + 7, clock.time());
        wallNs -= 50 * HOUR_NS;
        assertEquals(WALL_NS + 7, clock.time());
        assertEquals(
                TimeUnit.NANOSECONDS.toMillis(WALL_NS + 7), clock.epochClock().time());
    }

    @Test
    void shouldGoOnFromTheLastLoggedTimeIfTheWallClockWasSetBack() {
        clock.atLeast(WALL_NS + HOUR_NS);
        assertEquals(WALL_NS + HOUR_NS, clock.time());
        monotonicNs += 3;
        assertEquals(WALL_NS + HOUR_NS + 3, clock.time());
    }

    @Test
    void shouldNotGoBackToALoggedTimeThatHasPassed() {
        monotonicNs += 100;
        clock.atLeast(WALL_NS + 50);
        assertEquals(WALL_NS + 100, clock.time());
    }
}
