package io.bascule.gateway.store;

import org.agrona.concurrent.UnsafeBuffer;

/** The numbers that a record keeps beside its message. One object is filled again and again. */
final class RecordHeader {
    /** Bytes in front of the numbers, which are the record's own: length, checksum, kind. */
    private static final int MSG_SEQ_NUM = 12;

    private static final int NUMBER = 16;
    private static final int EPOCH = 24;
    private static final int EVENT_NUMBER = 32;
    private static final int APPL_SEQ_NUM = 40;
    private static final int TIME = 48;

    /** Where the message begins. */
    static final int LENGTH = 56;

    /** Counts the records of a store, over all its epochs, from 1 without a gap. */
    long number;

    /** The epoch in which the message was stored. */
    long epoch;

    /** The message's number in its epoch. */
    int msgSeqNum;

    /** The event that the message reports; 0 if it reports none. */
    long eventNumber;

    /** Its number in the session's application sequence; 0 if it has none. */
    long applSeqNum;

    /** When it was stored, in milliseconds since 1970, by the clock of that hour. */
    long timeMs;

    void write(UnsafeBuffer buffer, int offset) {
        buffer.putInt(offset + MSG_SEQ_NUM, msgSeqNum);
        buffer.putLong(offset + NUMBER, number);
        buffer.putLong(offset + EPOCH, epoch);
        buffer.putLong(offset + EVENT_NUMBER, eventNumber);
        buffer.putLong(offset + APPL_SEQ_NUM, applSeqNum);
        buffer.putLong(offset + TIME, timeMs);
    }

    void read(UnsafeBuffer buffer, int offset) {
        msgSeqNum = buffer.getInt(offset + MSG_SEQ_NUM);
        number = buffer.getLong(offset + NUMBER);
        epoch = buffer.getLong(offset + EPOCH);
        eventNumber = buffer.getLong(offset + EVENT_NUMBER);
        applSeqNum = buffer.getLong(offset + APPL_SEQ_NUM);
        timeMs = buffer.getLong(offset + TIME);
    }
}
