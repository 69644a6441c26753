package io.bascule.gateway.app;

import io.bascule.gateway.mapping.ApplicationMessageRequest;
import io.bascule.gateway.mapping.ApplicationMessages;
import io.bascule.gateway.mapping.ApplicationMessages.Refusal;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.store.MappedMessageStore;

/**
 * Answers ApplicationMessageRequests from a session's store: each with one ApplicationMessageRequestAck, which a replay
 * follows if one was asked for. A session has one application, which is named by its CompID; it is not told whether
 * there are others.
 */
final class ApplicationRecovery {
    private ApplicationRecovery() {}

    static void answer(ApplicationMessageRequest request, GatewaySession session, OutboundMapper outbound) {
        MappedMessageStore store = session.fix().store();
        Refusal refusal = refusal(request, session);
        if (refusal != null) {
            session.send(ApplicationMessages.refused(request, refusal, store.lastApplSeqNum()));
        } else if (request.applReqType() != ApplicationMessageRequest.RETRANSMISSION) {
            session.send(ApplicationMessages.sequence(
                    request, session.profile(), store.firstApplSeqNum(), store.lastApplSeqNum()));
        } else {
            long end = request.end() == 0 ? store.lastApplSeqNum() : request.end();
            session.send(ApplicationMessages.replayBegins(request, end, store.lastApplSeqNum()));
            session.replay(new ApplicationReplay(session, outbound, request, end));
        }
    }

    private static Refusal refusal(ApplicationMessageRequest request, GatewaySession session) {
        boolean isReplay = request.applReqType() == ApplicationMessageRequest.RETRANSMISSION;
        boolean isQuestion = request.applReqType() == ApplicationMessageRequest.LAST_SEQ_NUM
                || request.applReqType() == ApplicationMessageRequest.APPLICATIONS;
        if (!isReplay && !isQuestion) {
            return Refusal.ofRequest("ApplReqType(1347)=" + request.applReqType() + " is not offered");
        }
        if (request.entries() > 1 || (isReplay && request.entries() == 0)) {
            return Refusal.ofRequest("NoApplIDs(1351)=" + request.entries() + ": one entry at a time");
        }
        boolean isOwn = request.applId().equals(session.profile().counterparty());
        if (!isOwn && (isReplay || request.entries() == 1)) {
            return Refusal.unknownApplication("RefApplID(1355) must be the session's own, "
                    + session.profile().counterparty());
        }
        return isReplay ? rangeRefusal(request, session) : null;
    }

    private static Refusal rangeRefusal(ApplicationMessageRequest request, GatewaySession session) {
        long first = session.fix().store().firstApplSeqNum();
        long last = session.fix().store().lastApplSeqNum();
        if (session.replay() != null) {
            return Refusal.notAvailable("another replay is under way");
        }
        if (request.begin() < 1) {
            return Refusal.notAvailable("ApplBegSeqNum(1182) must be 1 or more");
        }
        if (request.end() != 0 && request.end() < request.begin()) {
            return Refusal.notAvailable("ApplEndSeqNum(1183) is below ApplBegSeqNum(1182)");
        }
        if (first == 0) {
            return Refusal.notAvailable("no messages are held");
        }
        if (request.begin() < first || request.begin() > last || request.end() > last) {
            return Refusal.notAvailable("held are the messages from " + first + " to " + last);
        }
        return null;
    }
}
