package io.bascule.acceptance.bench;

import org.HdrHistogram.Histogram;

/** What the client counts in one round. Latencies are taken, in nanoseconds, while it is measuring only. */
final class Tally {
    private static final long MAX_LATENCY_NS = 60_000_000_000L;

    private final Histogram latencies = new Histogram(MAX_LATENCY_NS, 3);
    private boolean measuring;
    private long sent;
    private long answered;
    private long reports;
    private long copies;
    private long rejects;
    private String firstReject = "";

    void measure(boolean on) {
        measuring = on;
    }

    void onSent() {
        sent++;
    }

    void onAnswer(long latencyNs) {
        answered++;
        reports++;
        if (measuring) {
            latencies.recordValue(Math.min(Math.max(latencyNs, 0), MAX_LATENCY_NS));
        }
    }

    void onFurtherReport() {
        reports++;
    }

    void onCopy() {
        copies++;
    }

    /** A refused order, or a message that is no answer to an order. */
    void onReject(FrameParser message) {
        if (rejects++ == 0) {
            firstReject = message.toString();
        }
    }

    Histogram latencies() {
        return latencies;
    }

    long sent() {
        return sent;
    }

    long answered() {
        return answered;
    }

    long reports() {
        return reports;
    }

    long copies() {
        return copies;
    }

    long rejects() {
        return rejects;
    }

    String firstReject() {
        return firstReject;
    }
}
