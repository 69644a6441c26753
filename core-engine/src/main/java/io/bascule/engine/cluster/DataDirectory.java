package io.bascule.engine.cluster;

import io.aeron.archive.ArchiveMarkFile;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;

/**
 * The engine's directory under the data directory, locked for one process. The operating system drops the lock with
 * the process, however that ends. Whoever holds it knows that nobody else is alive, so what would otherwise be waited
 * for or refused can go: Aeron takes its mark files for signs of life for 10 s after a kill, and for ever after some.
 */
final class DataDirectory implements AutoCloseable {
    /**
     * What the log's commands mean and how snapshots are written, as a number. Raised when a log that is replayed would
     * come to another state or could not be read; the logs of earlier releases kept among the tests tell.
     */
    static final int FORMAT = 5;

    private static final String CLUSTER = "cluster";
    private static final String LOCK_FILE = "engine.lock";
    private static final String DRIVER = "driver";
    private static final String ARCHIVE = "archive";
    private static final String FORMAT_FILE = "format";

    private final Path engine;
    private final FileChannel lockChannel;

    private DataDirectory(final Path engine, final FileChannel lockChannel) {
        this.engine = engine;
        this.lockChannel = lockChannel;
    }

    /**
     * Locks the directory, creating it if need be.
     *
     * @throws DataDirectoryInUseException if another engine holds it.
     * @throws IllegalStateException if what it holds was written in another format.
     * @throws UncheckedIOException if it cannot be created or written.
     */
    static DataDirectory lock(final Path dataDirectory) {
        final Path engine = engineOf(dataDirectory);
        final Path lockFile = engine.resolve(LOCK_FILE);
        try {
            // The consensus module and the service would both make it, in threads of their own, and one of them fail.
            Files.createDirectories(engine.resolve(CLUSTER));
            final FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new DataDirectoryInUseException(lockFile);
            }
            try {
                checkFormat(engine);
            } catch (final IOException | IllegalStateException ex) {
                channel.close();
                throw ex;
            }
            return new DataDirectory(engine, channel);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot lock the data directory " + dataDirectory, ex);
        }
    }

    /**
     * The directory as it lies, for who only reads: neither locked nor changed, whoever runs on it. Not to be closed.
     *
     * @throws IllegalStateException if it holds no log, or one of another format.
     */
    static DataDirectory look(final Path dataDirectory) {
        final Path engine = engineOf(dataDirectory);
        if (!Files.exists(engine.resolve(ARCHIVE).resolve("archive.catalog"))
                || !Files.exists(engine.resolve(CLUSTER).resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
            throw new IllegalStateException("there is no engine's log under " + dataDirectory);
        }
        try {
            checkFormat(engine);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot read the data directory " + dataDirectory, ex);
        }
        return new DataDirectory(engine, null);
    }

    /** A directory with a log says its format; one without gets this build's. */
    private static void checkFormat(final Path engine) throws IOException {
        final Path file = engine.resolve(FORMAT_FILE);
        final String expected = "bascule " + FORMAT;
        if (Files.exists(file)) {
            final String found =
                    Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!found.equals(expected)) {
                throw new IllegalStateException(
                        file + " says \"" + found + "\": this build reads the logs of \"" + expected + "\" only");
            }
        } else if (Files.exists(engine.resolve(ARCHIVE).resolve("archive.catalog"))) {
            throw new IllegalStateException(engine + " holds a log of a build before " + file.getFileName()
                    + "s were kept: this one reads \"" + expected + "\" only");
        } else {
            final Path unfinished = engine.resolve(FORMAT_FILE + ".new");
            Files.writeString(unfinished, expected + "\n", StandardCharsets.US_ASCII);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Whether an engine has locked a data directory, in whatever process. Tries the lock itself: an engine that starts
     * in the very moment would find the directory in use.
     */
    static boolean isLocked(final Path dataDirectory) {
        final Path lockFile = engineOf(dataDirectory).resolve(LOCK_FILE);
        if (!Files.exists(lockFile)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot look at the lock of " + dataDirectory, ex);
        }
    }

    private static boolean tryLock(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (final OverlappingFileLockException ex) {
            return false;
        }
    }

    /** Where the cluster's own files lie under a data directory, whoever runs there. */
    static File clusterOf(final Path dataDirectory) {
        return engineOf(dataDirectory).resolve(CLUSTER).toFile();
    }

    /** Where the shared memory of the driver lies under a data directory, whoever runs there. */
    static File driverOf(final Path dataDirectory) {
        return engineOf(dataDirectory).resolve(DRIVER).toFile();
    }

    private static Path engineOf(final Path dataDirectory) {
        return dataDirectory.resolve("engine").toAbsolutePath();
    }

    File cluster() {
        return engine.resolve(CLUSTER).toFile();
    }

    File archive() {
        return engine.resolve(ARCHIVE).toFile();
    }

    /** The driver's directory holds nothing that outlives its process. */
    File driver() {
        return engine.resolve(DRIVER).toFile();
    }

    /** Removes what an earlier process left behind to be found alive by. The log and the state beside it stay. */
    void removeSignsOfLife() {
        IoUtil.delete(driver(), false);
        IoUtil.deleteIfExists(new File(archive(), ArchiveMarkFile.FILENAME));
        IoUtil.deleteIfExists(new File(cluster(), ClusterMarkFile.FILENAME));
        IoUtil.deleteIfExists(new File(cluster(), ClusterMarkFile.markFilenameForService(0)));
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot release the lock of " + engine, ex);
        }
    }
}
