package io.bascule.engine.cluster;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.service.StressDesk;
import io.bascule.engine.service.Venue;
import io.bascule.engine.wire.sbe.BustTradeDecoder;
import io.bascule.engine.wire.sbe.CorrectTradeDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.StressAccountDecoder;
import io.bascule.engine.wire.sbe.TransferCollateralDecoder;
import org.agrona.DirectBuffer;

/**
 * Commands of an operator, each answered with OperatorAnswered, or StressReported. Decoded whole before anything is
 * called.
 */
final class OperatorCommands {
    private final Venue venue;
    private final Answers answers;
    private final BustTradeDecoder bustTrade = new BustTradeDecoder();
    private final CorrectTradeDecoder correctTrade = new CorrectTradeDecoder();
    private final TransferCollateralDecoder transfer = new TransferCollateralDecoder();
    private final StressRequestCodec stress = new StressRequestCodec();
    private String account;

    OperatorCommands(final Venue venue, final Answers answers) {
        this.venue = venue;
        this.answers = answers;
    }

    /** Whether the message is one of them, and whole. */
    boolean decode(final int templateId, final DirectBuffer view, final MessageHeaderDecoder header) {
        return switch (templateId) {
            case BustTradeDecoder.TEMPLATE_ID -> CommandAdapter.wrapWhole(bustTrade, view, header);
            case CorrectTradeDecoder.TEMPLATE_ID -> CommandAdapter.wrapWhole(correctTrade, view, header);
            case TransferCollateralDecoder.TEMPLATE_ID -> decodeTransfer(view, header);
            case StressAccountDecoder.TEMPLATE_ID -> stress.decode(view, header);
            default -> false;
        };
    }

    private boolean decodeTransfer(final DirectBuffer view, final MessageHeaderDecoder header) {
        if (header.blockLength() != TransferCollateralDecoder.BLOCK_LENGTH) {
            return false;
        }
        transfer.wrap(view, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        account = transfer.account();
        return transfer.currency() < Currency.count() && transfer.limit() == view.capacity();
    }

    /** Applies what was decoded; false if it is none of them. */
    boolean apply(final int templateId, final long timestampNs) {
        switch (templateId) {
            case BustTradeDecoder.TEMPLATE_ID -> {
                final long tradeId = bustTrade.tradeId();
                answers.operatorAnswered(
                        bustTrade.correlationId(),
                        "bust of trade " + tradeId,
                        venue.operator().bustTrade(tradeId, timestampNs));
            }
            case CorrectTradeDecoder.TEMPLATE_ID -> {
                final long tradeId = correctTrade.tradeId();
                answers.operatorAnswered(
                        correctTrade.correlationId(),
                        "correction of trade " + tradeId,
                        venue.operator()
                                .correctTrade(tradeId, correctTrade.priceE8(), correctTrade.qtyE8(), timestampNs));
            }
            case TransferCollateralDecoder.TEMPLATE_ID -> {
                final Currency currency = Currency.at(transfer.currency());
                answers.operatorAnswered(
                        transfer.correlationId(),
                        "transfer of " + transfer.units() + " units of " + currency + " to " + account,
                        venue.operator().transfer(account, currency, transfer.units(), timestampNs));
            }
            case StressAccountDecoder.TEMPLATE_ID -> stress(timestampNs);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A question: where nobody hears the answer, as in a replay, nothing is worked out. */
    private void stress(final long timestampNs) {
        if (!answers.isHeard()) {
            return;
        }
        final StressDesk desk = venue.operator().stress();
        final String problem = desk.problem(stress.account(), stress.shocks());
        if (problem == null) {
            answers.stressReported(stress.correlationId(), desk.report(stress.account(), stress.shocks(), timestampNs));
        } else {
            answers.operatorAnswered(stress.correlationId(), "stress report of " + stress.account(), problem);
        }
    }
}
