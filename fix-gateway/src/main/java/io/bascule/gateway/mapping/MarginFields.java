package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarginDecoder;
import quickfix.Message;

/** The account's margin on a report: 20015 to 20018. */
final class MarginFields {
    /** What fees and P&L are paid in. */
    static final String SETTLEMENT_CURRENCY = "USDC";

    /** What margin is measured in. */
    static final String MARGIN_CURRENCY = "USD";

    private static final int LEVEL_DECIMALS = 4;

    private MarginFields() {}

    /** Adds the figures if the event has them; the level only where there is a requirement to divide by. */
    static void add(Message report, MarginDecoder margin) {
        if (!isPresent(margin)) {
            return;
        }
        long equity = margin.equityMicros();
        long maintenance = margin.maintenanceMarginMicros();
        report.setString(BasculeTags.INITIAL_MARGIN, Decimal.format(margin.initialMarginMicros(), Decimal.MICROS));
        report.setString(BasculeTags.MAINTENANCE_MARGIN, Decimal.format(maintenance, Decimal.MICROS));
        report.setString(BasculeTags.EQUITY, Decimal.format(equity, Decimal.MICROS));
        if (maintenance > 0) {
            report.setString(BasculeTags.MARGIN_LEVEL, Decimal.quotient(equity, maintenance, LEVEL_DECIMALS));
        }
    }

    static boolean isPresent(MarginDecoder margin) {
        return margin.equityMicros() != MarginDecoder.equityMicrosNullValue();
    }
}
