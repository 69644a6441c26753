package io.bascule.engine.service;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.QuoteCancelType;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import java.util.Random;

/** Batches, combinations and quotes of a {@link RandomFlow}, sensible and not. */
final class RandomBatches {
    private static final List<QuoteCancelType> TYPES = List.of(QuoteCancelType.values());

    private final BatchRequest batch = new BatchRequest();
    private final CombinationRequest combination = new CombinationRequest();
    private final QuoteRequest quotes = new QuoteRequest();

    void step(final RandomFlow flow) {
        switch (flow.random().nextInt(5)) {
            case 0, 1 -> batch(flow);
            case 2 -> combination(flow);
            case 3 -> quote(flow);
            default -> {
                if (flow.chance(3)) {
                    cancelQuotes(flow);
                } else {
                    quote(flow);
                }
            }
        }
    }

    private void batch(final RandomFlow flow) {
        final Random random = flow.random();
        final int session = 1 + random.nextInt(RandomFlow.ORDER_SESSIONS);
        batch.sessionId = session;
        batch.accountId = flow.chance(20) ? 0 : flow.account(session);
        batch.batchMode = random.nextBoolean() ? BatchMode.SEPARATE : BatchMode.ALL_OR_NONE;
        batch.possResend = flow.chance(10);
        batch.requestId.set("b");
        batch.entryCount = random.nextInt(5);
        for (int n = 0; n < batch.entryCount; n++) {
            final BatchRequest.Entry entry = batch.entries[n];
            entry.action = flow.chance(30) ? null : EntryAction.of(1 + random.nextInt(3));
            final Transcript.Named order = flow.lately();
            copy(flow.described(session, flow.chance(40) ? "" : flow.id()), entry.request);
            entry.request.accountId = batch.accountId;
            entry.request.possResend = batch.possResend;
            entry.entryId.set(Integer.toString(n));
            if (entry.action != EntryAction.ADD && order != null) {
                entry.request.origClOrdId.set(order.clOrdId());
                entry.request.side = order.side();
                entry.request.instrumentId = order.instrumentId();
                entry.request.ordType = OrdType.LIMIT;
                entry.request.timeInForce = null;
            }
        }
        batch.msgSeqNum = flow.nextSeqNum();
        flow.all(venue -> venue.placeBatch(batch, flow.nowNs()));
    }

    private void combination(final RandomFlow flow) {
        final Random random = flow.random();
        final int session = 1 + random.nextInt(RandomFlow.ORDER_SESSIONS);
        final OrderRequest order = combination.order;
        copy(flow.described(session, flow.id()), order);
        order.instrumentId = 0;
        order.timeInForce = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
        order.ordType = random.nextBoolean() ? OrdType.MARKET : OrdType.LIMIT;
        order.priceE8 = order.ordType == OrdType.MARKET
                ? OrderRequest.ABSENT
                : VenueFixture.e8(random.nextBoolean() ? "30000" : "90000");
        combination.legCount = 1 + random.nextInt(2);
        for (int n = 0; n < combination.legCount; n++) {
            final CombinationRequest.Leg leg = combination.legs[n];
            leg.request.clear();
            leg.request.sessionId = session;
            leg.request.accountId = order.accountId;
            leg.request.instrumentId = 1 + n;
            leg.request.side = random.nextBoolean() ? Side.BUY : Side.SELL;
            leg.ratioE8 = VenueFixture.e8("1");
            leg.legRefId.set("L" + n);
        }
        flow.all(venue -> {
            final Side[] sides = {combination.legs[0].request.side, combination.legs[1].request.side};
            venue.placeCombination(combination, flow.nowNs());
            for (int n = 0; n < combination.legCount; n++) {
                combination.legs[n].request.side = sides[n]; // the venue has made it what the order comes to
                combination.legs[n].request.timeInForce = null;
                combination.legs[n].request.orderQtyE8 = OrderRequest.ABSENT;
            }
        });
    }

    private void quote(final RandomFlow flow) {
        final Random random = flow.random();
        final int session = 1 + random.nextInt(RandomFlow.ORDER_SESSIONS);
        begin(flow, session);
        quotes.cancelType = null;
        quotes.entryCount = 1 + random.nextInt(2);
        for (int n = 0; n < quotes.entryCount; n++) {
            final QuoteRequest.Entry entry = quotes.entries[n];
            entry.fault = RejectReason.NONE;
            entry.instrumentId = flow.chance(20) ? 0 : 1 + random.nextInt(2);
            final long mid = VenueFixture.e8(entry.instrumentId == 2 ? "3000" : "60000");
            entry.bidE8 = flow.chance(10) ? OrderRequest.ABSENT : mid - random.nextInt(20) * 50_000_000L;
            entry.bidQtyE8 = random.nextInt(5) * 1_000_000L;
            entry.offerE8 = mid + (random.nextInt(20) - 1) * 50_000_000L;
            entry.offerQtyE8 = random.nextInt(5) * 1_000_000L;
            entry.entryId.set("e" + n);
        }
        flow.all(venue -> venue.placeQuotes(quotes, flow.nowNs()));
    }

    private void cancelQuotes(final RandomFlow flow) {
        begin(flow, 1 + flow.random().nextInt(RandomFlow.ORDER_SESSIONS));
        quotes.cancelType = TYPES.get(flow.random().nextInt(TYPES.size()));
        quotes.entryCount = quotes.cancelType == QuoteCancelType.FOR_SYMBOLS ? 1 : 0;
        quotes.entries[0].instrumentId = 1 + flow.random().nextInt(2);
        flow.all(venue -> venue.cancelQuotes(quotes, flow.nowNs()));
    }

    private void begin(final RandomFlow flow, final int session) {
        quotes.sessionId = session;
        quotes.msgSeqNum = flow.nextSeqNum();
        quotes.possResend = flow.chance(10);
        quotes.accountId = flow.chance(20) ? 0 : flow.account(session);
        quotes.quoteId.set("q" + flow.random().nextInt(5));
    }

    private static void copy(final OrderRequest from, final OrderRequest to) {
        to.clear();
        to.sessionId = from.sessionId;
        to.msgSeqNum = from.msgSeqNum;
        to.possResend = from.possResend;
        to.fault = from.fault;
        to.side = from.side;
        to.ordType = from.ordType;
        to.timeInForce = from.timeInForce;
        to.accountId = from.accountId;
        to.instrumentId = from.instrumentId;
        to.priceE8 = from.priceE8;
        to.orderQtyE8 = from.orderQtyE8;
        to.clOrdId.set(from.clOrdId);
    }
}
