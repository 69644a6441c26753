package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.FixClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import quickfix.SystemTime;

class SteadyClockTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

    @AfterEach
    void reset() {
        FixClock.reset();
    }

    @Test
    void shouldGoOnByTheSteadyCounter() {
        SteadyClock clock = clockAt("2026-11-21T23:59:59.999999999Z");
        assertEquals(LocalDateTime.parse("2026-11-21T23:59:59.999999999"), clock.getNow());
        assertEquals(Instant.parse("2026-11-21T23:59:59.999Z").toEpochMilli(), clock.getTime());

        nanos.addAndGet(1_000_001);

        assertEquals(LocalDateTime.parse("2026-11-22T00:00:00.001"), clock.getNow());
        assertEquals(Instant.parse("2026-11-22T00:00:00.001Z").toEpochMilli(), clock.getTime());
    }

    @Test
    void shouldKnowTimesBefore1970() {
        SteadyClock clock = clockAt("1969-12-31T23:59:59.999999999Z");

        assertEquals(LocalDateTime.parse("1969-12-31T23:59:59.999999999"), clock.getNow());
        assertEquals(-1, clock.getTime());
    }

    @Test
    void shouldBecomeTheClockOfTheProcess() {
        FixClock.moveTo("2020-01-01T00:00:00Z");

        SteadyClock.install();

        assertTrue(Math.abs(System.currentTimeMillis() - SystemTime.currentTimeMillis()) < 1_000);
        assertTrue(SystemTime.now().isAfter(LocalDateTime.parse("2026-01-01T00:00:00")));
    }

    private SteadyClock clockAt(String instant) {
        return new SteadyClock(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), nanos::get);
    }
}
