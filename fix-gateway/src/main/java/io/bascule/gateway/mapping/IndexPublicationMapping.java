package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.PublishExternalPriceEncoder;
import io.bascule.engine.wire.sbe.PublishIndexEncoder;
import io.bascule.gateway.encoding.Decimal;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.BusinessRejectReason;
import quickfix.field.MDEntryPx;
import quickfix.field.MDEntryType;
import quickfix.field.NoMDEntries;
import quickfix.field.Symbol;

/**
 * An index source's MarketDataSnapshotFullRefresh (W): of an index to PublishIndex, of an instrument, whose contract
 * trades elsewhere too, to PublishExternalPrice. One price each.
 */
final class IndexPublicationMapping {
    private static final String INDEX_VALUE = "3";
    private static final String SETTLEMENT_PRICE = "6";

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    IndexPublicationMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message publication, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat, BusinessReject {
        String symbol = reader.wrap(publication).text(Symbol.FIELD);
        int underlyingId = directory.underlyingId(symbol);
        int instrumentId = directory.instrumentId(symbol);
        if (underlyingId == 0 && instrumentId == 0) {
            throw new BusinessReject(
                    BusinessRejectReason.UNKNOWN_SECURITY, "Symbol(55)=" + symbol + " is no index and no instrument");
        }
        if (underlyingId != 0) {
            PublishIndexEncoder out = commands.publishIndex()
                    .sessionId(session.sessionId())
                    .msgSeqNum(session.epochSeqNum(publication))
                    .underlyingId(underlyingId)
                    .priceE8(priceE8(publication, INDEX_VALUE));
            RequestReader.flags(publication, out.flags());
        } else {
            PublishExternalPriceEncoder out = commands.publishExternalPrice()
                    .sessionId(session.sessionId())
                    .msgSeqNum(session.epochSeqNum(publication))
                    .instrumentId(instrumentId)
                    .priceE8(priceE8(publication, SETTLEMENT_PRICE));
            RequestReader.flags(publication, out.flags());
        }
    }

    private long priceE8(Message publication, String entryType) throws IncorrectDataFormat, BusinessReject {
        List<Group> entries = publication.getGroups(NoMDEntries.FIELD);
        if (entries.size() != 1) {
            throw new BusinessReject(BusinessRejectReason.OTHER, "NoMDEntries(268) must be 1");
        }
        RequestReader entry = reader.wrap(entries.get(0));
        if (!entry.text(MDEntryType.FIELD).equals(entryType) || !entry.has(MDEntryPx.FIELD)) {
            throw new BusinessReject(
                    BusinessRejectReason.CONDITIONALLY_REQUIRED_FIELD_MISSING,
                    "a price of an index needs MDEntryType(269)=3, one of an instrument 269=6, and MDEntryPx(270)");
        }
        String text = entry.text(MDEntryPx.FIELD);
        long priceE8 = Decimal.parse(text, Decimal.E8);
        if (priceE8 == Decimal.MALFORMED) {
            throw new IncorrectDataFormat(MDEntryPx.FIELD, text);
        }
        if (!Decimal.isValue(priceE8) || priceE8 <= 0) {
            throw new BusinessReject(
                    BusinessRejectReason.OTHER, "MDEntryPx(270)=" + text + " must be positive with at most 8 decimals");
        }
        return priceE8;
    }
}
