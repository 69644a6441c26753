package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarginDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;

/** An account's figures as entries of NoMarginAmt(1643). */
final class MarginAmounts {
    static final int NO_MARGIN_AMT = 1643;
    /** Entries of one state of an account. */
    static final int COUNT = 4;

    private static final int MARGIN_AMT_TYPE = 1644;
    private static final int MARGIN_AMT = 1645;
    private static final int MARGIN_AMT_CCY = 1646;
    private static final String CALL = "13";
    private static final String INITIAL = "11";
    private static final String MAINTENANCE = "101";
    private static final String EQUITY = "102";
    private static final String EXCESS = "15";
    private static final byte NONE = 0;

    private MarginAmounts() {}

    /** The whole group, of one state. */
    static void put(MessageBody body, MarginDecoder margin) {
        body.put(NO_MARGIN_AMT, COUNT);
        putEntries(body, margin, NONE);
    }

    /** The whole group of a margin call: first what is short of the initial margin. */
    static void putCall(
            MessageBody body, long shortfallMicros, long initialMicros, long maintenanceMicros, long equityMicros) {
        body.put(NO_MARGIN_AMT, COUNT);
        putEntry(body, CALL, shortfallMicros, NONE);
        putEntry(body, INITIAL, initialMicros, NONE);
        putEntry(body, MAINTENANCE, maintenanceMicros, NONE);
        putEntry(body, EQUITY, equityMicros, NONE);
    }

    /**
     * The entries of one state among several.
     *
     * @param state PreviewState(20005)
     */
    static void putEntries(MessageBody body, MarginDecoder margin, byte state) {
        putEntry(body, INITIAL, margin.initialMarginMicros(), state);
        putEntry(body, MAINTENANCE, margin.maintenanceMarginMicros(), state);
        putEntry(body, EQUITY, margin.equityMicros(), state);
        putEntry(body, EXCESS, margin.excessMicros(), state);
    }

    private static void putEntry(MessageBody body, String type, long amountMicros, byte state) {
        body.putDecimal(MARGIN_AMT, amountMicros, Decimal.MICROS)
                .put(MARGIN_AMT_TYPE, type)
                .put(MARGIN_AMT_CCY, MarginFields.MARGIN_CURRENCY);
        if (state != NONE) {
            body.put(BasculeTags.PREVIEW_STATE, state);
        }
    }
}
