package io.bascule.gateway.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bascule.engine.instrument.Currency;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CurrenciesTest {
    @Test
    void shouldHaveTheEnginesIndexesAndUnits() {
        assertEquals(Currency.count(), Currencies.NAMES.size());
        for (Currency currency : Currency.values()) {
            assertEquals(currency.name(), Currencies.name(currency.index()));
            BigDecimal units = BigDecimal.ONE.movePointRight(Currencies.decimals(currency.index()));
            assertEquals(currency.unitsPerWhole(), units.longValueExact());
            assertEquals(Currencies.decimals(currency.index()), Currencies.decimals(currency.name()));
        }
        assertThrows(IllegalArgumentException.class, () -> Currencies.decimals("EUR"));
    }
}
