package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.ExecInstDecoder;
import io.bascule.engine.wire.sbe.OrderConditionsDecoder;
import io.bascule.engine.wire.sbe.SelfMatchInstruction;
import io.bascule.engine.wire.sbe.StopTrigger;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import quickfix.field.ExecInst;
import quickfix.field.ExpireTime;
import quickfix.field.MinQty;
import quickfix.field.StopPx;

/** What few orders have, on their reports: each field in the version and dialect that knows it. */
final class ConditionReport {
    private static final int ID_BYTES = 2 * Long.BYTES;

    private ConditionReport() {}

    static void put(
            MessageBody body, OrderConditionsDecoder conditions, SessionProfile recipient, Timestamps timestamps) {
        Vocabulary vocabulary = recipient.vocabulary();
        String execInst = vocabulary.execInst(instructions(conditions.execInst()));
        body.putIfKnown(ExecInst.FIELD, execInst);
        putDecimal(body, StopPx.FIELD, conditions.stopPxE8());
        putDecimal(body, MinQty.FIELD, conditions.minQtyE8());
        putDecimal(body, vocabulary.displayQtyTag(), conditions.displayQtyE8());
        if (conditions.expireTimeNs() != RequestReader.ABSENT) {
            body.open(ExpireTime.FIELD)
                    .append(timestamps, conditions.expireTimeNs(), recipient.fractionDigits())
                    .close();
        }
        if (vocabulary.hasUserTags()) {
            putExtension(body, conditions);
        }
    }

    private static void putExtension(MessageBody body, OrderConditionsDecoder conditions) {
        body.putIfKnown(
                ConditionFields.SELF_MATCH_PREVENTION_ID,
                unpacked(conditions.selfMatchIdHigh(), conditions.selfMatchIdLow()));
        if (conditions.selfMatchInstruction() != SelfMatchInstruction.NULL_VAL) {
            body.put(
                    ConditionFields.SELF_MATCH_PREVENTION_INSTRUCTION,
                    conditions.selfMatchInstruction().value());
        }
        if (conditions.maxInitialMarginMicros() != RequestReader.ABSENT) {
            body.putDecimal(BasculeTags.MAX_INITIAL_MARGIN, conditions.maxInitialMarginMicros(), Decimal.MICROS);
        }
        if (conditions.stopTrigger() != StopTrigger.NULL_VAL) {
            body.put(BasculeTags.STOP_TRIGGER, conditions.stopTrigger().value());
        }
    }

    private static void putDecimal(MessageBody body, int tag, long valueE8) {
        if (valueE8 != RequestReader.ABSENT) {
            body.putDecimal(tag, valueE8, Decimal.E8);
        }
    }

    private static String instructions(ExecInstDecoder execInst) {
        return (execInst.postOnly() ? "6" : "")
                + (execInst.reduceOnly() ? "E" : "")
                + (execInst.cancelOnDisconnect() ? "o" : "");
    }

    private static String unpacked(long high, long low) {
        StringBuilder text = new StringBuilder(ID_BYTES);
        for (int i = 0; i < ID_BYTES; i++) {
            long half = i < Long.BYTES ? high : low;
            int shift = Byte.SIZE * (Long.BYTES - 1 - i % Long.BYTES);
            char c = (char) (half >>> shift & 0xff);
            if (c != 0) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
