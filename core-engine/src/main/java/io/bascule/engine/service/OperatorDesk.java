package io.bascule.engine.service;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.OrderRequest;

/** What the operator of the venue asks for, trade by trade and account by account. */
public final class OperatorDesk {
    private final Reporter reporter;
    private final TradeDesk trades;
    private final TransferDesk transfers;
    private final StressDesk stress;

    OperatorDesk(
            final Reporter reporter, final TradeDesk trades, final TransferDesk transfers, final StressDesk stress) {
        this.stress = stress;
        this.reporter = reporter;
        this.trades = trades;
        this.transfers = transfers;
    }

    /**
     * Takes a trade back: both sides' positions, cash and fees, and a report to each.
     *
     * @return null, or why nothing was done.
     */
    public String bustTrade(final long tradeId, final long timestampNs) {
        reporter.begin(timestampNs);
        final String problem = trades.bust(tradeId, timestampNs);
        reporter.flush();
        return problem;
    }

    /**
     * Makes another trade of one.
     *
     * @param priceE8 {@link OrderRequest#ABSENT}: as it was.
     * @param qtyE8 absent: as it was; not above that.
     * @return null, or why nothing was done.
     */
    public String correctTrade(final long tradeId, final long priceE8, final long qtyE8, final long timestampNs) {
        reporter.begin(timestampNs);
        final String problem = trades.correct(tradeId, priceE8, qtyE8, timestampNs);
        reporter.flush();
        return problem;
    }

    /**
     * Pays collateral into an account, or out of it: no more than is withdrawable.
     *
     * @param units of the currency; negative: out.
     * @return null, or why nothing was done.
     */
    public String transfer(final String account, final Currency currency, final long units, final long timestampNs) {
        reporter.begin(timestampNs);
        return transfers.transfer(account, currency, units);
    }

    /** What an account would come to: it changes nothing. */
    public StressDesk stress() {
        return stress;
    }
}
