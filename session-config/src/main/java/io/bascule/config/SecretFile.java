package io.bascule.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that holds a secret: only its owner may have any right on it. */
final class SecretFile {
    static final String MODE = "a file of mode 0600 or 0400";
    static final String READABLE = "a readable file of mode 0600";

    private SecretFile() {}

    /** Others may read or write the file. */
    static final class OpenToOthersException extends IOException {
        private static final long serialVersionUID = 1L;

        private OpenToOthersException(Path file) {
            super(file.getFileName() + " is not " + MODE);
        }
    }

    /**
     * The bytes of a secret file.
     *
     * @throws OpenToOthersException if anybody but its owner has a right on it
     * @throws IOException if it cannot be read
     */
    static byte[] read(Path file) throws IOException {
        if (isOpenToOthers(file)) {
            throw new OpenToOthersException(file);
        }
        return Files.readAllBytes(file);
    }

    /** Whether anybody but its owner has a right on a file, or it may be run. */
    static boolean isOpenToOthers(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
        others.addAll(Files.getPosixFilePermissions(file));
        others.remove(PosixFilePermission.OWNER_READ);
        others.remove(PosixFilePermission.OWNER_WRITE);
        return !others.isEmpty();
    }
}
