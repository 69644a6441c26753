package io.bascule.engine.client;

import java.util.Set;

/**
 * What a ledger was read from.
 *
 * @param afterEventNumber the newest event that the log no longer holds; 0: it holds all.
 * @param lastEventNumber the newest event that it holds.
 * @param accounts that the venue has, by name.
 */
public record LedgerSpan(long afterEventNumber, long lastEventNumber, Set<String> accounts) {}
