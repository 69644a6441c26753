package io.bascule.gateway.mapping;

import quickfix.Group;
import quickfix.Message;
import quickfix.field.ApplBegSeqNum;
import quickfix.field.ApplEndSeqNum;
import quickfix.field.ApplNewSeqNum;
import quickfix.field.ApplReportID;
import quickfix.field.ApplReportType;
import quickfix.field.ApplReqID;
import quickfix.field.ApplReqType;
import quickfix.field.ApplResponseError;
import quickfix.field.ApplResponseID;
import quickfix.field.ApplResponseType;
import quickfix.field.ApplTotalMessageCount;
import quickfix.field.MsgType;
import quickfix.field.NoApplIDs;
import quickfix.field.RefApplID;
import quickfix.field.RefApplLastSeqNum;
import quickfix.field.Text;

/** What the gateway says about a session's application sequence: BX and BY. */
public final class ApplicationMessages {
    private static final String RESET = "0";
    private static final String RESEND_COMPLETED = "3";
    private static final String ACCEPTED = "0";
    private static final int[] ENTRY_ORDER = {
        RefApplID.FIELD,
        ApplBegSeqNum.FIELD,
        ApplEndSeqNum.FIELD,
        ApplNewSeqNum.FIELD,
        RefApplLastSeqNum.FIELD,
        ApplResponseError.FIELD
    };

    private ApplicationMessages() {}

    /**
     * Why a request is refused.
     *
     * @param responseType ApplResponseType(1348)
     * @param responseError ApplResponseError(1354) of the entry; negative: none
     * @param text Text(58)
     */
    public record Refusal(int responseType, int responseError, String text) {
        private static final int APPLICATION_DOES_NOT_EXIST = 1;
        private static final int MESSAGES_NOT_AVAILABLE = 2;

        /** The request as a whole is not one that the venue answers. */
        public static Refusal ofRequest(String text) {
            return new Refusal(MESSAGES_NOT_AVAILABLE, -1, text);
        }

        /** The entry names an application that the session has not. */
        public static Refusal unknownApplication(String text) {
            return new Refusal(APPLICATION_DOES_NOT_EXIST, 0, text);
        }

        /** The messages are not held, or not now. */
        public static Refusal notAvailable(String text) {
            return new Refusal(MESSAGES_NOT_AVAILABLE, 1, text);
        }

        private boolean isOfUnknownApplication() {
            return responseType == APPLICATION_DOES_NOT_EXIST;
        }
    }

    /** ApplicationMessageRequestAck (BX) of a replay that follows. */
    public static Message replayBegins(ApplicationMessageRequest request, long end, long lastSeqNum) {
        Message ack = ack(request, ACCEPTED);
        ack.setString(ApplTotalMessageCount.FIELD, Long.toString(end - request.begin() + 1));
        Group entry = entry(request.applId(), lastSeqNum);
        entry.setString(ApplBegSeqNum.FIELD, Integer.toString(request.begin()));
        entry.setString(ApplEndSeqNum.FIELD, Long.toString(end));
        ack.addGroupRef(entry);
        return ack;
    }

    /** ApplicationMessageRequestAck (BX) that says which messages there are; no replay follows. */
    public static Message sequence(
            ApplicationMessageRequest request, SessionProfile session, long firstSeqNum, long lastSeqNum) {
        Message ack = ack(request, ACCEPTED);
        Group entry = entry(session.counterparty(), lastSeqNum);
        entry.setString(ApplBegSeqNum.FIELD, Long.toString(firstSeqNum));
        ack.addGroupRef(entry);
        return ack;
    }

    /** ApplicationMessageRequestAck (BX) of a refused request; its first entry, if it has any, is echoed. */
    public static Message refused(ApplicationMessageRequest request, Refusal refusal, long lastSeqNum) {
        Message ack = ack(request, Integer.toString(refusal.responseType()));
        if (!request.applId().isEmpty()) {
            Group entry =
                    refusal.isOfUnknownApplication() ? entry(request.applId()) : entry(request.applId(), lastSeqNum);
            entry.setString(ApplBegSeqNum.FIELD, Integer.toString(request.begin()));
            entry.setString(ApplEndSeqNum.FIELD, Integer.toString(request.end()));
            if (refusal.responseError() >= 0) {
                entry.setString(ApplResponseError.FIELD, Integer.toString(refusal.responseError()));
            }
            ack.addGroupRef(entry);
        }
        ack.setString(Text.FIELD, refusal.text());
        return ack;
    }

    private static Message ack(ApplicationMessageRequest request, String responseType) {
        Message ack = new Message();
        ack.getHeader().setString(MsgType.FIELD, MsgType.APPLICATION_MESSAGE_REQUEST_ACK);
        ack.setString(ApplResponseID.FIELD, request.responseId());
        ack.setString(ApplReqID.FIELD, request.applReqId());
        ack.setString(ApplReqType.FIELD, Integer.toString(request.applReqType()));
        ack.setString(ApplResponseType.FIELD, responseType);
        return ack;
    }

    /** ApplicationMessageReport (BY): a replay is complete, or ends without what is no longer held. */
    public static Message replayEnds(ApplicationMessageRequest request, long lastSeqNum, long notHeld) {
        Message report = report(request.responseId(), RESEND_COMPLETED);
        report.setString(ApplReqID.FIELD, request.applReqId());
        report.addGroupRef(entry(request.applId(), lastSeqNum));
        if (notHeld > 0) {
            report.setString(Text.FIELD, notHeld + " messages are no longer held");
        }
        return report;
    }

    /** ApplicationMessageReport (BY): the session's application sequence goes on from this number. */
    public static Message sequenceReset(SessionProfile session, long eventNumber, long newSeqNum) {
        Message report = report(session.counterparty() + "-E" + eventNumber, RESET);
        Group entry = entry(session.counterparty());
        entry.setString(ApplNewSeqNum.FIELD, Long.toString(newSeqNum));
        report.addGroupRef(entry);
        return report;
    }

    private static Message report(String reportId, String type) {
        Message report = new Message();
        report.getHeader().setString(MsgType.FIELD, MsgType.APPLICATION_MESSAGE_REPORT);
        report.setString(ApplReportID.FIELD, reportId);
        report.setString(ApplReportType.FIELD, type);
        return report;
    }

    private static Group entry(String applId) {
        Group entry = new Group(NoApplIDs.FIELD, RefApplID.FIELD, ENTRY_ORDER);
        entry.setString(RefApplID.FIELD, applId);
        return entry;
    }

    private static Group entry(String applId, long lastSeqNum) {
        Group entry = entry(applId);
        entry.setString(RefApplLastSeqNum.FIELD, Long.toString(lastSeqNum));
        return entry;
    }
}
