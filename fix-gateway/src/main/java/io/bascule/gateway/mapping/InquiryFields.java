package io.bascule.gateway.mapping;

import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import quickfix.field.AccountType;
import quickfix.field.LastRptRequested;
import quickfix.field.NoPartyIDs;
import quickfix.field.PartyID;
import quickfix.field.PartyIDSource;
import quickfix.field.PartyRole;
import quickfix.field.TransactTime;

/** What the answers to inquiries about accounts have alike. */
final class InquiryFields {
    static final int MARGIN_REQMT_INQ_ID = 1635;
    static final int MARGIN_REQMT_RPT_ID = 1642;
    /** PartyRole(452) of an account that positions are held in. */
    static final String POSITION_ACCOUNT = "38";

    private static final byte PROPRIETARY_ID = 'D';
    private static final byte CUSTOMER_SIDE = '1';
    private static final byte YES = 'Y';

    private InquiryFields() {}

    /** A report's own name: whose it is, of which request, and which of its reports. */
    static void putReportId(
            MessageBody body, int tag, SessionProfile recipient, long msgSeqNum, long timestampNs, int index) {
        body.open(tag)
                .append(recipient.counterparty())
                .append("-")
                .append(msgSeqNum == 0 ? timestampNs : msgSeqNum)
                .append("-")
                .append(index)
                .close();
    }

    static void putTime(MessageBody body, Timestamps timestamps, long timestampNs, SessionProfile recipient) {
        body.open(TransactTime.FIELD)
                .append(timestamps, timestampNs, recipient.fractionDigits())
                .close();
    }

    /** A UTC date. */
    static void putDate(MessageBody body, int tag, long timestampNs) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(timestampNs, TimeUnit.DAYS.toNanos(1)));
        body.put(tag, DateTimeFormatter.BASIC_ISO_DATE.format(date));
    }

    /** On the last report. */
    static void putLast(MessageBody body, int index, int count) {
        if (index == count) {
            body.put(LastRptRequested.FIELD, YES);
        }
    }

    /** The account as the party that positions are held for. */
    static void putPositionAccount(MessageBody body, String account) {
        body.put(NoPartyIDs.FIELD, (byte) '1')
                .put(PartyID.FIELD, account)
                .put(PartyIDSource.FIELD, PROPRIETARY_ID)
                .put(PartyRole.FIELD, POSITION_ACCOUNT)
                .put(AccountType.FIELD, CUSTOMER_SIDE);
    }
}
