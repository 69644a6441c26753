package io.bascule.acceptance.fix;

import io.bascule.acceptance.fix.Transcript.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A client's session: it outlives its connections and keeps its sequence numbers over them. Application messages reach
 * the listener once each and in the order of their MsgSeqNum, whatever was lost and sent again on the way.
 *
 * <p>A message that could not be written counts as sent: the acceptor asks for it at the next logon. The listener is
 * called by the reading thread with the session's lock held; it may send.
 */
public final class FixSession implements AutoCloseable {
    private static final DateTimeFormatter UTC_TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int SECONDS_LENGTH = "yyyyMMdd-HH:mm:ss".length();
    private static final int MILLIS_LENGTH = SECONDS_LENGTH + ".SSS".length();
    private static final int HEART_BT_INT = 30;
    private static final int READ_TIMEOUT_MS = 200;

    private record Sent(String msgType, String body, String sendingTime) {}

    private final Object lock = new Object();
    private final Transcript transcript;
    private final Consumer<RawMessage> listener;
    private final NavigableMap<Long, Sent> sent = new TreeMap<>();
    private final NavigableMap<Long, RawMessage> early = new TreeMap<>();
    private SessionSettings settings;
    private InstantSource clock = InstantSource.system();
    private Socket socket;
    private CutInput incoming;
    private Thread reader;
    private long nextOut = 1;
    private long nextIn = 1;
    private long requestedUpTo;
    private long rereadUpTo;
    private int connection;
    private int epoch;
    private int syncs;
    private String awaitedSync = "";
    private boolean loggedOn;
    private boolean gapFilling;
    private String failure = "";
    private long lastSentNs;

    /**
     * A session that has not logged on yet.
     *
     * @param settings that it starts with.
     * @param transcript that gets every message.
     * @param listener that gets application messages, and session-level rejects.
     */
    public FixSession(SessionSettings settings, Transcript transcript, Consumer<RawMessage> listener) {
        this.settings = settings;
        this.transcript = transcript;
        this.listener = listener;
    }

    /** The acceptor has moved: the next logon goes there. */
    public void moveTo(int port) {
        synchronized (lock) {
            settings = settings.atPort(port);
        }
    }

    /** Whose time SendingTime(52) is, from now on. */
    public void clock(InstantSource newClock) {
        synchronized (lock) {
            clock = newClock;
        }
    }

    /** The session's time, as FIX writes it. */
    public String time() {
        synchronized (lock) {
            return UTC_TIMESTAMP.format(clock.instant());
        }
    }

    /** Both sides begin their numbers again without being asked to, as at the weekly reset. Not while logged on. */
    public void beginEpoch() {
        synchronized (lock) {
            forget();
        }
    }

    /** Whether a ResendRequest is answered by gap fills alone: the client decides itself what it sends again. */
    public void gapFillResends(boolean gapFill) {
        synchronized (lock) {
            gapFilling = gapFill;
        }
    }

    /**
     * Connects, logs on and waits until both sides have all of each other's messages.
     *
     * @param reset starts the sequence numbers again on both sides (141=Y).
     * @throws IOException if that was not done in time, with what stopped it.
     */
    public void logon(boolean reset, Duration timeout) throws IOException, InterruptedException {
        cut();
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        synchronized (lock) {
            if (reset || epoch == 0) {
                forget();
            }
            failure = "";
            requestedUpTo = 0;
            rereadUpTo = 0;
            awaitedSync = "";
            connection++;
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT_MS);
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), (int) timeout.toMillis());
            incoming = new CutInput(socket.getInputStream());
            write("A", logonBody(reset));
            Socket mine = socket;
            CutInput input = incoming;
            reader = new Thread(() -> read(mine, input), "fix-" + settings.senderCompId());
            reader.setDaemon(true);
            reader.start();
            await(() -> loggedOn, deadlineNs, "a Logon");
        }
        synchronise(Duration.ofNanos(Math.max(1, deadlineNs - System.nanoTime())));
    }

    /** Waits until the acceptor has answered everything that was sent before: a TestRequest and its Heartbeat. */
    public void synchronise(Duration timeout) throws IOException, InterruptedException {
        synchronized (lock) {
            sendTestRequest();
            await(() -> awaitedSync.isEmpty(), System.nanoTime() + timeout.toNanos(), "a Heartbeat");
        }
    }

    /** Has everything since the numbers began sent again, for the record: the listener sees none of it. */
    public void reread(Duration timeout) throws IOException, InterruptedException {
        synchronized (lock) {
            rereadUpTo = nextIn - 1;
            write("2", "7=1|16=0");
            await(() -> rereadUpTo == 0, System.nanoTime() + timeout.toNanos(), "a complete resend");
        }
    }

    /**
     * Sends an application message.
     *
     * @param body fields after the header, with '|' between them.
     * @return its MsgSeqNum.
     */
    public long send(String msgType, String body) {
        synchronized (lock) {
            long seqNum = nextOut;
            write(msgType, body);
            return seqNum;
        }
    }

    /**
     * Sends an application message and drops the connection in the middle of it, or of what comes back. It counts as
     * sent: the acceptor that has not got it asks for it at the next logon.
     */
    public void sendAndCut(String msgType, String body, Cut where) throws IOException, InterruptedException {
        CutInput input;
        int whole;
        synchronized (lock) {
            if (socket == null) {
                throw new IOException(settings + ": not connected: " + failure);
            }
            socket.setSoLinger(where.reset(), 0);
            input = incoming;
            long seqNum = nextOut++;
            String time = time();
            sent.put(seqNum, new Sent(msgType, body, time));
            byte[] frame = frame(seqNum, msgType, "", body, time);
            whole = Math.min(where.bytes(), frame.length);
            if (whole == frame.length) {
                transcript.add(Direction.OUT, connection, epoch, RawMessage.parse(frame));
            }
            input.cutAfter(where.bytes() - whole);
            socket.getOutputStream().write(frame, 0, whole);
        }
        if (where.bytes() > whole) {
            input.awaitCut(where.patience());
        }
        cut();
    }

    /** Whether the session is logged on now. */
    public boolean isLoggedOn() {
        synchronized (lock) {
            return loggedOn;
        }
    }

    /** Drops the connection without a word. */
    public void cut() throws InterruptedException {
        Thread thread;
        synchronized (lock) {
            closeSocket();
            thread = reader;
        }
        if (thread != null) {
            thread.join();
        }
    }

    /** Logs out and closes; an interrupt cuts it short. */
    @Override
    public void close() {
        try {
            synchronized (lock) {
                if (loggedOn) {
                    write("5", "58=done");
                }
                long deadlineNs = System.nanoTime() + Duration.ofSeconds(1).toNanos();
                for (long leftMs = 1000; loggedOn && leftMs > 0; ) {
                    lock.wait(leftMs);
                    leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
                }
            }
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A time as FIX writes it, with or without a fraction. */
    public static Instant parse(String utcTimestamp) {
        String millis = utcTimestamp.length() > SECONDS_LENGTH ? utcTimestamp : utcTimestamp + ".000";
        return LocalDateTime.parse(millis.substring(0, MILLIS_LENGTH), UTC_TIMESTAMP)
                .toInstant(ZoneOffset.UTC);
    }

    /** Now, as FIX writes it. */
    public static String now() {
        return UTC_TIMESTAMP.format(Instant.now());
    }

    private String logonBody(boolean reset) {
        return "98=0|108=" + HEART_BT_INT + (reset ? "|141=Y" : "") + "|553=" + settings.username() + "|554="
                + settings.password() + settings.version().logonFields();
    }

    private void forget() {
        nextOut = 1;
        nextIn = 1;
        sent.clear();
        early.clear();
        epoch++;
    }

    private void await(BooleanSupplier condition, long deadlineNs, String what)
            throws IOException, InterruptedException {
        while (!condition.getAsBoolean()) {
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (!failure.isEmpty() || socket == null || leftMs <= 0) {
                throw new IOException(settings + ": no " + what.replaceFirst("^an? ", "") + ": "
                        + (failure.isEmpty() ? "timed out" : failure));
            }
            lock.wait(leftMs);
        }
    }

    private void sendTestRequest() {
        awaitedSync = settings.senderCompId() + "-" + ++syncs;
        write("1", "112=" + awaitedSync);
    }

    private void read(Socket mine, CutInput input) {
        String end = "closed by the acceptor";
        try {
            FrameReader frames = new FrameReader(input);
            while (!frames.hasEnded()) {
                byte[] frame = frames.poll();
                synchronized (lock) {
                    if (socket != mine) {
                        return;
                    }
                    if (frame == null) {
                        beat();
                    } else {
                        RawMessage message = RawMessage.parse(frame);
                        transcript.add(Direction.IN, connection, epoch, message);
                        receive(message);
                        lock.notifyAll();
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            end = e.toString();
        }
        synchronized (lock) {
            if (socket == mine) {
                failure = end;
                closeSocket();
            }
        }
    }

    private void receive(RawMessage message) throws IOException {
        String type = message.msgType();
        long seqNum = message.msgSeqNum();
        if (type.equals("A") && message.is(141, "Y")) {
            nextIn = seqNum;
        }
        if (type.equals("A")) {
            loggedOn = true;
        }
        if (type.equals("2") && seqNum >= nextIn) {
            resend(message);
        }
        if (message.isPossDup() && rereadUpTo > 0) {
            long sentAgain = type.equals("4") ? Long.parseLong(message.required(36)) - 1 : seqNum;
            rereadUpTo = sentAgain >= rereadUpTo ? 0 : rereadUpTo;
        }
        if (type.equals("4") && !message.is(123, "Y")) {
            nextIn = Long.parseLong(message.required(36));
            deliverEarly();
        } else if (seqNum > nextIn) {
            early.putIfAbsent(seqNum, message);
            if (nextIn > requestedUpTo) {
                requestedUpTo = seqNum;
                write("2", "7=" + nextIn + "|16=0");
            }
        } else if (seqNum == nextIn) {
            accept(message);
            deliverEarly();
        } else if (!message.isPossDup()) {
            throw new IOException("MsgSeqNum " + seqNum + " is too low, " + nextIn + " was expected: " + message);
        }
    }

    private void deliverEarly() {
        while (!early.isEmpty() && early.firstKey() <= nextIn) {
            RawMessage message = early.pollFirstEntry().getValue();
            if (message.msgSeqNum() == nextIn) {
                accept(message);
            }
        }
    }

    /** The message that is next in sequence. */
    private void accept(RawMessage message) {
        nextIn++;
        switch (message.msgType()) {
            case "0" -> {
                if (message.is(112, awaitedSync)) {
                    awaitedSync = "";
                }
            }
            case "1" -> write("0", "112=" + message.required(112));
            case "4" -> nextIn = Math.max(nextIn, Long.parseLong(message.required(36)));
            case "5" -> {
                failure = "logged out: " + message.get(58);
                loggedOn = false;
            }
            case "A", "2" -> {
                // Done on receipt, whatever their sequence number.
            }
            default -> listener.accept(message);
        }
    }

    private void resend(RawMessage request) {
        long from = Long.parseLong(request.required(7));
        long asked = Long.parseLong(request.required(16));
        long last = asked == 0 ? nextOut - 1 : Math.min(asked, nextOut - 1);
        long filledFrom = from;
        for (long seqNum = from; seqNum <= last; seqNum++) {
            Sent message = gapFilling ? null : sent.get(seqNum);
            if (message != null) {
                fillGap(filledFrom, seqNum);
                put(seqNum, message.msgType(), "43=Y|122=" + message.sendingTime() + "|", message.body(), time());
                filledFrom = seqNum + 1;
            }
        }
        fillGap(filledFrom, last + 1);
        if (!awaitedSync.isEmpty()) {
            sendTestRequest();
        }
    }

    private void fillGap(long from, long to) {
        if (from < to) {
            String time = time();
            put(from, "4", "43=Y|122=" + time + "|", "123=Y|36=" + to, time);
        }
    }

    private void beat() {
        if (loggedOn
                && System.nanoTime() - lastSentNs
                        > Duration.ofSeconds(HEART_BT_INT).toNanos()) {
            write("0", "");
        }
    }

    private void write(String msgType, String body) {
        long seqNum = nextOut++;
        String time = time();
        if (!RawMessage.isAdmin(msgType)) {
            sent.put(seqNum, new Sent(msgType, body, time));
        }
        put(seqNum, msgType, "", body, time);
    }

    private byte[] frame(long seqNum, String msgType, String possDup, String body, String time) {
        String inner = "35=" + msgType + "|34=" + seqNum + "|49=" + settings.senderCompId() + "|52=" + time + "|56="
                + settings.targetCompId() + "|" + possDup + body + (body.isEmpty() ? "" : "|");
        String whole = "8=" + settings.version().beginString() + "|9=" + inner.length() + "|" + inner;
        byte[] bytes = whole.replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1);
        int checkSum = 0;
        for (byte b : bytes) {
            checkSum += b & 0xff;
        }
        String trailer = String.format("10=%03d|", checkSum % 256);
        return (whole + trailer).replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1);
    }

    private void put(long seqNum, String msgType, String possDup, String body, String time) {
        byte[] frame = frame(seqNum, msgType, possDup, body, time);
        transcript.add(Direction.OUT, connection, epoch, RawMessage.parse(frame));
        if (socket == null) {
            return;
        }
        try {
            socket.getOutputStream().write(frame);
            lastSentNs = System.nanoTime();
        } catch (IOException e) {
            failure = e.toString();
            closeSocket();
        }
    }

    private void closeSocket() {
        loggedOn = false;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                failure = e.toString();
            }
            socket = null;
        }
        lock.notifyAll();
    }
}
