package io.bascule.gateway.mapping;

import io.bascule.config.InstrumentConfig;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.gateway.encoding.Decimal;
import java.util.function.ToLongFunction;

/**
 * Text(58) of a refusal, with the values that make it plain where they are known.
 *
 * @param instrument terms of the instrument, or null if it is unknown
 * @param symbol as asked for
 * @param account as asked for
 */
record RejectText(InstrumentConfig instrument, String symbol, String account) {
    /** The same for a refusal of which only the shortfall is known. */
    static String say(RejectReason reason, long shortfallMicros) {
        return new RejectText(null, "", "").say(reason, RequestReader.ABSENT, RequestReader.ABSENT, shortfallMicros);
    }

    String say(RejectReason reason, long priceE8, long orderQtyE8, long shortfallMicros) {
        String text = RejectTable.of(reason).text();
        return switch (reason) {
            case UNKNOWN_SYMBOL -> symbol.isEmpty() ? text : "Symbol(55)=" + symbol + " is not listed";
            case UNKNOWN_ACCOUNT ->
                account.isEmpty() ? text : "Account(1)=" + account + " is not one that this session acts for";
            case PRICE_NOT_POSITIVE, PRICE_OUTSIDE_BAND -> withPrice(text, priceE8);
            case PRICE_OFF_TICK -> withPrice(text, priceE8) + term(" of ", InstrumentConfig::tickSizeE8);
            case PRICE_OUT_OF_RANGE -> withPrice(text, priceE8) + term(", ", InstrumentConfig::maxPriceE8);
            case QUANTITY_NOT_POSITIVE -> withQuantity(text, orderQtyE8);
            case QUANTITY_OFF_LOT -> withQuantity(text, orderQtyE8) + term(" of ", InstrumentConfig::lotSizeE8);
            case QUANTITY_TOO_SMALL -> withQuantity(text, orderQtyE8) + term(", ", InstrumentConfig::minOrderQtyE8);
            case QUANTITY_OUT_OF_RANGE -> withQuantity(text, orderQtyE8) + term(", ", InstrumentConfig::maxOrderQtyE8);
            case INSUFFICIENT_MARGIN -> withShortfall(text, shortfallMicros);
            default -> text;
        };
    }

    /** A status report of a refused order no longer knows by how much. */
    private static String withShortfall(String text, long shortfallMicros) {
        return shortfallMicros == 0
                ? text
                : text + ": short of " + Decimal.format(shortfallMicros, Decimal.MICROS) + " "
                        + MarginFields.MARGIN_CURRENCY;
    }

    private static String withPrice(String text, long priceE8) {
        return withValue(text, "Price(44)", priceE8);
    }

    private static String withQuantity(String text, long orderQtyE8) {
        return withValue(text, "OrderQty(38)", orderQtyE8);
    }

    private static String withValue(String text, String field, long valueE8) {
        return valueE8 == RequestReader.ABSENT
                ? text
                : text.replace(field, field + "=" + Decimal.format(valueE8, Decimal.E8));
    }

    private String term(String before, ToLongFunction<InstrumentConfig> term) {
        return instrument == null ? "" : before + Decimal.format(term.applyAsLong(instrument), Decimal.E8);
    }
}
