package io.bascule.engine.calibration;

import java.nio.file.Path;

/** A data file that cannot be used: its message names the file, the line and what is wrong with it. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DataException(final Path file, final long line, final String problem) {
        super(file + ", line " + line + ": " + problem);
    }

    DataException(final Path file, final String problem) {
        super(file + ": " + problem);
    }
}
