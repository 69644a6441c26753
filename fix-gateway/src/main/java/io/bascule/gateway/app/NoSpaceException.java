package io.bascule.gateway.app;

/** The data directory's disk is too full to start. */
final class NoSpaceException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoSpaceException(String message) {
        super(message);
    }
}
