package io.bascule.engine.service;

import java.util.List;

/**
 * A FIX session as the configuration has it: who it is by its CompID pair, and for which accounts it acts.
 *
 * @param venueCompId SenderCompID of the venue's side.
 * @param counterpartyCompId SenderCompID of the counterparty's side.
 * @param indexSource whether it may publish index prices.
 * @param marginOnReports whether reports to it carry the account's margin.
 * @param accounts that it may trade for.
 * @param dropCopyAccounts whose reports it gets copies of.
 */
public record SessionDefinition(
        String venueCompId,
        String counterpartyCompId,
        boolean indexSource,
        boolean marginOnReports,
        List<String> accounts,
        List<String> dropCopyAccounts) {
    public SessionDefinition {
        accounts = List.copyOf(accounts);
        dropCopyAccounts = List.copyOf(dropCopyAccounts);
    }
}
