package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.LeanSession;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Wire;
import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * ResendRequests for everything, a million messages in the full run, by a session that was sent them a moment ago. The
 * venue has too little heap to hold them.
 */
final class ResendsSuite implements FaultSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MESSAGES = 1_000_000;
    private static final int HEAP_MIB = 384;

    /** What a resend may leave in the heap. */
    private static final int MAX_GROWTH_MIB = 64;

    private static final int BATCH = 250;
    private static final int IN_FLIGHT = 1000;
    private static final int SAMPLE_MS = 100;
    private static final int QUIET_MS = 500;

    private FaultRun run;
    private Recovery recovery;
    private LeanSession session;
    private long answered;

    @Override
    public String name() {
        return "resends";
    }

    @Override
    public String what() {
        return "ResendRequests for everything: 50,000 messages times N, a million at most";
    }

    @Override
    public int fullCount() {
        return 20;
    }

    @Override
    public int smallCount() {
        return 1;
    }

    @Override
    public void run(FaultRun faultRun) throws Exception {
        run = faultRun;
        recovery = new Recovery(run);
        answered = 0;
        try (VenueProcess venue = run.venue("demo", run.scratch().resolve("data"))) {
            venue.jvmOptions(List.of("-Xmx" + HEAP_MIB + "m"));
            venue.start();
            session = new LeanSession(
                    SessionSettings.ofDemo("127.0.0.1", venue.port(), "LOAD001", FixVersion.FIX44), this::onMessage);
            try (VenueMeter meter = new VenueMeter(venue.handle());
                    Bystanders bystanders = Bystanders.start(run, venue);
                    LeanSession closing = session) {
                if (!closing.logon(true, PATIENCE)) {
                    throw new IOException(closing + ": not let in");
                }
                collect(Math.min(MESSAGES, MESSAGES / fullCount() * (long) run.count()));
                run.figure("messages", Long.toString(session.nextIn() - 1));
                run.figure("p99usCollecting", Bystanders.micros(bystanders.takeLatencies(), 99));
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                run.figure("p99usQuiet", Bystanders.micros(bystanders.takeLatencies(), 99));
                resend(meter);
                bystanders.finish();
            }
        }
    }

    /** Orders that end at once, until so many messages have come. */
    private void collect(long messages) throws IOException {
        long fromNs = System.nanoTime();
        for (long orders = 0; session.nextIn() <= messages; ) {
            for (int i = 0; i < BATCH; i++) {
                session.put(
                        "D",
                        "11=R" + ++orders + "|1=LOAD001-A|55=BTC-PERP|54=1|38=0.001|40=2|44=59000|59=3|60="
                                + FixSession.now() + "|");
            }
            if (!session.flush()) {
                throw new IOException(session + ": cut while it collected");
            }
            while (orders - answered > IN_FLIGHT) {
                if (session.poll((int) PATIENCE.toMillis()) != Wire.Event.MESSAGE) {
                    throw new IOException(session + ": " + answered + " of " + orders + " orders were answered");
                }
            }
        }
        while (session.poll(QUIET_MS) == Wire.Event.MESSAGE) {
            // What the last orders still bring must not come between two resends.
        }
        run.progress(String.format(
                "%d messages collected in %.1f s", session.nextIn() - 1, (System.nanoTime() - fromNs) / 1e9));
    }

    private void onMessage(Wire message) {
        if (message.isType('8') && !message.isPossDup()) {
            char execType = message.firstOf(150);
            answered += execType == '0' || execType == '8' ? 1 : 0;
        }
        recovery.onMessage(message);
    }

    private void resend(VenueMeter meter) throws Exception {
        long beforeMib = meter.liveMib();
        HeapSampler sampler = new HeapSampler(meter, SAMPLE_MS);
        try (sampler) {
            double slowest = 0;
            for (int i = 0; i < run.count(); i++) {
                long fromNs = System.nanoTime();
                long bytes = recovery.resendAll(session, PATIENCE);
                double seconds = (System.nanoTime() - fromNs) / 1e9;
                slowest = Math.max(slowest, seconds);
                run.progress(String.format("resend %d: %d MiB in %.1f s", i + 1, bytes >> 20, seconds));
            }
            run.figure("slowestResendS", String.format("%.1f", slowest));
        }
        long afterMib = meter.liveMib();
        run.figure("heapMiB", beforeMib + "->" + afterMib + "(most " + sampler.mostMib() + " of " + HEAP_MIB + ")");
        if (afterMib - beforeMib > MAX_GROWTH_MIB) {
            run.violate('-', "heap", "it grew from " + beforeMib + " to " + afterMib + " MiB");
        }
    }
}
