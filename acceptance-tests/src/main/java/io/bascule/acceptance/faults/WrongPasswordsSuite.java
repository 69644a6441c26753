package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Inbox;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import io.bascule.acceptance.fix.Transcript.Direction;
import io.bascule.acceptance.fix.Transcript.Entry;
import io.bascule.acceptance.fix.Wire;
import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Logons that must be refused, to sessions that are away and to one that is logged on. Each is closed without a byte;
 * the real desks then log on with their own numbers, and find that nothing was consumed.
 */
final class WrongPasswordsSuite implements FaultSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;
    private static final int CONNECT_MS = 5_000;
    private static final int CLOSED_WITHIN_MS = 5_000;
    private static final int CAPPED_ADDRESS = 7;

    private final List<Desk> desks = new ArrayList<>();

    /** A desk that has traded and logged out. */
    private static final class Desk {
        final String compId;
        final FixVersion version;
        final Transcript transcript;
        final FixSession session;
        final Inbox inbox = new Inbox();

        Desk(int port, String compId, FixVersion version) {
            this.compId = compId;
            this.version = version;
            transcript = new Transcript(compId);
            session = new FixSession(SessionSettings.ofDemo("127.0.0.1", port, compId, version), transcript, inbox);
        }

        /** The number behind the last that went this way. */
        long next(Direction direction) {
            return transcript.entries().stream()
                            .filter(entry -> entry.direction() == direction)
                            .mapToLong(entry -> entry.message().msgSeqNum())
                            .max()
                            .orElse(0)
                    + 1;
        }
    }

    @Override
    public String name() {
        return "wrong-passwords";
    }

    @Override
    public String what() {
        return "logons with a wrong password, user or time, any sequence number, 141=Y";
    }

    @Override
    public int fullCount() {
        return 1000;
    }

    @Override
    public int smallCount() {
        return 100;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        try (VenueProcess venue = run.venue("demo", run.scratch().resolve("data"))) {
            venue.start();
            try (Bystanders bystanders = Bystanders.start(run, venue)) {
                desks.clear();
                for (String compId : List.of("QA2", "QA3", "QA4", "QA8")) {
                    FixVersion version = compId.equals("QA8") ? FixVersion.FIX50SP2 : FixVersion.FIX44;
                    desks.add(new Desk(bystanders.port(), compId, version));
                }
                for (Desk desk : desks) {
                    tradeAndLeave(desk);
                }
                attack(run, venue.port());
                checkBlock(run, venue.port());
                for (Desk desk : desks) {
                    comeBack(run, desk);
                }
                bystanders.finish();
            }
        }
    }

    private static void tradeAndLeave(Desk desk) throws IOException, InterruptedException {
        desk.session.logon(true, PATIENCE);
        order(desk, "BEFORE");
        desk.session.close();
    }

    private static void order(Desk desk, String id) throws InterruptedException {
        String clOrdId = desk.compId + "-" + id;
        desk.session.send(
                "D",
                "11=" + clOrdId + "|1=" + desk.compId + "-A|55=BTC-PERP|54=1|38=0.001|40=2|44=50000|59=1|60="
                        + FixSession.now());
        desk.inbox.take(message -> message.is(11, clOrdId), PATIENCE);
    }

    private void attack(FaultRun run, int port) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < run.count(); i++) {
                WrongLogon wrong = new WrongLogon(new Random(run.random().nextLong()));
                // One in five is for DESK1, who is logged on.
                byte[] logon = i % 5 == 4 ? wrong.bytes("DESK1", "FIX.4.4", "", 100) : bytes(wrong, desks.get(i % 4));
                ends.add(pool.submit(() -> {
                    expectSilence(run, port, Loopback.address(1), logon);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static byte[] bytes(WrongLogon wrong, Desk desk) {
        boolean isFixt = desk.version == FixVersion.FIX50SP2;
        return wrong.bytes(
                desk.compId, isFixt ? "FIXT.1.1" : "FIX.4.4", isFixt ? "1137=9|" : "", desk.next(Direction.OUT));
    }

    /** From an address that is not exempt five failures block the address, and only that. */
    private void checkBlock(FaultRun run, int port) throws IOException {
        WrongLogon wrong = new WrongLogon(run.random());
        for (int i = 0; i < 2 * AT_ONCE; i++) {
            expectSilence(run, port, Loopback.address(CAPPED_ADDRESS), bytes(wrong, desks.get(0)));
        }
    }

    private static void expectSilence(FaultRun run, int port, InetAddress from, byte[] logon) throws IOException {
        try (Wire wire = Wire.connect(new InetSocketAddress(Loopback.address(1), port), from, 0, CONNECT_MS)) {
            wire.send(logon, logon.length);
            Wire.Event event = wire.next(CLOSED_WITHIN_MS);
            if (event != Wire.Event.CLOSED) {
                String sent = new String(logon, StandardCharsets.ISO_8859_1).replace('\u0001', '|');
                run.violate('-', "logon", event + " instead of a silent end (seed " + run.seed() + ") after " + sent);
            }
        }
    }

    private static void comeBack(FaultRun run, Desk desk) throws IOException, InterruptedException {
        long expectedIn = desk.next(Direction.IN);
        int known = desk.transcript.entries().size();
        desk.session.logon(false, PATIENCE);
        order(desk, "AFTER");
        List<RawMessage> heard = desk.transcript.entries().stream()
                .skip(known)
                .filter(entry -> entry.direction() == Direction.IN)
                .map(Entry::message)
                .toList();
        RawMessage first = heard.get(0);
        if (!first.msgType().equals("A") || first.msgSeqNum() != expectedIn || first.is(141, "Y")) {
            run.violate('d', desk.compId, "numbers were consumed, " + expectedIn + " was next: " + first);
        }
        heard.stream()
                .filter(message -> message.msgType().equals("2"))
                .forEach(message -> run.violate('d', desk.compId, "the venue expected another number: " + message));
        desk.session.close();
    }
}
