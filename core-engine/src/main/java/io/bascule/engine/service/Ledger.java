package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;

/**
 * The venue's money: over all accounts and the fee account, cash less signed position cost equals deposits, to the
 * unit, and per instrument the positions sum to zero. Every trade's deltas are checked as it happens; {@link #verify}
 * takes the full sums.
 */
final class Ledger {
    private final Registry registry;
    private long depositsMicros;
    private long feeMicros;

    Ledger(final Registry registry) {
        this.registry = registry;
    }

    /** Takes a saved state's sums; the accounts' own cash is restored by itself. */
    void restore(final long newDepositsMicros, final long newFeeMicros) {
        depositsMicros = newDepositsMicros;
        feeMicros = newFeeMicros;
    }

    /** Credits an account from outside. */
    void deposit(final Account account, final long micros) {
        depositsMicros = Math.addExact(depositsMicros, micros);
        account.holdings().credit(micros);
    }

    /** Moves a fee (negative: a rebate) from an account to the venue. */
    void charge(final Account account, final long micros) {
        account.holdings().credit(-micros);
        feeMicros = Math.addExact(feeMicros, micros);
    }

    /** Moves cash between two accounts. */
    void move(final Account from, final Account to, final long micros) {
        from.holdings().credit(-micros);
        to.holdings().credit(micros);
    }

    long depositsMicros() {
        return depositsMicros;
    }

    /** What the venue earned. */
    long feeMicros() {
        return feeMicros;
    }

    /** Over all accounts and the fee account. */
    long cashMicros() {
        long sum = feeMicros;
        for (final Account account : registry.accounts) {
            sum = Math.addExact(sum, account.holdings().cashMicros());
        }
        return sum;
    }

    /** Over all positions. */
    long costMicros() {
        long sum = 0;
        for (final Account account : registry.accounts) {
            for (final Instrument instrument : registry.instruments) {
                sum = Math.addExact(sum, account.holdings().costMicros(instrument.id()));
            }
        }
        return sum;
    }

    /** An account's cash less its cost in an instrument: what a trade may only move between accounts. */
    static long balance(final Holdings holdings, final int instrumentId) {
        return holdings.cashMicros() - holdings.costMicros(instrumentId);
    }

    /**
     * Takes the full sums.
     *
     * @throws IllegalStateException if money or positions were made or lost: a broken invariant.
     */
    void verify() {
        if (cashMicros() - costMicros() != depositsMicros) {
            throw new IllegalStateException("money is not conserved: cash " + cashMicros() + " - cost " + costMicros()
                    + " != deposits " + depositsMicros);
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
