package io.bascule.engine.cluster;

import java.nio.file.Path;

/** Another process, or another engine of this process, runs on the data directory. */
public final class DataDirectoryInUseException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(final Path lockFile) {
        super("the data directory is in use by another engine, which holds the lock on " + lockFile);
    }
}
