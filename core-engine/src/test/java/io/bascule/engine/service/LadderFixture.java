package io.bascule.engine.service;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;

/** The fixture's venue with an insurance fund, a backstop provider and a second desk that is worth taking from. */
final class LadderFixture {
    static final int FUND = 5;
    static final int BACKSTOP = 6;
    static final int RICH = 7;
    static final int BACK = 6;
    static final int DESK3 = 7;
    static final long SECOND = 1_000_000_000L;

    final VenueFixture fixture = new VenueFixture();
    private int nextId;

    /** A second instrument of BTC. */
    static final int MORE = 4;
    /** A second instrument of ETH. */
    static final int MORE_ETH = 5;

    LadderFixture(final long fundMicros) {
        this(fundMicros, false);
    }

    /** Without a fund, and with a second instrument of BTC, and of ETH. */
    static LadderFixture withFuture() {
        return new LadderFixture(0, true);
    }

    private LadderFixture(final long fundMicros, final boolean hasMore) {
        fixture.venue.beginConfiguration(7, 100);
        fixture.defineAllButSessions(0, true);
        if (hasMore) {
            fixture.venue.define(VenueFixture.instrument("BTC-MORE", "BTC", "0.5", "0.001", "1000000", "1000", "5000"));
            fixture.venue.define(
                    VenueFixture.instrument("ETH-MORE", "ETH", "0.05", "0.01", "100000", "20000", "80000"));
        }
        fixture.venue.define(new AccountDefinition(InsuranceFund.ACCOUNT_NAME, fundMicros, 10));
        fixture.venue.define(new AccountDefinition("BACKSTOP-A", 20_000_000 * VenueFixture.MICROS, 10));
        fixture.venue.define(new AccountDefinition("RICH", 10_000_000 * VenueFixture.MICROS, 100));
        fixture.defineSessions("");
        fixture.venue.define(new SessionDefinition("BASCULE", "BACK", false, false, List.of("BACKSTOP-A"), List.of()));
        fixture.venue.define(new SessionDefinition("BASCULE", "DESK3", false, false, List.of("RICH"), List.of()));
        final String problem = fixture.venue.endConfiguration();
        if (problem != null) {
            throw new AssertionError(problem);
        }
    }

    /** One side rests with the maker, an account takes it: both have a position. */
    LadderFixture trade(
            final int session,
            final int account,
            final int instrument,
            final Side side,
            final String price,
            final String qty) {
        final Side other = side == Side.BUY ? Side.SELL : Side.BUY;
        fixture.quote(instrument, other, price, qty);
        fixture.place("t" + nextId++, session, account, instrument, side, price, qty, TimeInForce.IOC);
        return this;
    }

    LadderFixture quote(final int instrument, final Side side, final String price, final String qty) {
        fixture.quote(instrument, side, price, qty);
        return this;
    }

    LadderFixture index(final int underlying, final String price) {
        fixture.index(underlying, price);
        return this;
    }

    /** Seconds pass, one tick each. */
    LadderFixture pass(final int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.nowNs += SECOND;
            fixture.venue.clock().advanceTo(fixture.nowNs);
            fixture.venue.clock().onTimer(fixture.nowNs);
            fixture.venue.stateHash(); // takes the full sums of money and positions
        }
        return this;
    }

    long lots(final int account, final int instrument) {
        return fixture.venue.holdings().positionLots(account, instrument);
    }

    long cash(final int account) {
        return fixture.venue.holdings().cashUnits(account, Currency.USDC);
    }

    List<String> steps() {
        return fixture.stepped();
    }
}
