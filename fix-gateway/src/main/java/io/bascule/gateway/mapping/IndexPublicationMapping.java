package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
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

/** An index source's MarketDataSnapshotFullRefresh (W) to PublishIndex: one index, one price. */
final class IndexPublicationMapping {
    private static final String INDEX_VALUE = "3";

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    IndexPublicationMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message publication, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat, BusinessReject {
        String symbol = reader.wrap(publication).text(Symbol.FIELD);
        int underlyingId = directory.underlyingId(symbol);
        if (underlyingId == 0) {
            throw new BusinessReject(BusinessRejectReason.UNKNOWN_SECURITY, "Symbol(55)=" + symbol + " is no index");
        }
        PublishIndexEncoder out = commands.publishIndex()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(publication))
                .underlyingId(underlyingId)
                .priceE8(indexPriceE8(publication));
        RequestReader.flags(publication, out.flags());
    }

    private long indexPriceE8(Message publication) throws IncorrectDataFormat, BusinessReject {
        List<Group> entries = publication.getGroups(NoMDEntries.FIELD);
        if (entries.size() != 1) {
            throw new BusinessReject(BusinessRejectReason.OTHER, "NoMDEntries(268) must be 1");
        }
        RequestReader entry = reader.wrap(entries.get(0));
        if (!entry.text(MDEntryType.FIELD).equals(INDEX_VALUE) || !entry.has(MDEntryPx.FIELD)) {
            throw new BusinessReject(
                    BusinessRejectReason.CONDITIONALLY_REQUIRED_FIELD_MISSING,
                    "an index publication needs MDEntryType(269)=3 and MDEntryPx(270)");
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
