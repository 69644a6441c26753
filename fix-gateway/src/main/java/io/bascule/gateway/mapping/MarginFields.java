package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarginDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;

/** The account's margin on a report: 20015 to 20018. */
final class MarginFields {
    /** What margin is measured in. */
    static final String MARGIN_CURRENCY = "USD";

    static final int LEVEL_DECIMALS = 4;

    private MarginFields() {}

    /** Puts the figures if the event has them; the level only where there is a requirement to divide by. */
    static void put(MessageBody report, MarginDecoder margin) {
        if (!isPresent(margin)) {
            return;
        }
        long equity = margin.equityMicros();
        long maintenance = margin.maintenanceMarginMicros();
        report.putDecimal(BasculeTags.INITIAL_MARGIN, margin.initialMarginMicros(), Decimal.MICROS)
                .putDecimal(BasculeTags.MAINTENANCE_MARGIN, maintenance, Decimal.MICROS)
                .putDecimal(BasculeTags.EQUITY, equity, Decimal.MICROS);
        if (maintenance > 0) {
            report.put(BasculeTags.MARGIN_LEVEL, Decimal.quotient(equity, maintenance, LEVEL_DECIMALS));
        }
    }

    static boolean isPresent(MarginDecoder margin) {
        return margin.equityMicros() != MarginDecoder.equityMicrosNullValue();
    }
}
