package io.bascule.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The files below a folder with their lengths and checksums, for comparison.
 *
 * @param files by their path.
 */
record FolderState(Map<Path, String> files) {
    FolderState {
        files = new TreeMap<>(files);
    }

    static FolderState of(Path folder) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(path);
                CRC32 checksum = new CRC32();
                checksum.update(bytes);
                files.put(folder.relativize(path), bytes.length + " bytes, " + Long.toHexString(checksum.getValue()));
            }
        }
        return new FolderState(files);
    }
}
