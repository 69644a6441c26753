package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarginDecoder;
import io.bascule.gateway.encoding.Currencies;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import quickfix.field.Currency;
import quickfix.field.MarginExcess;
import quickfix.field.TotalNetValue;

/** What a CollateralReport (BA) says of an account's collateral, asked or unasked. */
final class CollateralFields {
    static final int NO_COLLATERAL_AMOUNTS = 1703;
    /** CollStatus(910). */
    static final byte ACCEPTED = '3';

    private static final int CURRENT_COLLATERAL_AMOUNT = 1704;
    private static final int COLLATERAL_CURRENCY = 1705;

    private CollateralFields() {}

    /** What it all comes to in USD. */
    static void putValue(MessageBody body, MarginDecoder margin) {
        body.put(Currency.FIELD, MarginFields.MARGIN_CURRENCY)
                .putDecimal(MarginExcess.FIELD, margin.excessMicros(), Decimal.MICROS)
                .putDecimal(TotalNetValue.FIELD, margin.equityMicros(), Decimal.MICROS);
    }

    /** An entry of the group, if it is said at all. */
    static void putAmount(MessageBody body, int currencyIndex, long units, long haircutE6) {
        if (isSaid(currencyIndex, units)) {
            body.putDecimal(CURRENT_COLLATERAL_AMOUNT, units, Currencies.decimals(currencyIndex))
                    .put(COLLATERAL_CURRENCY, Currencies.name(currencyIndex))
                    .putDecimal(BasculeTags.HAIRCUT, haircutE6, Decimal.MICROS);
        }
    }

    /** What is not held is not said, but for the first. */
    static boolean isSaid(int currencyIndex, long units) {
        return currencyIndex == 0 || units != 0;
    }
}
