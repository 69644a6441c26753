package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.margin.RandomBook;
import io.bascule.engine.order.Side;
import org.junit.jupiter.api.Test;

/** The MM of each leg alone, by which what is lost, and what the fund may put at stake, is shared out. */
final class LegFiguresTest {
    private static final int PERPETUAL = 1;
    private static final int INVERSE = 3;
    private static final long MICROS = 1_000_000L;

    private final RandomBook book = new RandomBook(1);
    private final Registry registry = new Registry();
    private final LegFigures legs = new LegFigures(registry);
    private final Account account = new Account(1, new AccountDefinition("A", 0, 10));

    LegFiguresTest() {
        registry.underlyings.addAll(book.underlyings);
        registry.instruments.addAll(book.instruments);
        registry.rules = book.rules;
    }

    private void hold(final int instrumentId, final Side side, final long lots) {
        final Instrument instrument = registry.instrument(instrumentId);
        final Holdings holdings = account.holdings();
        holdings.fill(
                instrument,
                side,
                lots,
                instrument.markE8() / instrument.definition().tickSizeE8());
    }

    /** 10 BTC, and as much in contracts of 100 USD: what they are worth in coins is no hedge of them. */
    @Test
    void shouldAskAsMuchOfAnInverseContractAsOfALinearOne() {
        hold(PERPETUAL, Side.BUY, 10_000);
        hold(INVERSE, Side.BUY, 6_000);

        legs.take(account, -1_000_000 * MICROS);

        assertEquals(2, legs.count());
        final long linear = legs.aloneMicros(0);
        final long inverse = legs.aloneMicros(1);
        assertTrue(Math.abs(linear - inverse) < linear / 1_000, linear + " and " + inverse);
        assertTrue(Math.abs(legs.shareMicros(0) - legs.shareMicros(1)) < 1_000 * MICROS);
    }

    /** Coins that an inverse contract has gained are paid out when it is closed: they go where the others go. */
    @Test
    void shouldPutTheCoinsThatInverseContractsBringAtStake() {
        final Instrument inverse = book.instruments.get(INVERSE - 1);
        final long ticks = inverse.markE8() / inverse.definition().tickSizeE8() / 2;
        account.holdings().fill(inverse, Side.BUY, 6_000, ticks);
        final long gained =
                inverse.valueUnits(6_000, inverse.markE8()) - account.holdings().costUnits(inverse.id());
        assertTrue(gained > 5 * Currency.BTC.unitsPerWhole(), () -> "" + gained);

        legs.take(account, 0); // it owes as much in USDC
        final long brought = legs.coinStakeMicros(account.holdings());

        final Account other = new Account(2, new AccountDefinition("B", 0, 10));
        other.holdings().credit(Currency.BTC, gained);
        legs.take(other, 0);
        assertTrue(brought > 0);
        assertEquals(legs.coinStakeMicros(other.holdings()), brought);
    }

    /** What was lost with it alone is in the price that it is closed at: neither coins nor a debt are left. */
    @Test
    void shouldPutNoCoinsAtStakeWhereTheContractItselfHasLostTheEquity() {
        final Instrument inverse = book.instruments.get(INVERSE - 1);
        final long ticks = inverse.markE8() / inverse.definition().tickSizeE8() * 2;
        account.holdings().fill(inverse, Side.BUY, 6_000, ticks);
        final PortfolioMargin margin = new PortfolioMargin(book.rules);
        margin.tryOut(inverse, account.holdings());

        legs.take(account, margin.equityMicros(account.holdings()));

        assertTrue(legs.shareMicros(0) < -100_000 * MICROS, () -> "" + legs.shareMicros(0));
        assertTrue(legs.coinStakeMicros(account.holdings()) < MICROS);
    }
}
