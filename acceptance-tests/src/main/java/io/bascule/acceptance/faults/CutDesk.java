package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.Cut;
import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A desk that loses its connection with every order. For one thread, beside its session's. */
final class CutDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    private static final int ORDER_LENGTH = 180;
    private static final int REPORT_LENGTH = 360;

    /** How the order is sent again. */
    private enum Again {
        /** The venue asks for what it lacks, and gets it with 43=Y. */
        BY_RESEND,
        /** The gap is filled, the order comes anew with 97=Y. */
        AS_POSS_RESEND,
        /** The gap is filled, the order comes anew without a word. */
        PLAINLY
    }

    private final String compId;
    private final Random random;
    private final FixSession session;
    private final List<RawMessage> reports = new ArrayList<>();
    private int orders;
    private int unreported;
    private int refusedLogons;

    CutDesk(String compId, int port, Random random) {
        this.compId = compId;
        this.random = random;
        session = new FixSession(
                SessionSettings.ofDemo("127.0.0.1", port, compId, FixVersion.FIX44),
                new Transcript(compId),
                this::onMessage);
    }

    String compId() {
        return compId;
    }

    /** How many cuts were made before the report had come. */
    int unreported() {
        return unreported;
    }

    /** Logons that came before the venue had noticed the cut. */
    int refusedLogons() {
        return refusedLogons;
    }

    void logon() throws IOException, InterruptedException {
        session.logon(true, PATIENCE);
    }

    /**
     * Sends an order, cuts, sends it again, and cancels it.
     *
     * @return what was wrong; empty: nothing.
     */
    String orderAndCut() throws IOException, InterruptedException {
        String clOrdId = compId + "-" + ++orders;
        String order = "11=" + clOrdId + "|1=" + compId + "-A|55=BTC-PERP|54=1|60=" + FixSession.now()
                + "|38=0.001|40=2|44=50000|59=1";
        int bytes = 1 + random.nextInt(ORDER_LENGTH + REPORT_LENGTH);
        session.sendAndCut("D", order, new Cut(bytes, random.nextBoolean(), LONGEST_WAIT));
        unreported += reportsOf(clOrdId).isEmpty() ? 1 : 0;
        Again again = Again.values()[random.nextInt(Again.values().length)];
        session.gapFillResends(again != Again.BY_RESEND);
        // The venue lets nobody in whose connection it still believes in.
        refusedLogons += Logons.logon(session, false, PATIENCE);
        if (again == Again.AS_POSS_RESEND) {
            session.send("D", "97=Y|" + order);
        } else if (again == Again.PLAINLY) {
            session.send("D", order);
        }
        session.gapFillResends(false);
        awaitReport(clOrdId, "0");
        session.send(
                "F",
                "41=" + clOrdId + "|11=" + clOrdId + "-c|1=" + compId + "-A|55=BTC-PERP|54=1|60=" + FixSession.now()
                        + "|38=0.001");
        awaitReport(clOrdId + "-c", "4");
        long lives = reportsOf(clOrdId).stream()
                .filter(report -> report.is(150, "0"))
                .count();
        return lives == 1
                ? ""
                : clOrdId + ", cut after " + bytes + " bytes and sent again " + again + ", has " + lives + " lives: "
                        + reportsOf(clOrdId);
    }

    /** Has everything sent again, for the judge, and logs out. */
    void finish() throws IOException, InterruptedException {
        session.synchronise(PATIENCE);
        session.reread(PATIENCE);
        session.close();
    }

    private synchronized void onMessage(RawMessage message) {
        reports.add(message);
        notifyAll();
    }

    private synchronized List<RawMessage> reportsOf(String clOrdId) {
        return reports.stream().filter(report -> report.is(11, clOrdId)).toList();
    }

    private synchronized void awaitReport(String clOrdId, String execType) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (reportsOf(clOrdId).stream().noneMatch(report -> report.is(150, execType))) {
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new IOException("no 150=" + execType + " for " + clOrdId + ": " + reports);
            }
            wait(leftMs);
        }
    }
}
