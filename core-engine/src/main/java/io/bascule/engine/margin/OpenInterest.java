package io.bascule.engine.margin;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Open interest of each instrument and what the other accounts of an account's firm hold, as they were when they were
 * taken last: on the hour, and with each configuration. Between, what one account does changes no other's requirement,
 * and an order's preview sees what the order then meets.
 */
public final class OpenInterest {
    private final long[] lots = new long[Holdings.MAX_INSTRUMENTS + 1];
    /** By account id from 1, of accounts that are not their firm's only one: lots of the others by instrument id. */
    private final Map<Integer, long[]> othersLots = new HashMap<>();

    private final Map<Integer, Integer> accountsOfFirm = new HashMap<>();
    private long version;

    /** Grows whenever it is taken anew. */
    long version() {
        return version;
    }

    /** Of all accounts together, the longs, which are as many as the shorts. */
    public long lots(final int instrumentId) {
        return lots[instrumentId];
    }

    /** Lots that the other accounts of an account's firm hold, long and short ones added up. */
    public long othersLots(final int accountId, final int instrumentId) {
        final long[] others = othersLots.isEmpty() ? null : othersLots.get(accountId);
        return others == null ? 0 : others[instrumentId];
    }

    /** Accounts of an account's firm, itself included: they share what a firm has once. */
    int accountsOfFirm(final int accountId) {
        return accountsOfFirm.isEmpty() ? 1 : accountsOfFirm.getOrDefault(accountId, 1);
    }

    /** Takes it anew. */
    public void take(final List<Account> accounts, final List<Instrument> instruments) {
        group(accounts);
        final Map<String, long[]> ofFirms = new HashMap<>();
        for (final Instrument instrument : instruments) {
            lots[instrument.id()] = 0;
        }
        for (final Account account : accounts) {
            final long[] ofFirm = othersLots.containsKey(account.id())
                    ? ofFirms.computeIfAbsent(account.definition().firm(), firm -> new long[lots.length])
                    : null;
            for (final Instrument instrument : instruments) {
                final int id = instrument.id();
                final long held = account.holdings().lots(id);
                lots[id] += Math.max(0, held);
                if (ofFirm != null) {
                    ofFirm[id] += Math.abs(held);
                }
            }
        }
        for (final Account account : accounts) {
            final long[] others = othersLots.get(account.id());
            for (int n = 0; others != null && n < instruments.size(); n++) {
                final int id = instruments.get(n).id();
                others[id] = ofFirms.get(account.definition().firm())[id]
                        - Math.abs(account.holdings().lots(id));
            }
        }
        version++;
    }

    /** Who belongs to whom, of the accounts' definitions. */
    private void group(final List<Account> accounts) {
        final Map<String, Integer> counts = new HashMap<>();
        for (final Account account : accounts) {
            if (account.isActive()) {
                counts.merge(account.definition().firm(), 1, Integer::sum);
            }
        }
        accountsOfFirm.clear();
        othersLots
                .keySet()
                .removeIf(id ->
                        counts.getOrDefault(accounts.get(id - 1).definition().firm(), 0) < 2);
        for (final Account account : accounts) {
            final int count = counts.getOrDefault(account.definition().firm(), 0);
            if (account.isActive() && count > 1) {
                accountsOfFirm.put(account.id(), count);
                othersLots.computeIfAbsent(account.id(), id -> new long[lots.length]);
            }
        }
    }

    /** Prepares for {@link #restore}: the accounts are there, nothing is taken. */
    public void begin(final List<Account> accounts) {
        group(accounts);
        version++;
    }

    /** Puts a saved figure back. */
    public void restore(final int instrumentId, final long savedLots) {
        lots[instrumentId] = savedLots;
    }

    /**
     * Puts a saved figure back.
     *
     * @return whether the account is one of several of a firm.
     */
    public boolean restoreOthers(final int accountId, final int instrumentId, final long savedLots) {
        final long[] others = othersLots.get(accountId);
        if (others == null) {
            return false;
        }
        others[instrumentId] = savedLots;
        return true;
    }
}
