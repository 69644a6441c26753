package io.bascule.engine.calibration;

/** A margin file that is refused: its message names the file, the key and what is wrong with it. */
public final class MarginFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MarginFileException(final String file, final String problem) {
        super("margin file " + file + ": " + problem);
    }
}
