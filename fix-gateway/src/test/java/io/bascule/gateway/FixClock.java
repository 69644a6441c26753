package io.bascule.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import quickfix.SystemTime;
import quickfix.SystemTimeSource;

/** Moves QuickFIX/J's clock, and that of all that asks it. It is one for the process: reset it after each test. */
public final class FixClock {
    private FixClock() {}

    /** Makes the clock go on from an instant. */
    public static void moveTo(String instant) {
        Duration shift = Duration.between(Instant.now(), Instant.parse(instant));
        follow(() -> Instant.now().plus(shift));
    }

    /** Makes the clock stand still at an instant. */
    public static void stopAt(String instant) {
        Instant stopped = Instant.parse(instant);
        follow(() -> stopped);
    }

    /** Makes the clock say what another says. */
    public static void follow(Supplier<Instant> clock) {
        SystemTime.setTimeSource(new SystemTimeSource() {
            @Override
            public long getTime() {
                return clock.get().toEpochMilli();
            }

            @Override
            public LocalDateTime getNow() {
                return LocalDateTime.ofInstant(clock.get(), ZoneOffset.UTC);
            }
        });
    }

    /** Gives the process back its own clock. */
    public static void reset() {
        SystemTime.setTimeSource(null);
    }
}
