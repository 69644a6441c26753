package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Batches: DK tells the outcome, each entry has its report; all or none is judged on the net effect. */
class BatchTest {
    private static final long SEED = 20261126;

    private static final List<TimeInForce> TIMES =
            List.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK);

    private final VenueFixture f = new VenueFixture();
    private final BatchRequest batch = new BatchRequest();

    @Test
    void shouldDoEachEntryByItself() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "1", TimeInForce.GTC)
                .place("b", DESK, DESK_A, BTC, Side.BUY, "50000", "2", TimeInForce.GTC)
                .said();
        add("n", BTC, Side.BUY, "50000", "3");
        modify("m", "a", BTC, Side.BUY, "50001", "1");
        delete("d", "b");
        add("x", BTC, Side.BUY, "50000.1", "3");

        send(BatchMode.SEPARATE);

        assertEquals(
                List.of(
                        "DK B ACCEPTED_IN_PART",
                        "8 1 11=n 150=0 39=0 14=0 151=3 2423=B 2430=0",
                        "8 1 11=m 41=a 150=5 39=0 14=0 151=1 2423=B 2430=1",
                        "8 1 11=d 41=b 150=4 39=4 14=0 151=0 2423=B 2430=2",
                        "8 1 11=x 150=8 39=8 14=0 151=0 PRICE_OFF_TICK 2423=B 2430=3"),
                f.said());
    }

    /** Long 100 BTC alone needs 720,000 and then 200 more cannot be had; short 4,000 ETH against 200 BTC hedges it. */
    @Test
    void shouldTakeABasketThatHedgesItselfThoughItsFirstLegAloneWouldNotPass() {
        f.quote(BTC, Side.SELL, "60000", "200")
                .quote(ETH, Side.BUY, "3000", "4000")
                .said();
        add("b", BTC, Side.BUY, "60000", "150");
        send(BatchMode.SEPARATE);
        assertTrue(f.said().get(1).contains("INSUFFICIENT_MARGIN"));

        add("b1", BTC, Side.BUY, "60000", "150");
        add("e1", ETH, Side.SELL, "3000", "3000");
        send(BatchMode.ALL_OR_NONE);

        final List<String> said = f.said();
        assertEquals("DK B ACCEPTED", said.get(0));
        assertTrue(said.contains("8 1 11=b1 150=F 39=2 14=150 151=0 32=150 31=60000 2423=B 2430=0"), said::toString);
        assertTrue(said.contains("8 1 11=e1 150=F 39=2 14=3000 151=0 32=3000 31=3000 2423=B 2430=1"), said::toString);
    }

    @Test
    void shouldRefuseAllAndSayOfEachWhy() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "1", TimeInForce.GTC).said();
        add("n", BTC, Side.BUY, "50000", "3");
        add("x", ETH, Side.BUY, "3000.01", "3");
        delete("d", "a");
        modify("m", "nothing", BTC, Side.BUY, "50001", "1");
        final long before = f.standing(DESK, DESK_A).after.initialMarginMicros;

        send(BatchMode.ALL_OR_NONE);

        assertEquals(
                List.of(
                        "DK B REJECTED",
                        "8 1 11=n 150=8 39=8 14=0 151=0 BATCH_REJECTED 2423=B 2430=0",
                        "8 1 11=x 150=8 39=8 14=0 151=0 PRICE_OFF_TICK 2423=B 2430=1",
                        "9 1 11=d 41=a 37=id 39=0 434=1 BATCH_REJECTED",
                        "9 1 11=m 41=nothing 37=NONE 39=8 434=2 UNKNOWN_ORDER"),
                f.said());
        assertEquals(before, f.standing(DESK, DESK_A).after.initialMarginMicros);
        f.status(DESK, "a");
        assertEquals(OrdStatus.NEW, f.lastReport.ordStatus);
    }

    @Test
    void shouldSayWhatIsMissingWhenTheNetEffectDoesNotPass() {
        add("n", BTC, Side.BUY, "60000", "150");
        add("m", BTC, Side.BUY, "60000", "1");

        send(BatchMode.ALL_OR_NONE);

        final List<String> said = f.said();
        assertEquals("8 1 11=n 150=8 39=8 14=0 151=0 INSUFFICIENT_MARGIN 2423=B 2430=0", said.get(1));
        assertEquals("8 1 11=m 150=8 39=8 14=0 151=0 INSUFFICIENT_MARGIN 2423=B 2430=1", said.get(2));
        // 151 BTC at 60,000 and 12 %, fee 4 bp of them, and again to get out, against 1,000,000
        assertEquals(1_087_200 * MICROS + 2 * 3_624 * MICROS - 1_000_000 * MICROS, f.lastReport.shortfallMicros);
    }

    @Test
    void shouldRefuseABatchThatIsNoneWhole() {
        batch.fault = RejectReason.COUNT_MISMATCH;
        add("n", BTC, Side.BUY, "50000", "3");
        send(BatchMode.ALL_OR_NONE);
        batch.fault = RejectReason.NONE;
        send(BatchMode.ALL_OR_NONE);
        for (int n = 0; n < 51; n++) {
            add("n" + n, BTC, Side.BUY, "50000", "3");
        }
        send(BatchMode.SEPARATE);
        add("n", BTC, Side.BUY, "50000", "3");
        batch.accountId = OTHER;
        sendAs(BatchMode.SEPARATE);

        assertEquals(
                List.of(
                        "DK B REJECTED COUNT_MISMATCH",
                        "DK B REJECTED NO_ENTRIES",
                        "DK B REJECTED TOO_MANY_LEGS",
                        "DK B REJECTED UNKNOWN_ACCOUNT"),
                f.said());
    }

    @Test
    void shouldRefuseEntriesThatSayTooLittleOrTwice() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "1", TimeInForce.GTC).said();
        for (final BatchMode mode : BatchMode.values()) {
            final String id = mode.name();
            add("", BTC, Side.BUY, "50000", "3");
            add(id, BTC, Side.BUY, "50000", "3");
            add(id, BTC, Side.BUY, "50000", "3");
            add(id + "2", BTC, Side.BUY, "50000", "3");
            batch.entries[3].action = null;
            modify(id + "3", "a", BTC, Side.SELL, "50000", "1");
            send(mode);
        }
        final String unknownAction = "8 1 11=%s2 150=8 39=8 14=0 151=0 UNKNOWN_ACTION 2423=B 2430=3";
        assertEquals(
                List.of(
                        "DK B ACCEPTED_IN_PART",
                        "8 1 11= 150=8 39=8 14=0 151=0 CL_ORD_ID_MISSING 2423=B 2430=0",
                        "8 1 11=SEPARATE 150=0 39=0 14=0 151=3 2423=B 2430=1",
                        "8 1 11=SEPARATE 150=8 39=0 14=0 151=3 DUPLICATE_CL_ORD_ID 2423=B 2430=2",
                        String.format(unknownAction, "SEPARATE"),
                        "9 1 11=SEPARATE3 41=a 37=id 39=0 434=2 SIDE_MISMATCH",
                        "DK B REJECTED",
                        "8 1 11= 150=8 39=8 14=0 151=0 CL_ORD_ID_MISSING 2423=B 2430=0",
                        "8 1 11=ALL_OR_NONE 150=8 39=8 14=0 151=0 BATCH_REJECTED 2423=B 2430=1",
                        "8 1 11=ALL_OR_NONE 150=8 39=8 14=0 151=0 DUPLICATE_CL_ORD_ID 2423=B 2430=2",
                        String.format(unknownAction, "ALL_OR_NONE"),
                        "9 1 11=ALL_OR_NONE3 41=a 37=id 39=0 434=2 SIDE_MISMATCH"),
                f.said());
    }

    @Test
    void shouldTakeOneEntryAnOrderAndOrdersOfItsAccountOnly() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "1", TimeInForce.GTC)
                .place("b", DESK, DESK_B, BTC, Side.BUY, "50000", "1", TimeInForce.GTC)
                .said();
        delete("d", "a");
        delete("e", "a");
        delete("x", "b");

        send(BatchMode.ALL_OR_NONE);

        assertEquals(
                List.of(
                        "DK B REJECTED",
                        "9 1 11=d 41=a 37=id 39=0 434=1 BATCH_REJECTED",
                        "9 1 11=e 41=a 37=id 39=0 434=1 DUPLICATE_ENTRY",
                        "9 1 11=x 41=b 37=id 39=0 434=1 UNKNOWN_ORDER"),
                f.said());
    }

    /** An entry that an earlier entry of the batch fills is too late, as it would be if it came behind it. */
    @Test
    void shouldFindAnOrderThatAnEarlierEntryFilledTooLateToChange() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "1", TimeInForce.GTC).said();
        add("s", BTC, Side.SELL, "60000", "1");
        modify("m", "a", BTC, Side.BUY, "60000", "2");
        send(BatchMode.ALL_OR_NONE);
        assertEquals("9 1 11=m 41=a 37=id 39=0 434=2 TOO_LATE", f.said().get(2));

        VenueFixture.fill(f.preview.legs[0], "s", BTC, Side.SELL, "60000", "1");
        VenueFixture.fill(f.preview.legs[1], "m", BTC, Side.BUY, "60000", "2");
        f.preview.legs[1].origClOrdId.set("a");
        assertEquals(RejectReason.TOO_LATE, f.preview(DESK, DESK_A, BatchMode.SEPARATE, 2).legs[1].rejectReason);
    }

    @Test
    void shouldAnswerABatchThatIsSentAgainWithHowItsOrdersStand() {
        for (final boolean again : new boolean[] {false, true}) {
            add("a", BTC, Side.BUY, "50000", "3");
            add("b", BTC, Side.BUY, "50001", "3");
            batch.possResend = again;
            send(BatchMode.ALL_OR_NONE);
        }
        assertEquals(
                List.of(
                        "DK B ACCEPTED",
                        "8 1 11=a 150=0 39=0 14=0 151=3 2423=B 2430=0",
                        "8 1 11=b 150=0 39=0 14=0 151=3 2423=B 2430=1",
                        "DK B ACCEPTED",
                        "8 1 11=a 150=I 39=0 14=0 151=3 2423=B 2430=0",
                        "8 1 11=b 150=I 39=0 14=0 151=3 2423=B 2430=1"),
                f.said());
    }

    @Test
    void shouldIgnoreABatchThatWasAppliedAndComesWithPossDup() {
        add("a", BTC, Side.BUY, "50000", "3");
        send(BatchMode.ALL_OR_NONE);
        f.said();
        add("a", BTC, Side.BUY, "50000", "3");
        batch.possDup = true;
        batch.sessionId = DESK;
        f.venue.placeBatch(batch, f.nowNs++); // with the number of the one before
        assertEquals(List.of(), f.said());
    }

    @Test
    void shouldLetCancelsPassWhenTheVenueIsBusy() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "1", TimeInForce.GTC).said();
        f.hasRoom = false;
        delete("d", "a");
        add("n", BTC, Side.BUY, "50000", "3");
        send(BatchMode.ALL_OR_NONE);
        assertEquals(List.of("j 1 PLACE_BATCH VENUE_BUSY"), f.said());

        delete("d", "a");
        send(BatchMode.ALL_OR_NONE);
        assertEquals(
                "8 1 11=d 41=a 150=4 39=4 14=0 151=0 2423=B 2430=0", f.said().get(1));
    }

    /** Preview = charge for baskets, to the unit, with self-matches, replaces and hedges: 3,000 seeded batches. */
    @Test
    void shouldChargeABatchWhatItPreviewed() {
        final Random random = new Random(SEED);
        f.venue.operator().transfer("DESK-A", Currency.USDC, 1_000_000 * MICROS, f.nowNs++);
        int accepted = 0;
        int refused = 0;
        for (int n = 0; n < 3_000; n++) {
            market(random);
            final int legs = 1 + random.nextInt(4);
            for (int leg = 0; leg < legs; leg++) {
                entry(random, n, leg);
                copy(batch.entries[leg].request, f.preview.legs[leg]);
            }
            final PreviewReport report = f.preview(DESK, DESK_A, BatchMode.ALL_OR_NONE, legs);
            final boolean passes = report.status == PreviewStatus.ACCEPTABLE;
            final long initialMarginMicros = report.after.initialMarginMicros;
            final long equityMicros = report.after.equityMicros;
            final long[] cumQtyE8 = new long[legs];
            for (int leg = 0; leg < legs; leg++) {
                cumQtyE8[leg] = report.legs[leg].cumQtyE8;
            }
            f.said();

            send(BatchMode.ALL_OR_NONE);

            final String at = "seed " + SEED + " batch " + n;
            assertEquals(passes ? "DK B ACCEPTED" : "DK B REJECTED", f.said().get(0), at);
            final PreviewReport now = f.standing(DESK, DESK_A);
            assertEquals(initialMarginMicros, now.after.initialMarginMicros, at);
            assertEquals(equityMicros, now.after.equityMicros, at);
            for (int leg = 0; passes && legs == 1 && leg < legs; leg++) {
                f.status(DESK, "n" + n + "-" + leg);
                assertEquals(cumQtyE8[leg], f.lastReport.cumQtyE8, at);
            }
            accepted += passes ? 1 : 0;
            refused += passes ? 0 : 1;
        }
        assertTrue(accepted > 1_000 && refused > 300, accepted + " accepted, " + refused + " refused");
    }

    private void market(final Random random) {
        final int instrument = 1 + random.nextInt(2);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long away = (side == Side.BUY ? -1 : 1) * (long) random.nextInt(30);
        final long price = (instrument == BTC ? 60_000 : 3_000) + away;
        f.quote(instrument, side, Long.toString(price), Integer.toString(1 + random.nextInt(3)));
        if (random.nextInt(4) == 0) {
            f.index(1 + random.nextInt(2), Long.toString(price));
        }
    }

    private void entry(final Random random, final int n, final int leg) {
        final int instrument = 1 + random.nextInt(2);
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long price = (instrument == BTC ? 60_000L : 3_000L) + random.nextInt(60) - 30;
        final String qty = Integer.toString(1 + random.nextInt(random.nextInt(6) == 0 ? 100 : 4));
        final String id = "n" + n + "-" + leg;
        if (n > 5 && random.nextInt(4) == 0) {
            modify(id, "n" + (n - 1 - random.nextInt(5)) + "-0", instrument, side, Long.toString(price), qty);
        } else {
            add(id, instrument, side, Long.toString(price), qty);
            batch.entries[leg].request.timeInForce = TIMES.get(random.nextInt(TIMES.size()));
        }
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

    private BatchRequest.Entry next(final EntryAction action, final String clOrdId) {
        final BatchRequest.Entry entry = batch.entries[batch.entryCount];
        entry.action = action;
        entry.entryId.set(Integer.toString(batch.entryCount++));
        entry.request.clear();
        entry.request.clOrdId.set(clOrdId);
        return entry;
    }

    private void add(final String id, final int instrument, final Side side, final String price, final String qty) {
        final BatchRequest.Entry entry = next(EntryAction.ADD, id);
        VenueFixture.fill(entry.request, id, instrument, side, price, qty);
        entry.request.ordType = OrdType.LIMIT;
    }

    private void modify(
            final String id,
            final String orig,
            final int instrument,
            final Side side,
            final String price,
            final String qty) {
        add(id, instrument, side, price, qty);
        batch.entries[batch.entryCount - 1].action = EntryAction.MODIFY;
        batch.entries[batch.entryCount - 1].request.origClOrdId.set(orig);
        batch.entries[batch.entryCount - 1].request.timeInForce = null;
    }

    private void delete(final String id, final String orig) {
        next(EntryAction.DELETE, id).request.origClOrdId.set(orig);
    }

    private void send(final BatchMode mode) {
        batch.accountId = DESK_A;
        sendAs(mode);
    }

    private void sendAs(final BatchMode mode) {
        batch.sessionId = DESK;
        batch.batchMode = mode;
        batch.requestId.set("B");
        batch.msgSeqNum = f.nextSeqNum();
        for (int n = 0; n < batch.entryCount; n++) {
            final OrderRequest request = batch.entries[n].request;
            request.sessionId = DESK;
            request.accountId = batch.accountId;
            request.possResend = batch.possResend;
        }
        f.venue.placeBatch(batch, f.nowNs++);
        batch.entryCount = 0;
    }
}
