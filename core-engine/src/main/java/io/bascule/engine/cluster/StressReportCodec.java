package io.bascule.engine.cluster;

import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.stress.StressFigures;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.StressFiguresDecoder;
import io.bascule.engine.wire.sbe.StressFiguresEncoder;
import io.bascule.engine.wire.sbe.StressReportedDecoder;
import io.bascule.engine.wire.sbe.StressReportedEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Stress reports into bytes, header first, and back. The longest, 128 scenarios, 64 positions and 8 shocks of funding,
 * all with names of 254 bytes, has 204,000 bytes; a message of a stream may have an eighth of its term, 262,144.
 */
final class StressReportCodec {
    private StressReportCodec() {}

    /** Returns its length. */
    static int encode(
            final long correlationId, final StressReport report, final MutableDirectBuffer buffer, final int offset) {
        final StressReportedEncoder encoder = new StressReportedEncoder();
        encoder.wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .correlationId(correlationId)
                .timestampNs(report.timestampNs())
                .worstScenarioId(report.worstScenarioId());
        put(encoder.now(), report.now());
        put(encoder, report.terms());
        final StressReportedEncoder.ScenariosEncoder scenarios =
                encoder.scenariosCount(report.scenarios().size());
        for (final StressReport.Scenario scenario : report.scenarios()) {
            scenarios
                    .next()
                    .weightE6(scenario.weightE6())
                    .pnlMicros(scenario.pnlMicros())
                    .requirementMicros(scenario.requirementMicros())
                    .name(scenario.name());
        }
        final StressReportedEncoder.PositionsEncoder positions =
                encoder.positionsCount(report.positions().size());
        for (final StressReport.Position position : report.positions()) {
            positions
                    .next()
                    .positionE8(position.positionE8())
                    .markE8(position.markE8())
                    .exposureMicros(position.exposureMicros())
                    .unrealisedMicros(position.unrealisedMicros())
                    .liquidationPxE8(position.liquidationPxE8())
                    .symbol(position.symbol());
        }
        final StressReportedEncoder.OutcomesEncoder outcomes =
                encoder.outcomesCount(report.outcomes().size());
        for (final StressReport.Outcome outcome : report.outcomes()) {
            put(outcomes.next().figures(), outcome.figures());
            outcomes.liquidationHeld(bool(outcome.isLiquidationHeld()))
                    .withdrawalHeld(bool(outcome.isWithdrawalHeld()));
        }
        final StressReportedEncoder.FundingsEncoder fundings =
                encoder.fundingsCount(report.fundings().size());
        for (final StressReport.Funding funding : report.fundings()) {
            fundings.next()
                    .shock(funding.shock())
                    .rateE9(funding.rateE9())
                    .units(funding.units())
                    .usdMicros(funding.usdMicros())
                    .symbol(funding.symbol())
                    .currency(funding.currency());
        }
        encoder.account(report.account()).parameters(report.parameters()).sha256(report.sha256());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private static void put(final StressFiguresEncoder encoder, final StressFigures figures) {
        encoder.equityMicros(figures.equityMicros())
                .initialMicros(figures.initialMicros())
                .maintenanceMicros(figures.maintenanceMicros())
                .excessMicros(figures.excessMicros())
                .levelE6(figures.levelE6())
                .stage(io.bascule.engine.wire.sbe.LadderStage.get(
                        figures.stage().code()));
    }

    private static void put(final StressReportedEncoder encoder, final StressReport.Terms terms) {
        encoder.scanMicros(terms.scanMicros())
                .basisMicros(terms.basisMicros())
                .liquidityMicros(terms.liquidityMicros())
                .concentrationMicros(terms.concentrationMicros())
                .confidenceMicros(terms.confidenceMicros())
                .haircutMicros(terms.haircutMicros())
                .provisionsMicros(terms.provisionsMicros())
                .orderLossMicros(terms.orderLossMicros())
                .pegMicros(terms.pegMicros())
                .maintenanceScanMicros(terms.maintenanceScanMicros())
                .maintenanceBasisMicros(terms.maintenanceBasisMicros())
                .maintenanceLiquidityMicros(terms.maintenanceLiquidityMicros())
                .maintenanceProvisionsMicros(terms.maintenanceProvisionsMicros());
    }

    private static BooleanType bool(final boolean value) {
        return value ? BooleanType.TRUE : BooleanType.FALSE;
    }

    /** The report behind a header. */
    static StressReport decode(final DirectBuffer buffer, final int offset, final int blockLength, final int version) {
        final StressReportedDecoder decoder = new StressReportedDecoder();
        decoder.wrap(buffer, offset, blockLength, version);
        final long timestampNs = decoder.timestampNs();
        final int worstScenarioId = decoder.worstScenarioId();
        final StressFigures now = figures(decoder.now());
        final StressReport.Terms terms = terms(decoder);
        final List<StressReport.Scenario> scenarios = new ArrayList<>();
        for (final StressReportedDecoder.ScenariosDecoder scenario : decoder.scenarios()) {
            scenarios.add(new StressReport.Scenario(
                    scenario.name(), scenario.weightE6(), scenario.pnlMicros(), scenario.requirementMicros()));
        }
        final List<StressReport.Position> positions = new ArrayList<>();
        for (final StressReportedDecoder.PositionsDecoder position : decoder.positions()) {
            positions.add(new StressReport.Position(
                    position.symbol(),
                    position.positionE8(),
                    position.markE8(),
                    position.exposureMicros(),
                    position.unrealisedMicros(),
                    position.liquidationPxE8()));
        }
        final List<StressReport.Outcome> outcomes = new ArrayList<>();
        for (final StressReportedDecoder.OutcomesDecoder outcome : decoder.outcomes()) {
            outcomes.add(new StressReport.Outcome(
                    figures(outcome.figures()),
                    outcome.liquidationHeld() == BooleanType.TRUE,
                    outcome.withdrawalHeld() == BooleanType.TRUE));
        }
        final List<StressReport.Funding> fundings = fundings(decoder);
        final String account = decoder.account();
        final String parameters = decoder.parameters();
        return new StressReport(
                account,
                parameters,
                decoder.sha256(),
                timestampNs,
                now,
                terms,
                worstScenarioId,
                scenarios,
                positions,
                outcomes,
                fundings);
    }

    private static List<StressReport.Funding> fundings(final StressReportedDecoder decoder) {
        final List<StressReport.Funding> fundings = new ArrayList<>();
        for (final StressReportedDecoder.FundingsDecoder funding : decoder.fundings()) {
            final String symbol = funding.symbol();
            fundings.add(new StressReport.Funding(
                    funding.shock(),
                    symbol,
                    funding.rateE9(),
                    funding.currency(),
                    funding.units(),
                    funding.usdMicros()));
        }
        return fundings;
    }

    private static StressFigures figures(final StressFiguresDecoder decoder) {
        return new StressFigures(
                decoder.equityMicros(),
                decoder.initialMicros(),
                decoder.maintenanceMicros(),
                decoder.excessMicros(),
                decoder.levelE6(),
                LadderStage.of(decoder.stageRaw()));
    }

    private static StressReport.Terms terms(final StressReportedDecoder decoder) {
        return new StressReport.Terms(
                decoder.scanMicros(),
                decoder.basisMicros(),
                decoder.liquidityMicros(),
                decoder.concentrationMicros(),
                decoder.confidenceMicros(),
                decoder.haircutMicros(),
                decoder.provisionsMicros(),
                decoder.orderLossMicros(),
                decoder.pegMicros(),
                decoder.maintenanceScanMicros(),
                decoder.maintenanceBasisMicros(),
                decoder.maintenanceLiquidityMicros(),
                decoder.maintenanceProvisionsMicros());
    }
}
