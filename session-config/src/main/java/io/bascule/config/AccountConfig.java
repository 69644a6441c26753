package io.bascule.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One account of the venue.
 *
 * @param name Account(1)
 * @param firm whose accounts count together where a firm has something once
 * @param openingCollateralUnits what it is credited with when it first appears, by currency, in the currency's own
 *     smallest unit (USDC: micros)
 * @param maxOpenOrders how many orders of it may be open at once
 */
public record AccountConfig(String name, String firm, Map<String, Long> openingCollateralUnits, int maxOpenOrders) {
    /** Copies the map in its order, so that the record is immutable. */
    public AccountConfig {
        openingCollateralUnits = Collections.unmodifiableMap(new LinkedHashMap<>(openingCollateralUnits));
    }
}
