package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.ReportContext;
import io.bascule.gateway.encoding.MessageBody;
import quickfix.field.LegRefID;
import quickfix.field.LegSymbol;
import quickfix.field.MultiLegReportingType;
import quickfix.field.NoLegs;
import quickfix.field.QuoteEntryID;
import quickfix.field.QuoteID;

/** What a report says of the batch, combination or quote that its order was part of. */
final class ReportContextFields {
    private static final byte LEG = '2';
    private static final byte MULTILEG_SECURITY = '3';

    private ReportContext kind = ReportContext.NONE;
    private String requestId = "";
    private String entryId = "";

    void clear() {
        kind = ReportContext.NONE;
    }

    void set(ReportContext newKind, String newRequestId, String newEntryId) {
        kind = newKind;
        requestId = newRequestId;
        entryId = newEntryId;
    }

    boolean isEmpty() {
        return kind == ReportContext.NONE;
    }

    /** Puts what the recipient understands; the symbol is the leg's. */
    void put(MessageBody body, Vocabulary vocabulary, String symbol) {
        switch (kind) {
            case MASS_ORDER -> {
                if (vocabulary.reportsNameBatches()) {
                    body.putIfKnown(MassOrderMapping.MASS_ORDER_REQUEST_ID, requestId)
                            .putIfKnown(MassOrderMapping.ORDER_ENTRY_ID, entryId);
                }
            }
            case COMBINATION -> body.put(MultiLegReportingType.FIELD, MULTILEG_SECURITY);
            case COMBINATION_LEG ->
                body.put(MultiLegReportingType.FIELD, LEG)
                        .put(NoLegs.FIELD, (byte) '1')
                        .put(LegSymbol.FIELD, symbol)
                        .putIfKnown(LegRefID.FIELD, entryId);
            case QUOTE -> {
                if (vocabulary.reportsNameQuotes()) {
                    body.putIfKnown(QuoteID.FIELD, requestId).putIfKnown(QuoteEntryID.FIELD, entryId);
                }
            }
            case NONE, NULL_VAL -> {
                // An order by itself.
            }
        }
    }
}
