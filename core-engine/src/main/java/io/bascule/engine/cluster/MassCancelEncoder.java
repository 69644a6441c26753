package io.bascule.engine.cluster;

import io.bascule.engine.order.Text;
import io.bascule.engine.service.MassCancelReport;
import io.bascule.engine.wire.sbe.MassCancelAnsweredEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.Side;
import org.agrona.MutableDirectBuffer;

/** Reports of mass cancels into bytes, header first. */
final class MassCancelEncoder {
    /** More than any of them takes. */
    static final int MAX_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + MassCancelAnsweredEncoder.BLOCK_LENGTH + 3 * (1 + Text.MAX_LENGTH);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MassCancelAnsweredEncoder encoder = new MassCancelAnsweredEncoder();

    /** Returns its length. */
    int encode(final MassCancelReport report, final MutableDirectBuffer buffer, final int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(report.eventNumber)
                .timestampNs(report.timestampNs)
                .sessionId(report.sessionId)
                .accountId(report.accountId)
                .instrumentId(report.instrumentId)
                .side(report.side == null ? Side.NULL_VAL : Side.get(report.side.code()))
                .requestType(report.requestType)
                .rejectReason(RejectReason.get(report.rejectReason.code()))
                .totalAffected(report.totalAffected)
                .putClOrdId(report.clOrdId.bytes(), 0, report.clOrdId.length())
                .putSymbol(report.symbol.bytes(), 0, report.symbol.length())
                .putAccountName(report.accountName.bytes(), 0, report.accountName.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
