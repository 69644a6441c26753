package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.margin.PortfolioMargin;

/**
 * Deposits and withdrawals by the operator. No more leaves an account than is withdrawable (margin.md, valuation): an
 * unrealised gain never does.
 */
final class TransferDesk {
    private static final long MAX_UNITS = 1_000_000_000_000_000_000L;

    private final Registry registry;
    private final Ledger ledger;
    private final Holdings hypothetical = new Holdings();
    private final Reporter reporter;
    private final VenueListener listener;
    private final CollateralChange change = new CollateralChange();

    TransferDesk(final Registry registry, final Ledger ledger, final Reporter reporter, final VenueListener listener) {
        this.registry = registry;
        this.ledger = ledger;
        this.reporter = reporter;
        this.listener = listener;
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
        if (units > 0 && ledger.depositsUnits(currency) > currency.maxDepositsUnits() - units) {
            return "all deposits in " + currency + " would pass " + currency.maxDepositsUnits() + " units";
        }
        final Underlying coin = currency.isCoin() ? registry.underlying(currency) : null;
        if (currency.isCoin() && coin == null) {
            return "there is no underlying " + currency + " to value it by";
        }
        if (units < 0 && isHeldAtAFrozenIndex(registry, account)) {
            return "an index of what " + name + " holds is frozen: nothing can be withdrawn until it thaws";
        }
        if (units < 0) {
            final PortfolioMargin margin = registry.margin(account);
            final long held = account.holdings().cashUnits(currency);
            final long free = margin.freeMicros(account.holdings());
            final long missing = missingMicros(account, margin, currency, units);
            if (-units > held || missing > 0) {
                return "withdrawable of " + name + ": " + Math.max(0, held) + " units of " + currency + " are held, "
                        + Math.max(0, free) + " USD micros are free; asked for " + -units + " units, "
                        + missing + " USD micros would be missing";
            }
        }
        ledger.deposit(account, currency, units);
        say(account);
        return null;
    }

    /** By how much margin would fall short: coins that leave take their exposure, haircut and hedge with them. */
    private long missingMicros(
            final Account account, final PortfolioMargin margin, final Currency currency, final long units) {
        hypothetical.copyFrom(account.holdings(), registry.instruments.size());
        hypothetical.credit(currency, units);
        margin.tryOutCash(hypothetical);
        return Math.max(0, -margin.freeMicros(hypothetical));
    }

    private void say(final Account account) {
        reporter.flush();
        change.timestampNs = reporter.timestampNs();
        change.eventNumber = reporter.nextEventNumber();
        change.accountId = account.id();
        registry.margin(account).figures(account.holdings(), change.margin);
        AccountReporter.describeCollateral(registry, account, change.units, change.haircutsE6);
        reporter.copy(account.id(), change.copies);
        listener.onCollateralChanged(change);
    }

    /** What is held, or owed, may be worth less, or more, than the index says that stands still. */
    static boolean isHeldAtAFrozenIndex(final Registry registry, final Account account) {
        for (int i = 0; i < Currency.count(); i++) {
            final Underlying coin =
                    account.holdings().cashUnits(Currency.at(i)) == 0 ? null : registry.underlying(Currency.at(i));
            if (coin != null && coin.isFrozen()) {
                return true;
            }
        }
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
}
