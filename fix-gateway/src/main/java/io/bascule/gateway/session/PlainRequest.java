package io.bascule.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Iterator;
import quickfix.DataDictionary;
import quickfix.Field;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.field.CheckSum;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.SendingTime;

/**
 * An order, replace or cancel as nearly all of them are, read where its bytes came: in turn, of the session's CompIDs,
 * with the common fields only, each once and well-formed beyond doubt. QuickFIX/J's session takes it as any message and
 * has nothing left to check but that no required field is missing. Whatever is not plain goes the long way, whose
 * answer would have been the same. Reused: valid until the next one is read.
 */
final class PlainRequest extends Message {
    private static final long serialVersionUID = 1L;

    private static final int TAGS = 64;
    private static final long HEADER = mask(8, 9, 34, 35, 49, 52, 56);
    private static final long BODY = mask(1, 11, 21, 37, 38, 40, 41, 44, 54, 55, 59, 60);
    private static final String[] TYPES = {
        MsgType.NEW_ORDER_SINGLE, MsgType.ORDER_CANCEL_REQUEST, MsgType.ORDER_CANCEL_REPLACE_REQUEST
    };

    private final transient FieldScanner scanner = new FieldScanner(new byte[0], 0, 0);
    private final transient RecentStrings recent = new RecentStrings();
    private final int[] valueFrom = new int[TAGS];
    private final int[] valueTo = new int[TAGS];
    private final long[] allowed = new long[TYPES.length];
    private final String beginString;
    private final String senderCompId;
    private final String targetCompId;
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private long seen;
    private int msgSeqNum;
    private String msgType = "";

    /**
     * A reader of a session's messages.
     *
     * @param application the dictionary that says which fields its messages have; null: none is plain
     */
    PlainRequest(SessionID sessionId, DataDictionary application) {
        beginString = sessionId.getBeginString();
        senderCompId = sessionId.getTargetCompID();
        targetCompId = sessionId.getSenderCompID();
        for (int type = 0; type < TYPES.length; type++) {
            for (int tag = 1; tag < TAGS; tag++) {
                boolean isPlain =
                        application != null && (BODY >>> tag & 1) != 0 && application.isMsgField(TYPES[type], tag);
                allowed[type] |= isPlain ? 1L << tag : 0;
            }
        }
        getTrailer().setString(CheckSum.FIELD, "000");
    }

    private static long mask(int... tags) {
        long mask = 0;
        for (int tag : tags) {
            mask |= 1L << tag;
        }
        return mask;
    }

    /**
     * Reads a message whose frame is known to be right.
     *
     * @param expected MsgSeqNum(34) that is in turn
     * @return whether it is plain
     */
    boolean read(byte[] message, int messageFrom, int messageTo, int expected) {
        bytes = message;
        from = messageFrom;
        to = messageTo;
        seen = 0;
        scanner.wrap(message, messageFrom, messageTo);
        long ofType = 0;
        while (scanner.next()) {
            int tag = scanner.tag();
            if (tag == CheckSum.FIELD) {
                return scanner.isAtEnd() && (seen & HEADER) == HEADER && ofType != 0;
            }
            if (tag >= TAGS || (seen >>> tag & 1) != 0 || scanner.valueFrom() == scanner.valueTo()) {
                return false;
            }
            valueFrom[tag] = scanner.valueFrom();
            valueTo[tag] = scanner.valueTo();
            if ((HEADER >>> tag & 1) != 0) {
                if ((seen & ~HEADER) != 0 || !isPlainHeader(tag, expected)) {
                    return false;
                }
                ofType = tag == MsgType.FIELD ? ofType() : ofType;
            } else if ((ofType >>> tag & 1) == 0 || !PlainValues.isPlain(tag, bytes, valueFrom[tag], valueTo[tag])) {
                return false;
            }
            seen |= 1L << tag;
        }
        return false;
    }

    private boolean isPlainHeader(int tag, int expected) {
        return switch (tag) {
            case 8 -> isText(tag, beginString);
            case 49 -> isText(tag, senderCompId);
            case 56 -> isText(tag, targetCompId);
            case 34 -> {
                msgSeqNum = PlainValues.number(bytes, valueFrom[tag], valueTo[tag]);
                yield msgSeqNum == expected;
            }
            case 52 -> PlainValues.isTimestamp(bytes, valueFrom[tag], valueTo[tag]);
            default -> true;
        };
    }

    /** The fields that a message of this type may have; none if the type is not one of ours. */
    private long ofType() {
        for (int type = 0; type < TYPES.length; type++) {
            if (isText(MsgType.FIELD, TYPES[type])) {
                msgType = TYPES[type];
                return allowed[type];
            }
        }
        return 0;
    }

    private boolean isText(int tag, String text) {
        return RecentStrings.isText(text, bytes, valueFrom[tag], valueTo[tag]);
    }

    private boolean has(int tag) {
        return tag > 0 && tag < TAGS && (seen >>> tag & 1) != 0;
    }

    private String value(int tag) {
        return switch (tag) {
            case 8 -> beginString;
            case 35 -> msgType;
            case 49 -> senderCompId;
            case 56 -> targetCompId;
            // Identifiers do not come again soon.
            case 11, 37, 41 ->
                new String(bytes, valueFrom[tag], valueTo[tag] - valueFrom[tag], StandardCharsets.ISO_8859_1);
            default -> recent.of(bytes, valueFrom[tag], valueTo[tag]);
        };
    }

    @Override
    public boolean isSetField(int tag) {
        return has(tag) && (HEADER >>> tag & 1) == 0;
    }

    @Override
    public String getString(int tag) throws FieldNotFound {
        if (!isSetField(tag)) {
            throw new FieldNotFound(tag);
        }
        return value(tag);
    }

    /** No field that would have to be looked at once more. */
    @Override
    public Iterator<Field<?>> iterator() {
        return Collections.emptyIterator();
    }

    @Override
    protected Header newHeader() {
        return new PlainHeader();
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toRawString() {
        return toString();
    }

    private final class PlainHeader extends Header {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isSetField(int tag) {
            return has(tag) && (HEADER >>> tag & 1) != 0;
        }

        @Override
        public String getString(int tag) throws FieldNotFound {
            if (!isSetField(tag)) {
                throw new FieldNotFound(tag);
            }
            return value(tag);
        }

        @Override
        public int getInt(int tag) throws FieldNotFound {
            return tag == MsgSeqNum.FIELD ? msgSeqNum : super.getInt(tag);
        }

        @Override
        public LocalDateTime getUtcTimeStamp(int tag) throws FieldNotFound {
            if (tag != SendingTime.FIELD) {
                return super.getUtcTimeStamp(tag);
            }
            return PlainValues.timestamp(bytes, valueFrom[tag], valueTo[tag]);
        }

        @Override
        public Iterator<Field<?>> iterator() {
            return Collections.emptyIterator();
        }
    }
}
