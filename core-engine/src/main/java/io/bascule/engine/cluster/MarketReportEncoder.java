package io.bascule.engine.cluster;

import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Text;
import io.bascule.engine.service.MarketReport;
import io.bascule.engine.service.PriceParts;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MarketReportedEncoder;
import io.bascule.engine.wire.sbe.MarketState;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.Side;
import org.agrona.MutableDirectBuffer;

/** Reports of markets into bytes, header first. */
final class MarketReportEncoder {
    private static final PriceParts NO_PARTS = new PriceParts();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MarketReportedEncoder encoder = new MarketReportedEncoder();

    /** Returns its length. */
    int encode(final MarketReport report, final MutableDirectBuffer buffer, final int offset) {
        final boolean hasParts = report.inquiry.parts;
        encoder.wrapAndApplyHeader(buffer, offset, header)
                .sessionId(report.inquiry.sessionId)
                .msgSeqNum(report.inquiry.msgSeqNum)
                .timestampNs(report.timestampNs)
                .mode(InquiryMode.get(report.inquiry.mode.code()))
                .instrumentId(report.instrumentId)
                .state(MarketState.get(report.state.code()))
                .indexE8(report.indexE8)
                .markE8(report.markE8)
                .openInterestE8(report.openInterestE8)
                .fundingE9(report.fundingE9)
                .predictedFundingE9(report.predictedFundingE9)
                .lastTradeId(report.lastTradeId)
                .view((short) report.inquiry.view)
                .nextFundingNs(report.nextFundingNs)
                .indexState(hasParts ? (short) report.indexState.code() : MarketReportedEncoder.indexStateNullValue())
                .confidenceE6(hasParts ? report.confidenceE6 : 0)
                .fundingIntervalNs(hasParts ? report.fundingIntervalNs : OrderRequest.ABSENT)
                .premiumE9(hasParts ? report.premiumE9 : OrderRequest.ABSENT)
                .annualisedBasisE9(hasParts ? report.annualisedBasisE9 : OrderRequest.ABSENT)
                .expiryNs(hasParts ? report.expiryNs : 0);
        encodeBook(report);
        encodeTrades(report);
        encodeParts(hasParts ? report.parts : NO_PARTS);
        final MarketReportedEncoder.PaymentsEncoder payments = encoder.paymentsCount(report.paymentCount);
        for (int n = 0; n < report.paymentCount; n++) {
            payments.next().timeNs(report.payments.timeNs(n)).rateE9(report.payments.rateE9(n));
        }
        final Text requestId = report.inquiry.requestId;
        encoder.putRequestId(requestId.bytes(), 0, requestId.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void encodeBook(final MarketReport report) {
        final MarketReportedEncoder.BidsEncoder bids = encoder.bidsCount(report.bids.count);
        for (int rank = 0; rank < report.bids.count; rank++) {
            bids.next()
                    .priceE8(report.bids.pricesE8[rank])
                    .qtyE8(report.bids.qtysE8[rank])
                    .orderCount(report.bids.orderCounts[rank]);
        }
        final MarketReportedEncoder.OffersEncoder offers = encoder.offersCount(report.offers.count);
        for (int rank = 0; rank < report.offers.count; rank++) {
            offers.next()
                    .priceE8(report.offers.pricesE8[rank])
                    .qtyE8(report.offers.qtysE8[rank])
                    .orderCount(report.offers.orderCounts[rank]);
        }
    }

    private void encodeTrades(final MarketReport report) {
        final MarketReportedEncoder.TradesEncoder trades = encoder.tradesCount(report.tradeCount);
        for (int n = 0; n < report.tradeCount; n++) {
            trades.next()
                    .tradeId(report.tradeIds[n])
                    .priceE8(report.tradePricesE8[n])
                    .qtyE8(report.tradeQtysE8[n])
                    .takerSide(Side.get(report.takerSides[n].code()));
        }
    }

    private void encodeParts(final PriceParts parts) {
        final MarketReportedEncoder.PartsEncoder group = encoder.partsCount(parts.count());
        for (int n = 0; n < parts.count(); n++) {
            group.next()
                    .kind((short) parts.kind(n).code())
                    .priceE8(parts.priceE8(n))
                    .sourceId(parts.sourceId(n))
                    .weight(parts.weight(n))
                    .status((short) parts.status(n).code())
                    .publishedNs(parts.publishedNs(n));
        }
    }
}
