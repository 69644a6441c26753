package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.client.EventReplay;
import io.bascule.gateway.FixClock;
import io.bascule.gateway.mapping.BusinessReject;
import io.bascule.gateway.mapping.SessionProfile;
import io.bascule.gateway.store.MappedMessageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import quickfix.Message;
import quickfix.Session;

/** The link between the gateway and the engine: start, events, acknowledgements, a session that has ended. */
class EngineLinkTest extends EngineLinkFixture {
    @Test
    void shouldConfigureANewEngineThenConnect() throws Exception {
        open();
        link.onStart();
        assertEquals("[50, 11, 51, 20]", engine.offered.subList(0, 4).toString());
        assertEquals("[56, 9]", lastOffered(2));
        assertEquals(1, engine.offered.stream().filter("23"::equals).count());
        assertEquals(2, engine.offered.stream().filter("55"::equals).count());
        assertEquals(6, engine.offered.stream().filter("53"::equals).count());
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
    void shouldPushWhatNobodyHasAskedForToDesksAndCopiesOnce() throws Exception {
        start();
        engine.fundingPaid(1);
        engine.fundingMissed(2);
        link.doWork();
        assertTrue(stored(DESK1, 1).contains("35=AP|34=1|"), stored(DESK1, 1));
        assertFalse(stored(DESK1, 1).contains("|797="), stored(DESK1, 1));
        assertTrue(stored(PB1, 1).contains("|797=Y|1180=PB1|1181=1|"), stored(PB1, 1));
        engine.fundingPaid(1);
        link.doWork();
        assertEquals(2, acceptor.session(DESK1).store().getNextSenderMsgSeqNum());
        assertEquals(2, acceptor.session(PB1).store().getNextSenderMsgSeqNum());
        link.onClose();
        assertEquals("[10:2, 11]", lastOffered(2));
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
    void shouldSayThatWhatALostRecordReportedMayHaveBeenSent() throws Exception {
        start();
        engine.cancelRejected(1);
        engine.cancelRejected(2);
        link.doWork();
        acceptor.stop(true);
        damageEndOfStore("DESK1");

        engine.isCurrent = true;
        engine.lastEventNumber = 2;
        open();
        link.onStart();
        engine.cancelRejected(3);
        link.doWork();
        assertTrue(stored(DESK1, 3).contains("|97=Y|"), stored(DESK1, 3));
        assertFalse(stored(DESK1, 4).contains("|97=Y|"), stored(DESK1, 4));
        assertEquals(3, acceptor.session(DESK1).store().lastEventNumber());
        assertFalse(stored(PB1, 3).contains("|97=Y|"), stored(PB1, 3));
    }

    @Test
    void shouldHaveWhatALostRecordReportedMadeAgainIfItWasAcknowledged() throws Exception {
        start();
        engine.cancelRejected(1);
        engine.cancelRejected(2);
        link.doWork();
        acceptor.stop(true);
        damageEndOfStore("DESK1");

        engine.isCurrent = true;
        engine.lastEventNumber = 2;
        engine.acknowledgedEventNumber = 2;
        // The first start after the loss comes to nothing: the second knows of it all the same.
        open();
        acceptor.stop(true);
        open();
        link.onStart();
        assertFalse(acceptor.session(DESK1).store().hasLostRecords());
        assertEquals(List.of(new EventReplay(EventReplay.OLDEST, 1, 2)), engine.replayed);
        assertTrue(stored(DESK1, 3).contains("|97=Y|"), stored(DESK1, 3));
        assertEquals(3, acceptor.session(PB1).store().getNextSenderMsgSeqNum());
    }

    /** What a power cut may do: the newest record's checksum does not match. */
    private void damageEndOfStore(String counterparty) throws IOException {
        Path segment;
        try (Stream<Path> files = Files.walk(data)) {
            segment = files.filter(file -> file.toString().endsWith(".messages"))
                    .filter(file -> file.getParent().toString().endsWith("-" + counterparty))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        bytes[last - 10] ^= 1;
        Files.write(segment, bytes);
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
    void shouldEndWhenAnAnswerThatIsNoEventWasNotStored() throws Exception {
        start();
        IoUtil.delete(data.toFile(), false);
        MappedMessageStore store = acceptor.session(DESK1).store();
        String large = "8=FIX.4.4|35=j|58=" + "x".repeat(300_000) + "|";
        assertThrows(IOException.class, () -> store.set(1, large));

        StoreFailedException failure = assertThrows(StoreFailedException.class, this::workUntilItFails);
        assertTrue(failure.getMessage().contains("DESK1"), failure.getMessage());
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
    void shouldTellTheEngineNothingOfTheWeeklyResetButThatTheDeskIsGone() throws Exception {
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
        Awaitility.await().until(() -> {
            link.doWork();
            return engine.offered.size() > before;
        });

        assertTrue(said.get(1).contains("\00158=Session reset\001"), said.toString());
        assertFalse(desk.isLoggedOn());
        assertEquals(2, acceptor.session(DESK1).store().epoch());
        assertEquals(2, acceptor.session(PB1).store().epoch());
        assertEquals(List.of("7"), engine.offered.subList(before, engine.offered.size()));
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
        assertEquals("[50, 11, 9, 10:2, 11]", engine.offered.toString());
        assertEquals(2, desk.fix().store().lastEventNumber());
        assertEquals(7, desk.fix().store().getNextTargetMsgSeqNum());
    }

    @Test
    void shouldReplayWhatIsNoLongerRetainedBeforeAnythingElse() throws Exception {
        try (LedgerFile file = LedgerFile.open(LedgerKeeper.file(data, 17), 0)) {
            file.finish();
        }
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

    @Test
    void shouldCancelWhatOneWithoutGraceHasLeftBeforeAnythingOfItsNextConnection() throws Exception {
        start();
        application.onLogon(DESK1);
        application.onLogout(DESK1);
        application.onLogon(DESK1);
        link.request("D", order(), sessions.find(DESK1));
        link.doWork();

        assertEquals("[7, 1]", lastOffered(2));
    }

    /** It looks whether anything was lost once a millisecond. */
    private void workUntilItFails() {
        long endNs = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < endNs) {
            link.doWork();
        }
    }
}
