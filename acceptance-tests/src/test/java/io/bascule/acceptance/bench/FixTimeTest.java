package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FixTimeTest {
    @Test
    void shouldFollowTheClockOverSecondsAndDays() {
        FixTime time = new FixTime();
        for (String instant : new String[] {
            "2026-11-20T23:59:59.998Z",
            "2026-11-20T23:59:59.999Z",
            "2026-11-21T00:00:00.000Z",
            "2026-11-21T00:00:00.010Z"
        }) {
            time.set(Instant.parse(instant).toEpochMilli());
            String expected = instant.replace("-", "").replace('T', '-').replace("Z", "");
            assertEquals(expected, time.toString());
            assertEquals(expected.chars().sum(), time.sum());
        }
    }
}
