package io.bascule.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import quickfix.SystemTime;
import quickfix.SystemTimeSource;

/** Moves QuickFIX/J's clock, and that of all that asks it. It is one for the process: reset it after each test. */
public final class FixClock {
    private FixClock() {}

    /** Makes the clock go on from an instant. */
    public static void moveTo(String instant) {
        Duration shift = Duration.between(Instant.now(), Instant.parse(instant));
        SystemTime.setTimeSource(new SystemTimeSource() {
            @Override
            public long getTime() {
                return System.currentTimeMillis() + shift.toMillis();
            }

            @Override
            public LocalDateTime getNow() {
                return LocalDateTime.ofInstant(Instant.now().plus(shift), ZoneOffset.UTC);
            }
        });
    }

    /** Gives the process back its own clock. */
    public static void reset() {
        SystemTime.setTimeSource(null);
    }
}
