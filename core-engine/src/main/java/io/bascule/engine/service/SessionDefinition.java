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
 * @param quoteProtection market-maker protection of its quotes.
 * @param indexWeight how much its index publications weigh against those of other sources.
 */
public record SessionDefinition(
        String venueCompId,
        String counterpartyCompId,
        boolean indexSource,
        boolean marginOnReports,
        List<String> accounts,
        List<String> dropCopyAccounts,
        QuoteProtection quoteProtection,
        int indexWeight) {
    /** Largest weight. */
    public static final int MAX_INDEX_WEIGHT = 1_000_000;

    public SessionDefinition {
        accounts = List.copyOf(accounts);
        dropCopyAccounts = List.copyOf(dropCopyAccounts);
    }

    /** One that weighs as much as any other. */
    public SessionDefinition(
            final String venueCompId,
            final String counterpartyCompId,
            final boolean indexSource,
            final boolean marginOnReports,
            final List<String> accounts,
            final List<String> dropCopyAccounts,
            final QuoteProtection quoteProtection) {
        this(
                venueCompId,
                counterpartyCompId,
                indexSource,
                marginOnReports,
                accounts,
                dropCopyAccounts,
                quoteProtection,
                1);
    }

    /** A session without market-maker protection. */
    public SessionDefinition(
            final String venueCompId,
            final String counterpartyCompId,
            final boolean indexSource,
            final boolean marginOnReports,
            final List<String> accounts,
            final List<String> dropCopyAccounts) {
        this(
                venueCompId,
                counterpartyCompId,
                indexSource,
                marginOnReports,
                accounts,
                dropCopyAccounts,
                QuoteProtection.NONE);
    }
}
