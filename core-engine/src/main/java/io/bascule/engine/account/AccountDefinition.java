package io.bascule.engine.account;

import io.bascule.engine.instrument.Currency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An account as the configuration has it.
 *
 * @param name Account(1).
 * @param firm whose positions count together in concentration and share the constant part of C.
 * @param openingUnits by {@link Currency#index} in its units, credited once, when the account is first seen.
 * @param maxOpenOrders of the account.
 */
public record AccountDefinition(String name, String firm, List<Long> openingUnits, int maxOpenOrders) {
    public AccountDefinition {
        openingUnits = List.copyOf(openingUnits);
        if (openingUnits.size() != Currency.count()) {
            throw new IllegalArgumentException("an opening balance of each currency is needed");
        }
    }

    /** One that is a firm of its own and opens with USDC micros only. */
    public AccountDefinition(final String name, final long openingMicros, final int maxOpenOrders) {
        this(name, name, usdc(openingMicros), maxOpenOrders);
    }

    private static List<Long> usdc(final long openingMicros) {
        final List<Long> units = new ArrayList<>(Collections.nCopies(Currency.count(), 0L));
        units.set(Currency.USDC.index(), openingMicros);
        return units;
    }
}
