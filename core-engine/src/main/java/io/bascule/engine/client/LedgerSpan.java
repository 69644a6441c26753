package io.bascule.engine.client;

import java.util.Set;

/**
 * What a ledger was read from.
 *
 * @param venueEpoch of the venue: the first part of ExecID(17).
 * @param afterEventNumber the newest event that the log no longer holds; 0: it holds all.
 * @param lastEventNumber the newest event that it holds.
 * @param acknowledgedEventNumber the newest event up to which every gateway has said that it keeps them: what a gateway
 *     has written of events up to here is on the device; what is newer it is sent again when it connects.
 * @param accounts that the venue has, by name.
 */
public record LedgerSpan(
        long venueEpoch,
        long afterEventNumber,
        long lastEventNumber,
        long acknowledgedEventNumber,
        Set<String> accounts) {}
