package io.bascule.acceptance.fix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session that keeps no messages: what the acceptor asks for again is gap-filled. It reads only when it is told to,
 * it may send anything, and it finds its way back after whatever came of that. For one thread.
 */
public final class LeanSession implements AutoCloseable {
    /** What came of a {@link #synchronise}. */
    public enum Sync {
        /** The acceptor has answered everything that was sent. */
        ANSWERED,
        /** It has, after it asked for messages that it had not understood or not got. */
        FILLED,
        /** It has logged the session out, or closed the connection. */
        CLOSED,
        /** It has said nothing in time. */
        SILENT
    }

    /** Hears each message that is read, through the wire that has it. */
    @FunctionalInterface
    public interface Listener {
        void onMessage(Wire message);
    }

    private static final int CONNECT_MS = 5_000;
    private static final int READ_MS = 100;
    private static final long LARGEST_NUMBER = 1_000_000_000;
    private static final Pattern EXPECTING = Pattern.compile("expecting (\\d+)");

    private final SessionSettings settings;
    private final Listener listener;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(64 * 1024);
    private Wire wire;
    private int receiveBufferBytes;
    private long nextOut = 1;
    private long nextIn = 1;
    private long loggedOnAt;
    private long askedFrom;
    private int syncs;
    private String awaited = "";
    private String logoutText = "";

    /** A session that has not logged on yet. */
    public LeanSession(SessionSettings settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** How much the operating system may receive that is not read, from the next connection on. */
    public void receiveBufferBytes(int bytes) {
        receiveBufferBytes = bytes;
    }

    /** SenderCompID. */
    public String senderCompId() {
        return settings.senderCompId();
    }

    /** BeginString(8). */
    public String beginString() {
        return settings.version().beginString();
    }

    /** The number of the next message that takes one. */
    public long nextOut() {
        return nextOut;
    }

    /** The number that the acceptor's next new message must have. */
    public long nextIn() {
        return nextIn;
    }

    /** The number of the acceptor's last Logon. */
    public long loggedOnAt() {
        return loggedOnAt;
    }

    /** Number that the acceptor asked for messages again from, since {@link #forgetAsked}; 0: it did not. */
    public long askedFrom() {
        return askedFrom;
    }

    /** Forgets {@link #askedFrom}. */
    public void forgetAsked() {
        askedFrom = 0;
    }

    /** Text(58) of the last Logout that was read. */
    public String logoutText() {
        return logoutText;
    }

    /**
     * Logs on and synchronises, as often as it takes: a connection of before may not be gone yet, and the acceptor may
     * expect another number, which it then says.
     *
     * @param reset starts the numbers again (141=Y).
     * @return false if that was not done in time.
     */
    public boolean logon(boolean reset, Duration patience) throws IOException {
        return logon(reset, "", patience) && synchronise(patience).compareTo(Sync.FILLED) <= 0;
    }

    /** Logs on with more fields in the Logon, and reads nothing behind the answer. */
    public boolean logon(boolean reset, String moreFields, Duration patience) throws IOException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        boolean resets = reset || nextOut > LARGEST_NUMBER;
        while (System.nanoTime() < deadlineNs) {
            close();
            wire = Wire.connect(
                    new InetSocketAddress(settings.host(), settings.port()), null, receiveBufferBytes, CONNECT_MS);
            long number = resets ? 1 : nextOut;
            nextOut = number;
            put("A", logonBody(resets) + moreFields);
            flush();
            Wire.Event event = await(deadlineNs);
            if (event == Wire.Event.MESSAGE && wire.isType('A')) {
                loggedOnAt = wire.msgSeqNum();
                nextIn = loggedOnAt + 1;
                listener.onMessage(wire);
                return true;
            }
            nextOut = number;
            if (event == Wire.Event.MESSAGE && wire.isType('5')) {
                Matcher expecting = EXPECTING.matcher(String.valueOf(wire.field(58)));
                nextOut = expecting.find() ? Long.parseLong(expecting.group(1)) : number;
                resets |= nextOut > LARGEST_NUMBER;
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
        return false;
    }

    private String logonBody(boolean reset) {
        return "98=0|108=30" + (reset ? "|141=Y" : "") + "|553=" + settings.username() + "|554=" + settings.password()
                + settings.version().logonFields() + "|";
    }

    private Wire.Event await(long deadlineNs) throws IOException {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
        return wire.next((int) Math.max(1, leftMs));
    }

    /** The header's fields behind MsgType(35), for a number; '|' for SOH. */
    public String header(String msgType, long msgSeqNum) {
        return "35=" + msgType + "|34=" + msgSeqNum + "|49=" + settings.senderCompId() + "|52=" + FixSession.now()
                + "|56=" + settings.targetCompId() + "|";
    }

    /**
     * Adds a message to what is sent next; it takes a number.
     *
     * @param body fields behind the header, '|' for SOH, one behind the last too.
     */
    public void put(String msgType, String body) {
        putBytes(Framing.frame(beginString(), header(msgType, nextOut++) + body));
    }

    /** Adds any bytes to what is sent next. */
    public void putBytes(byte[] bytes) {
        batch.write(bytes, 0, bytes.length);
    }

    /** Says that bytes which were put took a number. */
    public void countOut() {
        nextOut++;
    }

    /**
     * Sends what was put.
     *
     * @return false if the connection does not take it.
     */
    public boolean flush() {
        byte[] bytes = batch.toByteArray();
        batch.reset();
        if (wire == null) {
            return false;
        }
        try {
            wire.send(bytes, bytes.length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends what was put, and reads until the acceptor has answered a TestRequest behind it. */
    public Sync synchronise(Duration patience) throws IOException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        boolean filled = false;
        putTestRequest();
        boolean unused = flush();
        while (!awaited.isEmpty()) {
            Wire.Event event = wire.next(READ_MS);
            if (event == Wire.Event.CLOSED) {
                return Sync.CLOSED;
            }
            if (event == Wire.Event.TIMEOUT && System.nanoTime() > deadlineNs) {
                return Sync.SILENT;
            }
            if (event == Wire.Event.MESSAGE) {
                filled |= onMessage();
                if (wire.isType('5')) {
                    return Sync.CLOSED;
                }
            }
        }
        return filled ? Sync.FILLED : Sync.ANSWERED;
    }

    /** Reads one message, if one comes in time, and answers what the session layer has to. */
    public Wire.Event poll(int timeoutMs) throws IOException {
        Wire.Event event = wire.next(timeoutMs);
        if (event == Wire.Event.MESSAGE) {
            onMessage();
        }
        return event;
    }

    private void putTestRequest() {
        awaited = settings.senderCompId() + "-" + ++syncs;
        put("1", "112=" + awaited + "|");
    }

    /** Deals with a message; true if it asked for what was sent. */
    private boolean onMessage() throws IOException {
        count();
        listener.onMessage(wire);
        if (!wire.isAdmin()) {
            return false;
        }
        switch (wire.msgType()) {
            case "0" -> awaited = awaited.equals(wire.field(112)) ? "" : awaited;
            case "1" -> {
                put("0", "112=" + wire.field(112) + "|");
                boolean unused = flush();
            }
            case "2" -> {
                return fillGap(wire.number(7));
            }
            case "5" -> logoutText = String.valueOf(wire.field(58));
            default -> {
                // A Logon, a Reject or a SequenceReset: the listener has seen it.
            }
        }
        return false;
    }

    private void count() throws IOException {
        if (wire.isPossDup()) {
            return;
        }
        long number = wire.msgSeqNum();
        if (wire.isType('A') && wire.firstOf(141) == 'Y') {
            nextIn = number;
        }
        if (number != nextIn) {
            throw new IOException("MsgSeqNum " + number + " came, " + nextIn + " was expected: " + wire);
        }
        nextIn = wire.isType('4') ? wire.number(36) : number + 1;
    }

    private boolean fillGap(long from) {
        if (from >= nextOut) {
            return false;
        }
        askedFrom = askedFrom == 0 ? from : askedFrom;
        String firstSent = FixSession.now(); // before the header's own time, which must not be earlier
        String body = header("4", from) + "43=Y|122=" + firstSent + "|123=Y|36=" + nextOut + "|";
        putBytes(Framing.frame(beginString(), body));
        if (!awaited.isEmpty()) {
            putTestRequest();
        }
        boolean unused = flush();
        return true;
    }

    /** Where it stands, for a report. */
    @Override
    public String toString() {
        return settings + " next out " + nextOut + ", in " + nextIn + ", asked from " + askedFrom + ", half a message '"
                + (wire == null ? "" : wire.rest()) + "'";
    }

    /** Drops the connection without a word. */
    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
        awaited = "";
    }
}
