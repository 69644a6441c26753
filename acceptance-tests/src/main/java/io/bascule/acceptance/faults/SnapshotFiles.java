package io.bascule.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The archive's recordings below a data directory, {@code ID-POSITION.rec}, and the command that has one taken. */
final class SnapshotFiles {
    private static final long COMMAND_SECONDS = 60;
    private static final int LOG_ID = 0;

    private final Path archive;
    private final Path jar;
    private final Path data;

    SnapshotFiles(FaultRun run, Path data) {
        this.data = data;
        this.jar = run.jar();
        archive = data.resolve("engine").resolve("archive");
    }

    /** Begins to have a snapshot taken; the process ends when it is. */
    Process request() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "snapshot",
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Has one taken. */
    void take() throws IOException, InterruptedException {
        Process process = request();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("no snapshot was taken");
        }
    }

    /** The recordings of the newest snapshot, of the service and of the consensus module: the two highest ids. */
    List<Path> newest() throws IOException {
        Map<Long, Path> byId = new TreeMap<>(Comparator.reverseOrder());
        for (Path file : recordings()) {
            if (id(file) != LOG_ID) {
                byId.put(id(file), file);
            }
        }
        return byId.values().stream().limit(2).toList();
    }

    /** Highest id of any recording; -1: there is none. */
    long highestId() throws IOException {
        return recordings().stream().mapToLong(SnapshotFiles::id).max().orElse(-1);
    }

    private List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+-\\d+\\.rec"))
                    .toList();
        }
    }

    private static long id(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }
}
