package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Preview = charge for baskets over every kind of instrument, with coins as collateral and every term of the margin on:
 * what a preview says the basket comes to is what the batch then leaves, to the unit, in both modes. So many of them as
 * {@code -Dbascule.baskets=100000} says.
 */
class BasketChargeTest {
    private static final int BASKETS = Integer.getInteger("bascule.baskets", 6_000);
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long SEED = Long.getLong("bascule.baskets.seed", 6);
    /** By instrument id. */
    private static final long[] PRICES = {0, 60_000, 3_000, 150, 60_000, 60_400, 3_020, 3_000};

    private static final List<TimeInForce> TIMES = List.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK);

    private final VenueFixture f = new VenueFixture();
    private final Random random = new Random(SEED);
    private final BatchRequest batch = new BatchRequest();
    private final CombinationRequest combination = new CombinationRequest();
    private final Set<Integer> named = new HashSet<>();
    private int ids;

    BasketChargeTest() {
        f.venue.margins().onTime(f.nowNs);
        f.venue.beginConfiguration(7, 100);
        f.defineAll(VenueFixture.DESK_B);
        f.venue.define(new AccountDefinition("DESK-B", "DESK-A", List.of(0L, 0L, 0L), 100)); // one firm with DESK-A
        f.venue
                .margins()
                .define(new TestParameters()
                        .add(VenueFixture.underlying("BTC", 120_000, 600_000, 800_000))
                        .add(VenueFixture.underlying("ETH", 150_000, 600_000, 800_000))
                        .add(VenueFixture.underlying("SOL", 250_000, 300_000, 500_000))
                        .moves(600_000, -500_000, 500_000, -1_000_000, 1_000_000)
                        .deduction(20_000, 10_000 * MICROS)
                        .build());
        define("BTCUSD-PERP", "BTC", InstrumentKind.INVERSE_PERPETUAL, "100", 0, "0.5", "1");
        define("BTC-DATED", "BTC", InstrumentKind.LINEAR_FUTURE, "0", f.nowNs + 9_000_000_000_000_000L, "0.5", "0.001");
        define("ETH-DATED", "ETH", InstrumentKind.LINEAR_FUTURE, "0", f.nowNs + 5_000_000_000_000_000L, "0.05", "0.01");
        define("ETHUSD-PERP", "ETH", InstrumentKind.INVERSE_PERPETUAL, "10", 0, "0.05", "1");
        assertNull(f.venue.endConfiguration());
        assertNull(f.venue.operator().transfer("DESK-B", Currency.USDC, 20_000_000 * MICROS, f.nowNs++));
        for (final String account : List.of("DESK-A", "MAKER")) {
            assertNull(f.venue.operator().transfer(account, Currency.BTC, 2_000_000_000L, f.nowNs++));
            assertNull(f.venue.operator().transfer(account, Currency.ETH, 100_000_000_000L, f.nowNs++));
        }
    }

    private void define(
            final String symbol,
            final String underlying,
            final InstrumentKind kind,
            final String contractSize,
            final long expiryNs,
            final String tick,
            final String lot) {
        final boolean isInverse = kind == InstrumentKind.INVERSE_PERPETUAL;
        f.venue.define(new InstrumentDefinition(
                symbol,
                underlying,
                kind,
                e8(contractSize),
                expiryNs,
                e8(tick),
                e8(lot),
                e8("100000"),
                e8(lot),
                e8(isInverse ? "20000" : "1000"),
                e8(isInverse ? "40000" : "5000"),
                200_000,
                50_000,
                100_000,
                400_000));
    }

    @Test
    void shouldChargeABasketWhatItPreviewed() {
        final int[] accepted = new int[2];
        final int[] refused = new int[2];
        final MarginFigures expected = new MarginFigures();
        for (int n = 0; n < BASKETS; n++) {
            market();
            final int legs = 1 + random.nextInt(4);
            final int idsBefore = ids;
            named.clear();
            for (int leg = 0; leg < legs; leg++) {
                entry(leg, idsBefore);
                copy(batch.entries[leg].request, f.preview.legs[leg]);
            }
            final BatchMode mode = random.nextBoolean() ? BatchMode.ALL_OR_NONE : BatchMode.SEPARATE;
            final PreviewReport report = f.preview(DESK, DESK_A, mode, legs);
            copy(report.after, expected);
            final boolean passes = report.status == PreviewStatus.ACCEPTABLE;
            (passes ? accepted : refused)[mode == BatchMode.SEPARATE ? 0 : 1]++;
            long contributions = 0;
            for (int leg = 0; leg < legs; leg++) {
                contributions += report.legs[leg].marginContributionMicros;
            }
            final String at = "seed " + SEED + " basket " + n;
            assertEquals(
                    expected.initialMarginMicros - report.before.initialMarginMicros,
                    contributions,
                    at + ": contributions of the legs, in their order, add up");

            send(mode, legs);

            final MarginFigures now = f.standing(DESK, DESK_A).after;
            assertEquals(expected.initialMarginMicros, now.initialMarginMicros, at);
            assertEquals(expected.maintenanceMarginMicros, now.maintenanceMarginMicros, at);
            assertEquals(expected.equityMicros, now.equityMicros, at);
            assertEquals(expected.excessMicros, now.excessMicros, at);
            assertEquals(expected.worstScenarioId, now.worstScenarioId, at);
            if (n % 50 == 49) {
                rest();
            }
            if (n % 100 == 99) {
                hour();
            }
        }
        for (int mode = 0; mode < 2; mode++) {
            assertTrue(
                    accepted[mode] > BASKETS / 20 && refused[mode] > BASKETS / 20,
                    accepted[mode] + " accepted, " + refused[mode] + " refused");
        }
    }

    /** Legs of every kind, each settled in its own currency: as a batch of the same FOK orders, but all or none. */
    @Test
    void shouldChargeACombinationWhatItPreviewed() {
        int traded = 0;
        int tradedInverse = 0;
        int refused = 0;
        assertNull(f.venue.operator().transfer("DESK-A", Currency.USDC, -900_000 * MICROS, f.nowNs++));
        assertNull(f.venue.operator().transfer("DESK-A", Currency.BTC, -1_950_000_000L, f.nowNs++));
        assertNull(f.venue.operator().transfer("DESK-A", Currency.ETH, -100_000_000_000L, f.nowNs++));
        for (int n = 0; n < BASKETS / 2; n++) {
            market();
            final int legs = 2 + random.nextInt(2);
            final boolean hasInverse = combine(legs);
            final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.ALL_OR_NONE, legs);
            final MarginFigures expected = new MarginFigures();
            copy(report.after, expected);
            refused += report.status == PreviewStatus.WOULD_BE_REJECTED ? 1 : 0;
            boolean isFilled = report.status == PreviewStatus.ACCEPTABLE;
            for (int leg = 0; leg < legs; leg++) {
                isFilled &= report.legs[leg].ordStatus == OrdStatus.FILLED;
            }
            if (!isFilled) {
                copy(report.before, expected); // a batch trades the legs that can be filled, a combination none
            }
            combination.order.msgSeqNum = f.nextSeqNum();
            f.venue.placeCombination(combination, f.nowNs++);
            f.said();

            final MarginFigures now = f.standing(DESK, DESK_A).after;
            final String at = "seed " + SEED + " combination " + n;
            assertEquals(expected.initialMarginMicros, now.initialMarginMicros, at);
            assertEquals(expected.maintenanceMarginMicros, now.maintenanceMarginMicros, at);
            assertEquals(expected.equityMicros, now.equityMicros, at);
            assertEquals(expected.excessMicros, now.excessMicros, at);
            traded += isFilled ? 1 : 0;
            tradedInverse += isFilled && hasInverse ? 1 : 0;
            if (n % 50 == 49) {
                rest();
            }
        }
        assertTrue(
                traded > BASKETS / 40 && tradedInverse > BASKETS / 80 && refused > BASKETS / 80,
                traded + " traded, with an inverse leg " + tradedInverse + ", refused " + refused);
    }

    /** Makes a combination of market legs, and the same as legs of a preview; returns whether one is inverse. */
    private boolean combine(final int legs) {
        named.clear();
        boolean hasInverse = false;
        final OrderRequest order = combination.order;
        order.clear();
        order.sessionId = DESK;
        order.accountId = DESK_A;
        order.clOrdId.set("k" + ids++);
        order.side = random.nextBoolean() ? Side.BUY : Side.SELL;
        order.ordType = OrdType.MARKET;
        order.timeInForce = TimeInForce.FOK;
        order.orderQtyE8 = e8("1");
        combination.legCount = legs;
        for (int n = 0; n < legs; n++) {
            int instrument = 1 + random.nextInt(PRICES.length - 1);
            while (!named.add(instrument)) {
                instrument = 1 + instrument % (PRICES.length - 1);
            }
            hasInverse |= instrument == 4 || instrument == 7;
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final CombinationRequest.Leg leg = combination.legs[n];
            leg.request.clear();
            leg.request.sessionId = DESK;
            leg.request.accountId = DESK_A;
            leg.request.instrumentId = instrument;
            leg.request.side = side;
            leg.request.priceE8 = OrderRequest.ABSENT;
            leg.ratioE8 = e8(quantity(instrument));
            leg.legRefId.set("L" + n);
            final OrderRequest previewed = f.preview.legs[n];
            VenueFixture.fill(
                    previewed, "p" + ids++, instrument, order.side == Side.BUY ? side : turned(side), null, "1");
            previewed.accountId = DESK_A;
            previewed.ordType = OrdType.MARKET;
            previewed.timeInForce = TimeInForce.FOK;
            previewed.orderQtyE8 = leg.ratioE8;
        }
        return hasInverse;
    }

    private static Side turned(final Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    /** Somebody quotes, and prices move. */
    private void market() {
        for (int quotes = 0; quotes < 3; quotes++) {
            final int instrument = 1 + random.nextInt(PRICES.length - 1);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            f.quote(instrument, side, price(instrument, side == Side.BUY ? -20 : 20), quantity(instrument));
        }
        if (random.nextInt(4) == 0) {
            final int underlying = 1 + random.nextInt(3);
            f.index(underlying, Long.toString(PRICES[underlying] + random.nextInt(1 + (int) PRICES[underlying] / 40)));
        }
        f.said();
    }

    /** The firm's other account trades, and open interest is taken: from 5 % of it on, the firm is concentrated. */
    private void hour() {
        final int instrument = 1 + random.nextInt(PRICES.length - 1);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final String price = price(instrument, 0);
        f.quote(instrument, side == Side.BUY ? Side.SELL : Side.BUY, price, quantity(instrument));
        f.place("h" + ids++, DESK, VenueFixture.DESK_B, instrument, side, price, quantity(instrument), TimeInForce.IOC);
        f.nowNs += HOUR_NS;
        f.venue.margins().onTime(f.nowNs);
        f.said();
    }

    /**
     * DESK-B has 100 BTC, 6,000,000 USD, and with DESK-A all of an open interest that counts as 10,000,000: 10 BTC of
     * DESK-A are margined in full, 88 % above the shock; before that was taken, they alone were at 5 % of these.
     */
    @Test
    void shouldPreviewAndRefuseByWhatTheWholeFirmHolds() {
        f.quote(1, Side.SELL, "60000", "100");
        f.place("b", DESK, VenueFixture.DESK_B, 1, Side.BUY, "60000", "100", TimeInForce.IOC);
        f.said();
        final long alone = previewed().after.initialMarginMicros;
        f.nowNs += HOUR_NS;
        f.venue.margins().onTime(f.nowNs);

        final PreviewReport ofFirm = previewed();
        assertEquals((528_000 - 26_400) * MICROS, ofFirm.after.initialMarginMicros - alone);

        send(BatchMode.ALL_OR_NONE, 1);
        assertEquals(ofFirm.after.initialMarginMicros, f.standing(DESK, DESK_A).after.initialMarginMicros);
    }

    private PreviewReport previewed() {
        VenueFixture.fill(batch.entries[0].request, "n" + ids++, 1, Side.BUY, "60000", "10");
        batch.entries[0].action = EntryAction.ADD;
        batch.entries[0].entryId.set("0");
        batch.entries[0].request.timeInForce = TimeInForce.GTC;
        copy(batch.entries[0].request, f.preview.legs[0]);
        return f.preview(DESK, DESK_A, BatchMode.ALL_OR_NONE, 1);
    }

    /** The account is put right again, so that baskets of all kinds go on being accepted. */
    private void rest() {
        f.massCancel("m" + ids++, DESK, false);
        f.massCancel("m" + ids++, VenueFixture.MM, false);
        final long missing = -f.standing(DESK, DESK_A).after.excessMicros;
        if (missing > 0) {
            assertNull(f.venue.operator().transfer("DESK-A", Currency.USDC, missing + 400_000 * MICROS, f.nowNs++));
        }
        f.said();
    }

    private void entry(final int leg, final int idsBefore) {
        final int instrument = 1 + random.nextInt(PRICES.length - 1);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final int about = idsBefore - 1 - random.nextInt(8); // each but once: a preview has no names for what it made
        final boolean isNew = idsBefore < 10 || random.nextInt(4) > 0 || !named.add(about);
        final BatchRequest.Entry entry = batch.entries[leg];
        entry.action = isNew ? EntryAction.ADD : EntryAction.MODIFY;
        entry.entryId.set(Integer.toString(leg));
        VenueFixture.fill(entry.request, "n" + ids, instrument, side, price(instrument, 0), quantity(instrument));
        entry.request.ordType = OrdType.LIMIT;
        entry.request.timeInForce = TIMES.get(random.nextInt(TIMES.size()));
        if (!isNew) {
            entry.request.origClOrdId.set("n" + about);
            entry.request.timeInForce = null;
        }
        ids++;
    }

    private String price(final int instrument, final long away) {
        final long price = PRICES[instrument];
        final long far = price / 100 == 0 ? 2 : price / 200;
        return Long.toString(price + away * price / 60_000 + random.nextInt((int) (2 * far + 1)) - far);
    }

    private String quantity(final int instrument) {
        final int most = random.nextInt(6) == 0 ? 3_000_000 : 300_000; // USD
        final boolean isInverse = instrument == 4 || instrument == 7;
        final long unit = instrument == 4 ? 100 : instrument == 7 ? 10 : PRICES[instrument];
        final long quantity = 1 + random.nextInt(most) / unit;
        return Long.toString(isInverse ? Math.min(quantity, 20_000) : Math.min(quantity, 900));
    }

    private void send(final BatchMode mode, final int legs) {
        batch.sessionId = DESK;
        batch.accountId = DESK_A;
        batch.batchMode = mode;
        batch.fault = RejectReason.NONE;
        batch.requestId.set("B");
        batch.entryCount = legs;
        batch.msgSeqNum = f.nextSeqNum();
        for (int n = 0; n < legs; n++) {
            batch.entries[n].request.sessionId = DESK;
            batch.entries[n].request.accountId = DESK_A;
        }
        f.venue.placeBatch(batch, f.nowNs++);
        f.said();
    }

    private static void copy(final OrderRequest from, final OrderRequest to) {
        to.clear();
        to.clOrdId.set(from.clOrdId);
        to.origClOrdId.set(from.origClOrdId);
        to.accountId = DESK_A;
        to.instrumentId = from.instrumentId;
        to.side = from.side;
        to.ordType = from.ordType;
        to.timeInForce = from.timeInForce;
        to.priceE8 = from.priceE8;
        to.orderQtyE8 = from.orderQtyE8;
    }

    private static void copy(final MarginFigures from, final MarginFigures to) {
        to.initialMarginMicros = from.initialMarginMicros;
        to.maintenanceMarginMicros = from.maintenanceMarginMicros;
        to.equityMicros = from.equityMicros;
        to.excessMicros = from.excessMicros;
        to.worstScenarioId = from.worstScenarioId;
    }
}
