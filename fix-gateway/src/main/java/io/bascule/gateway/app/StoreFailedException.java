package io.bascule.gateway.app;

/**
 * A session's store did not take an event's message, as when the disk is full. The gateway must end: the event stays
 * with the engine, and is delivered after the next start.
 */
final class StoreFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StoreFailedException(String message) {
        super(message);
    }
}
