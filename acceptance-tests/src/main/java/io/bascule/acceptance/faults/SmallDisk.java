package io.bascule.acceptance.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small filesystem in memory, mounted on a folder, and a ballast that fills it. Needs root. */
final class SmallDisk implements AutoCloseable {
    private static final long COMMAND_SECONDS = 20;
    private static final int BLOCK_BYTES = 4096;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        ballast = folder.resolve("ballast");
    }

    /**
     * Mounts it.
     *
     * @return empty: this machine does not let us.
     */
    static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted = execute("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    Path folder() {
        return folder;
    }

    long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Lets the ballast grow until no more than so many bytes are left. */
    void fillUpTo(long bytesLeft) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (usableBytes() > bytesLeft) {
                out.write(block);
            }
        } catch (IOException e) {
            if (usableBytes() > bytesLeft + BLOCK_BYTES) {
                throw e;
            }
        }
    }

    /** Takes the ballast away. */
    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    @Override
    public void close() throws IOException {
        if (!execute("umount", folder.toString()) && !execute("umount", "-l", folder.toString())) {
            throw new IOException("still mounted: " + folder);
        }
    }

    private static boolean execute(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such command here.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
