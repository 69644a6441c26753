package io.bascule.gateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.MessageStore;
import quickfix.SessionID;
import quickfix.SystemTime;

/**
 * One session's messages and numbers. Each message is kept with the number of the event that it reports, in one record,
 * so that what has been sent and how far the session has come cannot part. Messages are ISO-8859-1, as QuickFIX/J
 * writes them.
 *
 * <p>After a kill the next number to send follows from the newest record even if it had not been counted yet.
 *
 * <p>Not thread-safe: for the FIX event loop only. Every method throws {@link IllegalStateException} once closed.
 */
public final class MappedMessageStore implements MessageStore, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(MappedMessageStore.class);

    private final SessionID sessionId;
    private final SequenceResetListener resetListener;
    private final SequenceCells cells;
    private final SegmentLog log;
    private final PositionIndex index = new PositionIndex();

    private int epochRecords;
    private long lastEventNumber;
    private long currentEvent;
    private RangeListener rangeListener;
    private boolean closed;

    MappedMessageStore(SessionID sessionId, Path directory, SequenceResetListener resetListener) throws IOException {
        this.sessionId = sessionId;
        this.resetListener = resetListener;
        boolean hasMessages = SegmentLog.exists(directory);
        this.cells = SequenceCells.open(directory, SystemTime.currentTimeMillis(), hasMessages);
        try {
            this.lastEventNumber = cells.closedEvent();
            this.log = SegmentLog.open(directory, this::onRecovered);
            // What the disk lost is not counted again when its numbers are given to other messages.
            cells.nextSender(cells.nextSender(), epochRecords);
        } catch (IOException | RuntimeException e) {
            cells.close();
            throw e;
        }
    }

    private void onRecovered(long epoch, int msgSeqNum, long eventNumber, long position) throws IOException {
        if (epoch > cells.epoch()) {
            throw new IOException("the messages are of epoch " + epoch + ", the numbers of " + cells.epoch());
        }
        lastEventNumber = Math.max(lastEventNumber, eventNumber);
        if (epoch == cells.epoch()) {
            epochRecords++;
            index.put(msgSeqNum, position);
            if (epochRecords > cells.senderOrdinal()) {
                cells.nextSender(msgSeqNum + 1, epochRecords);
            }
        }
    }

    /** The number of the event that the messages stored from now on report; 0 if they report none. */
    public void currentEvent(long eventNumber) {
        currentEvent = eventNumber;
    }

    /** The highest event number ever stored, in this epoch or any before it; 0 if there is none. */
    public long lastEventNumber() {
        checkOpen();
        return lastEventNumber;
    }

    /** The number of the inbound message that was offered to the engine last; 0 if there is none in this epoch. */
    public long lastOfferedMsgSeqNum() {
        checkOpen();
        return cells.lastOffered();
    }

    /** Remembers the number of the inbound message that is being offered to the engine. */
    public void lastOfferedMsgSeqNum(long msgSeqNum) {
        checkOpen();
        cells.lastOffered(msgSeqNum);
    }

    /** How often the numbers have started at 1; the first epoch is 1. */
    public long epoch() {
        checkOpen();
        return cells.epoch();
    }

    /**
     * Stores a message.
     *
     * @throws IOException if the disk is full; nothing has changed then
     */
    @Override
    public boolean set(int sequence, String message) throws IOException {
        checkOpen();
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        long position = log.append(cells.epoch(), sequence, currentEvent, bytes);
        epochRecords++;
        index.put(sequence, position);
        lastEventNumber = Math.max(lastEventNumber, currentEvent);
        return true;
    }

    /**
     * Adds the messages of a range that are stored, in order; numbers that are not stored are left out. Adds none if
     * the {@link #rangeListener} takes the range.
     */
    @Override
    public void get(int startSequence, int endSequence, Collection<String> messages) {
        checkOpen();
        if (rangeListener != null && rangeListener.onRangeAsked(startSequence, endSequence)) {
            return;
        }
        int last = Math.min(endSequence, cells.nextSender() - 1);
        for (int sequence = Math.max(startSequence, 1); sequence <= last; sequence++) {
            byte[] message = message(sequence);
            if (message != null) {
                messages.add(new String(message, StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** The bytes of one message of this epoch, or null if it is not stored. */
    public byte[] message(int sequence) {
        checkOpen();
        long position = index.get(sequence);
        return position == PositionIndex.NONE ? null : log.message(position);
    }

    /** Who is asked before a range is loaded; null for nobody. */
    public void rangeListener(RangeListener listener) {
        rangeListener = listener;
    }

    @Override
    public int getNextSenderMsgSeqNum() {
        checkOpen();
        return cells.nextSender();
    }

    @Override
    public int getNextTargetMsgSeqNum() {
        checkOpen();
        return cells.nextTarget();
    }

    @Override
    public void setNextSenderMsgSeqNum(int next) {
        checkOpen();
        cells.nextSender(requirePositive(next), epochRecords);
    }

    @Override
    public void setNextTargetMsgSeqNum(int next) {
        checkOpen();
        cells.nextTarget(requirePositive(next));
    }

    @Override
    public void incrNextSenderMsgSeqNum() {
        setNextSenderMsgSeqNum(getNextSenderMsgSeqNum() + 1);
    }

    @Override
    public void incrNextTargetMsgSeqNum() {
        setNextTargetMsgSeqNum(getNextTargetMsgSeqNum() + 1);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // QuickFIX/J's interface asks for it.
    public Date getCreationTime() {
        checkOpen();
        return new Date(cells.creationTimeMs());
    }

    @Override
    public Calendar getCreationTimeCalendar() {
        return SystemTime.getUtcCalendar(getCreationTime());
    }

    /** Begins an epoch: both numbers 1, no messages, the same highest event. Tells the listener, then deletes. */
    @Override
    public void reset() throws IOException {
        checkOpen();
        cells.startEpoch(SystemTime.currentTimeMillis(), lastEventNumber);
        index.clear();
        epochRecords = 0;
        resetListener.onSequenceReset(sessionId, cells.epoch());
        try {
            log.deleteBefore(cells.epoch() - 1);
        } catch (IOException e) {
            // The epoch has begun all the same; what is left takes room only.
            LOG.error("{}: old messages were not deleted", sessionId, e);
        }
    }

    /** Does nothing: one process owns the files, so what it holds is what they hold. */
    @Override
    public void refresh() {
        checkOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            log.close();
            cells.close();
        }
    }

    private void checkOpen() {
        // The memory is unmapped after close: a read there would kill the process.
        if (closed) {
            throw new IllegalStateException("the message store of " + sessionId + " is closed");
        }
    }

    private static int requirePositive(int msgSeqNum) {
        if (msgSeqNum < 1) {
            throw new IllegalArgumentException("MsgSeqNum " + msgSeqNum + " is not positive");
        }
        return msgSeqNum;
    }
}
