package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.SOL;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A preview says what the order then gets, and changes nothing. */
class PreviewTest {
    private static final long SEED = 20261120;
    private static final List<TimeInForce> TIMES = List.of(TimeInForce.values());
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldShowAFlatAccountAsItStands() {
        final PreviewReport report = f.standing(DESK, DESK_A);

        assertEquals(1_000_000 * MICROS, report.after.equityMicros);
        assertEquals(0, report.after.initialMarginMicros);
        assertEquals(1_000_000 * MICROS, report.after.excessMicros);
        assertEquals(0, report.positionCount);
    }

    /** margin.md, scan risk: 10 BTC at 60,000 lose 12 % of 600,000; a fill at mark has no order loss but its fee. */
    @Test
    void shouldSimulateFillsFeesAndSlippage() {
        f.quote(BTC, Side.SELL, "60000", "4")
                .quote(BTC, Side.SELL, "60010", "6")
                .quote(BTC, Side.BUY, "59990", "1");
        VenueFixture.fill(f.preview.legs[0], "x", BTC, Side.BUY, "60010", "10");

        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1);

        final PreviewReport.Leg leg = report.legs[0];
        assertEquals(PreviewStatus.ACCEPTABLE, report.status);
        assertEquals(OrdStatus.FILLED, leg.ordStatus);
        assertEquals(e8("10"), leg.cumQtyE8);
        assertEquals(e8("60006"), leg.avgPxE8);
        assertEquals(e8("60010"), leg.worstPxE8);
        // mid before 59,995; (60,006 - 59,995) / 59,995 = 1.8335 bps
        assertEquals(18_335, leg.slippageBpsE4);
        // 4 bp of 240,000 and of 360,060
        assertEquals(240_024_000, leg.feeMicros);
        // and 4 bp of 600,000 to get out again
        assertEquals(72_240 * MICROS, report.after.initialMarginMicros);
        assertEquals(57_840 * MICROS, report.after.maintenanceMarginMicros);
        // 1,000,000 - 60 paid above mark - fee
        assertEquals(999_699_976_000L, report.after.equityMicros);
        assertEquals(72_240 * MICROS, leg.marginContributionMicros);
    }

    @Test
    void shouldNeedLessForAHedgeThanForItsLegs() {
        f.quote(BTC, Side.SELL, "60000", "10").quote(ETH, Side.BUY, "3000", "200");
        VenueFixture.fill(f.preview.legs[0], "b", BTC, Side.BUY, "60000", "10");
        final long btc = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1).after.initialMarginMicros;
        VenueFixture.fill(f.preview.legs[0], "e", ETH, Side.SELL, "3000", "200");
        final long eth = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1).after.initialMarginMicros;
        VenueFixture.fill(f.preview.legs[1], "b", BTC, Side.BUY, "60000", "10");
        final long both = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 2).after.initialMarginMicros;

        // to get out of either costs 4 bp of 600,000
        assertEquals(72_240 * MICROS, btc);
        assertEquals(90_240 * MICROS, eth);
        // all up: -90,000 + 0.6 * 72,000 = 46,800; ETH alone up 0.6 * 15 % = 54,000
        assertEquals(54_480 * MICROS, both);
    }

    @Test
    void shouldPassABatchThatHedgesItselfWhereItsFirstLegAloneFails() {
        f.quote(BTC, Side.SELL, "60000", "150").quote(ETH, Side.BUY, "3000", "3000");
        VenueFixture.fill(f.preview.legs[0], "b", BTC, Side.BUY, "60000", "150");
        VenueFixture.fill(f.preview.legs[1], "e", ETH, Side.SELL, "3000", "3000");

        final PreviewReport separate = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 2);
        assertEquals(RejectReason.INSUFFICIENT_MARGIN, separate.legs[0].rejectReason);
        final PreviewReport batch = f.preview(DESK, DESK_A, BatchMode.ALL_OR_NONE, 2);

        assertEquals(PreviewStatus.ACCEPTABLE, batch.status);
        assertEquals(OrdStatus.FILLED, batch.legs[1].ordStatus);
    }

    @Test
    void shouldRefuseABatchWholeWhenOneLegIsImpossible() {
        VenueFixture.fill(f.preview.legs[0], "b", BTC, Side.BUY, "60000", "1");
        VenueFixture.fill(f.preview.legs[1], "e", ETH, Side.SELL, "3000.01", "1");

        final PreviewReport batch = f.preview(DESK, DESK_A, BatchMode.ALL_OR_NONE, 2);

        assertEquals(PreviewStatus.WOULD_BE_REJECTED, batch.status);
        assertEquals(RejectReason.BATCH_REJECTED, batch.legs[0].rejectReason);
        assertEquals(RejectReason.PRICE_OFF_TICK, batch.legs[1].rejectReason);
        assertEquals(0, batch.after.initialMarginMicros);
    }

    @Test
    void shouldLetALaterLegTradeWithWhatAnEarlierOneLeft() {
        VenueFixture.fill(f.preview.legs[0], "b", BTC, Side.BUY, "60000", "2");
        VenueFixture.fill(f.preview.legs[1], "s", BTC, Side.SELL, "59999", "3");

        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 2);

        assertEquals(OrdStatus.NEW, report.legs[0].ordStatus);
        assertEquals(OrdStatus.PARTIALLY_FILLED, report.legs[1].ordStatus);
        assertEquals(e8("60000"), report.legs[1].avgPxE8);
    }

    /** A leg that is refused leaves no trace, so the next may be about the same order; found by BasketChargeTest. */
    @Test
    void shouldLetALegNameTheOrderOfOneThatIsRefused() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "10", TimeInForce.GTC);
        VenueFixture.fill(f.preview.legs[0], "r", BTC, Side.SELL, "50000", "5");
        f.preview.legs[0].origClOrdId.set("a");
        VenueFixture.fill(f.preview.legs[1], "s", BTC, Side.BUY, "50000", "5");
        f.preview.legs[1].origClOrdId.set("a");
        VenueFixture.fill(f.preview.legs[2], "t", BTC, Side.BUY, "50000", "4");
        f.preview.legs[2].origClOrdId.set("a");

        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 3);

        assertEquals(RejectReason.SIDE_MISMATCH, report.legs[0].rejectReason);
        assertEquals(RejectReason.NONE, report.legs[1].rejectReason);
        assertEquals(RejectReason.DUPLICATE_ENTRY, report.legs[2].rejectReason);
    }

    @Test
    void shouldShowWhatAReplaceWouldDo() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "10", TimeInForce.GTC);
        final long before = f.standing(DESK, DESK_A).after.initialMarginMicros;
        VenueFixture.fill(f.preview.legs[0], "r", BTC, Side.BUY, "50000", "5");
        f.preview.legs[0].origClOrdId.set("a");

        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1);

        assertEquals(before / 2, report.after.initialMarginMicros);
        f.replace(DESK, "r", "a", BTC, Side.BUY, "50000", "5");
        assertEquals(before / 2, f.standing(DESK, DESK_A).after.initialMarginMicros);
    }

    /**
     * Equity 1,000,000 - fee 240 + 10·(p - 60,000) meets MM (0.8·12 % + 4 bp)·10·p at p = (600,240 -
     * 1,000,000)/(10·0.9036) < 0.
     */
    @Test
    void shouldFindTheLiquidationPrice() {
        f.quote(BTC, Side.SELL, "60000", "100");
        VenueFixture.fill(f.preview.legs[0], "x", BTC, Side.BUY, "60000", "10");
        assertEquals(OrderRequest.ABSENT, f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1).positions[0].liquidationPxE8);

        VenueFixture.fill(f.preview.legs[0], "x", BTC, Side.BUY, "60000", "60");
        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1);

        // 1,000,000 - 1,440 + 60·(p - 60,000) = (0.8·0.12 + 0.0004)·60·p  =>  p = 2,601,440 / 54.216 = 47,982.88...
        assertEquals(e8("47982.5"), report.positions[0].liquidationPxE8);
        assertEquals(e8("60"), report.positions[0].afterE8);
    }

    @Test
    void shouldCallARequestInvalid() {
        assertEquals(
                RejectReason.UNKNOWN_ACCOUNT, f.preview(DESK, VenueFixture.OTHER, BatchMode.SEPARATE, 0).rejectReason);
        VenueFixture.fill(f.preview.legs[0], "x", 0, Side.BUY, "60000", "10");
        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1);
        assertEquals(PreviewStatus.INVALID, report.status);
        assertEquals(RejectReason.UNKNOWN_SYMBOL, report.rejectReason);
        assertEquals(RejectReason.TOO_MANY_LEGS, f.preview(DESK, DESK_A, BatchMode.SEPARATE, 51).rejectReason);
    }

    /** Preview = charge, to the unit, and a preview leaves the state as it was: 10,000 seeded orders. */
    @Test
    void shouldChargeWhatItPreviewed() {
        final Random random = new Random(SEED);
        final List<String> resting = new ArrayList<>();
        int accepted = 0;
        int refused = 0;
        for (int n = 0; n < 10_000; n++) {
            move(random, n);
            final OrderRequest leg = f.preview.legs[0];
            final boolean isReplace = !resting.isEmpty() && random.nextInt(4) == 0;
            final String orig = isReplace ? resting.remove(random.nextInt(resting.size())) : "";
            randomOrder(random, leg, "n" + n, orig);
            final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1);
            final MarginFigures promised = new MarginFigures();
            promised.set(report.after);
            final PreviewReport.Leg promise = report.legs[0];
            final OrdStatus status = promise.ordStatus;
            final long cumQtyE8 = promise.cumQtyE8;
            final RejectReason reason = promise.rejectReason;

            execute(leg, isReplace);

            final String at = "seed " + SEED + " order " + n + " " + promise.rejectReason;
            final PreviewReport now = f.standing(DESK, DESK_A);
            assertEquals(promised.initialMarginMicros, now.after.initialMarginMicros, at);
            assertEquals(promised.maintenanceMarginMicros, now.after.maintenanceMarginMicros, at);
            assertEquals(promised.equityMicros, now.after.equityMicros, at);
            assertEquals(promised.excessMicros, now.after.excessMicros, at);
            if (reason == RejectReason.NONE) {
                accepted++;
                f.status(DESK, "n" + n);
                assertEquals(status, f.lastReport.ordStatus, at);
                assertEquals(cumQtyE8, f.lastReport.cumQtyE8, at);
                if (f.lastReport.leavesQtyE8 > 0) {
                    resting.add("n" + n);
                }
            } else {
                refused++;
            }
            f.said();
        }
        assertTrue(accepted > 2_000 && refused > 500, accepted + " accepted, " + refused + " refused");
    }

    @Test
    void shouldChangeNothingButTheCounterOfPreviews() {
        final VenueFixture twin = new VenueFixture();
        for (final VenueFixture venue : List.of(f, twin)) {
            venue.quote(BTC, Side.SELL, "60000", "4").quote(BTC, Side.BUY, "59990", "1");
            venue.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        }
        VenueFixture.fill(f.preview.legs[0], "x", BTC, Side.BUY, "60010", "10");
        VenueFixture.fill(f.preview.legs[1], "y", BTC, Side.SELL, "59000", "20");
        VenueFixture.fill(f.preview.legs[2], "z", BTC, Side.BUY, "58000", "1");
        f.preview.legs[2].origClOrdId.set("a");
        f.preview(DESK, DESK_A, BatchMode.SEPARATE, 3);
        twin.standing(DESK, DESK_A);

        assertEquals(twin.venue.stateHash(), f.venue.stateHash());
    }

    private void move(final Random random, final int n) {
        if (random.nextInt(3) == 0) {
            final int instrument = 1 + random.nextInt(3);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long ticks = reference(instrument) + (side == Side.BUY ? -1L : 1L) * (random.nextInt(60) - 5);
            VenueFixture.fill(f.request, "m" + n, instrument, side, null, null);
            f.request.sessionId = VenueFixture.MM;
            f.request.accountId = VenueFixture.MAKER;
            f.request.timeInForce = TimeInForce.GTC;
            f.request.priceE8 = ticks * tick(instrument);
            f.request.orderQtyE8 = (1 + random.nextInt(4_000)) * lot(instrument);
            f.send();
            if (random.nextInt(3) > 0) {
                f.cancel(VenueFixture.MM, "mc" + n, "m" + n);
            }
        }
        if (random.nextInt(50) == 0) {
            final int underlying = 1 + random.nextInt(3);
            final long priceE8 = reference(underlying) * tick(underlying) + random.nextInt(1_000_000_000) - 500_000_000;
            f.venue.publishIndex(VenueFixture.IDX, 0, false, underlying, Math.max(priceE8, 1), 0);
        }
    }

    private static void randomOrder(final Random random, final OrderRequest leg, final String id, final String orig) {
        final int instrument = 1 + random.nextInt(3);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        VenueFixture.fill(leg, id, instrument, side, null, null);
        final boolean isMarket = orig.isEmpty() && random.nextInt(5) == 0;
        leg.ordType = isMarket ? OrdType.MARKET : OrdType.LIMIT;
        leg.timeInForce = orig.isEmpty() ? TIMES.get(random.nextInt(4)) : TimeInForce.GTC;
        if (!isMarket) {
            leg.priceE8 = (reference(instrument) + random.nextInt(120) - 60) * tick(instrument);
        }
        final int scale = random.nextInt(10) == 0 ? 200_000 : 3_000;
        leg.orderQtyE8 = (1 + random.nextInt(scale)) * lot(instrument);
        leg.origClOrdId.set(orig);
    }

    private void execute(final OrderRequest leg, final boolean isReplace) {
        leg.sessionId = DESK;
        leg.accountId = DESK_A;
        if (isReplace) {
            f.venue.replaceOrder(leg, f.nowNs++);
        } else {
            f.venue.placeOrder(leg, f.nowNs++);
        }
        leg.accountId = 0;
    }

    private static long reference(final int instrument) {
        return instrument == BTC ? 120_000 : instrument == ETH ? 60_000 : 15_000;
    }

    private static long tick(final int instrument) {
        return instrument == BTC ? 50_000_000 : instrument == SOL ? 1_000_000 : 5_000_000;
    }

    private static long lot(final int instrument) {
        return instrument == BTC ? 100_000 : instrument == SOL ? 10_000_000 : 1_000_000;
    }

    /** A what-if reduction keeps its place, is checked by nothing and adds up over the chain. */
    @Test
    void shouldShowAReductionAsOrderEntryDoesIt() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "10", TimeInForce.GTC)
                .index(1, "70000");
        VenueFixture.fill(f.preview.legs[0], "r", BTC, Side.BUY, "50000", "5");
        f.preview.legs[0].origClOrdId.set("a");
        f.preview.legs[0].timeInForce = null; // as it was
        VenueFixture.fill(f.preview.legs[1], "s", BTC, Side.BUY, "50000", "4");
        f.preview.legs[1].origClOrdId.set("a");

        final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 2);

        assertEquals(OrdStatus.NEW, report.legs[0].ordStatus);
        assertEquals(e8("5"), report.legs[0].leavesQtyE8);
        assertEquals(RejectReason.DUPLICATE_ENTRY, report.legs[1].rejectReason, "one leg an order");
        final long promised = report.after.initialMarginMicros;
        f.replace(DESK, "r", "a", BTC, Side.BUY, "50000", "5");
        assertEquals(promised, f.standing(DESK, DESK_A).after.initialMarginMicros);
    }
}
