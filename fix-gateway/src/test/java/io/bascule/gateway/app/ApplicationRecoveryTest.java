package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import io.bascule.config.GatewayConfig;
import io.bascule.gateway.mapping.Directory;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.session.FixAcceptor;
import io.bascule.gateway.store.MappedMessageStore;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quickfix.SessionID;

/** Replays over a real socket, of events that a scripted engine retained before the start. */
@Timeout(120)
class ApplicationRecoveryTest {
    private static final SessionID DESK1 = new SessionID("FIX.4.4", "BASCULE", "DESK1");
    private static final SessionID PB1 = new SessionID("FIX.4.4", "BASCULE", "PB1");
    private static final String REPLAY_ALL = "35=BW|1346=r|1347=0|1351=1|1355=PB1|1182=1|1183=0";

    @TempDir
    Path data;

    private final ScriptedEngine engine = new ScriptedEngine();
    private final AtomicLong usableBytes = new AtomicLong(100);
    private final DiskReserve reserve = DiskReserve.of(100, usableBytes::get);
    private EngineLink link;
    private FixAcceptor acceptor;

    private void open() throws Exception {
        GatewayConfig demo = ConfigLoader.load("demo").withPort(0);
        GatewayConfig config = new GatewayConfig(
                demo.acceptor(),
                demo.sessions().stream()
                        .filter(session -> List.of("DESK1", "PB1").contains(session.targetCompId()))
                        .toList(),
                demo.venue());
        GatewaySessions sessions = new GatewaySessions(reserve);
        Directory directory = new Directory(config.venue());
        OutboundMapper outbound = new OutboundMapper(directory, config.venue());
        link = new EngineLink(new LedgerKeeper(engine, data), config, sessions, directory, outbound);
        acceptor = new FixAcceptor(
                config.acceptor(),
                config.sessions(),
                new GatewayApplication(sessions, link, outbound, reserve),
                new MappedMessageStoreFactory(data),
                link);
        sessions.addAll(acceptor.sessions());
    }

    private void startWithEvents(int count) throws Exception {
        engine.lastEventNumber = count;
        open();
        acceptor.start();
    }

    @AfterEach
    void close() {
        if (acceptor != null) {
            acceptor.stop(true);
        }
    }

    @Test
    void shouldGoOnWithLiveMessagesDuringAReplayAndTakeOneAtATime() throws Exception {
        startWithEvents(20_000);
        try (FixClient primeBroker = FixClient.logon(acceptor.localAddress(), "PB1")) {
            primeBroker.send(REPLAY_ALL);
            primeBroker.send("35=1|112=live");
            primeBroker.send(REPLAY_ALL.replace("1346=r", "1346=s"));
            primeBroker.send("35=BW|1346=t|1347=2");
            String begun = primeBroker.expect("|35=");
            assertTrue(begun.contains("|35=BX|") && begun.contains("|1348=0|1349=20000|"), begun);
            int replayed = 0;
            int liveAfter = -1;
            int refusedAfter = -1;
            int answeredAfter = -1;
            String message = primeBroker.expect("|35=");
            for (; !message.contains("|35=BY|"); message = primeBroker.expect("|35=")) {
                if (message.contains("|35=0|")) {
                    liveAfter = replayed;
                } else if (message.contains("|58=another replay is under way|")) {
                    assertTrue(message.contains("|1346=s|") && message.contains("|1348=2|"), message);
                    refusedAfter = replayed;
                } else if (message.contains("|1346=t|")) {
                    assertTrue(message.contains("|1357=20000|"), message);
                    answeredAfter = replayed;
                } else {
                    replayed++;
                    assertTrue(message.contains("|97=Y|") && message.contains("|1352=Y|"), message);
                    assertTrue(message.contains("|1181=" + replayed + "|"), message);
                }
            }
            assertEquals(20_000, replayed);
            assertTrue(message.contains("|1426=3|") && message.contains("|1357=20000|"), message);
            assertTrue(liveAfter >= 0 && liveAfter < 10_000, "the live answer came after " + liveAfter);
            assertTrue(refusedAfter >= 0 && refusedAfter < 10_000, "the refusal came after " + refusedAfter);
            assertTrue(answeredAfter >= 0 && answeredAfter < 10_000, "the answer came after " + answeredAfter);

            primeBroker.send(REPLAY_ALL.replace("|1182=1|", "|1182=20000|"));
            primeBroker.expect("|35=BX|", "|1348=0|1349=1|");
        }
    }

    /** 60,000 copies are more than the buffers of both ends and the bound of unread output together. */
    @Test
    void shouldWaitForACounterpartyThatDoesNotRead() throws Exception {
        startWithEvents(60_000);
        try (FixClient primeBroker = FixClient.logon(acceptor.localAddress(), "PB1");
                FixClient desk = FixClient.logon(acceptor.localAddress(), "DESK1")) {
            primeBroker.send(REPLAY_ALL);
            for (int i = 0; i < 3_000; i++) {
                desk.send("35=1|112=turn" + i);
                desk.expect("|35=0|", "|112=turn" + i + "|");
            }
            assertTrue(acceptor.session(PB1).isLoggedOn());
            for (int applSeqNum = 1; applSeqNum <= 60_000; applSeqNum++) {
                primeBroker.expect("|35=9|", "|97=Y|", "|1181=" + applSeqNum + "|");
            }
            primeBroker.expect("|35=BY|", "|1426=3|");
        }
    }

    @Test
    void shouldPauseReplaysWhileTheDiskIsShortOfRoom() throws Exception {
        startWithEvents(60_000);
        try (FixClient primeBroker = FixClient.logon(acceptor.localAddress(), "PB1")) {
            primeBroker.send(REPLAY_ALL);
            primeBroker.expect("|35=9|", "|97=Y|", "|1181=1|");
            usableBytes.set(99);
            reserve.look();
            primeBroker.send("35=1|112=paused");
            int replayed = 1;
            for (String next = primeBroker.expect("|35="); !next.contains("|112=paused|"); replayed++) {
                next = primeBroker.expect("|35=");
            }
            assertTrue(replayed < 60_000, "all were replayed");
            primeBroker.send("35=BW|1346=t|1347=2");
            String refusal = primeBroker.expect("|35=");
            assertTrue(refusal.contains("|35=j|") && refusal.contains("|380=4|"), refusal);
            usableBytes.set(100);
            reserve.look();
            primeBroker.expect("|35=9|", "|97=Y|", "|1181=60000|");
            primeBroker.expect("|35=BY|", "|1426=3|");
        }
    }

    @Test
    void shouldReplayToTwoSessionsInTurns() throws Exception {
        startWithEvents(20_000);
        try (FixClient primeBroker = FixClient.logon(acceptor.localAddress(), "PB1");
                FixClient desk = FixClient.logon(acceptor.localAddress(), "DESK1")) {
            primeBroker.send(REPLAY_ALL);
            desk.send(REPLAY_ALL.replace("1355=PB1", "1355=DESK1"));
            for (int applSeqNum = 1; applSeqNum <= 20_000; applSeqNum++) {
                primeBroker.expect("|35=9|", "|97=Y|", "|1181=" + applSeqNum + "|");
                desk.expect("|35=9|", "|97=Y|", "|1181=" + applSeqNum + "|");
            }
            primeBroker.expect("|35=BY|", "|1426=3|");
            desk.expect("|35=BY|", "|1426=3|");
        }
    }

    @Test
    void shouldEndAReplayWithTheConnection() throws Exception {
        startWithEvents(60_000);
        int nextSeqNum;
        try (FixClient primeBroker = FixClient.logon(acceptor.localAddress(), "PB1")) {
            primeBroker.send(REPLAY_ALL);
            primeBroker.expect("|35=9|", "|97=Y|");
            nextSeqNum = primeBroker.nextSeqNum();
        }
        try (FixClient primeBroker = FixClient.resume(acceptor.localAddress(), "PB1", nextSeqNum)) {
            primeBroker.send("35=1|112=alone");
            String next = primeBroker.expect("|35=");
            assertTrue(next.contains("|112=alone|"), next);
            primeBroker.send(REPLAY_ALL.replace("|1182=1|", "|1182=60000|"));
            primeBroker.expect("|35=BX|", "|1348=0|1349=1|");
            primeBroker.expect("|35=9|", "|97=Y|", "|1181=60000|");
            primeBroker.expect("|35=BY|", "|1426=3|");
        }
    }

    @Test
    void shouldReplayAfterARestartAndASequenceReset() throws Exception {
        startWithEvents(3);
        acceptor.stop(true);
        engine.isCurrent = true;
        engine.connected = true;
        engine.acknowledgedEventNumber = 3;
        startWithEvents(3);
        try (FixClient primeBroker = FixClient.logon(acceptor.localAddress(), "PB1")) {
            primeBroker.send(REPLAY_ALL.replace("|1183=0", "|1183=2"));
            primeBroker.expect("|35=BX|", "|1348=0|1349=2|", "|1357=3|");
            primeBroker.expect("|35=9|", "|11=c1|", "|97=Y|", "|1181=1|");
            primeBroker.expect("|35=9|", "|11=c2|", "|97=Y|", "|1181=2|");
            primeBroker.expect("|35=BY|", "|1426=3|");
        }
        try (FixClient desk = FixClient.logon(acceptor.localAddress(), "DESK1")) {
            desk.send(REPLAY_ALL.replace("1355=PB1", "1355=DESK1"));
            desk.expect("|35=BX|", "|1348=0|1349=3|");
            String first = desk.expect("|35=9|", "|11=c1|", "|97=Y|", "|1180=DESK1|1181=1|");
            assertFalse(first.contains("|797="), first);
        }
    }

    @Test
    void shouldSayBeforehandThatASequenceStartsAgain() throws Exception {
        open();
        link.onStart();
        engine.cancelRejected(1, 2_147_483_645);
        engine.cancelRejected(2, 2_147_483_646);
        engine.cancelRejected(3, 1);
        engine.cancelRejected(4, 2);
        link.doWork();
        for (SessionID session : List.of(DESK1, PB1)) {
            String compId = session.getTargetCompID();
            assertStored(session, 2, "|35=9|", "|1181=2147483646|");
            assertStored(session, 3, "|35=BY|", "|1426=0|", "|1351=1|1355=" + compId + "|1399=1|");
            assertStored(session, 4, "|35=9|", "|1181=1|");
            assertStored(session, 5, "|35=9|", "|1181=2|");
            MappedMessageStore store = acceptor.session(session).store();
            assertEquals(6, store.getNextSenderMsgSeqNum());
            assertEquals(4, store.lastEventNumber());
            assertEquals(2, store.lastApplSeqNum());
        }
    }

    private void assertStored(SessionID session, int msgSeqNum, String... parts) {
        byte[] bytes = acceptor.session(session).store().message(msgSeqNum);
        String message = new String(bytes, StandardCharsets.ISO_8859_1).replace('\001', '|');
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
