package io.bascule.engine.service;

/** Records are not what {@link Venue#save} writes, or do not add up. The message says which record, and why. */
public final class StateFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StateFormatException(final String message) {
        super(message);
    }

    public StateFormatException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
