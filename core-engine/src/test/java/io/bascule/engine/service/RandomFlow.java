package io.bascule.engine.service;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Seeded commands of every kind, sensible and not, each given to all venues that are listed: orders of several
 * sessions for the same accounts, repeats, days, prices and configurations.
 */
final class RandomFlow {
    static final int ORDER_SESSIONS = 4;
    static final int FIRST_SOURCE = 7;
    private static final long DAY_NS = 86_400_000_000_000L;

    private static final QuoteProtection PROTECTION =
            new QuoteProtection(60_000_000_000L, 40_000_000_000L, 20_000_000_000L, 3);

    private static final List<TimeInForce> TIMES =
            List.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK);

    final List<Venue> venues = new ArrayList<>();
    final List<Transcript> listeners = new ArrayList<>();
    private final Random random;
    private final RandomConditions conditions;
    private final OrderRequest request = new OrderRequest();
    private final PreviewRequest preview = new PreviewRequest();
    private final MassCancelRequest cancel = new MassCancelRequest();
    private long nowNs = 1_700_000_000_000_000_000L;
    private long msgSeqNum;
    private int ids;
    private long configurations;
    private boolean staging;
    private final RandomBatches batches = new RandomBatches();
    /** Null: prices hold, and nobody is liquidated. */
    RandomLadder ladder;

    RandomFlow(final long seed) {
        random = new Random(seed);
        conditions = new RandomConditions(random);
    }

    void add(final Transcript listener, final Venue venue) {
        listeners.add(listener);
        venues.add(venue);
    }

    /** Every venue's first configuration. */
    void configure() {
        configure(false, false, false, true);
    }

    void step() {
        nowNs += 1 + random.nextInt(1_000_000_000);
        if (venues.get(0).nextExpiryNs() <= nowNs) {
            all(venue -> venue.expireOrders(nowNs));
        }
        if (ladder != null && chance(5)) {
            ladder.step(this);
            return;
        }
        final int kind = random.nextInt(1_000);
        if (kind < 60) {
            batches.step(this);
        } else if (kind < 450) {
            place();
        } else if (kind < 680) {
            change(true);
        } else if (kind < 800) {
            change(false);
        } else if (kind < 815) {
            amend();
        } else if (kind < 840) {
            described(1 + random.nextInt(6), null);
            all(venue -> venue.requestOrderStatus(request, nowNs));
        } else if (kind < 910) {
            preview();
        } else if (kind < 960) {
            index();
        } else if (kind < 965) {
            cancelMass();
        } else if (kind < 970) {
            final int session = 1 + random.nextInt(9);
            all(venue -> venue.cancelSessionOrders(session, false, 100, nowNs));
        } else if (kind < 980) {
            nowNs += random.nextInt(3) == 0 ? 2 * DAY_NS : DAY_NS / 4;
            all(venue -> venue.rollDay(nowNs));
        } else if (kind < 990) {
            final boolean room = random.nextInt(10) != 0;
            listeners.forEach(listener -> listener.hasRoom = room);
        } else {
            configure(chance(3), chance(3), chance(5), chance(2));
        }
    }

    private void cancelMass() {
        described(1 + random.nextInt(6), id());
        cancel.filter.clear();
        cancel.filter.sessionId = request.sessionId;
        cancel.filter.msgSeqNum = request.msgSeqNum;
        cancel.filter.possDup = request.possDup;
        cancel.filter.possResend = request.possResend;
        cancel.filter.fault = request.fault;
        cancel.filter.accountId = chance(2) ? request.accountId : 0;
        cancel.filter.instrumentId = chance(2) ? request.instrumentId : 0;
        cancel.filter.side = chance(2) ? request.side : null;
        cancel.filter.clOrdId.set(request.clOrdId);
        cancel.requestType = '7';
        cancel.ofAllSessions = chance(3);
        all(venue -> venue.cancelMass(cancel, nowNs));
    }

    /** Collateral is paid in or out, or a trade is amended: mostly one of the last, now and then none that there is. */
    private void amend() {
        if (chance(4)) {
            final String account = List.of("A", "B", "C", "D", "E").get(random.nextInt(5));
            final long units = (random.nextInt(2_000) - 1_200L) * 1_000_000;
            final Currency currency = chance(9) ? Currency.BTC : Currency.USDC;
            all(venue -> venue.operator().transfer(account, currency, units, nowNs));
            return;
        }
        final long tradeId = Math.max(0, listeners.get(0).lastTradeId + 2 - random.nextInt(chance(5) ? 200 : 8));
        if (chance(2)) {
            all(venue -> venue.operator().bustTrade(tradeId, nowNs));
            return;
        }
        final long priceE8 =
                chance(3) ? OrderRequest.ABSENT : VenueFixture.e8("60000") + (random.nextInt(40) - 20L) * 25_000_000L;
        final long qtyE8 = chance(2) ? OrderRequest.ABSENT : random.nextInt(12) * 1_000_000L;
        all(venue -> venue.operator().correctTrade(tradeId, priceE8, qtyE8, nowNs));
    }

    private void place() {
        final int session = 1 + random.nextInt(chance(20) ? 10 : ORDER_SESSIONS);
        described(session, id());
        all(venue -> venue.placeOrder(request, nowNs));
    }

    private void change(final boolean replace) {
        final List<Transcript.Named> named = listeners.get(0).named;
        if (named.isEmpty()) {
            return;
        }
        final Transcript.Named order = named.get(Math.max(0, named.size() - 1 - random.nextInt(chance(3) ? 120 : 12)));
        final boolean byOther = chance(3);
        described(byOther ? 1 + random.nextInt(ORDER_SESSIONS) : order.sessionId(), id());
        request.accountId = chance(20) ? request.accountId : 0;
        request.instrumentId = chance(20) ? request.instrumentId : order.instrumentId();
        request.side = chance(20) ? request.side : order.side();
        request.ordType = chance(20) ? request.ordType : OrdType.LIMIT;
        request.timeInForce = chance(3) ? request.timeInForce : null;
        request.orderId = byOther || chance(4) ? order.orderId() : 0;
        if (request.orderId == 0 || chance(10)) {
            request.origClOrdId.set(order.clOrdId());
        }
        if (replace) {
            all(venue -> venue.replaceOrder(request, nowNs));
        } else {
            all(venue -> venue.cancelOrder(request, nowNs));
        }
    }

    OrderRequest described(final int session, final String clOrdId) {
        request.clear();
        request.sessionId = session;
        request.msgSeqNum = ++msgSeqNum;
        if (chance(30)) {
            request.possDup = true;
            request.msgSeqNum -= random.nextInt(3);
        }
        request.possResend = chance(15);
        request.fault = chance(100) ? RejectReason.CL_ORD_ID_TOO_LONG : RejectReason.NONE;
        request.accountId = chance(30) ? random.nextInt(8) : account(session);
        request.instrumentId = chance(30) ? random.nextInt(8) - 1 : 1 + random.nextInt(chance(4) ? 3 : 1);
        request.side = chance(60) ? null : random.nextBoolean() ? Side.BUY : Side.SELL;
        request.ordType = chance(60) ? null : chance(15) ? OrdType.MARKET : OrdType.LIMIT;
        request.timeInForce = chance(4) ? null : TIMES.get(random.nextInt(chance(5) ? 4 : 2));
        final int better = request.side == Side.BUY ? -1 : 1;
        request.priceE8 = chance(40)
                ? OrderRequest.ABSENT
                : VenueFixture.e8(request.instrumentId == 2 ? "3000" : "60000")
                        + (random.nextInt(40) - 8L) * better * 50_000_000L;
        request.orderQtyE8 = chance(60) ? OrderRequest.ABSENT : (1 + random.nextInt(30)) * 1_000_000L;
        if (chance(2)) {
            conditions.draw(request, nowNs);
        }
        request.symbol.set("WHAT");
        request.accountName.set("WHO");
        request.clOrdId.set(clOrdId == null ? "i" + Math.max(0, ids - random.nextInt(100)) : clOrdId);
        return request;
    }

    int account(final int session) {
        final int[][] accounts = {{1, 2}, {1}, {1, 2, 3, 4}, {3, 4}};
        final int[] own = accounts[(session - 1) % accounts.length];
        return own[random.nextInt(own.length)];
    }

    /** The last order but a few that was accepted, or null. */
    Transcript.Named lately() {
        final List<Transcript.Named> named = listeners.get(0).named;
        return named.isEmpty() ? null : named.get(Math.max(0, named.size() - 1 - random.nextInt(12)));
    }

    Random random() {
        return random;
    }

    long nowNs() {
        return nowNs;
    }

    void pass(final long ns) {
        nowNs += ns;
    }

    long nextSeqNum() {
        return ++msgSeqNum;
    }

    String id() {
        if (chance(12)) {
            return "i" + Math.max(0, ids - random.nextInt(400));
        }
        if (chance(40)) {
            return "\u00e9".repeat(1 + random.nextInt(64));
        }
        return "i" + ++ids;
    }

    private void preview() {
        final int session = 1 + random.nextInt(ORDER_SESSIONS);
        preview.sessionId = session;
        preview.msgSeqNum = ++msgSeqNum;
        preview.accountId = chance(20) ? 0 : account(session);
        preview.previewReqId.set("p" + msgSeqNum);
        preview.batchMode = random.nextBoolean() ? BatchMode.SEPARATE : BatchMode.ALL_OR_NONE;
        preview.legCount = random.nextInt(4);
        for (int n = 0; n < preview.legCount; n++) {
            described(session, "leg");
            final OrderRequest leg = preview.legs[n];
            leg.clear();
            leg.clOrdId.set(request.clOrdId);
            leg.instrumentId = request.instrumentId;
            leg.side = request.side;
            leg.ordType = request.ordType;
            leg.timeInForce = request.timeInForce;
            leg.priceE8 = request.priceE8;
            leg.orderQtyE8 = request.orderQtyE8;
            leg.conditions.set(request.conditions);
            if (chance(3)) {
                leg.origClOrdId.set("i" + Math.max(0, ids - random.nextInt(60)));
            }
        }
        all(venue -> venue.previewMargin(preview, nowNs));
    }

    private void index() {
        final int source = FIRST_SOURCE + random.nextInt(3);
        final int underlying = 1 + random.nextInt(3);
        final String price = underlying == 2 ? "3000" : "60000";
        final long priceE8 = VenueFixture.e8(price) + (random.nextInt(2001) - 1000) * 100_000_000L / 2;
        msgSeqNum++;
        all(venue -> venue.publishIndex(source, msgSeqNum, false, underlying, priceE8, nowNs));
    }

    /** Begins one, or ends the one that was begun. */
    private void configure(final boolean less, final boolean more, final boolean broken, final boolean whole) {
        if (staging) {
            all(RandomFlow::end);
            staging = false;
            return;
        }
        configurations++;
        final int closed = 10 + random.nextInt(30);
        all(venue -> {
            venue.beginConfiguration(7 + configurations, 99 + configurations);
            define(venue, less, more, closed);
            if (broken) {
                venue.define(VenueFixture.instrument("BTC-PERP", "ETH", "0.5", "0.01", "1000000", "1000", "5000"));
            }
            if (whole) {
                end(venue);
            }
        });
        staging = !whole;
    }

    private static void end(final Venue venue) {
        venue.endConfiguration();
    }

    private static void define(final Venue venue, final boolean less, final boolean more, final int closed) {
        venue.define(new LimitsDefinition(40, 1_000, closed, 50));
        venue.margins().define(parameters(more ? 130_000 : 120_000));
        venue.define(underlying("BTC", "60000"));
        venue.define(underlying("ETH", "3000"));
        venue.define(VenueFixture.instrument("BTC-PERP", "BTC", "0.5", "0.01", "1000000", "1000", "5000"));
        if (!less) {
            venue.define(VenueFixture.instrument("ETH-PERP", "ETH", "0.5", "0.01", "100000", "20000", "80000"));
        }
        if (more) {
            venue.define(VenueFixture.instrument("BTC-MORE", "BTC", "1", "0.01", "1000000", "1000", "5000"));
            venue.define(new AccountDefinition("E", 5_000_000, 100));
        }
        for (final String name : List.of("A", "B", "C", "D")) {
            venue.define(new AccountDefinition(name, 4_000_000_000L, 12));
        }
        if (!less) {
            venue.define(new AccountDefinition(InsuranceFund.ACCOUNT_NAME, 500_000_000L, 12));
        }
        order(venue, "S1", "A", "B");
        order(venue, "S2", "A");
        order(venue, "S3", "A", "B", "C", "D");
        order(venue, "S4", "C", "D");
        venue.define(new SessionDefinition("V", "PB", false, true, List.of(), List.of("A", "B")));
        if (!less) {
            venue.define(new SessionDefinition("V", "ALL", false, false, List.of(), List.of("D", "C", "B", "A")));
        }
        for (int n = FIRST_SOURCE; n < FIRST_SOURCE + (less ? 1 : 2); n++) {
            venue.define(new SessionDefinition("V", "IDX" + n, true, false, List.of(), List.of()));
        }
    }

    private static MarginParameters parameters(final long btcShockE6) {
        return new TestParameters()
                .add(VenueFixture.underlying("BTC", btcShockE6, 600_000, 800_000))
                .add(VenueFixture.underlying("ETH", 150_000, 600_000, 800_000))
                .moves(600_000, -500_000, 500_000, -1_000_000, 1_000_000)
                .deduction(20_000, 1_000_000_000L)
                .build();
    }

    private static UnderlyingDefinition underlying(final String name, final String index) {
        return new UnderlyingDefinition(name, name + "-INDEX", VenueFixture.e8(index), 200_000);
    }

    private static void order(final Venue venue, final String name, final String... accounts) {
        venue.define(
                new SessionDefinition("V", name, false, name.equals("S1"), List.of(accounts), List.of(), PROTECTION));
    }

    boolean chance(final int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    void all(final Consumer<Venue> command) {
        venues.forEach(command);
    }
}
