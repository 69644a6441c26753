package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.OrderConditionsEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.SelfMatchInstruction;
import io.bascule.engine.wire.sbe.StopTrigger;
import quickfix.IncorrectDataFormat;
import quickfix.field.DisplayQty;
import quickfix.field.ExecInst;
import quickfix.field.ExpireTime;
import quickfix.field.MaxFloor;
import quickfix.field.MinQty;
import quickfix.field.StopPx;

/**
 * What few orders ask for: 18, 99, 110, 126, 1138 (or its older name, 111), 2362, 2964, 20020 and 20045, as the wire
 * has them. Reused: reading forgets the request before.
 */
final class ConditionFields {
    static final int SELF_MATCH_PREVENTION_ID = 2362;
    static final int SELF_MATCH_PREVENTION_INSTRUCTION = 2964;

    private static final int MAX_SELF_MATCH_ID = 16;

    private boolean present;
    private long stopPxE8;
    private long expireTimeNs;
    private long displayQtyE8;
    private long minQtyE8;
    private long maxInitialMarginMicros;
    private String selfMatchId = "";
    private SelfMatchInstruction selfMatchInstruction;
    private StopTrigger stopTrigger;
    private boolean postOnly;
    private boolean reduceOnly;
    private boolean cancelOnDisconnect;

    /** Whether a tag is one of them. */
    static boolean isCondition(int tag) {
        return switch (tag) {
            case ExecInst.FIELD,
                    StopPx.FIELD,
                    MinQty.FIELD,
                    MaxFloor.FIELD,
                    ExpireTime.FIELD,
                    DisplayQty.FIELD,
                    SELF_MATCH_PREVENTION_ID,
                    SELF_MATCH_PREVENTION_INSTRUCTION,
                    BasculeTags.MAX_INITIAL_MARGIN,
                    BasculeTags.STOP_TRIGGER -> true;
            default -> false;
        };
    }

    /** Takes them from a request that was looked through for what is not offered; the reader remembers the faults. */
    ConditionFields read(RequestReader in) throws IncorrectDataFormat {
        present = in.hasConditions();
        if (present) {
            stopPxE8 = in.decimal(StopPx.FIELD, 8, RejectReason.STOP_PX_INVALID);
            expireTimeNs = in.timestampNs(ExpireTime.FIELD);
            displayQtyE8 = displayQtyE8(in);
            minQtyE8 = in.decimal(MinQty.FIELD, 8, RejectReason.MIN_QTY_INVALID);
            maxInitialMarginMicros = in.decimal(BasculeTags.MAX_INITIAL_MARGIN, 6, RejectReason.UNSUPPORTED_VALUE);
            readSelfMatch(in);
            stopTrigger = stopTrigger(in);
            readExecInst(in);
        }
        return this;
    }

    /** Whether the request has none of them. */
    boolean isEmpty() {
        return !present;
    }

    void encode(OrderConditionsEncoder out) {
        out.stopPxE8(stopPxE8)
                .expireTimeNs(expireTimeNs)
                .displayQtyE8(displayQtyE8)
                .minQtyE8(minQtyE8)
                .maxInitialMarginMicros(maxInitialMarginMicros)
                .selfMatchIdHigh(packed(0))
                .selfMatchIdLow(packed(MAX_SELF_MATCH_ID / 2))
                .selfMatchInstruction(selfMatchInstruction)
                .stopTrigger(stopTrigger);
        out.execInst().clear().postOnly(postOnly).reduceOnly(reduceOnly).cancelOnDisconnect(cancelOnDisconnect);
    }

    /** MaxFloor(111) is what FIX.4.4 calls DisplayQty(1138); both may stand there if they agree. */
    private static long displayQtyE8(RequestReader in) throws IncorrectDataFormat {
        long display = in.decimal(DisplayQty.FIELD, 8, RejectReason.DISPLAY_QTY_INVALID);
        long floor = in.decimal(MaxFloor.FIELD, 8, RejectReason.DISPLAY_QTY_INVALID);
        if (in.has(DisplayQty.FIELD) && in.has(MaxFloor.FIELD) && display != floor) {
            in.refuse(RejectReason.DISPLAY_QTY_INVALID);
        }
        return in.has(DisplayQty.FIELD) ? display : floor;
    }

    private void readSelfMatch(RequestReader in) {
        selfMatchId = in.text(SELF_MATCH_PREVENTION_ID);
        if (selfMatchId.length() > MAX_SELF_MATCH_ID) {
            in.refuse(RejectReason.SELF_MATCH_INVALID);
            selfMatchId = selfMatchId.substring(0, MAX_SELF_MATCH_ID);
        }
        selfMatchInstruction = switch (in.text(SELF_MATCH_PREVENTION_INSTRUCTION)) {
            case "" -> SelfMatchInstruction.NULL_VAL;
            case "1" -> SelfMatchInstruction.CANCEL_AGGRESSIVE;
            case "2" -> SelfMatchInstruction.CANCEL_PASSIVE;
            case "3" -> SelfMatchInstruction.CANCEL_BOTH;
            case "100" -> SelfMatchInstruction.DECREMENT;
            default -> {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
                yield SelfMatchInstruction.NULL_VAL;
            }
        };
    }

    private static StopTrigger stopTrigger(RequestReader in) {
        return switch (in.text(BasculeTags.STOP_TRIGGER)) {
            case "" -> StopTrigger.NULL_VAL;
            case "1" -> StopTrigger.MARK;
            case "2" -> StopTrigger.INDEX;
            case "3" -> StopTrigger.LAST;
            default -> {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
                yield StopTrigger.NULL_VAL;
            }
        };
    }

    /** Instructions are single characters with spaces between; one that the venue does not offer refuses the order. */
    private void readExecInst(RequestReader in) {
        postOnly = false;
        reduceOnly = false;
        cancelOnDisconnect = false;
        String instructions = in.text(ExecInst.FIELD);
        for (int i = 0; i < instructions.length(); i++) {
            switch (instructions.charAt(i)) {
                case ' ' -> {}
                case '6' -> postOnly = true;
                case 'E' -> reduceOnly = true;
                case 'o' -> cancelOnDisconnect = true;
                default -> in.refuse(RejectReason.UNSUPPORTED_VALUE);
            }
        }
    }

    private long packed(int from) {
        long value = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            value = value << Byte.SIZE | (i < selfMatchId.length() ? selfMatchId.charAt(i) & 0xff : 0);
        }
        return value;
    }
}
