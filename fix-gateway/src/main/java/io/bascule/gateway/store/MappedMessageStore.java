package io.bascule.gateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.concurrent.Executor;
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

    private static final long LOST_UP_TO_UNKNOWN = -1;
    private static final int NOT_COUNTED = 0;

    /** Segments deleted when a new one has begun, at most, so that a day of many does not hold up the loop. */
    private static final int MAX_DELETED_AT_ONCE = 4;

    private final SessionID sessionId;
    private final Retention retention;
    private final SequenceCells cells;
    private final SegmentLog log;
    private final PositionIndex index = new PositionIndex();
    private final PositionIndex applIndex = new PositionIndex();
    private final RecordHeader header = new RecordHeader();

    private int recoveredSender;
    private int newestSegment;
    private long lastEventNumber;
    private long lastApplSeqNum;
    private long currentEvent;
    private long currentAppl;
    private RangeListener rangeListener;
    private SequenceListener sequenceListener;
    private IOException lastFailure;
    private boolean hearing;
    private int heardUpTo = NOT_COUNTED;
    private boolean closed;

    MappedMessageStore(SessionID sessionId, Path directory, Retention retention, Executor filler) throws IOException {
        this.sessionId = sessionId;
        this.retention = retention;
        long nowMs = SystemTime.currentTimeMillis();
        this.cells = SequenceCells.open(directory, nowMs, SegmentLog.exists(directory));
        try {
            this.lastEventNumber = cells.closedEvent();
            this.lastApplSeqNum = cells.closedAppl();
            this.log = SegmentLog.open(directory, filler, this::onRecovered);
            alignSender();
            forgetExpired(nowMs, Integer.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            cells.close();
            throw e;
        }
    }

    private void onRecovered(RecordHeader found, long position) throws IOException {
        if (found.epoch > cells.epoch()) {
            throw new IOException("the messages are of epoch " + found.epoch + ", the numbers in "
                    + SequenceCells.FILE_NAME + " of epoch " + cells.epoch()
                    + ": restore all files of the directory from one copy");
        }
        lastEventNumber = Math.max(lastEventNumber, found.eventNumber);
        noteAppl(found.applSeqNum, position);
        if (found.epoch == cells.epoch()) {
            index.put(found.msgSeqNum, position);
            recoveredSender = found.msgSeqNum + 1;
        }
    }

    /** A record that was stored but not counted moves the number on; one that the disk lost leaves it as it is. */
    private void alignSender() {
        long newest = log.lastRecordNumber();
        int beyond = cells.beyondSender(newest);
        if (beyond < 0) {
            cells.lostUpTo(LOST_UP_TO_UNKNOWN);
            LOG.error(
                    "{}: the newest {} records are missing. The numbers go on behind them; what they held is"
                            + " gap-filled, and what they reported comes again, with 97=Y, as far as the log is kept",
                    sessionId,
                    -beyond);
        }
        cells.nextSender(beyond > 0 && recoveredSender > 0 ? recoveredSender : cells.nextSender(), newest);
    }

    /** A number that is not higher than the one before begins the application sequence anew. */
    private void noteAppl(long applSeqNum, long position) {
        if (applSeqNum > 0) {
            if (applSeqNum < lastApplSeqNum) {
                applIndex.clear();
            }
            applIndex.put(applSeqNum, position);
            lastApplSeqNum = applSeqNum;
        }
    }

    /** Deletes what is beyond the retention, and forgets where it was. */
    private void forgetExpired(long nowMs, int atMost) {
        int expired = Math.min(log.expired(retention, nowMs), atMost);
        if (expired == 0) {
            return;
        }
        cells.closeAt(lastEventNumber, lastApplSeqNum);
        try {
            log.deleteOldest(expired);
        } catch (IOException e) {
            // They take room only, and are tried again when the next segment begins.
            LOG.error("{}: old messages were not deleted", sessionId, e);
        }
        index.forgetBefore(log.oldestPosition());
        applIndex.forgetBefore(log.oldestPosition());
    }

    /**
     * What the messages stored from now on report: the number of the event, and its number in the session's
     * application sequence. 0 if they report none, or have none.
     */
    public void currentEvent(long eventNumber, long applSeqNum) {
        currentEvent = eventNumber;
        currentAppl = applSeqNum;
    }

    /**
     * The highest number stored in the application sequence, in this epoch or any before it, deleted or not; 0 if there
     * is none. A sequence that starts again at 1 has its own highest.
     */
    public long lastApplSeqNum() {
        checkOpen();
        return lastApplSeqNum;
    }

    /** The lowest number of the application sequence that is still held; 0 if none is. */
    public long firstApplSeqNum() {
        checkOpen();
        return applIndex.lowest();
    }

    /** The bytes of the message with an application number, of whatever epoch; null if it is not held. */
    public byte[] applMessage(long applSeqNum) {
        checkOpen();
        long position = applIndex.get(applSeqNum);
        return position == PositionIndex.NONE ? null : log.message(position);
    }

    /** The highest event number ever stored, in this epoch or any before it; 0 if there is none. */
    public long lastEventNumber() {
        checkOpen();
        return lastEventNumber;
    }

    /**
     * Whether records that were counted were missing when the store was opened, now or in an earlier life that did not
     * come to {@link #lostIsMadeGood}: a power cut or another hand has taken them, and what they held may have been
     * sent.
     */
    public boolean hasLostRecords() {
        checkOpen();
        return cells.lostUpTo() != 0;
    }

    /** Notes the last event there is, once, where records are lost: they may have reported any up to that. */
    public void lostUpTo(long lastEventNumber) {
        checkOpen();
        if (cells.lostUpTo() == LOST_UP_TO_UNKNOWN) {
            cells.lostUpTo(lastEventNumber);
        }
    }

    /** Whether the report of an event that is not stored may have been sent, since records are lost. */
    public boolean mayHaveSent(long eventNumber) {
        return eventNumber <= cells.lostUpTo();
    }

    /** All that the lost records may have reported, and that is to be had, is stored again. */
    public void lostIsMadeGood() {
        checkOpen();
        cells.lostUpTo(0);
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

    /** What the store's owner keeps with the numbers, over epochs and starts; 0 at first. */
    public long mark() {
        checkOpen();
        return cells.mark();
    }

    /** Keeps something for the store's owner. */
    public void mark(long mark) {
        checkOpen();
        cells.mark(mark);
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
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        set(sequence, bytes, bytes.length);
        return true;
    }

    /**
     * Stores a message, the first {@code length} bytes.
     *
     * @throws IOException if the disk is full; nothing has changed then
     */
    public void set(int sequence, byte[] message, int length) throws IOException {
        checkOpen();
        header.epoch = cells.epoch();
        header.msgSeqNum = sequence;
        header.eventNumber = currentEvent;
        header.applSeqNum = currentAppl;
        header.timeMs = SystemTime.currentTimeMillis();
        long position = append(message, length);
        index.put(sequence, position);
        noteAppl(currentAppl, position);
        lastEventNumber = Math.max(lastEventNumber, currentEvent);
        if ((int) (position >>> 32) != newestSegment) {
            newestSegment = (int) (position >>> 32);
            forgetExpired(header.timeMs, MAX_DELETED_AT_ONCE);
        }
    }

    private long append(byte[] message, int length) throws IOException {
        try {
            return log.append(header, message, length);
        } catch (IOException e) {
            lastFailure = e;
            throw e;
        }
    }

    /** Why a message was not stored, the last one that was not, which QuickFIX/J keeps to itself; null if all were. */
    public IOException lastFailure() {
        return lastFailure;
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

    /** Reads one message of this epoch; false if it is not held. */
    public boolean read(int sequence, StoredMessage into) {
        checkOpen();
        long position = index.get(sequence);
        if (position == PositionIndex.NONE) {
            return false;
        }
        log.read(position, into);
        return true;
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
        return heardUpTo == NOT_COUNTED ? cells.nextTarget() : heardUpTo;
    }

    @Override
    public void setNextSenderMsgSeqNum(int next) {
        checkOpen();
        int sender = cells.nextSender();
        if (next != sender + 1 && next != sender) {
            tell("nextSender=" + next + ", was " + sender);
        }
        cells.nextSender(requirePositive(next), log.lastRecordNumber());
    }

    @Override
    public void setNextTargetMsgSeqNum(int next) {
        checkOpen();
        requirePositive(next);
        int target = getNextTargetMsgSeqNum();
        if (next != target + 1 && next != target) {
            tell("nextTarget=" + next + ", was " + target);
        }
        if (hearing) {
            heardUpTo = next;
        } else {
            cells.nextTarget(next);
        }
    }

    /**
     * A message is being heard: what is counted from now on is kept back until {@link #endHearing}, so that nothing is
     * counted, and never asked for again, whose answer is not stored. QuickFIX/J counts some messages first.
     */
    public void beginHearing() {
        hearing = true;
        heardUpTo = NOT_COUNTED;
    }

    /** The message was heard. It counts, unless something could not be stored meanwhile: then it comes again. */
    public void endHearing() {
        hearing = false;
        if (heardUpTo != NOT_COUNTED && lastFailure == null) {
            cells.nextTarget(heardUpTo);
        }
        heardUpTo = NOT_COUNTED;
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

    /**
     * Begins an epoch: both numbers 1, no messages, the same highest event and application number. What was stored
     * before stays, for as long as any message does, and is found by its application number.
     */
    @Override
    public void reset() {
        startEpochBehind(0);
    }

    /** A {@link #reset} to an epoch that is also behind another, in one step: a kill leaves the old one or the new. */
    public void startEpochBehind(long other) {
        checkOpen();
        int sender = cells.nextSender();
        int target = cells.nextTarget();
        cells.closeAt(lastEventNumber, lastApplSeqNum);
        cells.startEpochBehind(other, SystemTime.currentTimeMillis(), log.lastRecordNumber());
        heardUpTo = NOT_COUNTED;
        index.clear();
        tell("reset: epoch=" + cells.epoch() + " nextSender=1, was " + sender + ", nextTarget=1, was " + target);
    }

    private void tell(String change) {
        if (sequenceListener != null) {
            sequenceListener.onChange(change);
        }
    }

    /** Who is told when the numbers change other than by counting one message; null for nobody. */
    public void sequenceListener(SequenceListener listener) {
        sequenceListener = listener;
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
