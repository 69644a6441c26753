package io.bascule.acceptance.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges a run from the bytes that a {@link RecordingRelay} recorded, and from {@code venue.log} beside them. */
public final class RecordedRun {
    /**
     * What is to be judged, and what the judge cannot see in the bytes.
     *
     * @param primes drop-copy sessions, each with the prefixes of the CompIDs whose reports it gets copies of (none:
     *     all); those that were sent copies are known without.
     * @param money whether rule c is judged: all accounts that traded were asked before and after (U1).
     */
    public record Terms(Map<String, List<String>> primes, boolean money) {
        public Terms {
            primes = Map.copyOf(primes);
        }
    }

    /**
     * What was found.
     *
     * @param sessions that were logged on.
     * @param connections that were made.
     * @param messages both ways.
     * @param violations of rules a to f.
     */
    public record Verdict(int sessions, int connections, long messages, List<Violation> violations) {}

    private final Terms terms;
    private final Map<String, RecordedSession> sessions = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Long> connectedNs = new ArrayList<>();
    private long messages;

    private RecordedRun(Terms terms) {
        this.terms = terms;
    }

    /** Reads all the records in a folder. */
    public static Verdict judge(Path folder, Terms terms) throws IOException {
        RecordedRun run = new RecordedRun(terms);
        List<Path> files = RecordingFile.in(folder);
        for (Path file : files) {
            run.read(file);
        }
        run.judge();
        run.violations.addAll(new VenueLog(run.connectedNs).check(folder.resolve(VenueLog.FILE)));
        return new Verdict(run.sessions.size(), files.size(), run.messages, List.copyOf(run.violations));
    }

    private void read(Path file) throws IOException {
        RecordedConnection connection =
                new RecordedConnection(file.getFileName().toString(), this::session);
        boolean[] begun = {false};
        RecordingFile.read(file, (kind, timeNs, bytes) -> {
            if (!begun[0]) {
                begun[0] = true;
                connectedNs.add(timeNs);
            }
            connection.onRecord(kind, bytes);
        });
        connection.end();
        violations.addAll(connection.violations());
        messages += connection.messages();
    }

    private RecordedSession session(String senderCompId, String targetCompId) {
        return sessions.computeIfAbsent(senderCompId + "->" + targetCompId, key -> new RecordedSession(senderCompId));
    }

    private void judge() {
        Collection<RecordedSession> all = sessions.values();
        List<SessionRecord> desks = new ArrayList<>();
        List<SessionRecord> primes = new ArrayList<>();
        Money money = new Money();
        for (RecordedSession session : all) {
            violations.addAll(session.violations());
            SessionRecord record = session.record();
            record.end();
            boolean prime = terms.primes().containsKey(record.session()) || record.isDropCopy();
            (prime ? primes : desks).add(record);
            if (!prime) {
                money.onReceived(record.received());
            }
        }
        for (String prime : terms.primes().keySet()) {
            if (primes.stream().noneMatch(record -> record.session().equals(prime))) {
                violations.add(new Violation('e', prime, "it never logged on"));
            }
        }
        violations.addAll(Judge.judgeRecords(desks, primes, this::isEntitled));
        if (terms.money()) {
            violations.addAll(money.check());
        }
    }

    private boolean isEntitled(String prime, String desk) {
        List<String> prefixes = terms.primes().getOrDefault(prime, List.of());
        return prefixes.isEmpty() || prefixes.stream().anyMatch(desk::startsWith);
    }
}
