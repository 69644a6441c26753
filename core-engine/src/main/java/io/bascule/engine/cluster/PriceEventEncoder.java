package io.bascule.engine.cluster;

import io.bascule.engine.service.FundingMiss;
import io.bascule.engine.service.FundingPayment;
import io.bascule.engine.service.MarketStatus;
import io.bascule.engine.service.ParametersChange;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.FundingMissedEncoder;
import io.bascule.engine.wire.sbe.FundingPaidEncoder;
import io.bascule.engine.wire.sbe.MarginParametersChangedEncoder;
import io.bascule.engine.wire.sbe.MarketStatusChangedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/** Events of funding, of markets and of margin parameters into bytes, header first; each method returns the length. */
final class PriceEventEncoder {
    /** More than an event without copies takes. */
    static final int MAX_LENGTH = 256;

    /** More than a change of margin parameters takes, with two texts of at most 255 bytes. */
    static final int MAX_PARAMETERS_LENGTH = MAX_LENGTH + 512;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FundingPaidEncoder paid = new FundingPaidEncoder();
    private final FundingMissedEncoder missed = new FundingMissedEncoder();
    private final MarketStatusChangedEncoder changed = new MarketStatusChangedEncoder();
    private final MarginParametersChangedEncoder parameters = new MarginParametersChangedEncoder();

    /** More than the event takes. */
    static int maxLength(final FundingPayment payment) {
        return MAX_LENGTH + payment.copies.count() * FundingPaidEncoder.CopiesEncoder.sbeBlockLength();
    }

    int encode(final FundingPayment payment, final MutableDirectBuffer buffer, final int offset) {
        paid.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(payment.eventNumber)
                .timestampNs(payment.timestampNs)
                .paymentId(payment.paymentId)
                .fundingNs(payment.fundingNs)
                .accountId(payment.accountId)
                .instrumentId(payment.instrumentId)
                .currency((short) payment.currency.index())
                .units(payment.units)
                .rateE9(payment.rateE9)
                .positionE8(payment.positionE8)
                .indexE8(payment.indexE8);
        final FundingPaidEncoder.CopiesEncoder copies = paid.copiesCount(payment.copies.count());
        for (int n = 0; n < payment.copies.count(); n++) {
            copies.next().sessionId(payment.copies.sessionId(n)).applSeqNum(payment.copies.applSeqNum(n));
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + paid.encodedLength();
    }

    int encode(final FundingMiss miss, final MutableDirectBuffer buffer, final int offset) {
        missed.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(miss.eventNumber)
                .timestampNs(miss.timestampNs)
                .firstNs(miss.firstNs)
                .lastNs(miss.lastNs)
                .instrumentId(miss.instrumentId);
        return MessageHeaderEncoder.ENCODED_LENGTH + missed.encodedLength();
    }

    int encode(final MarketStatus status, final MutableDirectBuffer buffer, final int offset) {
        changed.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(status.eventNumber)
                .timestampNs(status.timestampNs)
                .kind(io.bascule.engine.wire.sbe.MarketStatus.get(status.kind.code()))
                .underlyingId(status.underlyingId)
                .instrumentId(status.instrumentId)
                .priceE8(status.priceE8);
        return MessageHeaderEncoder.ENCODED_LENGTH + changed.encodedLength();
    }

    int encode(final ParametersChange change, final MutableDirectBuffer buffer, final int offset) {
        parameters
                .wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(change.eventNumber)
                .timestampNs(change.timestampNs)
                .effectiveTimeNs(change.parameters.effectiveTimeNs())
                .inForce(change.isInForce ? BooleanType.TRUE : BooleanType.FALSE)
                .name(change.parameters.name())
                .sha256(change.parameters.sha256());
        return MessageHeaderEncoder.ENCODED_LENGTH + parameters.encodedLength();
    }
}
