package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded flows over the whole state machine: replay, conservation, a naive book, and no allocation once warm. */
class VenueReplayTest {
    private static final long SEED = 77;
    private static final int COMMANDS = 30_000;
    private static final int SESSIONS = 3;

    @Test
    void shouldReachTheSameStateFromTheSameLog() {
        final VenueFixture first = run(SEED, COMMANDS, null);
        final VenueFixture second = run(SEED, COMMANDS, null);

        assertEquals(first.venue.stateHash(), second.venue.stateHash());
        assertEquals(first.venue.lastEventNumber(), second.venue.lastEventNumber());
        assertEquals(
                first.venue.holdings().depositsUnits(Currency.USDC),
                first.venue.holdings().cashUnits(Currency.USDC)
                        - first.venue.holdings().costUnits(Currency.USDC));
        assertTrue(first.venue.lastEventNumber() > COMMANDS);
    }

    @Test
    void shouldMatchANaiveBook() {
        final NaiveBook naive = new NaiveBook();
        final VenueFixture f = run(SEED + 1, COMMANDS, naive);
        assertTrue(naive.trades > 1_000, naive.trades + " trades");
        assertEquals(naive.openOrders(), openOrders(f));
    }

    @Test
    void shouldNotAllocateOnceWarm() {
        final Silent listener = new Silent();
        final Venue venue = new Venue(listener);
        listener.configure(venue);
        final OrderRequest request = new OrderRequest();
        for (int day = 0; day < 2; day++) {
            pingPong(venue, request, day * 40_000, 40_000);
            venue.rollDay(day);
        }
        venue.rollDay(2); // both sets of fingerprints have grown to what a day takes, and are empty
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        for (int from = 80_000; from < 140_000; from += 30_000) { // a class that is loaded late is loaded once
            final long before = threads.getThreadAllocatedBytes(id);
            pingPong(venue, request, from, 30_000);
            allocated = Math.min(allocated, threads.getThreadAllocatedBytes(id) - before);
            venue.rollDay(3);
            venue.rollDay(4);
        }

        assertTrue(listener.reports > 150_000, listener.reports + " reports");
        assertTrue(allocated < 1_000, allocated + " bytes for 30,000 orders"); // what asking costs
    }

    private static long openOrders(final VenueFixture f) {
        long sum = 0;
        for (int session = 1; session <= SESSIONS; session++) {
            for (int n = 0; n < COMMANDS; n++) {
                f.status(session, "s" + session + "o" + n);
                if (f.lastReport.leavesQtyE8 > 0) {
                    sum++;
                }
            }
        }
        return sum;
    }

    /** A seeded flow of three accounts around one price, told to the naive book as well. */
    private static VenueFixture run(final long seed, final int commands, final NaiveBook naive) {
        final VenueFixture f = new VenueFixture();
        final Random random = new Random(seed);
        final List<String> live = new ArrayList<>();
        for (int n = 0; n < commands; n++) {
            final int session = 1 + random.nextInt(SESSIONS);
            final int account = session == 1 ? 1 : session + 1;
            final String id = "s" + session + "o" + n;
            final int action = random.nextInt(10);
            if (action < 6 || live.isEmpty()) {
                final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                final TimeInForce tif = random.nextInt(5) == 0 ? TimeInForce.IOC : TimeInForce.GTC;
                final long ticks = 120_000L + random.nextInt(40) - 20;
                final long lots = 1L + random.nextInt(10);
                VenueFixture.fill(f.request, id, VenueFixture.BTC, side, null, null);
                f.request.sessionId = session;
                f.request.accountId = account;
                f.request.timeInForce = tif;
                f.request.priceE8 = ticks * 50_000_000L;
                f.request.orderQtyE8 = lots * 100_000L;
                f.said();
                f.send();
                final boolean accepted = f.said().get(0).contains("150=0");
                if (accepted && tif == TimeInForce.GTC) {
                    live.add(id);
                }
                if (accepted && naive != null) {
                    naive.place(id, side, ticks, lots, tif);
                }
            } else {
                final String orig = live.remove(random.nextInt(live.size()));
                f.cancel(orig.charAt(1) - '0', "x" + n, orig);
                if (naive != null) {
                    naive.cancel(orig);
                }
            }
            if (naive != null) {
                naive.verify(f, n);
            }
        }
        f.said();
        return f;
    }

    private static void pingPong(final Venue venue, final OrderRequest request, final int from, final int count) {
        for (int n = from; n < from + count; n++) {
            final boolean makes = (n & 1) == 0;
            request.clear();
            request.sessionId = makes ? 1 : 2;
            request.accountId = makes ? 1 : 2;
            request.instrumentId = 1;
            request.side = makes ? Side.SELL : Side.BUY;
            request.ordType = OrdType.LIMIT;
            request.timeInForce = TimeInForce.GTC;
            request.priceE8 = 60_000L * 100_000_000L;
            request.orderQtyE8 = 100_000L;
            number(request, n);
            venue.placeOrder(request, n);
        }
    }

    private static void number(final OrderRequest request, final int n) {
        final byte[] digits = Silent.DIGITS;
        int rest = n;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        request.clOrdId.set(digits, digits.length);
    }

    /** Counts reports and keeps none. */
    private static final class Silent implements VenueListener {
        static final byte[] DIGITS = new byte[10];
        int reports;

        void configure(final Venue venue) {
            venue.beginConfiguration(1, 1);
            venue.define(new LimitsDefinition(100_000, 1_000_000, 1_000, 50));
            venue.margins()
                    .define(new TestParameters()
                            .shock("BTC", 120_000, 600_000, 800_000)
                            .moves(600_000, -1_000_000L, 1_000_000L)
                            .build());
            venue.define(new UnderlyingDefinition("BTC", "BTC-INDEX", 60_000L * 100_000_000L, 200_000));
            venue.define(VenueFixture.instrument("BTC-PERP", "BTC", "0.5", "0.001", "1000000", "1000", "5000"));
            for (final String name : List.of("A", "B")) {
                venue.define(new AccountDefinition(name, 1_000_000_000_000L, 100));
                venue.define(new SessionDefinition("V", name, false, true, List.of(name), List.of()));
            }
            if (venue.endConfiguration() != null) {
                throw new AssertionError();
            }
        }

        @Override
        public void onExecutionReport(final Report report) {
            reports++;
        }

        @Override
        public void onCancelReject(final Report report) {
            reports++;
        }

        @Override
        public void onMassCancelReport(final MassCancelReport report) {
            reports++;
        }

        @Override
        public void onLiquidationStep(final LiquidationStep step) {
            reports++;
        }

        @Override
        public void onMarginCall(final MarginCall call) {
            reports++;
        }

        @Override
        public void onAuctionRequested(final AuctionNotice auction) {
            reports++;
        }

        @Override
        public void onPartyAction(final PartyActionReport report) {
            reports++;
        }

        @Override
        public void onLimits(final LimitsReport limits) {
            reports++;
        }

        @Override
        public void onMarginPreview(final PreviewReport preview) {
            reports++;
        }

        @Override
        public void onBatchConcluded(final BatchReport batch) {
            reports++;
        }

        @Override
        public void onQuotesAnswered(final QuoteReport quotes) {
            reports++;
        }

        @Override
        public void onCollateralChanged(final CollateralChange change) {
            reports++;
        }

        @Override
        public void onFundingPaid(final FundingPayment payment) {
            reports++;
        }

        @Override
        public void onFundingMissed(final FundingMiss miss) {
            reports++;
        }

        @Override
        public void onMarketStatus(final MarketStatus status) {
            reports++;
        }

        @Override
        public void onRequestRefused(
                final int sessionId, final long msgSeqNum, final RequestKind kind, final RejectReason reason) {
            reports++;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean canReport(final int count) {
            return true;
        }
    }

    /** The slowest book that is right: every order in one list per arrival, the best found by looking at all. */
    private static final class NaiveBook {
        private final Map<String, long[]> open = new HashMap<>(); // side, ticks, leaves, arrival
        private long sequence;
        int trades;
        private String lastId;

        void place(final String id, final Side side, final long ticks, final long lots, final TimeInForce tif) {
            long leaves = lots;
            lastId = id;
            while (leaves > 0) {
                final String best = best(side, ticks);
                if (best == null) {
                    break;
                }
                final long[] maker = open.get(best);
                final long traded = Math.min(leaves, maker[2]);
                leaves -= traded;
                maker[2] -= traded;
                trades++;
                if (maker[2] == 0) {
                    open.remove(best);
                }
            }
            if (leaves > 0 && tif == TimeInForce.GTC) {
                open.put(id, new long[] {side.code(), ticks, leaves, sequence++});
            }
        }

        void cancel(final String id) {
            open.remove(id);
            lastId = id;
        }

        long openOrders() {
            return open.size();
        }

        void verify(final VenueFixture f, final int n) {
            f.status(lastId.charAt(1) - '0', lastId);
            final long leaves = open.containsKey(lastId) ? open.get(lastId)[2] : 0;
            assertEquals(leaves * 100_000L, f.lastReport.leavesQtyE8, "seed " + (SEED + 1) + " command " + n);
        }

        private String best(final Side taker, final long limit) {
            String best = null;
            for (final Map.Entry<String, long[]> entry : open.entrySet()) {
                final long[] order = entry.getValue();
                final boolean crosses =
                        order[0] != taker.code() && (taker == Side.BUY ? order[1] <= limit : order[1] >= limit);
                if (crosses && (best == null || isBefore(order, open.get(best), taker))) {
                    best = entry.getKey();
                }
            }
            return best;
        }

        private static boolean isBefore(final long[] a, final long[] b, final Side taker) {
            if (a[1] != b[1]) {
                return taker == Side.BUY ? a[1] < b[1] : a[1] > b[1];
            }
            return a[3] < b[3];
        }
    }
}
