package io.bascule.gateway.mapping;

import io.bascule.config.Role;
import io.bascule.engine.wire.sbe.AuctionRequestedDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.ExpireTime;
import quickfix.field.MsgType;
import quickfix.field.NoRelatedSym;
import quickfix.field.OrderQty;
import quickfix.field.Price;
import quickfix.field.QuoteReqID;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TransactTime;

/**
 * AuctionRequested to QuoteRequest (R), to every backstop provider: a portfolio in liquidation, an entry each position,
 * with the side that a provider would take.
 */
final class AuctionRequestMapping extends PushMapping {
    private static final byte BUY = '1';
    private static final byte SELL = '2';

    private final Directory directory;
    private final Timestamps timestamps;
    private final AuctionRequestedDecoder event = new AuctionRequestedDecoder();
    private final Copies none = new Copies();

    AuctionRequestMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
    }

    @Override
    public long eventNumber() {
        return event.eventNumber();
    }

    @Override
    public Copies copies() {
        return none;
    }

    @Override
    public boolean isPushedTo(SessionProfile recipient) {
        return recipient.role() == Role.BACKSTOP;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        event.sbeRewind();
        body.begin(MsgType.QUOTE_REQUEST)
                .put(QuoteReqID.FIELD, event.auctionId())
                .put(
                        Text.FIELD,
                        "equity " + Decimal.format(event.equityMicros(), Decimal.MICROS) + " USD, maintenance margin "
                                + Decimal.format(event.maintenanceMicros(), Decimal.MICROS) + " USD");
        AuctionRequestedDecoder.LegsDecoder legs = event.legs();
        body.put(NoRelatedSym.FIELD, legs.count());
        for (AuctionRequestedDecoder.LegsDecoder leg : legs) {
            body.put(Symbol.FIELD, ExecutionReportMapping.orNotAvailable(directory.symbol(leg.instrumentId())))
                    .put(Side.FIELD, leg.qtyE8() > 0 ? BUY : SELL)
                    .putDecimal(OrderQty.FIELD, Math.abs(leg.qtyE8()), Decimal.E8)
                    .open(ExpireTime.FIELD)
                    .append(timestamps, event.endNs(), recipient.fractionDigits())
                    .close()
                    .open(TransactTime.FIELD)
                    .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                    .close()
                    .putDecimal(Price.FIELD, leg.markE8(), Decimal.E8);
        }
    }
}
