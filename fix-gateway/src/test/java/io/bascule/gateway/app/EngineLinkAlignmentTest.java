package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bascule.config.ConfigLoader;
import io.bascule.config.SessionConfig;
import io.bascule.gateway.mapping.SessionProfile;
import io.bascule.gateway.store.MappedMessageStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import quickfix.Message;

/** What the link makes of inbound numbers at a start: what was lost, what was refused, whose numbers they are. */
class EngineLinkAlignmentTest extends EngineLinkFixture {
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
                session.cancelOnLogout(),
                session.marginOnReports(),
                session.quoteProtection(),
                session.indexWeight(),
                session.messageRetentionDays(),
                session.quickfixKeys());
    }
}
