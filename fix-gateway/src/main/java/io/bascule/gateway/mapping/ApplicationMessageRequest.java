package io.bascule.gateway.mapping;

import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.ApplBegSeqNum;
import quickfix.field.ApplEndSeqNum;
import quickfix.field.ApplReqID;
import quickfix.field.ApplReqType;
import quickfix.field.NoApplIDs;
import quickfix.field.RefApplID;

/**
 * ApplicationMessageRequest (BW) as it came.
 *
 * @param responseId names the answers to it: the counterparty and the request's MsgSeqNum
 * @param applReqId ApplReqID(1346), echoed
 * @param applReqType ApplReqType(1347)
 * @param entries how many NoApplIDs(1351) has; the fields below are the first one's
 * @param applId RefApplID(1355); empty if there is none
 * @param begin ApplBegSeqNum(1182); 0 if there is none
 * @param end ApplEndSeqNum(1183); 0 if there is none: to the newest
 */
public record ApplicationMessageRequest(
        String responseId, String applReqId, int applReqType, int entries, String applId, int begin, int end) {
    /** ApplReqType(1347): messages again. */
    public static final int RETRANSMISSION = 0;
    /** ApplReqType(1347): the number of the newest one. */
    public static final int LAST_SEQ_NUM = 2;
    /** ApplReqType(1347): which applications there are. */
    public static final int APPLICATIONS = 3;

    /** Reads a request. */
    public static ApplicationMessageRequest of(Message request, SessionProfile session) throws FieldNotFound {
        RequestReader reader = new RequestReader().wrap(request);
        int entries = request.getGroupCount(NoApplIDs.FIELD);
        Group entry = entries == 0 ? new Group(NoApplIDs.FIELD, RefApplID.FIELD) : request.getGroup(1, NoApplIDs.FIELD);
        return new ApplicationMessageRequest(
                session.counterparty() + "-" + RequestReader.msgSeqNum(request),
                reader.text(ApplReqID.FIELD),
                request.getInt(ApplReqType.FIELD),
                entries,
                new RequestReader().wrap(entry).text(RefApplID.FIELD),
                number(entry, ApplBegSeqNum.FIELD),
                number(entry, ApplEndSeqNum.FIELD));
    }

    private static int number(Group entry, int tag) throws FieldNotFound {
        return entry.isSetField(tag) ? entry.getInt(tag) : 0;
    }
}
