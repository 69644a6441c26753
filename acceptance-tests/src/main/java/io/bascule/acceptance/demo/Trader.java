package io.bascule.acceptance.demo;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Inbox;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** One client of the demonstration: it sends, waits for its answers and says what it saw. */
final class Trader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final String account;
    private final String prefix;
    private final Inbox inbox = new Inbox();
    private final FixSession session;
    private final Consumer<String> out;
    private final Set<String> filled = new HashSet<>();
    private int count;

    Trader(String host, int port, String name, FixVersion version, String prefix, Consumer<String> out) {
        this.name = name;
        this.account = name + "-A";
        this.prefix = prefix;
        this.out = out;
        SessionSettings settings = SessionSettings.ofDemo(host, port, name, version);
        session = new FixSession(settings, new Transcript(name), inbox);
    }

    Trader logon() throws IOException, InterruptedException {
        session.logon(true, PATIENCE);
        return this;
    }

    Inbox inbox() {
        return inbox;
    }

    FixSession session() {
        return session;
    }

    String account() {
        return account;
    }

    /** Sends an order ({@code side|qty|symbol|limit or MKT|TIF}) and waits for the first report of it. */
    String order(String side, String qty, String symbol, String limit, String timeInForce) throws InterruptedException {
        String id = prefix + name + "-" + ++count;
        String price = limit.equals("MKT") ? "|40=1" : "|40=2|44=" + limit;
        say("-> " + Wording.side(side) + " " + qty + " " + symbol + " "
                + (limit.equals("MKT") ? "at market" : "at " + limit));
        session.send(
                "D",
                "11=" + id + "|1=" + account + "|55=" + symbol + "|54=" + side + "|60=" + FixSession.now() + "|38="
                        + qty + price + "|59=" + timeInForce);
        report(inbox.take(message -> message.is(11, id) || message.is(379, id), PATIENCE));
        return id;
    }

    void cancel(String origClOrdId, String side, String symbol) throws InterruptedException {
        String id = prefix + name + "-" + ++count;
        session.send(
                "F",
                "41=" + origClOrdId + "|11=" + id + "|1=" + account + "|55=" + symbol + "|54=" + side + "|60="
                        + FixSession.now());
        report(inbox.take(message -> message.is(11, id) || message.is(379, id), PATIENCE));
    }

    RawMessage replace(String origClOrdId, String side, String qty, String symbol, String limit)
            throws InterruptedException {
        String id = prefix + name + "-" + ++count;
        say("-> replace: " + Wording.side(side) + " " + qty + " " + symbol + " at " + limit);
        session.send(
                "G",
                "41=" + origClOrdId + "|11=" + id + "|1=" + account + "|55=" + symbol + "|54=" + side + "|60="
                        + FixSession.now() + "|38=" + qty + "|40=2|44=" + limit + "|59=1");
        RawMessage answer = inbox.take(message -> message.is(11, id) || message.is(379, id), PATIENCE);
        report(answer);
        return answer;
    }

    /** Asks for a margin preview; {@code legs} is group 73, or empty for the account as it stands. */
    RawMessage preview(String legs) throws InterruptedException {
        String id = prefix + name + "-" + ++count;
        session.send("U1", "20001=" + id + "|1=" + account + (legs.isEmpty() ? "" : "|" + legs));
        return inbox.take(message -> message.is(20001, id), PATIENCE);
    }

    /** Says everything that came and was not said yet, once the venue has answered all that was sent. */
    void sayTheRest() throws IOException, InterruptedException {
        session.synchronise(PATIENCE);
        inbox.drain().forEach(this::report);
    }

    void say(String line) {
        out.accept(String.format("  %-7s %s", name, line));
    }

    /** Whether a report said so. */
    boolean isFilled(String clOrdId) {
        return filled.contains(clOrdId);
    }

    private void report(RawMessage message) {
        if (message.is(39, "2")) {
            filled.add(message.get(11));
        }
        say("<- " + Wording.of(message));
    }

    @Override
    public void close() {
        session.close();
    }
}
