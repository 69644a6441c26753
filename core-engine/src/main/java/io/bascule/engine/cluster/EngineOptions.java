package io.bascule.engine.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How an embedded engine is run. Immutable; {@link #of} gives the defaults, each {@code with} a changed copy.
 *
 * @param dataDirectory under which {@code engine/} is created: log, recovery state and the driver's files.
 * @param fileSyncLevel 0: written to the operating system, survives a kill of the process, not a power cut; 1: data
 *     forced to the device; 2: its metadata too.
 * @param sessionTimeout after which a client that neither sends nor polls is cut off; at least one second.
 * @param failureHandler told once, by an engine thread, why the engine cannot go on: the process should end.
 */
public record EngineOptions(
        Path dataDirectory, int fileSyncLevel, Duration sessionTimeout, Consumer<Throwable> failureHandler) {
    public EngineOptions {
        if (fileSyncLevel < 0 || fileSyncLevel > 2) {
            throw new IllegalArgumentException("fileSyncLevel must be 0, 1 or 2: " + fileSyncLevel);
        }
        if (sessionTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("sessionTimeout must be at least 1 s: " + sessionTimeout);
        }
    }

    /** File sync level 0, session timeout 30 s, failures logged only. */
    public static EngineOptions of(final Path dataDirectory) {
        return new EngineOptions(dataDirectory, 0, Duration.ofSeconds(30), failure -> {});
    }

    /** The same with another file sync level. */
    public EngineOptions withFileSyncLevel(final int level) {
        return new EngineOptions(dataDirectory, level, sessionTimeout, failureHandler);
    }

    /** The same with another session timeout. */
    public EngineOptions withSessionTimeout(final Duration timeout) {
        return new EngineOptions(dataDirectory, fileSyncLevel, timeout, failureHandler);
    }

    /** The same with another failure handler. */
    public EngineOptions withFailureHandler(final Consumer<Throwable> handler) {
        return new EngineOptions(dataDirectory, fileSyncLevel, sessionTimeout, handler);
    }
}
