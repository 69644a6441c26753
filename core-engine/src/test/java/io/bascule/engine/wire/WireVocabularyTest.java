package io.bascule.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Liquidity;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.service.PartyScope;
import io.bascule.engine.service.TradingLevel;
import io.bascule.engine.stress.ShockKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** The schema's enumerations and the engine's are the same words with the same codes. */
class WireVocabularyTest {
    @Test
    void shouldAgreeWithTheEngine() {
        same(Side.values(), Side::code, io.bascule.engine.wire.sbe.Side.values(), e -> e.value());
        same(OrdType.values(), OrdType::code, io.bascule.engine.wire.sbe.OrdType.values(), e -> e.value());
        same(StopTrigger.values(), StopTrigger::code, io.bascule.engine.wire.sbe.StopTrigger.values(), e -> e.value());
        same(
                SelfMatchInstruction.values(),
                SelfMatchInstruction::code,
                io.bascule.engine.wire.sbe.SelfMatchInstruction.values(),
                e -> e.value());
        same(TimeInForce.values(), TimeInForce::code, io.bascule.engine.wire.sbe.TimeInForce.values(), e -> e.value());
        same(ExecType.values(), ExecType::code, io.bascule.engine.wire.sbe.ExecType.values(), e -> e.value());
        same(OrdStatus.values(), OrdStatus::code, io.bascule.engine.wire.sbe.OrdStatus.values(), e -> e.value());
        same(Liquidity.values(), Liquidity::code, io.bascule.engine.wire.sbe.Liquidity.values(), e -> e.value());
        same(ExecCause.values(), ExecCause::code, io.bascule.engine.wire.sbe.ExecCause.values(), e -> e.value());
        same(LadderStage.values(), LadderStage::code, io.bascule.engine.wire.sbe.LadderStage.values(), e -> e.value());
        same(LadderRule.values(), LadderRule::code, io.bascule.engine.wire.sbe.LadderRule.values(), e -> e.value());
        same(ShockKind.values(), ShockKind::code, io.bascule.engine.wire.sbe.ShockKind.values(), e -> e.value());
        same(
                TradingLevel.values(),
                TradingLevel::code,
                io.bascule.engine.wire.sbe.TradingLevel.values(),
                e -> e.value());
        same(PartyScope.values(), PartyScope::code, io.bascule.engine.wire.sbe.PartyScope.values(), e -> e.value());
        same(BatchMode.values(), BatchMode::code, io.bascule.engine.wire.sbe.BatchMode.values(), e -> e.value());
        same(
                PreviewStatus.values(),
                PreviewStatus::code,
                io.bascule.engine.wire.sbe.PreviewStatus.values(),
                e -> e.value());
        same(
                RejectReason.values(),
                RejectReason::code,
                io.bascule.engine.wire.sbe.RejectReason.values(),
                e -> e.value());
    }

    private static <A extends Enum<A>, B extends Enum<B>> void same(
            final A[] engine, final ToIntFunction<A> code, final B[] wire, final ToIntFunction<B> value) {
        final List<String> ours = Arrays.stream(engine)
                .map(e -> e.name() + '=' + code.applyAsInt(e))
                .toList();
        final List<String> theirs = Arrays.stream(wire)
                .filter(e -> !e.name().equals("NULL_VAL"))
                .map(e -> e.name() + '=' + value.applyAsInt(e))
                .toList();
        assertEquals(theirs, ours);
    }
}
