package io.bascule.engine.account;

/**
 * An account as the configuration has it.
 *
 * @param name Account(1).
 * @param openingBalanceMicros USDC micros, credited once, when the account is first seen.
 * @param maxOpenOrders of the account.
 */
public record AccountDefinition(String name, long openingBalanceMicros, int maxOpenOrders) {}
