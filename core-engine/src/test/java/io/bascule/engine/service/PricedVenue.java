package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.IDX;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.e8;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The fixture's venue with an inverse perpetual and a dated future beside its perpetuals, three index sources, and time
 * that passes second by second, each with a timer. It begins at 22:13:20; books count from 100,000 USD on.
 */
final class PricedVenue {
    static final long SECOND_NS = 1_000_000_000L;
    static final int INVERSE = 4;
    static final int FUTURE = 5;
    static final int IDX2 = 6;
    static final int IDX3 = 7;
    /** 23:30:00 of the day. */
    static final long EXPIRY_NS = 1_700_004_600 * SECOND_NS;

    private static final List<String> NAMES = List.of("DESK-A", "DESK-B", "MAKER", "OTHER");

    final VenueFixture f = new VenueFixture();
    final Venue venue = f.venue;
    /** Of the inverse perpetual and the future. */
    private FundingTerms terms;

    PricedVenue(final FundingTerms terms) {
        this.terms = terms;
        configure(OracleRules.ANY_SOURCE, 200_000, List.of(), VenueFixture.parameters());
        venue.clock().advanceTo(f.nowNs);
    }

    PricedVenue() {
        this(OracleRules.ANY_SOURCE, 200_000, List.of());
    }

    PricedVenue(final OracleRules rules, final long jumpGuardE6, final List<FeeSchedule> schedules) {
        this(rules, jumpGuardE6, schedules, VenueFixture.parameters());
    }

    PricedVenue(
            final OracleRules rules,
            final long jumpGuardE6,
            final List<FeeSchedule> schedules,
            final MarginParameters parameters) {
        this.terms = FundingTerms.DEFAULT;
        configure(rules, jumpGuardE6, schedules, parameters);
        venue.clock().advanceTo(f.nowNs);
    }

    private void configure(
            final OracleRules rules,
            final long jumpGuardE6,
            final List<FeeSchedule> schedules,
            final MarginParameters parameters) {
        venue.beginConfiguration(7, 100);
        venue.define(VenueFixture.limits());
        venue.margins().define(parameters);
        underlying("BTC", "60000", rules, jumpGuardE6);
        underlying("ETH", "3000", rules, jumpGuardE6);
        underlying("SOL", "150", rules, jumpGuardE6);
        instruments().forEach(venue::define);
        defineAccounts();
        schedules.forEach(venue::define);
        end();
        for (final String name : NAMES) {
            venue.operator().transfer(name, Currency.BTC, 100 * Currency.BTC.unitsPerWhole(), f.nowNs);
            venue.operator().transfer(name, Currency.USDC, 50_000_000 * MICROS, f.nowNs);
        }
        f.said();
        f.sequences.clear();
    }

    private void defineAccounts() {
        for (final String name : NAMES) {
            venue.define(new AccountDefinition(
                    name, name, Collections.nCopies(Currency.count(), 0L), 100)); // they exist, with what they have
        }
        f.defineSessions("");
        for (final String name : List.of("IDX2", "IDX3")) {
            venue.define(new SessionDefinition("BASCULE", name, true, false, List.of(), List.of()));
        }
    }

    private void end() {
        final String problem = venue.endConfiguration();
        if (problem != null) {
            throw new AssertionError(problem);
        }
        venue.onConfigured(f.nowNs);
    }

    /** Funding of the inverse perpetual and the future, all else as it was at first. */
    void terms(final FundingTerms newTerms) {
        terms = newTerms;
        reconfigure(103, instruments());
    }

    /** The same, and what is said of it is kept. */
    void termsLoudly(final FundingTerms newTerms) {
        terms = newTerms;
        configureAgain(103, instruments());
    }

    /** Other instruments, all else as it was at first. */
    void reconfigure(final long digest, final List<InstrumentDefinition> instruments) {
        configureAgain(digest, instruments);
        f.said();
    }

    private void configureAgain(final long digest, final List<InstrumentDefinition> instruments) {
        venue.beginConfiguration(7, digest);
        venue.define(VenueFixture.limits());
        underlying("BTC", "60000", OracleRules.ANY_SOURCE, 200_000);
        underlying("ETH", "3000", OracleRules.ANY_SOURCE, 200_000);
        underlying("SOL", "150", OracleRules.ANY_SOURCE, 200_000);
        instruments.forEach(venue::define);
        defineAccounts();
        end();
    }

    /** The same instruments, but that the future's prices end at one. */
    List<InstrumentDefinition> instrumentsWithCheapFuture(final String maxPrice) {
        final List<InstrumentDefinition> all = new ArrayList<>(instruments());
        final InstrumentDefinition future = all.remove(FUTURE - 1);
        all.add(new InstrumentDefinition(
                future.symbol(),
                future.underlying(),
                future.kind(),
                future.contractSizeE8(),
                future.expiryNs(),
                future.tickSizeE8(),
                future.lotSizeE8(),
                e8(maxPrice),
                future.minOrderQtyE8(),
                future.maxOrderQtyE8(),
                future.maxPositionQtyE8(),
                future.priceBandE6(),
                future.marketProtectionE6(),
                future.makerFeeNanos(),
                future.takerFeeNanos(),
                future.funding()));
        return all;
    }

    /** By id from 1 at index 0. */
    List<InstrumentDefinition> instruments() {
        return List.of(
                VenueFixture.instrument("BTC-PERP", "BTC", "0.5", "0.001", "1000000", "1000", "5000"),
                VenueFixture.instrument("ETH-PERP", "ETH", "0.05", "0.01", "100000", "20000", "80000"),
                VenueFixture.instrument("SOL-PERP", "SOL", "0.01", "0.1", "10000", "200000", "800000"),
                contract("BTCUSD-PERP", InstrumentKind.INVERSE_PERPETUAL, e8("100"), 0, "1", "40000", "400000"),
                contract("BTC-FUT", InstrumentKind.LINEAR_FUTURE, 0, EXPIRY_NS, "0.001", "1000", "5000"));
    }

    private void underlying(final String name, final String index, final OracleRules rules, final long jumpGuardE6) {
        venue.define(new UnderlyingDefinition(name, name + "-INDEX", e8(index), jumpGuardE6, rules));
    }

    private InstrumentDefinition contract(
            final String symbol,
            final InstrumentKind kind,
            final long contractSizeE8,
            final long expiryNs,
            final String lot,
            final String maxOrder,
            final String maxPosition) {
        return new InstrumentDefinition(
                symbol,
                "BTC",
                kind,
                contractSizeE8,
                expiryNs,
                e8("0.5"),
                e8(lot),
                e8("1000000"),
                e8(lot),
                e8(maxOrder),
                e8(maxPosition),
                200_000,
                50_000,
                100_000,
                400_000,
                terms);
    }

    /** Seconds pass, each with a timer. */
    PricedVenue pass(final int seconds) {
        for (int n = 0; n < seconds; n++) {
            f.nowNs = f.nowNs - f.nowNs % SECOND_NS + SECOND_NS;
            venue.clock().advanceTo(f.nowNs);
            venue.clock().onTimer(f.nowNs);
            f.nowNs++;
        }
        return this;
    }

    /** Time passes without a timer and without an entry, up to a timer at its end. */
    PricedVenue passSilently(final long ns) {
        f.nowNs += ns;
        venue.clock().advanceTo(f.nowNs);
        venue.clock().onTimer(f.nowNs++);
        return this;
    }

    /** To the second before the next hour, silently. */
    PricedVenue passToTheHour() {
        final long hourNs = FundingTerms.HOUR_NS;
        return passSilently(hourNs - f.nowNs % hourNs - SECOND_NS);
    }

    /** A source publishes BTC's index. */
    PricedVenue publish(final int source, final String price) {
        venue.publishIndex(source, f.nextSeqNum(), false, VenueFixture.BTC, e8(price), f.nowNs++);
        return this;
    }

    /** Three sources publish each second for so long; one without a price is silent. */
    PricedVenue publish(final int seconds, final String one, final String two, final String three) {
        for (int n = 0; n < seconds; n++) {
            pass(1);
            final String[] prices = {one, two, three};
            for (int i = 0; i < prices.length; i++) {
                if (prices[i] != null) {
                    publish(IDX + i, prices[i]);
                }
            }
        }
        return this;
    }

    /** One account buys from another at a price. */
    PricedVenue trade(final int instrument, final int buyer, final int seller, final String price, final String qty) {
        place(seller, instrument, Side.SELL, price, qty);
        return place(buyer, instrument, Side.BUY, price, qty);
    }

    /** An order of an account that stays. */
    PricedVenue place(final int account, final int instrument, final Side side, final String price, final String qty) {
        final int session = account <= 2 ? 1 : account - 1;
        f.place("o" + f.nextSeqNum(), session, account, instrument, side, price, qty, TimeInForce.GTC);
        return this;
    }

    String mark(final int instrument) {
        return VenueFixture.plain(venue.prices().markE8(instrument));
    }

    String index() {
        return VenueFixture.plain(venue.prices().indexE8(VenueFixture.BTC));
    }

    /** A venue that was loaded with this one's state, after both had the same state. */
    Venue saveAndLoad() {
        final SavedState saved = SavedState.of(venue);
        final Venue again = saved.load(new VenueFixture());
        if (!SavedState.of(again).isEqualTo(saved) || again.stateHash() != venue.stateHash()) {
            throw new AssertionError("the state is another when it is loaded");
        }
        return again;
    }
}
