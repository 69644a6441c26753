package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Reads the records of a whole run and says which of quality.md's rules a to f it broke. */
public final class Judge {
    private Judge() {}

    /**
     * Rules a, b, d and e.
     *
     * @param desks that entered orders, all of them.
     * @param primes that had a copy of everything.
     */
    public static List<Violation> judge(List<Transcript> desks, List<Transcript> primes) {
        List<SessionRecord> deskRecords = desks.stream().map(Judge::read).toList();
        List<SessionRecord> primeRecords = primes.stream().map(Judge::read).toList();
        return judgeRecords(deskRecords, primeRecords, (prime, desk) -> true);
    }

    /**
     * The same of records that have ended.
     *
     * @param entitled whether the first session gets copies of the second one's reports.
     */
    static List<Violation> judgeRecords(
            List<SessionRecord> desks, List<SessionRecord> primes, BiPredicate<String, String> entitled) {
        List<Violation> violations = new ArrayList<>();
        Map<String, List<RawMessage>> reports = new LinkedHashMap<>();
        for (SessionRecord desk : desks) {
            violations.addAll(desk.violations());
            reports.put(desk.session(), desk.received());
            violations.addAll(new OrderLives(desk.session(), desk.requests()).check(desk.received()));
        }
        checkExecIds(reports, violations);
        for (SessionRecord prime : primes) {
            violations.addAll(prime.violations());
            Map<String, List<RawMessage>> copied = new LinkedHashMap<>(reports);
            copied.keySet().removeIf(desk -> !entitled.test(prime.session(), desk));
            violations.addAll(new DropCopies(prime.session()).check(copied, prime.received()));
        }
        return violations;
    }

    private static SessionRecord read(Transcript transcript) {
        SessionRecord session = new SessionRecord(transcript.session());
        transcript.entries().forEach(session::onEntry);
        session.end();
        return session;
    }

    /**
     * Rule c: what the accounts have is what was paid in, less the fees.
     *
     * @param equities of all accounts that traded, at one mark: their unrealised gains then cancel out.
     */
    public static List<Violation> conserved(BigDecimal deposits, Collection<BigDecimal> equities, BigDecimal fees) {
        BigDecimal held = equities.stream().reduce(fees, BigDecimal::add);
        return held.compareTo(deposits) == 0
                ? List.of()
                : List.of(new Violation('c', "accounts", deposits + " was paid in, " + held + " is there"));
    }

    /** Rule f: every replay of the log came to the same state, which is known (not empty). */
    public static List<Violation> sameState(List<String> stateHashes) {
        boolean known = !stateHashes.contains("");
        return known && stateHashes.stream().distinct().count() <= 1
                ? List.of()
                : List.of(new Violation('f', "replays", "state hashes differ: " + stateHashes));
    }

    /** Rule b: no ExecID is used twice, on one session or over all. */
    private static void checkExecIds(Map<String, List<RawMessage>> reports, List<Violation> violations) {
        Map<String, RawMessage> seen = new HashMap<>();
        reports.forEach((session, received) -> {
            for (RawMessage report : received) {
                boolean numbered = report.msgType().equals("8") && !report.is(17, "0");
                RawMessage other = numbered ? seen.putIfAbsent(report.required(17), report) : null;
                if (other != null) {
                    violations.add(new Violation('b', session, "one ExecID, two reports: " + other + " and " + report));
                }
            }
        });
    }
}
