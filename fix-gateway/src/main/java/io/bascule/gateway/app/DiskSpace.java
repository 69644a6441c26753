package io.bascule.gateway.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Room on the data directory's disk: what a start needs, and whether a failure came of its want. */
final class DiskSpace {
    /** The engine's buffers, what its archive wants to be left before it records, and the audit log's queue. */
    private static final long START_BYTES = 120L << 20;

    /** The files of one session's message store. */
    private static final long SESSION_BYTES = 288L << 10;

    /** With less than this left, whatever failed failed for want of room. */
    private static final long NOTHING_LEFT_BYTES = 512L << 10;

    private DiskSpace() {}

    /**
     * Whether a failure came of a full disk: it or one of its causes says so, or nothing is left now.
     *
     * @param directory that was written to
     */
    static boolean isWanting(Throwable failure, Path directory) {
        return saysSo(failure, Collections.newSetFromMap(new IdentityHashMap<>()))
                || usableBytes(directory) < NOTHING_LEFT_BYTES;
    }

    /**
     * Refuses a start that the disk has no room for, before anything is touched.
     *
     * @param sessions that are configured
     * @throws NoSpaceException with how much is there and how much is needed
     */
    static void checkStart(Path directory, int sessions) {
        long needed = START_BYTES + Math.max(0, sessions - count(directory.resolve("fix"))) * SESSION_BYTES;
        long there = usableBytes(directory) + size(directory.resolve("engine").resolve("driver"));
        if (there < needed) {
            throw new NoSpaceException(String.format(
                    Locale.ROOT,
                    "%s has %d MB left, a start needs %d: nothing was changed",
                    directory,
                    there >> 20,
                    needed >> 20));
        }
    }

    private static boolean saysSo(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof NoSpaceException
                || text.contains("no space left on device")
                || text.contains("disk quota exceeded")
                || text.contains("storage space")
                || text.contains("low storage")
                || text.contains("insufficient usable storage")
                // What the JVM says of a mapped file for whose page there is no room.
                || text.contains("unsafe memory access")) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (saysSo(suppressed, seen)) {
                return true;
            }
        }
        return saysSo(failure.getCause(), seen);
    }

    /** Of the nearest folder above that exists; unknown counts as plenty. */
    private static long usableBytes(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null
                    ? Long.MAX_VALUE >> 1
                    : Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE >> 1;
        }
    }

    private static long count(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of files that the start removes before it makes them anew. */
    private static long size(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
