package io.bascule.engine.client;

import io.bascule.engine.wire.sbe.AuctionRequestedDecoder;
import io.bascule.engine.wire.sbe.ExecCause;
import io.bascule.engine.wire.sbe.ExecType;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.FundingMissedDecoder;
import io.bascule.engine.wire.sbe.FundingPaidDecoder;
import io.bascule.engine.wire.sbe.LiquidationSteppedDecoder;
import io.bascule.engine.wire.sbe.MarginCalledDecoder;
import io.bascule.engine.wire.sbe.MarketStatusChangedDecoder;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.Side;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Events into lines of the public ledger. Every step of the ladder, margin call, auction, funding payment and change of
 * a market is a line; of reports those of fills that the venue's own orders have in the book, and of settlements.
 * Anything else makes no line.
 */
public final class LedgerEvents implements EngineListener {
    private final LiquidationSteppedDecoder step = new LiquidationSteppedDecoder();
    private final MarginCalledDecoder call = new MarginCalledDecoder();
    private final AuctionRequestedDecoder auction = new AuctionRequestedDecoder();
    private final FundingPaidDecoder funding = new FundingPaidDecoder();
    private final FundingMissedDecoder missed = new FundingMissedDecoder();
    private final MarketStatusChangedDecoder status = new MarketStatusChangedDecoder();
    private final ExecutionReportedDecoder report = new ExecutionReportedDecoder();
    private final LedgerLine line = new LedgerLine();
    private final LedgerNames names;
    private final Consumer<LedgerLine> lines;

    /**
     * Reads events for one reader.
     *
     * @param names of what events know by number.
     * @param lines takes each line, during the call of its event.
     */
    public LedgerEvents(final LedgerNames names, final Consumer<LedgerLine> lines) {
        this.names = names;
        this.lines = lines;
    }

    @Override
    public void onMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case LiquidationSteppedDecoder.TEMPLATE_ID -> say(step.wrap(buffer, offset, blockLength, version));
            case MarginCalledDecoder.TEMPLATE_ID -> say(call.wrap(buffer, offset, blockLength, version));
            case AuctionRequestedDecoder.TEMPLATE_ID -> say(auction.wrap(buffer, offset, blockLength, version));
            case FundingPaidDecoder.TEMPLATE_ID -> say(funding.wrap(buffer, offset, blockLength, version));
            case FundingMissedDecoder.TEMPLATE_ID -> say(missed.wrap(buffer, offset, blockLength, version));
            case MarketStatusChangedDecoder.TEMPLATE_ID -> say(status.wrap(buffer, offset, blockLength, version));
            case ExecutionReportedDecoder.TEMPLATE_ID -> say(report.wrap(buffer, offset, blockLength, version));
            default -> {
                // Of one counterparty's concern.
            }
        }
    }

    private void say(final LiquidationSteppedDecoder event) {
        begin(event.eventNumber(), event.timestampNs(), event.rule().name());
        line.liquidationId = event.liquidationId();
        line.stage = event.stage().name();
        line.account = account(event.accountId());
        line.counterparty = account(event.counterpartyId());
        line.instrument = instrument(event.instrumentId());
        line.qtyE8 = event.qtyE8();
        line.priceE8 = event.priceE8();
        if (event.amountUnits() != 0) {
            amount(event.amountUnits(), event.currency());
        }
        line.slippageMicros = event.slippageMicros();
        line.feeMicros = event.feeMicros();
        line.freedMicros = event.freedMicros();
        line.hasFigures = true;
        line.equityMicros = event.equityMicros();
        line.maintenanceMicros = event.maintenanceMicros();
        line.excessMicros = event.excessMicros();
        line.reference = event.tradeId();
        lines.accept(line);
    }

    private void say(final MarginCalledDecoder event) {
        begin(event.eventNumber(), event.timestampNs(), "MARGIN_CALL");
        line.account = account(event.accountId());
        line.hasFigures = true;
        line.equityMicros = event.equityMicros();
        line.maintenanceMicros = event.maintenanceMicros();
        line.excessMicros = -event.shortfallMicros();
        lines.accept(line);
    }

    /** A line a position: whose it is is said by the step before. */
    private void say(final AuctionRequestedDecoder event) {
        for (final AuctionRequestedDecoder.LegsDecoder leg : event.legs()) {
            begin(event.eventNumber(), event.timestampNs(), "AUCTION_REQUESTED");
            line.instrument = instrument(leg.instrumentId());
            line.qtyE8 = leg.qtyE8();
            line.priceE8 = leg.markE8();
            line.reference = event.auctionId();
            lines.accept(line);
        }
    }

    private void say(final FundingPaidDecoder event) {
        begin(event.eventNumber(), event.timestampNs(), "FUNDING");
        line.account = account(event.accountId());
        line.instrument = instrument(event.instrumentId());
        line.qtyE8 = event.positionE8();
        line.priceE8 = event.indexE8();
        amount(event.units(), event.currency());
        line.reference = event.paymentId();
        lines.accept(line);
    }

    private void say(final FundingMissedDecoder event) {
        begin(event.eventNumber(), event.timestampNs(), "FUNDING_MISSED");
        line.instrument = instrument(event.instrumentId());
        lines.accept(line);
    }

    private void say(final MarketStatusChangedDecoder event) {
        begin(event.eventNumber(), event.timestampNs(), event.kind().name());
        line.instrument =
                event.instrumentId() == 0 ? names.index(event.underlyingId()) : instrument(event.instrumentId());
        line.priceE8 = event.priceE8();
        lines.accept(line);
    }

    /** What a transfer did is said by its step: of reports those of the book and of settlements remain. */
    private void say(final ExecutionReportedDecoder event) {
        final ExecCause cause = event.execCause();
        final String what = what(event.execType());
        final boolean isSaidByItsStep = event.ordType() == OrdType.MARKET && cause != ExecCause.SETTLEMENT;
        if (cause == ExecCause.NONE || what == null || isSaidByItsStep) {
            return;
        }
        begin(event.eventNumber(), event.timestampNs(), what + cause.name());
        line.account = account(event.accountId());
        line.instrument = instrument(event.instrumentId());
        line.qtyE8 = event.side() == Side.SELL ? -event.lastQtyE8() : event.lastQtyE8();
        line.priceE8 = event.lastPxE8();
        line.reference = event.tradeId();
        lines.accept(line);
    }

    private static String what(final ExecType type) {
        return switch (type) {
            case TRADE -> "FILL_";
            case TRADE_CANCEL -> "BUST_";
            case TRADE_CORRECT -> "CORRECTION_";
            default -> null;
        };
    }

    private void begin(final long eventNumber, final long timestampNs, final String rule) {
        line.clear();
        line.eventNumber = eventNumber;
        line.timestampNs = timestampNs;
        line.rule = rule;
    }

    private void amount(final long units, final int currency) {
        line.amountUnits = units;
        line.currencyIndex = currency;
    }

    /** One that was removed since the event has its id for a name. */
    private String account(final int accountId) {
        final String name = accountId == 0 ? "" : names.account(accountId);
        return name == null ? "#" + accountId : name;
    }

    private String instrument(final int instrumentId) {
        final String symbol = instrumentId == 0 ? "" : names.instrument(instrumentId);
        return symbol == null ? "#" + instrumentId : symbol;
    }
}
