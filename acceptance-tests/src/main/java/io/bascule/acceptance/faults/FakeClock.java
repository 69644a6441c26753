package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The wall clock of a venue's process, through libfaketime: it can be set while the process runs, and its monotonic
 * clock goes on as it does.
 */
final class FakeClock {
    /** How long the process may go on with the time before. */
    static final Duration DELAY = Duration.ofSeconds(2);

    private static final List<String> LIBRARIES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/faketime/libfaketimeMT.so.1",
            "/usr/local/lib/faketime/libfaketimeMT.so.1");

    private final Path file;
    private Duration offset = Duration.ZERO;

    private FakeClock(Path file) {
        this.file = file;
    }

    /**
     * Gives a venue's process, from its next start on, a clock of its own.
     *
     * @param folder for its file.
     * @return empty: the library is not here.
     */
    static Optional<FakeClock> of(VenueProcess venue, Path folder) throws IOException {
        Optional<String> library =
                LIBRARIES.stream().filter(file -> Files.exists(Path.of(file))).findFirst();
        if (library.isEmpty()) {
            return Optional.empty();
        }
        FakeClock clock = new FakeClock(folder.resolve("clock"));
        clock.jump(Duration.ZERO);
        venue.environment("LD_PRELOAD", library.get());
        venue.environment("FAKETIME_TIMESTAMP_FILE", clock.file.toString());
        venue.environment("FAKETIME_CACHE_DURATION", "1");
        venue.environment("FAKETIME_DISABLE_SHM", "1");
        venue.environment("DONT_FAKE_MONOTONIC", "1");
        // Else every timed wait of the JVM, which is by the monotonic clock, ends at once.
        venue.environment("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return Optional.of(clock);
    }

    /** Puts it forward, or back. */
    void jump(Duration by) throws IOException {
        offset = offset.plus(by);
        Path next = file.resolveSibling("clock.next");
        Files.writeString(next, String.format("%+d%n", offset.toSeconds()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Sets it. */
    void set(Instant time) throws IOException {
        Duration wanted = Duration.between(Instant.now(), time);
        jump(Duration.ofSeconds(wanted.toSeconds()).minus(offset));
    }

    /** The same clock as it goes on from now, whatever is done to it later. */
    InstantSource steady() {
        Duration now = offset;
        return () -> Instant.now().plus(now);
    }
}
