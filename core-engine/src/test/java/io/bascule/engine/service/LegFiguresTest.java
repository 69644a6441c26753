package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
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
}
