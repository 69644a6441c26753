package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Margin parameters: staged whole, announced, in force by the clock of the log; refused with a text otherwise. */
class MarginDeskTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final VenueFixture f = new VenueFixture();
    private final MarginDesk desk = f.venue.margins();

    @Test
    void shouldActAtTheFirstEntryThatIsNotBeforeItsTime() {
        desk.onTime(f.nowNs);
        f.quote(BTC, Side.SELL, "60000", "10").place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "10", TimeInForce.IOC);
        final long effectiveNs = f.nowNs + 1_000;
        assertNull(announce(raised(effectiveNs), 3, 10));
        assertEquals(effectiveNs, desk.nextEffectiveNs());

        assertFalse(desk.onTime(effectiveNs - 1));
        assertEquals(72_240 * MICROS, initialMargin());
        assertTrue(desk.onTime(effectiveNs));
        assertEquals(120_240 * MICROS, initialMargin());
        assertEquals("raised", desk.inForce().name());
        assertNull(desk.announced());
        assertEquals(Long.MAX_VALUE, desk.nextEffectiveNs());
    }

    @Test
    void shouldSayWhatIsAnnouncedAndWhatHasComeIntoForce() {
        desk.onTime(f.nowNs);
        final long now = f.nowNs;
        assertNull(announce(raised(now + 1_000), 3, 10));
        assertTrue(desk.end(77, f.nowNs).startsWith("other margin parameters"), "what is refused is not said");
        desk.onTime(now + 1_000);
        configure(100, null);
        configure(101, raised().named("newer", now + 9_000).build());
        configure(102, raised().named("newer", now + 9_000).build());
        configure(103, raised().named("at once", now + 1_000).build());

        assertEquals(
                List.of(
                        "B announced raised " + (now + 1_000) + " at " + now,
                        "B in force raised " + (now + 1_000) + " at " + (now + 1_000),
                        "B announced newer " + (now + 9_000) + " at " + (now + 1_000),
                        "B in force at once " + (now + 1_000) + " at " + (now + 1_000)),
                f.said());
    }

    /** IM 864,000 and more of 1,000,000 becomes more than there is: nothing of it is cancelled for a day. */
    @Test
    void shouldGiveADayToWhoHasTooLittleByNewParametersAlone() {
        desk.onTime(f.nowNs);
        f.quote(BTC, Side.SELL, "60000", "120");
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "120", TimeInForce.IOC);
        final long effectiveNs = f.nowNs + 1_000;
        assertNull(announce(raised(effectiveNs), 3, 10));
        desk.onTime(effectiveNs + 7);

        assertTrue(f.standing(DESK, DESK_A).after.excessMicros < 0);
        final SavedState saved = SavedState.of(f.venue);
        final Venue loaded = saved.load(new Transcript());
        assertEquals(f.venue.stateHash(), loaded.stateHash());
        assertEquals(effectiveNs + 7 + DAY_NS, desk.graceUntilNs(DESK_A));
        assertEquals(effectiveNs + 7 + DAY_NS, loaded.margins().graceUntilNs(DESK_A));
        assertEquals(0, loaded.margins().graceUntilNs(VenueFixture.MAKER), "who has enough is given nothing");
        f.quote(BTC, Side.BUY, "60000", "1").said();
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "60000", "1", TimeInForce.GTC);
        f.place("c", DESK, DESK_A, BTC, Side.SELL, "60000", "1", TimeInForce.IOC);
        assertEquals(
                List.of(
                        "8 1 11=b 150=8 39=8 14=0 151=0 INSUFFICIENT_MARGIN",
                        "8 1 11=c 150=0 39=0 14=0 151=1",
                        "8 1 11=c 150=F 39=2 14=1 151=0 32=1 31=60000"),
                f.said().subList(0, 3),
                "reduce-only by the normal rule");
    }

    /** Parameters that a configuration puts in force at once are no other: the same account has its day. */
    @Test
    void shouldGiveADayToWhoHasTooLittleByAConfigurationAlone() {
        desk.onTime(f.nowNs);
        f.quote(BTC, Side.SELL, "60000", "120");
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "120", TimeInForce.IOC);
        configure(100, null);
        assertEquals(0, desk.graceUntilNs(DESK_A), "nothing has changed");
        final long nowNs = f.nowNs + 7;
        desk.onTime(nowNs);
        configure(101, raised(nowNs - 1));

        assertEquals("raised", desk.inForce().name());
        assertTrue(f.standing(DESK, DESK_A).after.excessMicros < 0);
        assertEquals(nowNs + DAY_NS, desk.graceUntilNs(DESK_A));
        assertEquals(0, desk.graceUntilNs(VenueFixture.MAKER), "who has enough is given nothing");
    }

    @Test
    void shouldRefuseScenariosWithoutTeeth() {
        final long later = f.nowNs + 1_000;
        refuse(
                "no scenario of full weight moves BTC up by half its shock",
                new TestParameters()
                        .shock("BTC", 120_000, 0, 0)
                        .shock("ETH", 150_000, 0, 0)
                        .shock("SOL", 250_000, 0, 0)
                        .moves(0, -1_000_000, 499_000)
                        .named("x", later)
                        .build(),
                3,
                2);
        refuse(
                "scenario turned: the maintenance shock of ETH is beyond the initial one",
                raised().named("x", later)
                        .add(new ScenarioParameters("turned", 50_000, List.of(5L, 5L, 5L), List.of(5L, -1L, 5L)))
                        .build(),
                3,
                11);
    }

    @Test
    void shouldReplaceWhatWasAnnouncedBefore() {
        assertNull(announce(raised(f.nowNs + 5_000), 3, 10));
        assertNull(announce(raised().named("later", f.nowNs + 9_000).build(), 3, 10));
        assertEquals("later", desk.announced().name());
        assertEquals(f.nowNs + 9_000, desk.nextEffectiveNs());
    }

    @Test
    void shouldRefuseWhatIsNotWholeOrNotSound() {
        final long later = f.nowNs + 1_000;
        refuse("wrong count: 3 underlyings and 10 scenarios came, 3 and 11 were said", raised(later), 3, 11);
        refuse("wrong count: 3 underlyings and 10 scenarios came, 4 and 10 were said", raised(later), 4, 10);
        refuse(
                "unknown underlying XRP",
                new TestParameters()
                        .shock("BTC", 1, 0, 0)
                        .shock("ETH", 1, 0, 0)
                        .shock("XRP", 1, 0, 0)
                        .moves(0, -1_000_000)
                        .named("x", later)
                        .build(),
                3,
                1);
        refuse(
                "no margin parameters of SOL",
                new TestParameters()
                        .shock("BTC", 1, 0, 0)
                        .shock("ETH", 1, 0, 0)
                        .moves(0, -1_000_000)
                        .named("x", later)
                        .build(),
                2,
                1);
        assertEquals("test", desk.inForce().name());
    }

    @Test
    void shouldRefuseAbsurdFigures() {
        final long later = f.nowNs + 1_000;
        refuse(
                "absurd shock of SOL: 0 < maintenance <= initial < 1 does not hold",
                new TestParameters()
                        .shock("BTC", 1, 0, 0)
                        .shock("ETH", 1, 0, 0)
                        .shock("SOL", 1_000_000, 0, 0)
                        .moves(0, -1_000_000)
                        .named("x", later)
                        .build(),
                3,
                1);
        refuse(
                "absurd shock in scenario crash: each is in (-1, 1)",
                raised().named("x", later)
                        .add(new ScenarioParameters(
                                "crash", 1_000_000, List.of(0L, 0L, -1_000_000L), List.of(0L, 0L, 0L)))
                        .build(),
                3,
                11);
        refuse(
                "scenario short has a gap: 3 shocks of each set are needed",
                raised().named("x", later)
                        .add(new ScenarioParameters("short", 1_000_000, List.of(1L, 2L), List.of(1L, 2L, 3L)))
                        .build(),
                3,
                11);
        refuse(
                "scenario none: weight 0e-6 is not in (0, 1]",
                raised().named("x", later)
                        .add(new ScenarioParameters("none", 0, List.of(1L, 2L, 3L), List.of(1L, 2L, 3L)))
                        .build(),
                3,
                11);
    }

    @Test
    void shouldRefuseAnImpactThatFalls() {
        final long later = f.nowNs + 1_000;
        refuse(
                "impact of SOL: edges in whole USD and rates in parts of 1 must rise:"
                        + " ImpactStep[edgeMicros=1, rateE6=2]",
                new TestParameters()
                        .shock("BTC", 1, 0, 0)
                        .shock("ETH", 1, 0, 0)
                        .add(sol(List.of(new ImpactStep(0, 1), new ImpactStep(1, 2))))
                        .moves(0, -1_000_000)
                        .named("x", later)
                        .build(),
                3,
                1);
        refuse(
                "impact of SOL: 1 to 16 steps, the first from 0",
                new TestParameters()
                        .shock("BTC", 1, 0, 0)
                        .shock("ETH", 1, 0, 0)
                        .add(sol(List.of()))
                        .moves(0, -1_000_000)
                        .named("x", later)
                        .build(),
                3,
                1);
        assertEquals("test", desk.inForce().name());
    }

    @Test
    void shouldRefuseAGapAWrongOrderAndAnothersParts() {
        final MarginParameters parameters = raised(f.nowNs + 1_000);
        desk.begin(5, parameters, 3, 10);
        desk.define(5, 1, parameters.underlyings().get(1));
        assertEquals(
                "underlying ETH is number 1 where number 0 is expected: a gap, or a wrong order", desk.end(5, f.nowNs));

        desk.begin(5, parameters, 3, 10);
        for (int n = 0; n < 3; n++) {
            desk.define(5, n, parameters.underlyings().get(n));
        }
        desk.define(5, 0, parameters.scenarios().get(0));
        desk.define(5, 2, parameters.scenarios().get(2));
        assertEquals(
                "scenario common -1000000 is number 2 where number 1 is expected: a gap, or a wrong order",
                desk.end(5, f.nowNs));

        desk.begin(5, parameters, 3, 10);
        desk.begin(6, parameters, 3, 10);
        assertEquals("other margin parameters began meanwhile, or none did", desk.end(5, f.nowNs));
        desk.define(5, 0, parameters.underlyings().get(0)); // is not the other's
        assertTrue(desk.end(6, f.nowNs).startsWith("wrong count: 0 underlyings and 0 scenarios came"));
        assertEquals("other margin parameters began meanwhile, or none did", desk.end(6, f.nowNs));
        assertNull(desk.announced());
    }

    @Test
    void shouldRefuseATimeThatIsNotToComeOrNotAfterWhatIsInForce() {
        refuse(
                "effective time " + f.nowNs + " is not to come, it is " + f.nowNs
                        + ": parameters are announced before they act",
                raised(f.nowNs),
                3,
                10);
        final long first = f.nowNs + 1_000;
        assertNull(announce(raised(first), 3, 10));
        desk.onTime(first);
        refuse(
                "effective time " + first + " is not after that of raised, which is in force: " + first,
                raised(first),
                3,
                10);
    }

    /** A save between any two commands, and what the loaded venue then does, is what the saved one does. */
    @Test
    void shouldSurviveASaveAtAnyPoint() {
        desk.onTime(f.nowNs);
        final MarginParameters parameters = raised(f.nowNs + 1_000);
        final List<Runnable> steps = new ArrayList<>();
        final Venue[] venue = {f.venue};
        steps.add(() -> venue[0].margins().begin(5, parameters, 3, 10));
        for (int n = 0; n < 3; n++) {
            final int number = n;
            steps.add(() -> venue[0].margins()
                    .define(5, number, parameters.underlyings().get(number)));
        }
        for (int n = 0; n < 10; n++) {
            final int number = n;
            steps.add(() ->
                    venue[0].margins().define(5, number, parameters.scenarios().get(number)));
        }
        steps.add(() -> assertNull(venue[0].margins().end(5, f.nowNs)));
        steps.add(() -> venue[0].margins().onTime(f.nowNs + 1_000));
        for (final Runnable step : steps) {
            final SavedState saved = SavedState.of(venue[0]);
            final long hash = venue[0].stateHash();
            venue[0] = saved.load(new Transcript());
            assertEquals(hash, venue[0].stateHash());
            step.run();
        }
        assertEquals(parameters, venue[0].margins().inForce());
    }

    @Test
    void shouldTakeNewerParametersOfAConfigurationAndLeaveOlderOnes() {
        desk.onTime(f.nowNs);
        final long first = f.nowNs + 1_000;
        assertNull(announce(raised(first), 3, 10));
        desk.onTime(first);

        configure(100, null);
        assertEquals("raised", desk.inForce().name(), "the fixture's are older");

        configure(101, raised().named("newer", first + 5).build());
        assertEquals("raised", desk.inForce().name());
        assertEquals("newer", desk.announced().name(), "its time is to come");
        desk.onTime(first + 5);
        assertEquals("newer", desk.inForce().name());
    }

    /**
     * r of a dated future falls with each day of the log's clock. Long 10 perpetual, short 10 dated that expires 73
     * days on: 10 % · 73/365 of 600,000, and 4 bp of each leg; then 72/365, in 1e-6 rounded up.
     */
    @Test
    void shouldCountDaysToExpiryByTheClockOfTheLog() {
        final long today = f.nowNs / DAY_NS * DAY_NS;
        desk.onTime(today);
        f.venue.beginConfiguration(7, 100);
        f.defineAll(0);
        f.venue.define(new InstrumentDefinition(
                "BTC-DATED",
                "BTC",
                InstrumentKind.LINEAR_FUTURE,
                0,
                today + 73 * DAY_NS,
                VenueFixture.e8("0.5"),
                VenueFixture.e8("0.001"),
                VenueFixture.e8("1000000"),
                VenueFixture.e8("0.001"),
                VenueFixture.e8("1000"),
                VenueFixture.e8("5000"),
                200_000,
                50_000,
                100_000,
                400_000));
        f.venue
                .margins()
                .define(new TestParameters()
                        .add(dated("BTC"))
                        .add(dated("ETH"))
                        .add(dated("SOL"))
                        .moves(0, -1_000_000, 1_000_000)
                        .build());
        assertNull(f.venue.endConfiguration());
        f.quote(BTC, Side.SELL, "60000", "10").quote(4, Side.BUY, "60000", "10");
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "10", TimeInForce.IOC);
        f.place("b", DESK, DESK_A, 4, Side.SELL, "60000", "10", TimeInForce.IOC);

        assertEquals(12_480 * MICROS, initialMargin());
        desk.onTime(today + DAY_NS - 1);
        assertEquals(12_480 * MICROS, initialMargin());
        desk.onTime(today + DAY_NS);
        assertEquals(600_000L * 19_727 + 480 * MICROS, initialMargin());
    }

    private static UnderlyingParameters dated(final String name) {
        return new UnderlyingParameters(
                name,
                LiquidityClass.MAJOR,
                120_000,
                120_000,
                600_000,
                800_000,
                0,
                100_000,
                0,
                List.of(new ImpactStep(0, 0)),
                9_000_000_000L * MICROS,
                0,
                0);
    }

    private void configure(final long digest, final MarginParameters parameters) {
        f.venue.beginConfiguration(7, digest);
        f.defineAll(0);
        if (parameters != null) {
            f.venue.margins().define(parameters);
        }
        assertNull(f.venue.endConfiguration());
    }

    private void refuse(
            final String problem, final MarginParameters parameters, final int underlyings, final int scenarios) {
        assertEquals(problem, announce(parameters, underlyings, scenarios));
        assertNull(desk.announced());
    }

    private String announce(final MarginParameters parameters, final int underlyings, final int scenarios) {
        desk.begin(9, parameters, underlyings, scenarios);
        for (int n = 0; n < parameters.underlyings().size(); n++) {
            desk.define(9, n, parameters.underlyings().get(n));
        }
        for (int n = 0; n < parameters.scenarios().size(); n++) {
            desk.define(9, n, parameters.scenarios().get(n));
        }
        return desk.end(9, f.nowNs);
    }

    private long initialMargin() {
        return f.standing(DESK, DESK_A).after.initialMarginMicros;
    }

    private static UnderlyingParameters sol(final List<ImpactStep> impact) {
        return new UnderlyingParameters("SOL", LiquidityClass.ALT, 1, 1, 0, 0, 0, 0, 0, impact, 1_000_000, 0, 0);
    }

    private static MarginParameters raised(final long effectiveNs) {
        return raised().named("raised", effectiveNs).build();
    }

    /** S 20, 25 and 30 %; ten scenarios. */
    private static TestParameters raised() {
        return new TestParameters()
                .shock("BTC", 200_000, 600_000, 800_000)
                .shock("ETH", 250_000, 600_000, 800_000)
                .shock("SOL", 300_000, 300_000, 500_000)
                .moves(600_000, -500_000, 500_000, -1_000_000, 1_000_000);
    }
}
