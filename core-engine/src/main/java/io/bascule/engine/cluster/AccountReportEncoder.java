package io.bascule.engine.cluster;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.Text;
import io.bascule.engine.service.AccountInquiry;
import io.bascule.engine.service.AccountReport;
import io.bascule.engine.service.CollateralChange;
import io.bascule.engine.wire.sbe.AccountInquiredEncoder;
import io.bascule.engine.wire.sbe.CollateralChangedEncoder;
import io.bascule.engine.wire.sbe.CollateralReportedEncoder;
import io.bascule.engine.wire.sbe.InquiryKind;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MarginReportedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.PositionReportedEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import org.agrona.MutableDirectBuffer;

/** What is said of accounts, asked or unasked, into bytes, header first. */
final class AccountReportEncoder {
    /** More than a change without copies takes. */
    private static final int MAX_CHANGE_LENGTH = 512;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AccountInquiredEncoder inquired = new AccountInquiredEncoder();
    private final MarginReportedEncoder margin = new MarginReportedEncoder();
    private final CollateralReportedEncoder collateral = new CollateralReportedEncoder();
    private final PositionReportedEncoder position = new PositionReportedEncoder();
    private final CollateralChangedEncoder changed = new CollateralChangedEncoder();

    /** More than the event takes. */
    static int maxLength(final CollateralChange change) {
        return MAX_CHANGE_LENGTH + change.copies.count() * CollateralChangedEncoder.CopiesEncoder.sbeBlockLength();
    }

    /** Returns its length. */
    int encode(final CollateralChange change, final MutableDirectBuffer buffer, final int offset) {
        changed.wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(change.eventNumber)
                .timestampNs(change.timestampNs)
                .accountId(change.accountId);
        ReportEncoder.encodeMargin(change.margin, changed.margin());
        final CollateralChangedEncoder.AmountsEncoder amounts = changed.amountsCount(Currency.count());
        for (int c = 0; c < Currency.count(); c++) {
            amounts.next().currency((short) c).units(change.units[c]).haircutE6(change.haircutsE6[c]);
        }
        final CollateralChangedEncoder.CopiesEncoder copies = changed.copiesCount(change.copies.count());
        for (int n = 0; n < change.copies.count(); n++) {
            copies.next().sessionId(change.copies.sessionId(n)).applSeqNum(change.copies.applSeqNum(n));
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + changed.encodedLength();
    }

    /** Returns its length. */
    int encode(final AccountReport report, final MutableDirectBuffer buffer, final int offset) {
        final int length;
        if (report.isAcknowledgement) {
            length = encodeAcknowledgement(report, buffer, offset);
        } else {
            length = switch (report.inquiry.kind) {
                case MARGIN -> encodeMargin(report, buffer, offset);
                case COLLATERAL -> encodeCollateral(report, buffer, offset);
                case POSITIONS -> encodePosition(report, buffer, offset);
            };
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + length;
    }

    private int encodeAcknowledgement(final AccountReport report, final MutableDirectBuffer buffer, final int offset) {
        final AccountInquiry inquiry = report.inquiry;
        return inquired.wrapAndApplyHeader(buffer, offset, header)
                .sessionId(inquiry.sessionId)
                .msgSeqNum(inquiry.msgSeqNum)
                .timestampNs(report.timestampNs)
                .kind(InquiryKind.get(inquiry.kind.code()))
                .mode(InquiryMode.get(inquiry.mode.code()))
                .rejectReason(RejectReason.get(report.rejectReason.code()))
                .accountId(inquiry.accountId)
                .instrumentId(inquiry.instrumentId)
                .reportCount(report.reportCount)
                .putRequestId(inquiry.requestId.bytes(), 0, inquiry.requestId.length())
                .putSymbol(inquiry.symbol.bytes(), 0, inquiry.symbol.length())
                .putAccountName(inquiry.accountName.bytes(), 0, inquiry.accountName.length())
                .encodedLength();
    }

    private int encodeMargin(final AccountReport report, final MutableDirectBuffer buffer, final int offset) {
        final AccountInquiry inquiry = report.inquiry;
        final Text requestId = inquiry.requestId;
        margin.wrapAndApplyHeader(buffer, offset, header)
                .sessionId(inquiry.sessionId)
                .msgSeqNum(inquiry.msgSeqNum)
                .timestampNs(report.timestampNs)
                .mode(InquiryMode.get(inquiry.mode.code()))
                .accountId(report.accountId)
                .reportIndex(report.reportIndex)
                .reportCount(report.reportCount);
        ReportEncoder.encodeMargin(report.margin, margin.margin());
        return margin.putRequestId(requestId.bytes(), 0, requestId.length()).encodedLength();
    }

    private int encodeCollateral(final AccountReport report, final MutableDirectBuffer buffer, final int offset) {
        final AccountInquiry inquiry = report.inquiry;
        final Text requestId = inquiry.requestId;
        collateral
                .wrapAndApplyHeader(buffer, offset, header)
                .sessionId(inquiry.sessionId)
                .msgSeqNum(inquiry.msgSeqNum)
                .timestampNs(report.timestampNs)
                .accountId(report.accountId)
                .reportIndex(report.reportIndex)
                .reportCount(report.reportCount);
        ReportEncoder.encodeMargin(report.margin, collateral.margin());
        final CollateralReportedEncoder.AmountsEncoder amounts = collateral.amountsCount(Currency.count());
        for (int c = 0; c < Currency.count(); c++) {
            amounts.next().currency((short) c).units(report.collateralUnits[c]).haircutE6(report.haircutsE6[c]);
        }
        return collateral.putRequestId(requestId.bytes(), 0, requestId.length()).encodedLength();
    }

    private int encodePosition(final AccountReport report, final MutableDirectBuffer buffer, final int offset) {
        final AccountInquiry inquiry = report.inquiry;
        final Text requestId = inquiry.requestId;
        return position.wrapAndApplyHeader(buffer, offset, header)
                .sessionId(inquiry.sessionId)
                .msgSeqNum(inquiry.msgSeqNum)
                .timestampNs(report.timestampNs)
                .accountId(report.accountId)
                .instrumentId(report.instrumentId)
                .reportIndex(report.reportIndex)
                .reportCount(report.reportCount)
                .positionE8(report.positionE8)
                .entryPxE8(report.entryPxE8)
                .markE8(report.markE8)
                .dayMarkE8(report.dayMarkE8)
                .liquidationPxE8(report.liquidationPxE8)
                .fundingPaidUnits(report.fundingPaidUnits)
                .currency((short) report.settlement.index())
                .putRequestId(requestId.bytes(), 0, requestId.length())
                .encodedLength();
    }
}
