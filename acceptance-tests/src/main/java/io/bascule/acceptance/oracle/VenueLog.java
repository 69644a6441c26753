package io.bascule.acceptance.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule f from the venue's own lines, {@code venue.log}: each is preceded by when it was read (nanoseconds since 1970).
 * A start comes to the state that the clean end before it left; and two starts with nothing between them but kills come
 * to the same state, when nobody was connected since the start before them (what that one had to deliver is then
 * acknowledged).
 */
final class VenueLog {
    /** Name of the file in the folder of the records. */
    static final String FILE = "venue.log";

    private record Start(long timeNs, String state) {}

    /** What is known of one data directory. */
    private static final class Life {
        private String stopped = "";
        private Start start;
        private Start startBefore;
    }

    private final List<Long> trafficNs;
    private final Map<String, Life> lives = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private Life current = new Life();

    /**
     * A log to be read.
     *
     * @param trafficNs when each connection was made, in nanoseconds since 1970.
     */
    VenueLog(List<Long> trafficNs) {
        this.trafficNs = trafficNs;
    }

    List<Violation> check(Path file) throws IOException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                onLine(line);
            }
        }
        return violations;
    }

    private void onLine(String line) {
        String[] words = line.split(" ", -1);
        String state = value(words, "state");
        if (line.contains(" bascule ready ")) {
            current = lives.computeIfAbsent(value(words, "data"), data -> new Life());
            onReady(new Start(Long.parseLong(words[0]), state));
        } else if (line.contains(" bascule stopped ")) {
            current.stopped = state;
        }
    }

    private void onReady(Start start) {
        if (start.state.isEmpty()) {
            violate("a start did not say its state");
        } else if (!current.stopped.isEmpty()) {
            compare(current.stopped, "was left", start);
        } else if (current.startBefore != null && isQuiet(current.startBefore.timeNs, start.timeNs)) {
            compare(current.start.state, "was there at the last start", start);
        }
        current.stopped = "";
        current.startBefore = current.start;
        current.start = start;
    }

    private boolean isQuiet(long fromNs, long toNs) {
        return trafficNs.stream().noneMatch(time -> time >= fromNs && time <= toNs);
    }

    private void compare(String state, String what, Start start) {
        if (!state.equals(start.state)) {
            violate("state " + state + " " + what + ", a replay of the same log comes to " + start.state);
        }
    }

    private void violate(String what) {
        violations.add(new Violation('f', "replays", what));
    }

    private static String value(String[] words, String key) {
        for (String word : words) {
            if (word.startsWith(key + "=")) {
                return word.substring(key.length() + 1);
            }
        }
        return "";
    }
}
