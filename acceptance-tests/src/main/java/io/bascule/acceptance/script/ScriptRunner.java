package io.bascule.acceptance.script;

import io.bascule.acceptance.script.FixConnection.Received;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Runs scripts against one acceptor, one after another. Each run has its own connections and saved values. */
public final class ScriptRunner {
    private final String host;
    private final int port;
    private final Options options;
    private int runs;

    /**
     * How scripts are run.
     *
     * @param rules what counts as equal in a whole expected message
     * @param timeoutMs how long an expected message may take; a disconnection may take twice as long
     * @param control carries out {@code iSET_SESSION}
     * @param trace told of every message, as {@code > …} and {@code < …} with {@code |} for SOH
     */
    public record Options(Rules rules, long timeoutMs, SessionControl control, Consumer<String> trace) {
        /** QuickFIX/J's rules, ten seconds, no control over the acceptor, no trace. */
        public static final Options DEFAULT =
                new Options(Rules.QUICKFIXJ, 10_000, (session, key, value) -> false, line -> {});
    }

    /** A runner for the acceptor at this address. */
    public ScriptRunner(String host, int port, Options options) {
        this.host = host;
        this.port = port;
        this.options = options;
    }

    /** Runs a script to its end or its first failure; every connection is closed when this returns. */
    public ScriptResult run(Script script) throws InterruptedException {
        String unique = Long.toString(Clock.systemUTC().millis(), 36) + Integer.toString(runs++, 36);
        try (Run run = new Run(new Placeholders(Clock.systemUTC(), options.rules(), unique))) {
            for (Step step : script.steps()) {
                try {
                    run.perform(step);
                } catch (StepFailure e) {
                    return new ScriptResult(script.name(), step.line(), e.getMessage(), run.expected, run.received);
                } catch (IOException e) {
                    return new ScriptResult(script.name(), step.line(), e.toString(), run.expected, null);
                }
            }
        }
        return ScriptResult.pass(script);
    }

    /** One run of one script. */
    private final class Run implements AutoCloseable {
        /** An acceptor frees a session only when it has noticed that its socket is gone. */
        private static final long CONNECT_DELAY_MS = 50;

        private final Placeholders placeholders;
        private final Map<Integer, FixConnection> connections = new HashMap<>();
        private long messageTimeoutMs = options.timeoutMs();
        private long closeTimeoutMs = 2 * options.timeoutMs();
        private String expected;
        private String received;

        Run(Placeholders placeholders) {
            this.placeholders = placeholders;
        }

        void perform(Step step) throws IOException, InterruptedException {
            expected = null;
            received = null;
            if (step instanceof Step.Connect) {
                connect(step.client());
            } else if (step instanceof Step.Disconnect) {
                disconnect(step.client());
            } else if (step instanceof Step.Send send) {
                send(send);
            } else if (step instanceof Step.Expect expect) {
                expect(expect);
            } else if (step instanceof Step.ExpectDisconnect expect) {
                expectDisconnect(expect);
            } else if (step instanceof Step.Timeout timeout) {
                messageTimeoutMs = timeout.timeoutMs();
                closeTimeoutMs = timeout.timeoutMs();
            } else if (step instanceof Step.SetSession set) {
                if (!options.control().set(set.session(), set.key(), set.value())) {
                    throw new StepFailure("iSET_SESSION needs access to the acceptor's inside, which this run has not");
                }
            }
        }

        private void connect(int client) throws IOException {
            disconnect(client);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CONNECT_DELAY_MS));
            connections.put(client, new FixConnection(host, port, new MessageComposer()));
            options.trace().accept(client + " connected to " + host + ":" + port);
        }

        private void disconnect(int client) throws IOException {
            FixConnection connection = connections.remove(client);
            if (connection != null) {
                connection.close();
            }
        }

        private void send(Step.Send step) throws IOException {
            FixConnection connection = connection(step.client());
            String text = connection.composer().compose(step, placeholders);
            options.trace().accept(step.client() + " > " + FixMessage.printable(text));
            connection.send(text);
        }

        private void expect(Step.Expect step) throws InterruptedException {
            expected = FixMessage.printable(placeholders.fillInNames(step.text()));
            FixConnection connection = connection(step.client());
            long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(messageTimeoutMs);
            String reason = null;
            do {
                Received next = poll(step.client(), connection, leftMs(deadlineNs));
                if (next == null) {
                    String skipped = reason == null ? "" : "; the last skipped: " + reason;
                    throw new StepFailure("nothing that fits came within " + messageTimeoutMs + " ms" + skipped);
                }
                received = FixMessage.printable(next.text());
                if (next.kind() != Received.Kind.MESSAGE) {
                    throw new StepFailure(next.kind() == Received.Kind.CLOSED ? "disconnected" : "garbled message");
                }
                reason = difference(step, FixMessage.parse(next.text()));
            } while (reason != null && step.match() == Step.Match.ANY_OF);
            if (reason != null) {
                throw new StepFailure(reason);
            }
        }

        private String difference(Step.Expect step, FixMessage message) {
            return step.match() == Step.Match.WHOLE
                    ? options.rules().difference(FixMessage.parse(step.text()), message, placeholders)
                    : Subset.parse(step.text()).difference(message, placeholders);
        }

        private void expectDisconnect(Step.ExpectDisconnect step) throws InterruptedException {
            FixConnection connection = connection(step.client());
            boolean skip = !step.silent() && options.rules().messagesBeforeDisconnect();
            long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(closeTimeoutMs);
            Received next;
            do {
                next = poll(step.client(), connection, leftMs(deadlineNs));
            } while (skip && next != null && next.kind() == Received.Kind.MESSAGE);
            if (next == null) {
                throw new StepFailure("still connected after " + closeTimeoutMs + " ms");
            }
            if (next.kind() != Received.Kind.CLOSED) {
                received = FixMessage.printable(next.text());
                throw new StepFailure("a message instead of a disconnection");
            }
        }

        private static long leftMs(long deadlineNs) {
            return Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime()));
        }

        private Received poll(int client, FixConnection connection, long timeoutMs) throws InterruptedException {
            Received next = connection.poll(timeoutMs);
            if (next != null) {
                options.trace().accept(client + " < " + FixMessage.printable(next.text()));
            }
            return next;
        }

        private FixConnection connection(int client) {
            FixConnection connection = connections.get(client);
            if (connection == null) {
                throw new StepFailure("connection " + client + " is not open");
            }
            return connection;
        }

        @Override
        public void close() {
            for (FixConnection connection : connections.values()) {
                try {
                    connection.close();
                } catch (IOException e) {
                    options.trace().accept("while closing: " + e);
                }
            }
        }
    }
}
