package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;

/**
 * Deposits and withdrawals by the operator. No more leaves an account than is withdrawable (margin.md, valuation): an
 * unrealised gain never does.
 */
final class TransferDesk {
    private static final long MAX_UNITS = 1_000_000_000_000_000_000L;

    private final Registry registry;
    private final Ledger ledger;

    TransferDesk(final Registry registry, final Ledger ledger) {
        this.registry = registry;
        this.ledger = ledger;
    }

    /** Null, or why nothing was done. */
    String transfer(final String name, final Currency currency, final long units) {
        final Account account = find(name);
        if (account == null) {
            return "there is no account " + name;
        }
        if (units == 0 || units > MAX_UNITS || units < -MAX_UNITS) {
            return "an amount is not 0 and at most " + MAX_UNITS + " units";
        }
        if (units > 0 && ledger.depositsUnits(currency) > MAX_UNITS - units) {
            return "all deposits in " + currency + " would pass " + MAX_UNITS + " units";
        }
        final Underlying coin = currency.isCoin() ? underlying(currency.name()) : null;
        if (currency.isCoin() && coin == null) {
            return "there is no underlying " + currency + " to value it by";
        }
        if (units < 0 && isHeldAtAFrozenIndex(account)) {
            return "an index of what " + name + " holds is frozen: nothing can be withdrawn until it thaws";
        }
        if (units < 0) {
            final long asked = coin == null ? -units : coin.microsUp(-units, currency);
            final long free = registry.margin(account).withdrawableMicros(account.holdings());
            final long held = account.holdings().cashUnits(currency);
            if (-units > held || asked > free) {
                return "withdrawable of " + name + ": " + Math.max(0, held) + " units of " + currency + " are held, "
                        + free + " USD micros are free; asked for " + -units + " units, " + asked + " USD micros";
            }
        }
        ledger.deposit(account, currency, units);
        return null;
    }

    /** What is held may be worth less than the index says that stands still. */
    private boolean isHeldAtAFrozenIndex(final Account account) {
        for (final Instrument instrument : registry.instruments) {
            if (instrument.underlying().isFrozen() && !account.holdings().isFlat(instrument.id())) {
                return true;
            }
        }
        return false;
    }

    private Account find(final String name) {
        for (final Account account : registry.accounts) {
            if (account.isActive() && account.definition().name().equals(name)) {
                return account;
            }
        }
        return null;
    }

    private Underlying underlying(final String name) {
        for (final Underlying underlying : registry.underlyings) {
            if (underlying.definition().name().equals(name)) {
                return underlying;
            }
        }
        return null;
    }
}
