package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.LeanSession;
import io.bascule.acceptance.fix.LeanSession.Sync;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One session that sends spoilt messages in batches. After each batch the venue must answer a TestRequest, or have
 * ended the connection, and then it must let the session log on again. Of a batch that went through, each request must
 * have been answered. For one thread.
 */
final class MutationClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int POLL_MS = 100;
    private static final int BATCH = 64;
    private static final int BATCHES_PER_EPOCH = 100;
    private static final int MAX_FAILURES = 3;

    /** Longer than any message, and the beginning of none: it ends the wait of a frame that claims too much. */
    private static final byte[] FILLER = "x".repeat(16 * 1024).getBytes(StandardCharsets.ISO_8859_1);

    private final FaultRun run;
    private final long seed;
    private final LeanSession session;
    private final Random random;
    private final Mutator mutator;
    private final AtomicLong left;
    private final List<Mutant> batch = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private int answers;
    private int failures;
    private long logons;

    /** A client that goes on until {@code left} of all clients is used up. */
    MutationClient(FaultRun run, int port, String compId, FixVersion version, long seed, AtomicLong left) {
        this.run = run;
        this.seed = seed;
        this.left = left;
        random = new Random(seed);
        mutator = new Mutator(random, new Requests(random, compId));
        session = new LeanSession(SessionSettings.ofDemo("127.0.0.1", port, compId, version), this::onMessage);
    }

    /** How often it logged on. */
    long logons() {
        return logons;
    }

    void run() throws IOException {
        boolean ready = logon(true);
        for (int batches = 1; ready && left.get() > 0 && failures < MAX_FAILURES; batches++) {
            try {
                ready = sendBatch() && (batches % BATCHES_PER_EPOCH != 0 || logon(true));
            } catch (IOException e) {
                ready = fail(e.getMessage());
            }
        }
        session.close();
    }

    /** Sends a batch; false if the session cannot go on. */
    private boolean sendBatch() throws IOException {
        batch.clear();
        boolean reachesBeyond = false;
        answers = 0;
        heard.clear();
        session.forgetAsked();
        for (int i = 0; i < BATCH; i++) {
            reachesBeyond |= put(mutator.next(session));
        }
        boolean ends = random.nextInt(4) == 0;
        if (ends) {
            reachesBeyond |= put(mutator.last(session));
        }
        long next = session.nextOut();
        Sync sync = synchronise(reachesBeyond);
        if (sync == Sync.SILENT) {
            return fail("no answer to a TestRequest in " + PATIENCE.toSeconds() + " s");
        }
        if (sync == Sync.CLOSED && !logon(false)) {
            return fail("not let in again in " + PATIENCE.toSeconds() + " s");
        }
        boolean wentThrough = sync == Sync.ANSWERED && !ends && batch.stream().noneMatch(Mutant::isSequenceReset);
        long expected = batch.stream().filter(Mutant::mustBeAnswered).count();
        if (wentThrough && !awaitAnswers(expected)) {
            return fail(expected + " requests, " + answers + " answers");
        }
        long upTo = session.askedFrom() > 0 ? session.askedFrom() : Math.min(next, session.nextOut());
        left.addAndGet(
                -batch.stream().filter(mutant -> mutant.msgSeqNum() < upTo).count());
        return true;
    }

    private boolean put(Mutant mutant) {
        session.putBytes(mutant.bytes());
        batch.add(mutant);
        if (mutant.takesNumber()) {
            session.countOut();
        }
        return mutant.reachesBeyond();
    }

    private Sync synchronise(boolean reachesBeyond) throws IOException {
        if (reachesBeyond) {
            session.putBytes(FILLER);
        }
        return session.synchronise(PATIENCE);
    }

    /** The engine answers when it has, which may be behind the session layer's Heartbeat. */
    private boolean awaitAnswers(long expected) throws IOException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (answers < expected && System.nanoTime() < deadlineNs) {
            if (session.poll(POLL_MS) == Wire.Event.CLOSED) {
                return false;
            }
        }
        return answers >= expected;
    }

    private boolean logon(boolean reset) throws IOException {
        logons++;
        return session.logon(reset, PATIENCE) || session.logon(true, PATIENCE);
    }

    /** Counts what answers a request; fills and the end of an IOC order come of themselves. */
    private void onMessage(Wire message) {
        if (message.isPossDup()) {
            return;
        }
        char execType = message.isType('8') ? message.firstOf(150) : 0;
        boolean isAnswer =
                switch (execType) {
                    case 0 -> !message.isAdmin() || message.isType('3');
                    case '4' -> message.field(41) != null;
                    case 'F' -> false;
                    default -> true;
                };
        answers += isAnswer ? 1 : 0;
        heard.add(message.toString());
    }

    /** Reports a failure and keeps what was sent and heard; whether the session can go on. */
    private boolean fail(String what) throws IOException {
        failures++;
        List<String> lines = new ArrayList<>(List.of(what, session.toString()));
        batch.forEach(mutant -> lines.add("out " + mutant));
        heard.forEach(message -> lines.add("in " + message));
        Path kept = run.scratch().resolve("failed-" + session.senderCompId() + "-" + seed + "-" + failures + ".txt");
        Files.write(kept, lines);
        run.violate('-', session.senderCompId(), "(seed " + run.seed() + ") " + String.join("\n", lines));
        return logon(true);
    }
}
