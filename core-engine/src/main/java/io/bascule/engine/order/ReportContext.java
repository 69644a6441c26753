package io.bascule.engine.order;

/** What the order of a report was part of. */
public enum ReportContext {
    NONE(0),
    /** A batch (DJ): MassOrderRequestID(2423) and OrderEntryID(2430). */
    MASS_ORDER(1),
    /** The whole of a multileg order (AB). */
    COMBINATION(2),
    /** One leg of it: LegRefID(654). */
    COMBINATION_LEG(3),
    /** A mass quote (i): QuoteID(117) and QuoteEntryID(299). */
    QUOTE(4);

    private final byte code;

    ReportContext(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }
}
