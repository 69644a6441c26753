package io.bascule.gateway.app;

import java.io.IOException;

/**
 * A session's store did not take an event's message, for instance because the disk is full: the cause says. The gateway must end: the event stays
 * with the engine, and is delivered after the next start.
 */
final class StoreFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StoreFailedException(String message, IOException cause) {
        super(message, cause);
    }
}
