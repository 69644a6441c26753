package io.bascule.gateway.mapping;

import io.bascule.config.Role;
import io.bascule.engine.wire.sbe.MarketStatusChangedDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.LastPx;
import quickfix.field.MsgType;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.UnsolicitedIndicator;

/**
 * MarketStatusChanged to SecurityStatus (f), to everybody but index sources. What is about all instruments of an
 * underlying has the symbol of its index.
 */
final class MarketStatusMapping extends PushMapping {
    private static final byte YES = 'Y';

    private final Directory directory;
    private final Timestamps timestamps;
    private final MarketStatusChangedDecoder event = new MarketStatusChangedDecoder();
    private final Copies none = new Copies();

    MarketStatusMapping(Directory directory, Timestamps timestamps) {
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
        return recipient.role() != Role.INDEX_SOURCE;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        String symbol = event.instrumentId() == 0
                ? directory.index(event.underlyingId())
                : directory.symbol(event.instrumentId());
        body.begin(MsgType.SECURITY_STATUS)
                .put(Symbol.FIELD, ExecutionReportMapping.orNotAvailable(symbol))
                .put(UnsolicitedIndicator.FIELD, YES);
        TradingStatus status =
                switch (event.kind()) {
                    case INDEX_FROZEN -> TradingStatus.REDUCE_ONLY;
                    case INDEX_THAWED -> TradingStatus.RESUMED;
                    case EXPIRED, SETTLED -> TradingStatus.EXPIRED;
                    case NULL_VAL -> throw new IllegalStateException("a market has no status");
                };
        status.put(body, recipient.vocabulary());
        InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        switch (event.kind()) {
            case INDEX_FROZEN ->
                body.put(Text.FIELD, "the index is frozen: what would raise initial margin is refused");
            case INDEX_THAWED -> body.put(Text.FIELD, "the index moves again");
            case EXPIRED -> body.put(Text.FIELD, "the contract has expired");
            case SETTLED ->
                body.putDecimal(LastPx.FIELD, event.priceE8(), Decimal.E8).put(Text.FIELD, "settled");
            case NULL_VAL -> throw new IllegalStateException("a market has no status");
        }
    }
}
