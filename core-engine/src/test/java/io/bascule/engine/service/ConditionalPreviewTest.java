package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Preview = charge for orders with conditions: several legs are previewed, then sent one by one, and each comes to what
 * was said of it; the account's margin, too. No stop waits for trades here: a preview does not elect other orders.
 */
class ConditionalPreviewTest {
    private static final int ROUNDS = 4_000;

    private final VenueFixture f = new VenueFixture();
    private final List<String> resting = new ArrayList<>();
    /** Those of them that a leg refers to. */
    private final List<String> referred = new ArrayList<>();

    private record Promise(RejectReason reason, OrdStatus ordStatus, long cumQtyE8, long leavesQtyE8, long avgPxE8) {
        Promise(final PreviewReport.Leg leg) {
            this(leg.rejectReason, leg.ordStatus, leg.cumQtyE8, leg.leavesQtyE8, leg.avgPxE8);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void shouldChargeWhatItPreviewed(final long seed) {
        final Random random = new Random(seed);
        final RandomConditions conditions = new RandomConditions(random);
        final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        for (int n = 0; n < ROUNDS; n++) {
            move(random, conditions, n);
            final int legs = 1 + random.nextInt(3);
            for (int i = 0; i < legs; i++) {
                describe(f.preview.legs[i], "n" + n + "." + i, random, conditions);
            }
            final PreviewReport report = f.preview(VenueFixture.DESK, VenueFixture.DESK_A, BatchMode.SEPARATE, legs);
            final MarginFigures promised = new MarginFigures();
            promised.set(report.after);
            final List<Promise> promises = new ArrayList<>();
            for (int i = 0; i < legs; i++) {
                promises.add(new Promise(report.legs[i]));
            }
            for (int i = 0; i < legs; i++) {
                final String at = "seed " + seed + ", order " + n + "." + i + " of " + legs;
                execute(f.preview.legs[i], promises.get(i), at);
                reasons.merge(promises.get(i).reason, 1, Integer::sum);
            }
            final PreviewReport now = f.standing(VenueFixture.DESK, VenueFixture.DESK_A);
            final String at = "seed " + seed + ", round " + n + ": " + promises;
            assertEquals(promised.initialMarginMicros, now.after.initialMarginMicros, at);
            assertEquals(promised.maintenanceMarginMicros, now.after.maintenanceMarginMicros, at);
            assertEquals(promised.equityMicros, now.after.equityMicros, at);
            f.said();
        }
        assertTrue(reasons.size() > 8 && reasons.get(RejectReason.NONE) > 1_000, reasons::toString);
    }

    private void execute(final OrderRequest leg, final Promise promise, final String at) {
        final String id = leg.clOrdId.toString();
        final String orig = leg.origClOrdId.toString();
        f.said();
        leg.sessionId = VenueFixture.DESK;
        leg.accountId = VenueFixture.DESK_A;
        if (orig.isEmpty()) {
            f.venue.placeOrder(leg, f.nowNs++);
        } else {
            f.venue.replaceOrder(leg, f.nowNs++);
        }
        leg.accountId = 0;
        final String first = f.said().get(0);
        if (promise.reason != RejectReason.NONE) {
            assertTrue(first.endsWith(promise.reason.toString()), () -> at + ": " + promise + " but " + first);
            return;
        }
        f.status(VenueFixture.DESK, id);
        final io.bascule.engine.order.Report now = f.lastReport;
        final Promise kept = new Promise(RejectReason.NONE, now.ordStatus, now.cumQtyE8, now.leavesQtyE8, now.avgPxE8);
        assertEquals(promise, kept, () -> at + ": " + first);
        referred.remove(orig);
        if (now.leavesQtyE8 > 0) {
            resting.add(id);
        }
    }

    private void describe(
            final OrderRequest leg, final String id, final Random random, final RandomConditions conditions) {
        final int instrument = 1 + random.nextInt(2);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        VenueFixture.fill(leg, id, instrument, side, null, null);
        leg.timeInForce = TimeInForce.GTC;
        leg.priceE8 = VenueFixture.e8(instrument == VenueFixture.ETH ? "3000" : "60000")
                + (random.nextInt(12) - 6) * 50_000_000L;
        leg.orderQtyE8 = (1L + random.nextInt(random.nextInt(20) == 0 ? 40_000 : 300)) * 1_000_000L;
        if (random.nextInt(4) != 0) {
            conditions.draw(leg, f.nowNs);
            noTrades(leg);
        }
        if (!resting.isEmpty() && random.nextInt(4) == 0) {
            // one leg an order
            final String orig = resting.remove(random.nextInt(resting.size()));
            referred.add(orig);
            leg.origClOrdId.set(orig);
            f.status(VenueFixture.DESK, leg.origClOrdId.toString());
            leg.side = f.lastReport.side;
            leg.instrumentId = f.lastReport.instrumentId;
            leg.ordType = f.lastReport.ordType;
            leg.timeInForce = random.nextBoolean() ? null : leg.timeInForce;
            leg.priceE8 = random.nextBoolean() || leg.ordType == OrdType.STOP ? f.lastReport.priceE8 : leg.priceE8;
        }
    }

    private static void noTrades(final OrderRequest leg) {
        if (leg.conditions.stopTrigger == StopTrigger.LAST) {
            leg.conditions.stopTrigger = StopTrigger.INDEX;
        }
    }

    /** Somebody else rests something or takes it away, now and then with conditions; the index moves. */
    private void move(final Random random, final RandomConditions conditions, final int n) {
        for (int i = random.nextInt(3); i > 0; i--) {
            describe(f.request, "m" + n + "." + i, random, conditions);
            final boolean isOther = random.nextInt(3) == 0;
            f.request.origClOrdId.clear();
            f.request.sessionId = isOther ? VenueFixture.DESK2 : VenueFixture.MM;
            f.request.accountId = isOther ? VenueFixture.OTHER : VenueFixture.MAKER;
            f.send();
            if (random.nextInt(3) > 0) {
                f.cancel(f.request.sessionId, "mc" + n + "." + i, "m" + n + "." + i);
            }
        }
        if (random.nextInt(20) == 0) {
            f.index(1, String.valueOf(60_000 + random.nextInt(7) - 3));
        }
        resting.addAll(referred);
        referred.clear();
        resting.removeIf(id -> {
            f.status(VenueFixture.DESK, id);
            return f.lastReport.leavesQtyE8 == 0;
        });
        if (resting.size() > 40) {
            f.cancel(VenueFixture.DESK, "c" + n, resting.remove(0));
        }
    }
}
