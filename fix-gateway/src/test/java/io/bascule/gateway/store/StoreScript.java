package io.bascule.gateway.store;

import io.bascule.gateway.FixClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is done to a store, step by step from a seed, and what must then be in it. The same seed from the same state
 * gives the same steps in the process that does them and in the one that checks.
 */
final class StoreScript {
    static final int RETENTION_DAYS = 4;

    /** The numbers of a session and the latest its clock ever said, as one line that a process can be given. */
    record State(
            Instant now,
            long epoch,
            int nextSender,
            int nextTarget,
            long lastOffered,
            long lastEvent,
            long lastAppl,
            Instant newest) {
        static State first() {
            Instant start = Instant.parse("2026-03-01T20:00:00Z");
            return new State(start, 1, 1, 1, 0, 0, 0, start);
        }

        static State parse(String line) {
            String[] parts = line.split(" ", -1);
            return new State(
                    Instant.parse(parts[0]),
                    Long.parseLong(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Long.parseLong(parts[4]),
                    Long.parseLong(parts[5]),
                    Long.parseLong(parts[6]),
                    Instant.parse(parts[7]));
        }

        String line() {
            return now + " " + numbers() + " " + newest;
        }

        /** What a store shows of it. */
        String numbers() {
            return epoch + " " + nextSender + " " + nextTarget + " " + lastOffered + " " + lastEvent + " " + lastAppl;
        }

        static String numbers(MappedMessageStore store) {
            return store.epoch() + " " + store.getNextSenderMsgSeqNum() + " " + store.getNextTargetMsgSeqNum() + " "
                    + store.lastOfferedMsgSeqNum() + " " + store.lastEventNumber() + " " + store.lastApplSeqNum();
        }
    }

    /** A message that was stored, and when. */
    record Sent(long epoch, int msgSeqNum, long applSeqNum, Instant time, String text) {}

    private final Random random;
    private final List<Sent> sent = new ArrayList<>();
    private Instant now;
    private Instant newest;
    private long epoch;
    private int nextSender;
    private int nextTarget;
    private long lastOffered;
    private long lastEvent;
    private long lastAppl;

    StoreScript(State from, long seed) {
        random = new Random(seed);
        now = from.now();
        newest = from.newest();
        epoch = from.epoch();
        nextSender = from.nextSender();
        nextTarget = from.nextTarget();
        lastOffered = from.lastOffered();
        lastEvent = from.lastEvent();
        lastAppl = from.lastAppl();
    }

    State state() {
        return new State(now, epoch, nextSender, nextTarget, lastOffered, lastEvent, lastAppl, newest);
    }

    /** What was sent since the script began, oldest first. */
    List<Sent> sent() {
        return sent;
    }

    /** Makes the script's time that of the process. */
    void setClock() {
        FixClock.follow(() -> now);
    }

    /** Does one step to the numbers, and to a store unless it is null. */
    void step(MappedMessageStore store) throws IOException {
        switch (random.nextInt(32)) {
            case 0 -> reset(store);
            case 1, 2 -> now = now.plus(Duration.ofDays(1));
            case 3 -> now = now.plus(Duration.ofHours(now.isBefore(newest) || random.nextBoolean() ? 25 : -25));
            case 4 -> setSender(store, nextSender + random.nextInt(700));
            case 5 -> setTarget(store, 1 + random.nextInt(1_000_000));
            case 6, 7, 8, 9 -> setTarget(store, nextTarget + 1);
            case 10, 11, 12 -> {
                lastOffered = nextTarget;
                if (store != null) {
                    store.lastOfferedMsgSeqNum(lastOffered);
                }
            }
            default -> send(store);
        }
        newest = now.isAfter(newest) ? now : newest;
    }

    private void reset(MappedMessageStore store) {
        epoch++;
        nextSender = 1;
        nextTarget = 1;
        lastOffered = 0;
        if (store != null) {
            store.reset();
        }
    }

    private void setSender(MappedMessageStore store, int next) {
        nextSender = next;
        if (store != null) {
            store.setNextSenderMsgSeqNum(next);
        }
    }

    private void setTarget(MappedMessageStore store, int next) {
        nextTarget = next;
        if (store != null) {
            store.setNextTargetMsgSeqNum(next);
        }
    }

    private void send(MappedMessageStore store) throws IOException {
        long event = random.nextBoolean() ? 0 : ++lastEvent;
        long appl = event == 0 || random.nextInt(8) == 0 ? 0 : ++lastAppl;
        int length = random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(400);
        String text = epoch + "/" + nextSender + "/" + event + "/" + appl + "m".repeat(length);
        sent.add(new Sent(epoch, nextSender, appl, now, text));
        if (store != null) {
            store.currentEvent(event, appl);
            store.set(nextSender, text);
            store.incrNextSenderMsgSeqNum();
        }
        nextSender++;
    }
}
