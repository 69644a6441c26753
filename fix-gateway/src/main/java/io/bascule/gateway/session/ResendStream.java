package io.bascule.gateway.session;

import io.bascule.gateway.store.MappedMessageStore;
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
    private static final int LENGTH_WITH_MILLIS = 21;

    /** Numbers looked at in one piece, however few of them are stored. */
    private static final int MAX_NUMBERS = 10_000;

    private static final String SESSION_TYPES = "0A12345";

    private final SessionID sessionId;
    private final MappedMessageStore store;
    private final long epoch;
    private final int end;
    private final ByteBuf body = Unpooled.buffer(1024);
    private int next;
    private int gapFrom;

    /** A stream of the messages from {@code begin} to {@code end}, both included. */
    ResendStream(SessionID sessionId, MappedMessageStore store, int begin, int end) {
        this.sessionId = sessionId;
        this.store = store;
        this.epoch = store.epoch();
        this.next = begin;
        this.gapFrom = begin;
        this.end = end;
    }

    boolean isDone() {
        return epoch != store.epoch() || gapFrom > end;
    }

    /** Appends messages until there are {@code maxBytes} or none are left; one message may pass the mark. */
    void write(ByteBuf out, int maxBytes) {
        int stop = out.writerIndex() + maxBytes;
        for (int i = 0; i < MAX_NUMBERS && out.writerIndex() < stop && !isDone(); i++) {
            byte[] message = next > end ? null : store.message(next);
            if (message != null && !isSessionMessage(message)) {
                fillGap(out);
                writeAgain(out, message);
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

    private static boolean isSessionMessage(byte[] message) {
        FieldScanner field = new FieldScanner(message, 0, message.length);
        while (field.next() && field.tag() != 35) {
            // MsgType is the third field.
        }
        return field.valueTo() - field.valueFrom() == 1 && SESSION_TYPES.indexOf(message[field.valueFrom()]) >= 0;
    }

    /** QuickFIX/J writes header fields in ascending order after the first three: 34, 43, 49, 52, 56, 122. */
    private void writeAgain(ByteBuf out, byte[] message) {
        body.clear();
        int fieldFrom = 0;
        String origSendingTime = "";
        FieldScanner field = new FieldScanner(message, 0, message.length);
        while (field.next()) {
            int length = field.valueTo() + 1 - fieldFrom;
            switch (field.tag()) {
                case 8, 9, 10, 43, 122 -> {
                    // Written anew.
                }
                case 34 -> text(body.writeBytes(message, fieldFrom, length), "43=Y\u0001");
                case 52 -> {
                    int valueLength = field.valueTo() - field.valueFrom();
                    origSendingTime = new String(message, field.valueFrom(), valueLength, StandardCharsets.ISO_8859_1);
                    text(body, "52=" + now(valueLength) + "\u0001");
                }
                case 56 -> text(body.writeBytes(message, fieldFrom, length), "122=" + origSendingTime + "\u0001");
                default -> body.writeBytes(message, fieldFrom, length);
            }
            fieldFrom = field.valueTo() + 1;
        }
        frame(out);
    }

    private void writeGapFill(ByteBuf out, int from, int newSeqNo) {
        String now = now(LENGTH_WITH_MILLIS);
        String fields = "35=4|34=" + from + "|43=Y|49=" + sessionId.getSenderCompID() + "|52=" + now + "|56="
                + sessionId.getTargetCompID() + "|122=" + now + "|36=" + newSeqNo + "|123=Y|";
        body.clear();
        text(body, fields.replace('|', (char) SOH));
        frame(out);
    }

    private void frame(ByteBuf out) {
        int from = out.writerIndex();
        text(out, "8=" + sessionId.getBeginString() + "\u00019=" + body.readableBytes() + "\u0001");
        out.writeBytes(body);
        int sum = 0;
        for (int i = from; i < out.writerIndex(); i++) {
            sum += out.getByte(i);
        }
        text(out, String.format("10=%03d\u0001", sum & 0xFF));
    }

    /** The time in the precision that a timestamp of that length has. */
    private static String now(int length) {
        UtcTimestampPrecision precision =
                switch (length) {
                    case 17 -> UtcTimestampPrecision.SECONDS;
                    case 24 -> UtcTimestampPrecision.MICROS;
                    case 27 -> UtcTimestampPrecision.NANOS;
                    default -> UtcTimestampPrecision.MILLIS;
                };
        return UtcTimestampConverter.convert(SystemTime.now(), precision);
    }

    private static void text(ByteBuf to, String text) {
        to.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
