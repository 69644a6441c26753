package io.bascule.engine.cluster;

import io.bascule.engine.order.Text;
import io.bascule.engine.service.PreviewReport;
import io.bascule.engine.wire.sbe.MarginPreviewedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.OrdStatus;
import io.bascule.engine.wire.sbe.PreviewStatus;
import io.bascule.engine.wire.sbe.RejectReason;
import org.agrona.MutableDirectBuffer;

/** MarginPreviewReports into bytes, header first. */
final class PreviewEncoder {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MarginPreviewedEncoder encoder = new MarginPreviewedEncoder();

    /** Encodes a MarginPreviewed; returns its length. */
    int encode(final PreviewReport preview, final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, header)
                .sessionId(preview.sessionId)
                .timestampNs(preview.timestampNs)
                .eventNumber(preview.eventNumber)
                .previewId(preview.previewId)
                .accountId(preview.accountId)
                .status(PreviewStatus.get(preview.status.code()))
                .rejectReason(RejectReason.get(preview.rejectReason.code()))
                .worstScenarioId(preview.after.worstScenarioId);
        ReportEncoder.encodeMargin(preview.before, encoder.marginBefore());
        ReportEncoder.encodeMargin(preview.after, encoder.marginAfter());
        encodeLegs(preview);
        encodePositions(preview);
        encoder.putPreviewReqId(preview.previewReqId.bytes(), 0, preview.previewReqId.length())
                .putAccountName(preview.accountName.bytes(), 0, preview.accountName.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void encodeLegs(final PreviewReport preview) {
        final MarginPreviewedEncoder.LegsEncoder legs = encoder.legsCount(preview.legCount);
        for (int i = 0; i < preview.legCount; i++) {
            final PreviewReport.Leg leg = preview.legs[i];
            final Text clOrdId = leg.clOrdId;
            legs.next()
                    .instrumentId(leg.instrumentId)
                    .ordStatus(OrdStatus.get(leg.ordStatus.code()))
                    .rejectReason(RejectReason.get(leg.rejectReason.code()))
                    .cumQtyE8(leg.cumQtyE8)
                    .leavesQtyE8(leg.leavesQtyE8)
                    .avgPxE8(leg.avgPxE8)
                    .worstPxE8(leg.worstPxE8)
                    .slippageBpsE4(leg.slippageBpsE4)
                    .feeMicros(leg.feeMicros)
                    .marginContributionMicros(leg.marginContributionMicros)
                    .shortfallMicros(leg.shortfallMicros)
                    .putClOrdId(clOrdId.bytes(), 0, clOrdId.length());
        }
    }

    private void encodePositions(final PreviewReport preview) {
        final MarginPreviewedEncoder.PositionsEncoder positions = encoder.positionsCount(preview.positionCount);
        for (int i = 0; i < preview.positionCount; i++) {
            final PreviewReport.PositionLine line = preview.positions[i];
            positions
                    .next()
                    .instrumentId(line.instrumentId)
                    .positionBeforeE8(line.beforeE8)
                    .positionAfterE8(line.afterE8)
                    .liquidationPxE8(line.liquidationPxE8);
        }
    }
}
