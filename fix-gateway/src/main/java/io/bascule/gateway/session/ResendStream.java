package io.bascule.gateway.session;

import io.bascule.gateway.store.MappedMessageStore;
import io.bascule.gateway.store.StoredMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import quickfix.SessionID;
import quickfix.SystemTime;
import quickfix.UtcTimestampPrecision;
import quickfix.field.converter.UtcTimestampConverter;

/**
 * Sends a range of stored messages again, a piece at a time, so that a resend of any size needs little memory and live
 * messages go on between the pieces. A message differs from its first sending in PossDupFlag(43), SendingTime(52),
 * OrigSendingTime(122), BodyLength(9) and CheckSum(10) only; session messages and numbers that are not stored are gap
 * filled. It ends early if the session's numbers start again.
 */
final class ResendStream {
    private static final byte SOH = 1;
    private static final int LENGTH_WITH_SECONDS = 17;

    /** Numbers looked at in one piece, however few of them are stored. */
    private static final int MAX_NUMBERS = 10_000;

    private static final String SESSION_TYPES = "0A12345";
    private static final byte[] POSS_DUP_FLAG = fields("43=Y|");
    private static final byte[] SENDING_TIME = fields("52=");
    private static final byte[] ORIG_SENDING_TIME = fields("122=");
    private static final byte[] GAP_FILL_FROM = fields("35=4|34=");
    private static final byte[] NEW_SEQ_NO = fields("36=");
    private static final byte[] GAP_FILL_FLAG = fields("123=Y|");
    private static final byte[] LAST_PROCESSED = fields("369=");
    private static final byte[] CHECK_SUM = fields("10=");

    private final MappedMessageStore store;
    private final long epoch;
    private final int end;
    private final int gapFillTimeLength;
    private final boolean saysLastProcessed;
    private final byte[] frameStart;
    private final byte[] gapFillSender;
    private final byte[] gapFillTarget;
    private final StoredMessage message = new StoredMessage();
    private final FieldScanner field = new FieldScanner(message.bytes(), 0, 0);
    private final ByteBuf head = Unpooled.buffer(32);
    private final ByteBuf body = Unpooled.buffer(1024);
    private byte[] now = {};
    private int next;
    private int gapFrom;

    /**
     * A stream of the messages from {@code begin} to {@code end}, both included.
     *
     * @param fractionDigits behind the second in the times of a gap fill
     * @param saysLastProcessed whether a gap fill carries LastMsgSeqNumProcessed(369)
     */
    ResendStream(
            SessionID sessionId,
            MappedMessageStore store,
            int begin,
            int end,
            int fractionDigits,
            boolean saysLastProcessed) {
        this.gapFillTimeLength = LENGTH_WITH_SECONDS + (fractionDigits == 0 ? 0 : 1 + fractionDigits);
        this.saysLastProcessed = saysLastProcessed;
        this.store = store;
        this.epoch = store.epoch();
        this.next = begin;
        this.gapFrom = begin;
        this.end = end;
        this.frameStart = fields("8=" + sessionId.getBeginString() + "|9=");
        this.gapFillSender = fields("49=" + sessionId.getSenderCompID() + "|");
        this.gapFillTarget = fields("56=" + sessionId.getTargetCompID() + "|");
    }

    boolean isDone() {
        return epoch != store.epoch() || gapFrom > end;
    }

    /** Appends messages until there are {@code maxBytes} or none are left; one message may pass the mark. */
    void write(ByteBuf out, int maxBytes) {
        // One SendingTime for the piece.
        now = new byte[0];
        int stop = out.writerIndex() + maxBytes;
        for (int i = 0; i < MAX_NUMBERS && out.writerIndex() < stop && !isDone(); i++) {
            if (next <= end && store.read(next, message) && !isSessionMessage()) {
                fillGap(out);
                writeAgain(out);
                next++;
                gapFrom = next;
            } else if (next <= end) {
                next++;
            } else {
                fillGap(out);
            }
        }
    }

    private void fillGap(ByteBuf out) {
        if (gapFrom < next) {
            writeGapFill(out, gapFrom, next);
            gapFrom = next;
        }
    }

    private boolean isSessionMessage() {
        field.wrap(message.bytes(), 0, message.length());
        while (field.next() && field.tag() != 35) {
            // MsgType is the third field.
        }
        return field.valueTo() - field.valueFrom() == 1
                && SESSION_TYPES.indexOf(message.bytes()[field.valueFrom()]) >= 0;
    }

    /** QuickFIX/J writes header fields in ascending order after the first three: 34, 43, 49, 52, 56, 122. */
    private void writeAgain(ByteBuf out) {
        byte[] bytes = message.bytes();
        int fieldFrom = 0;
        int timeFrom = 0;
        int timeLength = 0;
        body.clear();
        field.wrap(bytes, 0, message.length());
        while (field.next()) {
            int length = field.valueTo() + 1 - fieldFrom;
            switch (field.tag()) {
                case 8, 9, 10, 43, 122 -> {
                    // Written anew.
                }
                case 34 -> body.writeBytes(bytes, fieldFrom, length).writeBytes(POSS_DUP_FLAG);
                case 52 -> {
                    timeFrom = field.valueFrom();
                    timeLength = field.valueTo() - timeFrom;
                    writeTime(SENDING_TIME, timeLength);
                }
                case 56 ->
                    body.writeBytes(bytes, fieldFrom, length)
                            .writeBytes(ORIG_SENDING_TIME)
                            .writeBytes(bytes, timeFrom, timeLength)
                            .writeByte(SOH);
                default -> body.writeBytes(bytes, fieldFrom, length);
            }
            fieldFrom = field.valueTo() + 1;
        }
        frame(out);
    }

    private void writeGapFill(ByteBuf out, int from, int newSeqNo) {
        body.clear();
        writeNumber(body.writeBytes(GAP_FILL_FROM), from);
        body.writeByte(SOH).writeBytes(POSS_DUP_FLAG).writeBytes(gapFillSender);
        writeTime(SENDING_TIME, gapFillTimeLength);
        body.writeBytes(gapFillTarget);
        writeTime(ORIG_SENDING_TIME, gapFillTimeLength);
        if (saysLastProcessed) {
            writeNumber(body.writeBytes(LAST_PROCESSED), store.getNextTargetMsgSeqNum() - 1);
            body.writeByte(SOH);
        }
        writeNumber(body.writeBytes(NEW_SEQ_NO), newSeqNo);
        body.writeByte(SOH).writeBytes(GAP_FILL_FLAG);
        frame(out);
    }

    private void frame(ByteBuf out) {
        head.clear();
        writeNumber(head.writeBytes(frameStart), body.readableBytes());
        head.writeByte(SOH);
        int sum = (sum(head) + sum(body)) & 0xFF;
        out.writeBytes(head).writeBytes(body).writeBytes(CHECK_SUM);
        out.writeByte('0' + sum / 100).writeByte('0' + sum / 10 % 10).writeByte('0' + sum % 10);
        out.writeByte(SOH);
    }

    /** The buffers of this class are arrays from their first byte. */
    private static int sum(ByteBuf buffer) {
        byte[] bytes = buffer.array();
        int sum = 0;
        for (int i = 0; i < buffer.writerIndex(); i++) {
            sum += bytes[i];
        }
        return sum;
    }

    /** A field with the time of this piece, in the precision that a timestamp of that length has. */
    private void writeTime(byte[] tag, int length) {
        if (now.length != length) {
            UtcTimestampPrecision precision =
                    switch (length) {
                        case 17 -> UtcTimestampPrecision.SECONDS;
                        case 24 -> UtcTimestampPrecision.MICROS;
                        case 27 -> UtcTimestampPrecision.NANOS;
                        default -> UtcTimestampPrecision.MILLIS;
                    };
            now = fields(UtcTimestampConverter.convert(SystemTime.now(), precision));
        }
        body.writeBytes(tag).writeBytes(now).writeByte(SOH);
    }

    private static void writeNumber(ByteBuf to, int number) {
        if (number >= 10) {
            writeNumber(to, number / 10);
        }
        to.writeByte('0' + number % 10);
    }

    private static byte[] fields(String text) {
        return text.replace('|', (char) SOH).getBytes(StandardCharsets.ISO_8859_1);
    }
}
