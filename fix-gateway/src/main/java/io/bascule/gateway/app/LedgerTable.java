package io.bascule.gateway.app;

import io.bascule.engine.client.LedgerLine;
import io.bascule.gateway.encoding.Currencies;
import io.bascule.gateway.encoding.Timestamps;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Lines of the public ledger as text: fields between tabs, empty where a rule has none. */
final class LedgerTable {
    /** Names of the fields, in their order. */
    static final String HEADER = String.join(
            "\t",
            "event",
            "time",
            "liquidation",
            "rule",
            "stage",
            "account",
            "counterparty",
            "instrument",
            "quantity",
            "price",
            "amount",
            "currency",
            "slippage",
            "fee",
            "freed",
            "equity",
            "maintenance",
            "excess",
            "reference");

    static final int FIELDS = HEADER.split("\t", -1).length;

    /** Places of fields. */
    static final int TIME = 1;

    static final int RULE = 3;
    static final int ACCOUNT = 5;
    static final int COUNTERPARTY = 6;

    private static final int E8 = 8;
    private static final int MICROS = 6;
    private static final int NANO_DIGITS = 9;

    private final Timestamps timestamps = new Timestamps();
    private final byte[] time = new byte[Timestamps.MAX_LENGTH];
    private final StringBuilder text = new StringBuilder();

    /** One line, without its end. */
    String format(LedgerLine line) {
        text.setLength(0);
        text.append(line.eventNumber);
        int length = timestamps.write(line.timestampNs, NANO_DIGITS, time, 0);
        put(new String(time, 0, length, StandardCharsets.ISO_8859_1));
        putUnlessZero(line.liquidationId, 0);
        put(line.rule);
        put(line.stage);
        put(line.account);
        put(line.counterparty);
        put(line.instrument);
        putUnlessZero(line.qtyE8, E8);
        putUnlessZero(line.priceE8, E8);
        if (line.currencyIndex == LedgerLine.NO_CURRENCY) {
            put("");
            put("");
        } else {
            put(BigDecimal.valueOf(line.amountUnits, Currencies.decimals(line.currencyIndex)));
            put(Currencies.name(line.currencyIndex));
        }
        putUnlessZero(line.slippageMicros, MICROS);
        putUnlessZero(line.feeMicros, MICROS);
        putUnlessZero(line.freedMicros, MICROS);
        putFigure(line, line.equityMicros);
        putFigure(line, line.maintenanceMicros);
        putFigure(line, line.excessMicros);
        putUnlessZero(line.reference, 0);
        return text.toString();
    }

    private void putFigure(LedgerLine line, long micros) {
        if (line.hasFigures) {
            put(BigDecimal.valueOf(micros, MICROS));
        } else {
            put("");
        }
    }

    private void putUnlessZero(long value, int decimals) {
        if (value == 0) {
            put("");
        } else {
            put(BigDecimal.valueOf(value, decimals));
        }
    }

    private void put(BigDecimal value) {
        put(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    private void put(String field) {
        text.append('\t').append(field);
    }
}
