package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.RequestFlagsEncoder;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.TimeInForce;
import io.bascule.gateway.encoding.Decimal;
import java.time.Instant;
import java.time.ZoneOffset;
import quickfix.Field;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.MsgSeqNum;
import quickfix.field.OrderID;
import quickfix.field.OrderQty;
import quickfix.field.PossDupFlag;
import quickfix.field.PossResend;
import quickfix.field.Price;

/**
 * Reads one request, or one entry of its group, field by field, and remembers the first thing that the venue cannot
 * represent. Reused: {@link #wrap} forgets the request before.
 */
final class RequestReader {
    /** Longest identifier that the venue takes, in characters. */
    static final int MAX_IDENTIFIER = 64;

    /** An absent price or quantity, as the wire has it. */
    static final long ABSENT = Long.MIN_VALUE;

    /** An OrderID(37) that names no order of the venue. */
    static final long FOREIGN_ORDER_ID = -1;

    private static final int MAX_ORDER_ID_DIGITS = 18;
    private static final Instant LAST_TIME = Instant.parse("2200-12-31T23:59:59Z");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private FieldMap fields;
    private RejectReason fault;
    private boolean hasConditions;

    RequestReader wrap(FieldMap request) {
        fields = request;
        fault = RejectReason.NONE;
        hasConditions = false;
        return this;
    }

    /** The first fault, or NONE. */
    RejectReason fault() {
        return fault;
    }

    /** Whether there is one of the {@link ConditionFields}, once it was looked for what is not offered. */
    boolean hasConditions() {
        return hasConditions;
    }

    /** Remembers a fault unless there is one already. */
    void refuse(RejectReason reason) {
        if (fault == RejectReason.NONE) {
            fault = reason;
        }
    }

    boolean has(int tag) {
        return fields.isSetField(tag);
    }

    /** The field's text, empty if it is absent, cut to what the venue echoes. */
    String text(int tag) {
        String text = raw(tag);
        return text.length() <= MAX_IDENTIFIER ? text : text.substring(0, MAX_IDENTIFIER);
    }

    /** The same, and a fault if it had to be cut. */
    String identifier(int tag) {
        if (raw(tag).length() > MAX_IDENTIFIER) {
            refuse(RejectReason.CL_ORD_ID_TOO_LONG);
        }
        return text(tag);
    }

    private String raw(int tag) {
        if (!fields.isSetField(tag)) {
            return "";
        }
        try {
            return fields.getString(tag);
        } catch (FieldNotFound e) {
            throw new IllegalStateException("a set field is not found: " + tag, e);
        }
    }

    /** Side(54), NULL_VAL with a fault if it is not one of the venue's. */
    Side side() {
        return switch (raw(quickfix.field.Side.FIELD)) {
            case "1" -> Side.BUY;
            case "2" -> Side.SELL;
            default -> {
                refuse(RejectReason.UNSUPPORTED_VALUE);
                yield Side.NULL_VAL;
            }
        };
    }

    /** OrdType(40), NULL_VAL with a fault if it is not one of the venue's. */
    OrdType ordType() {
        return switch (raw(quickfix.field.OrdType.FIELD)) {
            case "1" -> OrdType.MARKET;
            case "2" -> OrdType.LIMIT;
            case "3" -> OrdType.STOP;
            case "4" -> OrdType.STOP_LIMIT;
            case "K" -> OrdType.MARKET_TO_LIMIT;
            default -> {
                refuse(RejectReason.UNSUPPORTED_VALUE);
                yield OrdType.NULL_VAL;
            }
        };
    }

    /** TimeInForce(59), {@code absent} if it is not given, NULL_VAL with a fault if it is not one of the venue's. */
    TimeInForce timeInForce(TimeInForce absent) {
        return switch (raw(quickfix.field.TimeInForce.FIELD)) {
            case "" -> absent;
            case "0" -> TimeInForce.DAY;
            case "1" -> TimeInForce.GTC;
            case "3" -> TimeInForce.IOC;
            case "4" -> TimeInForce.FOK;
            case "6" -> TimeInForce.GTD;
            default -> {
                refuse(RejectReason.UNSUPPORTED_VALUE);
                yield TimeInForce.NULL_VAL;
            }
        };
    }

    /** Price(44) in 1e-8, {@link #ABSENT} if it is not given or cannot be represented. */
    long priceE8() throws IncorrectDataFormat {
        return decimalE8(Price.FIELD, RejectReason.PRICE_PRECISION, RejectReason.PRICE_OUT_OF_RANGE);
    }

    /** OrderQty(38) in 1e-8, {@link #ABSENT} if it is not given or cannot be represented. */
    long orderQtyE8() throws IncorrectDataFormat {
        return decimalE8(OrderQty.FIELD, RejectReason.QUANTITY_PRECISION, RejectReason.QUANTITY_OUT_OF_RANGE);
    }

    /** A decimal in 1e-8, {@link #ABSENT} if it is not given, or with the fault if it cannot be represented. */
    long decimalE8(int tag, RejectReason tooPrecise, RejectReason tooLarge) throws IncorrectDataFormat {
        return decimal(tag, Decimal.E8, tooPrecise, tooLarge);
    }

    /** A decimal number at a scale, {@link #ABSENT} if it is not given or, with the fault, cannot be represented. */
    long decimal(int tag, int decimals, RejectReason unrepresentable) throws IncorrectDataFormat {
        return decimal(tag, decimals, unrepresentable, unrepresentable);
    }

    private long decimal(int tag, int decimals, RejectReason tooPrecise, RejectReason tooLarge)
            throws IncorrectDataFormat {
        if (!fields.isSetField(tag)) {
            return ABSENT;
        }
        String text = raw(tag);
        long value = Decimal.parse(text, decimals);
        if (Decimal.isValue(value)) {
            return value;
        }
        if (value == Decimal.MALFORMED) {
            throw new IncorrectDataFormat(tag, text);
        }
        refuse(value == Decimal.TOO_PRECISE ? tooPrecise : tooLarge);
        return ABSENT;
    }

    /** A UTCTimestamp in nanoseconds since the epoch, {@link #ABSENT} if it is not given; a fault beyond 2200. */
    long timestampNs(int tag) throws IncorrectDataFormat {
        if (!fields.isSetField(tag)) {
            return ABSENT;
        }
        try {
            Instant time = fields.getUtcTimeStamp(tag).toInstant(ZoneOffset.UTC);
            if (time.isAfter(LAST_TIME)) {
                refuse(RejectReason.UNSUPPORTED_VALUE);
                return ABSENT;
            }
            return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
        } catch (FieldNotFound e) {
            throw new IncorrectDataFormat(tag, raw(tag));
        }
    }

    /** OrderID(37) as the venue numbers orders: 0 if it is not given, -1 if it is not one that the venue makes. */
    long orderId() {
        String text = raw(OrderID.FIELD);
        if (text.isEmpty()) {
            return 0;
        }
        if (text.length() > MAX_ORDER_ID_DIGITS || text.charAt(0) == '0') {
            return FOREIGN_ORDER_ID;
        }
        long orderId = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return FOREIGN_ORDER_ID;
            }
            orderId = orderId * 10 + (c - '0');
        }
        return orderId;
    }

    /** A fault for every field that would change what the order does and that the venue does not offer. */
    void refuseWhatIsNotOffered() {
        for (Field<?> field : fields) {
            hasConditions |= ConditionFields.isCondition(field.getTag());
            if (!OrderFields.isOffered(field.getTag(), field.getObject())) {
                refuse(RejectReason.UNSUPPORTED_VALUE);
            }
        }
    }

    static int msgSeqNum(Message message) throws FieldNotFound {
        return message.getHeader().getInt(MsgSeqNum.FIELD);
    }

    /** How the message came over FIX. */
    static void flags(Message message, RequestFlagsEncoder flags) throws FieldNotFound {
        FieldMap header = message.getHeader();
        flags.clear()
                .possDup(header.isSetField(PossDupFlag.FIELD) && header.getBoolean(PossDupFlag.FIELD))
                .possResend(header.isSetField(PossResend.FIELD) && header.getBoolean(PossResend.FIELD));
    }
}
