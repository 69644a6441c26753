package io.bascule.engine.cluster;

import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BeginMarginParametersEncoder;
import io.bascule.engine.wire.sbe.DefineMarginUnderlyingEncoder;
import io.bascule.engine.wire.sbe.DefineScenarioEncoder;
import java.util.function.Consumer;

/** Margin parameters as the commands that bring them in. */
public final class MarginParameterCommands {
    private MarginParameterCommands() {}

    /**
     * Encodes one command after the other and hands each over.
     *
     * @param parameters all of them.
     * @param correlationId of the operator's request; 0: they are part of a configuration.
     * @param command that is used for each.
     * @param to takes each.
     */
    public static void forEach(
            final MarginParameters parameters,
            final long correlationId,
            final CommandBuffer command,
            final Consumer<CommandBuffer> to) {
        begin(parameters, correlationId, command);
        to.accept(command);
        for (int n = 0; n < parameters.underlyings().size(); n++) {
            define(parameters.underlyings().get(n), n, correlationId, command);
            to.accept(command);
        }
        for (int n = 0; n < parameters.scenarios().size(); n++) {
            define(parameters.scenarios().get(n), n, correlationId, command);
            to.accept(command);
        }
        command.endMarginParameters().correlationId(correlationId);
        to.accept(command);
    }

    private static void begin(
            final MarginParameters parameters, final long correlationId, final CommandBuffer command) {
        final BeginMarginParametersEncoder encoder = command.beginMarginParameters()
                .correlationId(correlationId)
                .effectiveTimeNs(parameters.effectiveTimeNs())
                .maintenanceE6(parameters.maintenanceE6())
                .deductionRateE6(parameters.deductionRateE6())
                .deductionBaseMicros(parameters.deductionBaseMicros())
                .underlyingCount(parameters.underlyings().size())
                .scenarioCount(parameters.scenarios().size());
        final BeginMarginParametersEncoder.PegTiersEncoder tiers =
                encoder.pegTiersCount(parameters.pegTiers().size());
        for (final PegTier tier : parameters.pegTiers()) {
            tiers.next().deviationE6(tier.deviationE6()).rateE6(tier.rateE6());
        }
        encoder.name(parameters.name()).sha256(parameters.sha256());
    }

    private static void define(
            final UnderlyingParameters underlying,
            final int number,
            final long correlationId,
            final CommandBuffer command) {
        final DefineMarginUnderlyingEncoder encoder = command.defineMarginUnderlying()
                .correlationId(correlationId)
                .number(number)
                .liquidityClass((short) underlying.liquidityClass().code())
                .initialShockE6(underlying.initialShockE6())
                .maintenanceShockE6(underlying.maintenanceShockE6())
                .offsetE6(underlying.offsetE6())
                .gainWeightE6(underlying.gainWeightE6())
                .basisE6(underlying.basisE6())
                .basisYearE6(underlying.basisYearE6())
                .halfSpreadE6(underlying.halfSpreadE6())
                .openInterestFloorMicros(underlying.openInterestFloorMicros())
                .haircutE6(underlying.haircutE6())
                .fundingE9(underlying.fundingE9());
        final DefineMarginUnderlyingEncoder.ImpactEncoder steps =
                encoder.impactCount(underlying.impact().size());
        for (final ImpactStep step : underlying.impact()) {
            steps.next().edgeMicros(step.edgeMicros()).rateE6(step.rateE6());
        }
        encoder.name(underlying.name());
    }

    private static void define(
            final ScenarioParameters scenario,
            final int number,
            final long correlationId,
            final CommandBuffer command) {
        final DefineScenarioEncoder encoder = command.defineScenario()
                .correlationId(correlationId)
                .number(number)
                .weightE6(scenario.weightE6());
        final DefineScenarioEncoder.ShocksEncoder shocks =
                encoder.shocksCount(scenario.initialShocksE6().size());
        for (int n = 0; n < scenario.initialShocksE6().size(); n++) {
            shocks.next()
                    .initialE6(scenario.initialShocksE6().get(n))
                    .maintenanceE6(scenario.maintenanceShocksE6().get(n));
        }
        encoder.name(scenario.name());
    }
}
