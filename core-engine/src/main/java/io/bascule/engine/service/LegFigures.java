package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.BankruptcyShares;
import io.bascule.engine.margin.PortfolioMargin;

/**
 * An account's positions, each with its value, its MM alone and its share of the equity (margin.md). All of its coins,
 * held and owed, are one more leg, which goes to the insurance fund: so a small position beside many coins bears but a
 * small part of what is lost with both. Reused.
 */
final class LegFigures {
    private final Registry registry;
    private final Instrument[] instruments = new Instrument[Holdings.MAX_INSTRUMENTS];
    private final long[] lots = new long[Holdings.MAX_INSTRUMENTS];
    private final long[] exposuresMicros = new long[Holdings.MAX_INSTRUMENTS];
    /** Of each position, and behind them of the coins. */
    private final long[] aloneMicros = new long[Holdings.MAX_INSTRUMENTS + 1];

    private final Holdings single = new Holdings();
    private PortfolioMargin alone;
    private BankruptcyShares shares;
    private long coinShareMicros;
    private int count;

    LegFigures(final Registry registry) {
        this.registry = registry;
    }

    /** Takes an account's positions at the marks of now, by ascending instrument id. */
    void take(final Account account, final long equityMicros) {
        if (alone == null || !alone.isOf(registry.rules)) {
            alone = new PortfolioMargin(registry.rules);
        }
        count = 0;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            final long held = account.holdings().lots(instrument.id());
            if (held != 0) {
                instruments[count] = instrument;
                lots[count] = held;
                exposuresMicros[count] = instrument.exposureMicros(held, instrument.markE8());
                aloneMicros[count] = aloneMicros(instrument, held);
                count++;
            }
        }
        aloneMicros[count] = coinAloneMicros(account.holdings(), 0);
        final int legs = aloneMicros[count] > 0 ? count + 1 : count;
        shares = legs == 0 ? null : new BankruptcyShares(equityMicros, aloneMicros, legs);
        coinShareMicros = legs > count ? shares.shareMicros(count) : 0;
    }

    /** MM by themselves of an account's coins, with those that closing its first positions brings. */
    private long coinAloneMicros(final Holdings holdings, final int closed) {
        for (int i = 0; i < Currency.count(); i++) {
            final Currency currency = Currency.at(i);
            if (currency.isCoin()) {
                single.credit(currency, holdings.cashUnits(currency) + broughtUnits(holdings, currency, closed));
            }
        }
        alone.tryOutCash(single);
        final long micros = alone.maintenanceMarginMicros(single);
        for (int i = 0; i < Currency.count(); i++) {
            single.credit(Currency.at(i), -single.cashUnits(Currency.at(i)));
        }
        alone.tryOutCash(single);
        return micros;
    }

    /** Of a currency, what closing the first positions at their bankruptcy prices leaves in cash; may be owed. */
    private long broughtUnits(final Holdings holdings, final Currency currency, final int closed) {
        long units = 0;
        for (int leg = 0; leg < closed; leg++) {
            if (instruments[leg].settlement() == currency) {
                units += valueUnits(leg, shareMicros(leg)) - holdings.costUnits(instruments[leg].id());
            }
        }
        return units;
    }

    /**
     * What taking the coins puts at stake: what is lost with them by now, and the MM alone of all that are there when
     * every position is closed, those of inverse contracts too.
     *
     * @param holdings of the account that was taken, as they were then.
     */
    long coinStakeMicros(final Holdings holdings) {
        return Math.addExact(Math.max(0, -coinShareMicros), coinAloneMicros(holdings, count));
    }

    int count() {
        return count;
    }

    Instrument instrument(final int leg) {
        return instruments[leg];
    }

    /** Signed. */
    long lots(final int leg) {
        return lots[leg];
    }

    boolean isLong(final int leg) {
        return lots[leg] > 0;
    }

    /** Signed, in USD micros at mark. */
    long exposureMicros(final int leg) {
        return exposuresMicros[leg];
    }

    /**
     * What the leg is worth in settlement units at a price that costs so much of its share of the equity, rounded for
     * who takes it.
     */
    long valueUnits(final int leg, final long costMicros) {
        final Instrument instrument = instruments[leg];
        return instrument.valueUnits(lots[leg], instrument.markE8()) - instrument.unitsDown(costMicros);
    }

    /** MM of the leg by itself. */
    long aloneMicros(final int leg) {
        return aloneMicros[leg];
    }

    /** What of the equity closing the leg at its bankruptcy price costs. */
    long shareMicros(final int leg) {
        return shares.shareMicros(leg);
    }

    /** MM of so many lots of an instrument by themselves: what an inverse contract has gained are coins beside it. */
    long aloneMicros(final Instrument instrument, final long heldLots) {
        single.restore(instrument.id(), heldLots, instrument.valueUnits(heldLots, instrument.markE8()));
        alone.tryOut(instrument, single);
        final long micros = alone.maintenanceMarginMicros(single);
        single.restore(instrument.id(), 0, 0);
        alone.tryOut(instrument, single);
        return micros;
    }
}
