package io.bascule.engine.cluster;

import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.service.MarginDesk;
import io.bascule.engine.wire.sbe.BeginMarginParametersDecoder;
import io.bascule.engine.wire.sbe.DefineMarginUnderlyingDecoder;
import io.bascule.engine.wire.sbe.DefineScenarioDecoder;
import io.bascule.engine.wire.sbe.EndMarginParametersDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Margin parameters, of a configuration or of an operator. Decoded whole before anything is called. */
final class MarginCommands {
    /** Those of a configuration. */
    private static final long CONFIGURED = 0;

    private final MarginDesk desk;
    private final ControlCommands control;
    private final Answers answers;
    private final BeginMarginParametersDecoder begin = new BeginMarginParametersDecoder();
    private final DefineMarginUnderlyingDecoder underlying = new DefineMarginUnderlyingDecoder();
    private final DefineScenarioDecoder scenario = new DefineScenarioDecoder();
    private final EndMarginParametersDecoder end = new EndMarginParametersDecoder();
    private MarginParameters header;
    private UnderlyingParameters underlyingParameters;
    private ScenarioParameters scenarioParameters;

    MarginCommands(final MarginDesk desk, final ControlCommands control, final Answers answers) {
        this.desk = desk;
        this.control = control;
        this.answers = answers;
    }

    /** Whether the message is one of them, and whole. */
    boolean decode(final int templateId, final DirectBuffer view, final MessageHeaderDecoder messageHeader) {
        final int version = messageHeader.version();
        final int blockLength = messageHeader.blockLength();
        final int offset = MessageHeaderDecoder.ENCODED_LENGTH;
        switch (templateId) {
            case BeginMarginParametersDecoder.TEMPLATE_ID -> {
                begin.wrap(view, offset, blockLength, version);
                return blockLength == BeginMarginParametersDecoder.BLOCK_LENGTH && decodeBegin(view.capacity());
            }
            case DefineMarginUnderlyingDecoder.TEMPLATE_ID -> {
                underlying.wrap(view, offset, blockLength, version);
                return blockLength == DefineMarginUnderlyingDecoder.BLOCK_LENGTH && decodeUnderlying(view.capacity());
            }
            case DefineScenarioDecoder.TEMPLATE_ID -> {
                scenario.wrap(view, offset, blockLength, version);
                return blockLength == DefineScenarioDecoder.BLOCK_LENGTH && decodeScenario(view.capacity());
            }
            default -> {
                return templateId == EndMarginParametersDecoder.TEMPLATE_ID
                        && CommandAdapter.wrapWhole(end, view, messageHeader);
            }
        }
    }

    private boolean decodeBegin(final int endOfView) {
        final List<PegTier> tiers = new ArrayList<>();
        for (final BeginMarginParametersDecoder.PegTiersDecoder tier : begin.pegTiers()) {
            tiers.add(new PegTier(tier.deviationE6(), tier.rateE6()));
        }
        final String name = begin.name();
        final String sha256 = begin.sha256();
        header = new MarginParameters(
                name,
                begin.effectiveTimeNs(),
                sha256,
                begin.maintenanceE6(),
                begin.deductionRateE6(),
                begin.deductionBaseMicros(),
                tiers,
                List.of(),
                List.of());
        return begin.limit() == endOfView;
    }

    private boolean decodeUnderlying(final int endOfView) {
        final LiquidityClass liquidityClass = LiquidityClass.at(underlying.liquidityClass());
        final List<ImpactStep> steps = new ArrayList<>();
        for (final DefineMarginUnderlyingDecoder.ImpactDecoder step : underlying.impact()) {
            steps.add(new ImpactStep(step.edgeMicros(), step.rateE6()));
        }
        underlyingParameters = new UnderlyingParameters(
                underlying.name(),
                liquidityClass,
                underlying.initialShockE6(),
                underlying.maintenanceShockE6(),
                underlying.offsetE6(),
                underlying.gainWeightE6(),
                underlying.basisE6(),
                underlying.basisYearE6(),
                underlying.halfSpreadE6(),
                steps,
                underlying.openInterestFloorMicros(),
                underlying.haircutE6(),
                underlying.fundingE9());
        return liquidityClass != null && underlying.limit() == endOfView;
    }

    private boolean decodeScenario(final int endOfView) {
        final List<Long> initialE6 = new ArrayList<>();
        final List<Long> maintenanceE6 = new ArrayList<>();
        for (final DefineScenarioDecoder.ShocksDecoder shock : scenario.shocks()) {
            initialE6.add(shock.initialE6());
            maintenanceE6.add(shock.maintenanceE6());
        }
        scenarioParameters = new ScenarioParameters(scenario.name(), scenario.weightE6(), initialE6, maintenanceE6);
        return scenario.limit() == endOfView;
    }

    /** Applies what was decoded; false if it is none of them. */
    boolean apply(final int templateId, final long timestampNs) {
        switch (templateId) {
            case BeginMarginParametersDecoder.TEMPLATE_ID -> begin(templateId);
            case DefineMarginUnderlyingDecoder.TEMPLATE_ID -> define(templateId, underlying.correlationId());
            case DefineScenarioDecoder.TEMPLATE_ID -> define(templateId, scenario.correlationId());
            case EndMarginParametersDecoder.TEMPLATE_ID -> end(templateId, timestampNs);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void begin(final int templateId) {
        if (begin.correlationId() != CONFIGURED) {
            desk.begin(begin.correlationId(), header, begin.underlyingCount(), begin.scenarioCount());
        } else if (control.isConfiguring(templateId)) {
            desk.beginConfigured(header, begin.underlyingCount(), begin.scenarioCount());
        }
    }

    private void define(final int templateId, final long correlationId) {
        final boolean isUnderlying = templateId == DefineMarginUnderlyingDecoder.TEMPLATE_ID;
        if (correlationId != CONFIGURED) {
            if (isUnderlying) {
                desk.define(correlationId, underlying.number(), underlyingParameters);
            } else {
                desk.define(correlationId, scenario.number(), scenarioParameters);
            }
        } else if (control.isConfiguring(templateId)) {
            if (isUnderlying) {
                desk.defineConfigured(underlying.number(), underlyingParameters);
            } else {
                desk.defineConfigured(scenario.number(), scenarioParameters);
            }
        }
    }

    private void end(final int templateId, final long timestampNs) {
        final long correlationId = end.correlationId();
        if (correlationId != CONFIGURED) {
            answers.operatorAnswered(correlationId, "margin parameters", desk.end(correlationId, timestampNs));
        } else if (control.isConfiguring(templateId)) {
            desk.endConfigured();
        }
    }
}
