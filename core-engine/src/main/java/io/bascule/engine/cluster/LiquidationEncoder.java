package io.bascule.engine.cluster;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.order.Text;
import io.bascule.engine.service.AuctionNotice;
import io.bascule.engine.service.LimitsReport;
import io.bascule.engine.service.LiquidationStep;
import io.bascule.engine.service.MarginCall;
import io.bascule.engine.service.PartyActionReport;
import io.bascule.engine.wire.sbe.AuctionRequestedEncoder;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.LadderRule;
import io.bascule.engine.wire.sbe.LadderStage;
import io.bascule.engine.wire.sbe.LimitsReportedEncoder;
import io.bascule.engine.wire.sbe.LiquidationSteppedEncoder;
import io.bascule.engine.wire.sbe.MarginCalledEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.PartyActionAnsweredEncoder;
import io.bascule.engine.wire.sbe.PartyScope;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TradingLevel;
import org.agrona.MutableDirectBuffer;

/** What liquidations and kill switches have to say, into bytes, header first. Each method returns the length. */
final class LiquidationEncoder {
    /** More than any of them takes but a margin call. */
    static final int MAX_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + LiquidationSteppedEncoder.BLOCK_LENGTH
            + AuctionRequestedEncoder.LegsEncoder.HEADER_SIZE
            + Holdings.MAX_INSTRUMENTS * AuctionRequestedEncoder.LegsEncoder.sbeBlockLength()
            + 2 * (1 + Text.MAX_LENGTH);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LiquidationSteppedEncoder steps = new LiquidationSteppedEncoder();
    private final MarginCalledEncoder calls = new MarginCalledEncoder();
    private final AuctionRequestedEncoder auctions = new AuctionRequestedEncoder();
    private final PartyActionAnsweredEncoder parties = new PartyActionAnsweredEncoder();
    private final LimitsReportedEncoder limits = new LimitsReportedEncoder();

    /** More than a margin call takes. */
    static int maxLength(final MarginCall call) {
        return MAX_LENGTH + call.copies.count() * MarginCalledEncoder.CopiesEncoder.sbeBlockLength();
    }

    int encode(final LiquidationStep step, final MutableDirectBuffer buffer, final int offset) {
        steps.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(step.eventNumber)
                .timestampNs(step.timestampNs)
                .liquidationId(step.liquidationId)
                .rule(LadderRule.get(step.rule.code()))
                .stage(LadderStage.get(step.stage.code()))
                .accountId(step.accountId)
                .counterpartyId(step.counterpartyId)
                .instrumentId(step.instrumentId)
                .qtyE8(step.qtyE8)
                .priceE8(step.priceE8)
                .currency((short) step.currency.index())
                .amountUnits(step.amountUnits)
                .slippageMicros(step.slippageMicros)
                .feeMicros(step.feeMicros)
                .freedMicros(step.freedMicros)
                .equityMicros(step.equityMicros)
                .maintenanceMicros(step.maintenanceMicros)
                .excessMicros(step.excessMicros)
                .tradeId(step.tradeId);
        return MessageHeaderEncoder.ENCODED_LENGTH + steps.encodedLength();
    }

    int encode(final MarginCall call, final MutableDirectBuffer buffer, final int offset) {
        calls.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(call.eventNumber)
                .timestampNs(call.timestampNs)
                .accountId(call.accountId)
                .thresholdE6(call.thresholdE6)
                .levelE6(call.levelE6)
                .equityMicros(call.equityMicros)
                .maintenanceMicros(call.maintenanceMicros)
                .initialMicros(call.initialMicros)
                .shortfallMicros(call.shortfallMicros);
        final MarginCalledEncoder.CopiesEncoder copies = calls.copiesCount(call.copies.count());
        for (int n = 0; n < call.copies.count(); n++) {
            copies.next().sessionId(call.copies.sessionId(n)).applSeqNum(call.copies.applSeqNum(n));
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + calls.encodedLength();
    }

    int encode(final AuctionNotice auction, final MutableDirectBuffer buffer, final int offset) {
        auctions.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(auction.eventNumber)
                .timestampNs(auction.timestampNs)
                .auctionId(auction.auctionId)
                .endNs(auction.endNs)
                .equityMicros(auction.equityMicros)
                .maintenanceMicros(auction.maintenanceMicros);
        final AuctionRequestedEncoder.LegsEncoder legs = auctions.legsCount(auction.legCount);
        for (int i = 0; i < auction.legCount; i++) {
            legs.next()
                    .instrumentId(auction.instrumentIds[i])
                    .qtyE8(auction.qtysE8[i])
                    .markE8(auction.marksE8[i]);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + auctions.encodedLength();
    }

    int encode(final PartyActionReport report, final MutableDirectBuffer buffer, final int offset) {
        parties.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(report.eventNumber)
                .timestampNs(report.timestampNs)
                .sessionId(report.request.sessionId)
                .level(level(report.request.level))
                .scope(report.request.scope == null ? PartyScope.NULL_VAL : PartyScope.get(report.request.scope.code()))
                .accountId(report.request.accountId)
                .instrumentId(report.request.instrumentId)
                .rejectReason(RejectReason.get(report.rejectReason.code()))
                .cancelledOrders(report.cancelledOrders)
                .putFirm(report.request.firm.bytes(), 0, report.request.firm.length())
                .putRequestId(report.request.requestId.bytes(), 0, report.request.requestId.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + parties.encodedLength();
    }

    int encode(final LimitsReport report, final MutableDirectBuffer buffer, final int offset) {
        limits.wrapAndApplyHeader(buffer, offset, header)
                .sessionId(report.sessionId)
                .msgSeqNum(report.msgSeqNum)
                .timestampNs(report.timestampNs)
                .accountId(report.accountId)
                .total(report.total)
                .last(report.last ? BooleanType.TRUE : BooleanType.FALSE)
                .level(level(report.level))
                .stage(LadderStage.get(report.stage.code()))
                .openOrders(report.openOrders)
                .maxOpenOrders(report.maxOpenOrders)
                .initialMicros(report.initialMicros)
                .maintenanceMicros(report.maintenanceMicros)
                .equityMicros(report.equityMicros)
                .excessMicros(report.excessMicros);
        final LimitsReportedEncoder.PositionsEncoder positions = limits.positionsCount(report.positionCount);
        for (int i = 0; i < report.positionCount; i++) {
            positions
                    .next()
                    .instrumentId(report.instrumentIds[i])
                    .level(level(report.levels[i]))
                    .longQtyE8(report.longQtysE8[i])
                    .shortQtyE8(report.shortQtysE8[i])
                    .maxQtyE8(report.maxQtysE8[i]);
        }
        limits.putRequestId(report.requestId.bytes(), 0, report.requestId.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + limits.encodedLength();
    }

    private static TradingLevel level(final io.bascule.engine.service.TradingLevel level) {
        return level == null ? TradingLevel.NULL_VAL : TradingLevel.get(level.code());
    }
}
