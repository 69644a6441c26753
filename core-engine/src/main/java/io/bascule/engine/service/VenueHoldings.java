package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.MarginFigures;

/** Money, positions and margins, to be read between commands. */
public final class VenueHoldings {
    private final Registry registry;
    private final Ledger ledger;

    VenueHoldings(final Registry registry, final Ledger ledger) {
        this.registry = registry;
        this.ledger = ledger;
    }

    /** All that was ever paid in, less what was paid out. */
    public long depositsUnits(final Currency currency) {
        return ledger.depositsUnits(currency);
    }

    /** Cash over all accounts and the fee account. */
    public long cashUnits(final Currency currency) {
        return ledger.cashUnits(currency);
    }

    /** Signed cost over all positions: cash - cost = deposits. */
    public long costUnits(final Currency currency) {
        return ledger.costUnits(currency);
    }

    /**
     * Takes the full sums of money and positions.
     *
     * @throws IllegalStateException if any was made or lost: a broken invariant.
     */
    public void verify() {
        ledger.verify();
    }

    /** An account's cash. */
    public long cashUnits(final int accountId, final Currency currency) {
        return registry.account(accountId).holdings().cashUnits(currency);
    }

    /** An account's signed position. */
    public long positionLots(final int accountId, final int instrumentId) {
        return registry.account(accountId).holdings().lots(instrumentId);
    }

    /** Fills in an account's margin. */
    public void figures(final int accountId, final MarginFigures figures) {
        final Account account = registry.account(accountId);
        registry.margin(account).figures(account.holdings(), figures);
    }
}
