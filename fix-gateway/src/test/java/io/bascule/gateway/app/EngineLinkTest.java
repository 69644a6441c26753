package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import io.bascule.config.GatewayConfig;
import io.bascule.config.SessionConfig;
import io.bascule.engine.client.EventReplay;
import io.bascule.gateway.FixClock;
import io.bascule.gateway.mapping.BusinessReject;
import io.bascule.gateway.mapping.Directory;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.mapping.SessionProfile;
import io.bascule.gateway.session.FixAcceptor;
import io.bascule.gateway.store.MappedMessageStore;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;
import quickfix.MessageSessionUtils;
import quickfix.Responder;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SystemTime;

/** The link against a scripted engine, with real sessions and stores, and no socket. */
class EngineLinkTest {
    private static final SessionID DESK1 = new SessionID("FIX.4.4", "BASCULE", "DESK1");
    private static final SessionID PB1 = new SessionID("FIX.4.4", "BASCULE", "PB1");

    @TempDir
    Path data;

    private final ScriptedEngine engine = new ScriptedEngine();
    private GatewaySessions sessions;
    private EngineLink link;
    private FixAcceptor acceptor;
    private GatewayApplication application;

    private void open() throws Exception {
        open(List.of());
    }

    private void open(List<SessionConfig> others) throws Exception {
        GatewayConfig demo = ConfigLoader.load("demo");
        GatewayConfig config = new GatewayConfig(
                demo.acceptor(),
                Stream.concat(
                                demo.sessions().stream().filter(session -> List.of("DESK1", "PB1")
                                        .contains(session.targetCompId())),
                                others.stream())
                        .toList(),
                demo.venue());
        sessions = new GatewaySessions(DiskReserve.none());
        Directory directory = new Directory(config.venue());
        OutboundMapper outbound = new OutboundMapper(directory, config.venue());
        link = new EngineLink(engine, config, sessions, directory, outbound);
        application = new GatewayApplication(sessions, link, outbound, DiskReserve.none());
        acceptor = new FixAcceptor(
                config.acceptor(), config.sessions(), application, new MappedMessageStoreFactory(data), link);
        sessions.addAll(acceptor.sessions());
    }

    @AfterEach
    void close() {
        FixClock.reset();
        if (acceptor != null) {
            acceptor.stop(true);
        }
    }

    @Test
    void shouldConfigureANewEngineThenConnect() throws Exception {
        open();
        link.onStart();
        assertEquals("[50, 11, 51]", engine.offered.subList(0, 3).toString());
        assertEquals("[56, 9]", lastOffered(2));
        assertEquals(2, engine.offered.stream().filter("55"::equals).count());
        assertEquals(3, engine.offered.stream().filter("53"::equals).count());
    }

    @Test
    void shouldNotConfigureAnEngineThatHasTheConfiguration() throws Exception {
        engine.isCurrent = true;
        open();
        link.onStart();
        assertEquals("[50, 11, 9]", engine.offered.toString());
    }

    @Test
    void shouldSayWhyTheEngineRefusesAConfiguration() throws Exception {
        engine.refusal = "account DESK1-A has funds";
        open();
        ConfigurationRefusedException refused = assertThrows(ConfigurationRefusedException.class, link::onStart);
        assertEquals("account DESK1-A has funds", refused.getMessage());
    }

    @Test
    void shouldStoreAnEventForItsSessionAndEachCopyAndAcknowledge() throws Exception {
        start();
        engine.cancelRejected(1);
        link.doWork();
        assertTrue(stored(DESK1, 1).contains("35=9|34=1|"), stored(DESK1, 1));
        assertTrue(stored(PB1, 1).contains("|797=Y|"), stored(PB1, 1));
        assertEquals(1, acceptor.session(DESK1).store().lastEventNumber());
        link.onClose();
        assertEquals("[10:1, 11]", lastOffered(2));
    }

    @Test
    void shouldAcknowledgeAWholeBatchAtOnce() throws Exception {
        start();
        int before = engine.offered.size();
        for (int event = 1; event <= Acknowledger.MAX_BATCH; event++) {
            engine.cancelRejected(event);
        }
        link.doWork();
        link.doWork();
        assertEquals(List.of("10:" + Acknowledger.MAX_BATCH), engine.offered.subList(before, engine.offered.size()));
    }

    @Test
    void shouldDeliverOnceWhatComesAgainAfterACrash() throws Exception {
        start();
        engine.cancelRejected(1);
        engine.cancelRejected(2);
        link.doWork();
        acceptor.stop(true);

        engine.isCurrent = true;
        engine.lastEventNumber = 3;
        open();
        link.onStart();
        assertEquals(3, acceptor.session(DESK1).store().lastEventNumber());
        assertEquals(4, acceptor.session(DESK1).store().getNextSenderMsgSeqNum());
        assertEquals(4, acceptor.session(PB1).store().getNextSenderMsgSeqNum());
    }

    @Test
    void shouldAskAgainForRequestsThatWereLostWithTheProcess() throws Exception {
        open();
        acceptor.session(DESK1).store().lastOfferedMsgSeqNum(8);
        acceptor.session(DESK1).store().setNextTargetMsgSeqNum(9);
        acceptor.session(PB1).store().setNextTargetMsgSeqNum(4);
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(1, 6));
        link.onStart();
        assertEquals(7, acceptor.session(DESK1).store().getNextTargetMsgSeqNum());
        assertEquals(4, acceptor.session(PB1).store().getNextTargetMsgSeqNum());
    }

    @Test
    void shouldNotTakeTheNumbersOfAnEarlierEpochForThisOnes() throws Exception {
        open();
        acceptor.session(DESK1).store().reset();
        acceptor.session(DESK1).store().lastOfferedMsgSeqNum(2);
        acceptor.session(DESK1).store().setNextTargetMsgSeqNum(3);
        acceptor.session(PB1).store().reset();
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(1, 2));
        engine.lastMsgSeqNums.put("PB1", SessionProfile.epochSeqNum(1, 500));
        link.onStart();
        assertEquals(1, acceptor.session(DESK1).store().getNextTargetMsgSeqNum());
        assertEquals(1, acceptor.session(PB1).store().getNextTargetMsgSeqNum());
    }

    @Test
    void shouldNotExecuteWhatWasRefusedWhenItIsAskedForAgain() throws Exception {
        open();
        MappedMessageStore store = acceptor.session(DESK1).store();
        for (int refused : new int[] {5, 8, 11}) {
            acceptor.session(DESK1).session().send(businessReject(refused));
        }
        store.lastOfferedMsgSeqNum(9);
        store.setNextTargetMsgSeqNum(12);
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(1, 6));
        link.onStart();
        assertEquals(7, store.getNextTargetMsgSeqNum());

        int answered = store.getNextSenderMsgSeqNum();
        for (int msgSeqNum = 7; msgSeqNum <= 12; msgSeqNum++) {
            application.fromApp(again(msgSeqNum), DESK1);
        }
        assertEquals(4, requests());
        assertEquals(answered, store.getNextSenderMsgSeqNum());

        Message fresh = again(8);
        fresh.getHeader().removeField(43);
        application.fromApp(fresh, DESK1);
        assertEquals(5, requests());
        store.reset();
        application.fromApp(again(8), DESK1);
        assertEquals(6, requests());
    }

    @Test
    void shouldKnowWhatWasRefusedWhenAnEarlierLifeAskedAndEnded() throws Exception {
        open();
        acceptor.session(DESK1).session().send(businessReject(11));
        acceptor.session(DESK1).store().lastOfferedMsgSeqNum(9);
        acceptor.session(DESK1).store().setNextTargetMsgSeqNum(10);
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(1, 9));
        link.onStart();
        application.fromApp(again(11), DESK1);
        assertEquals(0, requests());
    }

    private long requests() {
        link.doWork();
        return engine.offered.stream().filter("1"::equals).count();
    }

    private static Message again(int msgSeqNum) throws Exception {
        Message order = order();
        order.getHeader().setInt(34, msgSeqNum);
        order.getHeader().setString(43, "Y");
        return order;
    }

    private static Message businessReject(int refSeqNum) {
        Message reject = new Message();
        reject.getHeader().setString(35, "j");
        reject.setInt(45, refSeqNum);
        reject.setString(372, "D");
        reject.setInt(380, 4);
        return reject;
    }

    @Test
    void shouldRefuseAStoreThatIsAheadOfTheEngine() throws Exception {
        open();
        engine.lastEventNumber = 4;
        acceptor.session(PB1).store().currentEvent(5, 0);
        acceptor.session(PB1).session().send(businessReject(1));
        IllegalStateException refusal = assertThrows(IllegalStateException.class, link::onStart);
        assertEquals(
                "the store of FIX.4.4:BASCULE->PB1 has event 5, the engine's log ends with event 4: the data"
                        + " directory's engine/ and fix/ do not belong together. Restore both from the same moment",
                refusal.getMessage());
    }

    @Test
    void shouldBeginAnEpochBehindWhatTheEngineHasFromAStoreThatIsGone() throws Exception {
        open();
        acceptor.session(PB1).store().setNextTargetMsgSeqNum(7);
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(3, 4));
        engine.lastMsgSeqNums.put("PB1", SessionProfile.epochSeqNum(1, 7));
        link.onStart();
        assertEquals(4, acceptor.session(DESK1).store().epoch());
        assertEquals(1, acceptor.session(DESK1).store().getNextTargetMsgSeqNum());
        assertEquals(2, acceptor.session(PB1).store().epoch());
        assertEquals(1, acceptor.session(PB1).store().getNextTargetMsgSeqNum());
    }

    @Test
    void shouldLeaveAnEpochThatTheEngineIsNotAheadOf() throws Exception {
        open();
        acceptor.session(DESK1).store().setNextTargetMsgSeqNum(8);
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(1, 7));
        acceptor.session(PB1).store().reset();
        engine.lastMsgSeqNums.put("PB1", SessionProfile.epochSeqNum(1, 900));
        link.onStart();
        assertEquals(1, acceptor.session(DESK1).store().epoch());
        assertEquals(8, acceptor.session(DESK1).store().getNextTargetMsgSeqNum());
        assertEquals(2, acceptor.session(PB1).store().epoch());
    }

    @Test
    void shouldNotMeasureASessionByTheNumbersOfAnotherWithItsCompIds() throws Exception {
        SessionConfig desk = ConfigLoader.load("demo").sessions().stream()
                .filter(session -> session.targetCompId().equals("DESK1"))
                .findFirst()
                .orElseThrow();
        open(List.of(ofVersion50(desk)));
        acceptor.session(DESK1).store().setNextTargetMsgSeqNum(8);
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(3, 40));
        link.onStart();
        assertEquals(1, acceptor.session(DESK1).store().epoch());
        assertEquals(8, acceptor.session(DESK1).store().getNextTargetMsgSeqNum());
    }

    private static SessionConfig ofVersion50(SessionConfig session) {
        return new SessionConfig(
                "FIXT.1.1",
                Optional.of("9"),
                session.senderCompId(),
                session.targetCompId(),
                session.role(),
                session.dialect(),
                session.accounts(),
                session.dropCopyAccounts(),
                session.credentials(),
                session.allowedAddresses(),
                session.throttleMessagesPerSecond(),
                session.throttleCancelsPerSecond(),
                session.cancelOnDisconnect(),
                session.cancelOnDisconnectGraceMillis(),
                session.marginOnReports(),
                session.messageRetentionDays(),
                session.quickfixKeys());
    }

    @Test
    void shouldSayWhyAStoreFailed() throws Exception {
        start();
        IoUtil.delete(data.toFile(), false);
        for (int event = 1; event <= 5_000; event++) {
            engine.cancelRejected(event);
        }
        StoreFailedException failure = assertThrows(StoreFailedException.class, link::doWork);
        assertTrue(failure.getCause() instanceof IOException, String.valueOf(failure.getCause()));
        assertFalse(DiskSpace.isWanting(failure, data));
    }

    @Test
    void shouldComeBackAlthoughTheEngineEndsTheSessionAgainAndAgain() throws Exception {
        start();
        engine.connected = false;
        engine.endings = 9;
        engine.connects = 0;
        link.doWork();
        assertEquals(10, engine.connects);
        assertTrue(engine.connected);

        engine.connected = false;
        engine.endings = 100;
        engine.connects = 0;
        assertThrows(IllegalStateException.class, link::doWork);
        assertEquals(10, engine.connects);
    }

    @Test
    void shouldCountAgainstTheThrottleWhatNoEarlierLifeHad() throws Exception {
        open();
        acceptor.session(DESK1).store().lastOfferedMsgSeqNum(8);
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(1, 6));
        link.onStart();
        GatewaySession desk = sessions.find(DESK1);
        assertTrue(desk.isReplay(8));
        assertFalse(desk.isReplay(9));
        acceptor.session(DESK1).store().reset();
        assertFalse(desk.isReplay(1));
    }

    @Test
    void shouldTellTheEngineOfDuplicatesOnlyOfWhatAnEarlierLifeHad() throws Exception {
        open();
        acceptor.session(DESK1).store().lastOfferedMsgSeqNum(7);
        link.onStart();
        for (int msgSeqNum : new int[] {7, 8}) {
            Message order = order();
            order.getHeader().setInt(34, msgSeqNum);
            order.getHeader().setString(43, "Y");
            link.request("D", order, sessions.find(DESK1));
            assertEquals(msgSeqNum == 7, order.getHeader().isSetField(43));
        }
    }

    @Test
    void shouldTellTheEngineNothingOfTheWeeklyReset() throws Exception {
        FixClock.moveTo("2026-11-21T23:59:50Z");
        start();
        Session desk = acceptor.session(DESK1).session();
        List<String> said = new ArrayList<>();
        desk.setResponder(responder(said));
        desk.next(fromDesk(desk, "A", 1));
        assertTrue(desk.isLoggedOn());
        int before = engine.offered.size();

        FixClock.moveTo("2026-11-22T00:00:01Z");
        desk.next();
        desk.next(fromDesk(desk, "5", 2));
        acceptor.session(PB1).session().next();
        link.doWork();

        assertTrue(said.get(1).contains("\00158=Session reset\001"), said.toString());
        assertFalse(desk.isLoggedOn());
        assertEquals(2, acceptor.session(DESK1).store().epoch());
        assertEquals(2, acceptor.session(PB1).store().epoch());
        assertEquals(before, engine.offered.size());
    }

    @Test
    void shouldEndWithATextOnAnErrorWhileItTakesAMessage() throws Exception {
        start();
        engine.sayWithError(new StackOverflowError("deep"));
        IllegalStateException ended = assertThrows(IllegalStateException.class, link::doWork);
        assertTrue(ended.getMessage().endsWith("ended in java.lang.StackOverflowError: deep"), ended.getMessage());
    }

    @Test
    void shouldKeepRequestsInOrderWhileTheEnginePushesBackAndRefuseTooMany() throws Exception {
        start();
        GatewaySession desk = sessions.find(DESK1);
        Message order = order();
        engine.pushesBack = true;
        int before = engine.offered.size();
        int queued = 0;
        BusinessReject refusal = null;
        while (refusal == null) {
            try {
                link.request("D", order, desk);
                queued++;
            } catch (BusinessReject reject) {
                refusal = reject;
            }
        }
        link.doWork();
        assertEquals(4, refusal.businessRejectReason());
        assertEquals(before, engine.offered.size());
        assertTrue(link.isExpectingReply());

        engine.pushesBack = false;
        while (link.doWork() > 0) {
            // Until all is offered.
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < queued; i++) {
            expected.add("1");
        }
        assertEquals(expected, engine.offered.subList(before, engine.offered.size()));
        assertEquals(7, desk.fix().store().lastOfferedMsgSeqNum());
    }

    @Test
    void shouldBeginAgainWhenTheEngineHasEndedTheSession() throws Exception {
        start();
        GatewaySession desk = sessions.find(DESK1);
        link.request("D", order(), desk);
        desk.fix().session().setNextTargetMsgSeqNum(8);
        engine.isCurrent = true;
        engine.lastMsgSeqNums.put("DESK1", SessionProfile.epochSeqNum(1, 6));
        engine.lastEventNumber = 2;
        engine.connected = false;
        engine.offered.clear();

        link.doWork();
        assertEquals("[50, 11, 9]", engine.offered.toString());
        assertEquals(2, desk.fix().store().lastEventNumber());
        assertEquals(7, desk.fix().store().getNextTargetMsgSeqNum());
    }

    @Test
    void shouldReplayWhatIsNoLongerRetainedBeforeAnythingElse() throws Exception {
        engine.acknowledgedEventNumber = 2;
        engine.heldFromEventNumber = 6;
        engine.lastEventNumber = 7;
        open();
        link.onStart();
        assertEquals(List.of(new EventReplay(4096, 2, 5)), engine.replayed);
        assertEquals(3, engine.keptAlive);
        for (int number = 1; number <= 5; number++) {
            assertTrue(stored(DESK1, number).contains("|11=c" + (number + 2) + "|"), stored(DESK1, number));
        }
        assertEquals(6, acceptor.session(DESK1).store().getNextSenderMsgSeqNum());
        assertEquals(6, acceptor.session(PB1).store().getNextSenderMsgSeqNum());
    }

    @Test
    void shouldStoreOnceWhatIsReplayedAgainAfterACrash() throws Exception {
        shouldReplayWhatIsNoLongerRetainedBeforeAnythingElse();
        acceptor.stop(true);

        engine.heldFromEventNumber = 8;
        open();
        link.onStart();
        assertEquals(new EventReplay(4096, 2, 7), engine.replayed.get(1));
        assertEquals(6, acceptor.session(DESK1).store().getNextSenderMsgSeqNum());
    }

    @Test
    void shouldStopOnAMessageThatItDoesNotKnow() throws Exception {
        start();
        engine.sayUnknown();
        IllegalStateException unknown = assertThrows(IllegalStateException.class, link::doWork);
        assertEquals("the engine sent an unknown message, template 999", unknown.getMessage());
        assertFalse(engine.offered.contains("10:1"));
    }

    private void start() throws Exception {
        open();
        link.onStart();
    }

    private static Message fromDesk(Session session, String msgType, int msgSeqNum) throws Exception {
        Message message = new Message();
        message.getHeader().setString(8, "FIX.4.4");
        message.getHeader().setString(35, msgType);
        message.getHeader().setInt(34, msgSeqNum);
        message.getHeader().setString(49, "DESK1");
        message.getHeader().setString(56, "BASCULE");
        message.getHeader().setUtcTimeStamp(52, SystemTime.now());
        if (msgType.equals("A")) {
            message.setInt(98, 0);
            message.setInt(108, 30);
        }
        return MessageSessionUtils.parse(session, message.toString());
    }

    private static Responder responder(List<String> said) {
        return new Responder() {
            @Override
            public boolean send(String data) {
                return said.add(data);
            }

            @Override
            public void disconnect() {
                said.add("disconnected");
            }

            @Override
            public String getRemoteAddress() {
                return "here";
            }
        };
    }

    private static Message order() throws Exception {
        Message order = new Message();
        order.getHeader().setString(35, "D");
        order.getHeader().setInt(34, 7);
        order.setString(11, "a");
        order.setString(1, "DESK1-A");
        order.setString(55, "BTC-PERP");
        order.setString(54, "1");
        order.setString(38, "1");
        order.setString(40, "2");
        order.setString(44, "60000");
        return order;
    }

    private String stored(SessionID sessionId, int sequence) throws Exception {
        List<String> messages = new ArrayList<>();
        acceptor.session(sessionId).store().get(sequence, sequence, messages);
        return messages.get(0).replace('\001', '|');
    }

    private String lastOffered(int count) {
        return engine.offered
                .subList(engine.offered.size() - count, engine.offered.size())
                .toString();
    }
}
