package io.bascule.acceptance.flow;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Inbox;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** One session of a replay: what it asked and has no answer to yet, and every report that it got, in order. */
final class FlowClient {
    private final String compId;
    private final Transcript transcript;
    private final FixSession session;
    private final Semaphore window;
    private final Map<String, FlowRequest> outstanding = new LinkedHashMap<>();
    private final List<RawMessage> reports = new ArrayList<>();
    private final Inbox others = new Inbox();
    private FlowRequest lastPlaced;
    private String refusal = "";
    private int statusAsked;
    private int sentAgain;
    private int statusSeen;

    /** A session whose window gets a permit back for each answer. */
    FlowClient(String host, int port, String compId, Semaphore window) {
        this.compId = compId;
        this.window = window;
        transcript = new Transcript(compId);
        session = new FixSession(
                SessionSettings.ofDemo(host, port, compId, FixVersion.FIX44), transcript, this::onMessage);
    }

    FixSession session() {
        return session;
    }

    String account() {
        return compId + "-A";
    }

    Transcript transcript() {
        return transcript;
    }

    /** Every 8 and 9 so far. */
    synchronized List<RawMessage> reports() {
        return List.copyOf(reports);
    }

    void send(FlowRequest request) {
        synchronized (this) {
            outstanding.put(request.clOrdId(), request);
            if (request.kind() == FlowRequest.Kind.PLACE) {
                lastPlaced = request;
            }
        }
        session.send(request.kind().msgType(), request.body(account(), FixSession.now()));
    }

    /**
     * Sends again, as PossResend(97), what has no answer, and one order that may have one: the venue says how that
     * stands (150=I) and does nothing.
     */
    int sendOutstandingAgain() {
        List<FlowRequest> again;
        synchronized (this) {
            again = new ArrayList<>(outstanding.values());
            sentAgain += again.size();
            if (lastPlaced != null && !outstanding.containsKey(lastPlaced.clOrdId())) {
                again.add(lastPlaced);
                statusAsked++;
            }
        }
        again.forEach(
                request -> session.send(request.kind().msgType(), "97=Y|" + request.body(account(), FixSession.now())));
        return again.size();
    }

    /** What the venue refused as a message, if it did; empty: nothing. */
    synchronized String refusal() {
        return refusal;
    }

    /**
     * How many answers to known PossResends are missing (negative: too many came). One that was sent again because its
     * answer had not come gets a state too, if the venue had answered it before the kill.
     */
    synchronized int missingStatus() {
        int most = statusAsked + sentAgain;
        return statusSeen < statusAsked ? statusAsked - statusSeen : Math.min(0, most - statusSeen);
    }

    /** The account as it stands, from a margin preview without orders. */
    AccountView account(Duration timeout) throws InterruptedException {
        String id = compId + "-" + System.nanoTime();
        session.send("U1", "20001=" + id + "|1=" + account());
        return AccountView.of(others.take(message -> message.is(20001, id), timeout));
    }

    void logon(boolean reset, Duration timeout) throws IOException, InterruptedException {
        session.logon(reset, timeout);
    }

    private void onMessage(RawMessage message) {
        String type = message.msgType();
        if (type.equals("8") || type.equals("9")) {
            onReport(message);
        } else if (type.equals("j") || type.equals("3")) {
            synchronized (this) {
                refusal = message.toString();
            }
        } else {
            others.accept(message);
        }
    }

    private void onReport(RawMessage report) {
        boolean answered;
        synchronized (this) {
            reports.add(report);
            answered = outstanding.remove(report.required(11)) != null;
            if (!answered && report.is(150, "I")) {
                statusSeen++;
            }
        }
        if (answered) {
            window.release();
        }
    }
}
