package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;

/**
 * The venue's money: per currency, over all accounts and the fee account, cash less signed position cost equals
 * deposits less withdrawals, to the unit, and per instrument the positions sum to zero. Every trade's deltas are
 * checked as it happens; {@link #verify} takes the full sums.
 */
final class Ledger {
    private final Registry registry;
    private final long[] depositsUnits = new long[Currency.count()];
    private final long[] feesUnits = new long[Currency.count()];
    private final long[] fundingPoolUnits = new long[Currency.count()];

    Ledger(final Registry registry) {
        this.registry = registry;
    }

    /** Takes a saved state's sums; the accounts' own cash is restored by itself. */
    void restore(
            final Currency currency,
            final long newDepositsUnits,
            final long newFeesUnits,
            final long newFundingPoolUnits) {
        fundingPoolUnits[currency.index()] = newFundingPoolUnits;
        depositsUnits[currency.index()] = newDepositsUnits;
        feesUnits[currency.index()] = newFeesUnits;
    }

    /** Credits an account from outside; a negative amount is withdrawn. */
    void deposit(final Account account, final Currency currency, final long units) {
        depositsUnits[currency.index()] = Math.addExact(depositsUnits[currency.index()], units);
        account.holdings().credit(currency, units);
    }

    /** Moves a fee (negative: a rebate) from an account to the venue. */
    void charge(final Account account, final Currency currency, final long units) {
        account.holdings().credit(currency, -units);
        feesUnits[currency.index()] = Math.addExact(feesUnits[currency.index()], units);
    }

    /** Moves funding (negative: that it pays) from the funding pool to an account. */
    void payFunding(final Account account, final Currency currency, final long units) {
        account.holdings().credit(currency, units);
        fundingPoolUnits[currency.index()] = Math.subtractExact(fundingPoolUnits[currency.index()], units);
    }

    /** What rounding has left of funding. */
    long fundingPoolUnits(final Currency currency) {
        return fundingPoolUnits[currency.index()];
    }

    /** Deposits less withdrawals. */
    long depositsUnits(final Currency currency) {
        return depositsUnits[currency.index()];
    }

    /** What the venue earned. */
    long feesUnits(final Currency currency) {
        return feesUnits[currency.index()];
    }

    /** Over all accounts, the fee account and the funding pool. */
    long cashUnits(final Currency currency) {
        long sum = Math.addExact(feesUnits(currency), fundingPoolUnits(currency));
        for (final Account account : registry.accounts) {
            sum = Math.addExact(sum, account.holdings().cashUnits(currency));
        }
        return sum;
    }

    /** Over all positions that settle in it. */
    long costUnits(final Currency currency) {
        long sum = 0;
        for (final Instrument instrument : registry.instruments) {
            if (instrument.settlement() == currency) {
                for (final Account account : registry.accounts) {
                    sum = Math.addExact(sum, account.holdings().costUnits(instrument.id()));
                }
            }
        }
        return sum;
    }

    /** An account's cash less its cost in an instrument: what a trade may only move between accounts. */
    static long balance(final Holdings holdings, final Instrument instrument) {
        return holdings.cashUnits(instrument.settlement()) - holdings.costUnits(instrument.id());
    }

    /**
     * Takes the full sums.
     *
     * @throws IllegalStateException if money or positions were made or lost: a broken invariant.
     */
    void verify() {
        for (int ordinal = 0; ordinal < Currency.count(); ordinal++) {
            final Currency currency = Currency.at(ordinal);
            if (cashUnits(currency) - costUnits(currency) != depositsUnits(currency)) {
                throw new IllegalStateException(currency + " is not conserved: cash " + cashUnits(currency) + " - cost "
                        + costUnits(currency) + " != deposits " + depositsUnits(currency));
            }
        }
        for (final Instrument instrument : registry.instruments) {
            long lots = 0;
            for (final Account account : registry.accounts) {
                lots += account.holdings().lots(instrument.id());
            }
            if (lots != 0) {
                throw new IllegalStateException(
                        "positions in " + instrument.definition().symbol() + " sum to " + lots);
            }
        }
    }
}
