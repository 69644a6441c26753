package io.bascule.engine.cluster;

/** A log or a snapshot is not as it was written; the text says which file, and where. */
final class DamagedLogException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DamagedLogException(final String message) {
        super(message);
    }
}
