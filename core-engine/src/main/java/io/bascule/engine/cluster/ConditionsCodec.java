package io.bascule.engine.cluster;

import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.wire.sbe.ExecInstEncoder;
import io.bascule.engine.wire.sbe.OrderConditionsDecoder;
import io.bascule.engine.wire.sbe.OrderConditionsEncoder;

/** The conditions of an order, from bytes and into bytes. */
final class ConditionsCodec {
    private static final int NULL_CODE = 255;

    private ConditionsCodec() {}

    /** Returns false if a value is none that is known. */
    static boolean decode(final OrderConditionsDecoder from, final OrderConditions to) {
        to.stopPxE8 = from.stopPxE8();
        to.expireTimeNs = from.expireTimeNs();
        to.displayQtyE8 = from.displayQtyE8();
        to.minQtyE8 = from.minQtyE8();
        to.maxInitialMarginMicros = from.maxInitialMarginMicros();
        to.selfMatchIdHigh = from.selfMatchIdHigh();
        to.selfMatchIdLow = from.selfMatchIdLow();
        final int instruction = from.selfMatchInstructionRaw();
        to.selfMatchInstruction = SelfMatchInstruction.of(instruction);
        final int trigger = from.stopTriggerRaw();
        to.stopTrigger = StopTrigger.of(trigger);
        to.execInst = from.execInst().getRaw() & 0xff;
        return (to.selfMatchInstruction != null || instruction == NULL_CODE)
                && (to.stopTrigger != null || trigger == NULL_CODE)
                && (to.execInst & ~OrderConditions.ALL_INSTRUCTIONS) == 0;
    }

    static void encode(final OrderConditions from, final OrderConditionsEncoder to) {
        to.stopPxE8(from.stopPxE8)
                .expireTimeNs(from.expireTimeNs)
                .displayQtyE8(from.displayQtyE8)
                .minQtyE8(from.minQtyE8)
                .maxInitialMarginMicros(from.maxInitialMarginMicros)
                .selfMatchIdHigh(from.selfMatchIdHigh)
                .selfMatchIdLow(from.selfMatchIdLow)
                .selfMatchInstruction(
                        from.selfMatchInstruction == null
                                ? io.bascule.engine.wire.sbe.SelfMatchInstruction.NULL_VAL
                                : io.bascule.engine.wire.sbe.SelfMatchInstruction.get(from.selfMatchInstruction.code()))
                .stopTrigger(
                        from.stopTrigger == null
                                ? io.bascule.engine.wire.sbe.StopTrigger.NULL_VAL
                                : io.bascule.engine.wire.sbe.StopTrigger.get(from.stopTrigger.code()));
        final ExecInstEncoder execInst = to.execInst();
        execInst.clear()
                .postOnly(from.has(OrderConditions.POST_ONLY))
                .reduceOnly(from.has(OrderConditions.REDUCE_ONLY))
                .cancelOnDisconnect(from.has(OrderConditions.CANCEL_ON_DISCONNECT));
    }
}
