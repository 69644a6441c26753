package io.bascule.engine.cluster;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BatchMode;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelMassEncoder;
import io.bascule.engine.wire.sbe.CancelOrderEncoder;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.OrderConditionsEncoder;
import io.bascule.engine.wire.sbe.PlaceBatchEncoder;
import io.bascule.engine.wire.sbe.PlaceOrderEncoder;
import io.bascule.engine.wire.sbe.PreviewMarginEncoder;
import io.bascule.engine.wire.sbe.PublishIndexEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReplaceOrderEncoder;
import io.bascule.engine.wire.sbe.RequestFlagsEncoder;
import io.bascule.engine.wire.sbe.RequestMassStatusEncoder;
import io.bascule.engine.wire.sbe.RequestOrderStatusEncoder;
import io.bascule.engine.wire.sbe.SelfMatchInstruction;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.StopTrigger;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** A counterparty behind a FIX session: what it sent it keeps, and sends again when asked to, or when in doubt. */
final class SimulatedDesk {
    private static final int HEADER_LENGTH = 8;
    private static final int SEQ_NUM_OFFSET = HEADER_LENGTH + Integer.BYTES;
    private static final int FLAGS_OFFSET = SEQ_NUM_OFFSET + Long.BYTES;
    private static final int POSS_DUP = 1;
    private static final int POSS_RESEND = 2;
    private static final int REMEMBERED = 40;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final SelfMatchInstruction[] INSTRUCTIONS = {
        SelfMatchInstruction.CANCEL_AGGRESSIVE,
        SelfMatchInstruction.CANCEL_PASSIVE,
        SelfMatchInstruction.CANCEL_BOTH,
        SelfMatchInstruction.DECREMENT
    };
    private static final StopTrigger[] TRIGGERS = {StopTrigger.MARK, StopTrigger.INDEX, StopTrigger.LAST};

    final int sessionId;
    private final Random random;
    private final CommandBuffer command = new CommandBuffer();
    private final List<byte[]> sent = new ArrayList<>();
    private final List<String> clOrdIds = new ArrayList<>();
    private final SimulatedBatches batches;
    private long lastMsgSeqNum;
    private long nowNs;
    private int names;

    SimulatedDesk(final int sessionId, final Random random) {
        this.sessionId = sessionId;
        this.random = random;
        this.batches = new SimulatedBatches(sessionId, random, command, this::newClOrdId, this::knownClOrdId);
    }

    boolean isIndexSource() {
        return sessionId == SimulatedConfiguration.INDEX_SESSION;
    }

    /** The next request. */
    byte[] request(final long timeNs) {
        nowNs = timeNs;
        lastMsgSeqNum++;
        if (isIndexSource()) {
            publishIndex();
            return keep(bytes());
        }
        final int kind = random.nextInt(100);
        if (kind < 55) {
            placeOrder();
        } else if (kind < 68) {
            cancelOrder();
        } else if (kind < 82) {
            replaceOrder();
        } else if (kind < 85) {
            requestOrderStatus();
        } else if (kind < 88) {
            requestMassStatus();
        } else if (kind < 94) {
            if (kind < 90) {
                previewMargin();
            } else if (kind < 92) {
                cancelMass();
            } else {
                batches.next(lastMsgSeqNum, account());
            }
        } else if (!sent.isEmpty()) {
            return keep(repeat());
        } else {
            placeOrder();
        }
        return keep(bytes());
    }

    /** What was sent behind a MsgSeqNum, again: with PossDupFlag, in order. */
    List<byte[]> resend(final long afterMsgSeqNum) {
        final List<byte[]> again = new ArrayList<>();
        for (final byte[] bytes : sent) {
            if (msgSeqNum(bytes) > afterMsgSeqNum) {
                again.add(possDup(bytes));
            }
        }
        return again;
    }

    /** Any request that was sent lately, again with PossDupFlag; null if none was. */
    byte[] duplicate() {
        return sent.isEmpty() ? null : possDup(sent.get(random.nextInt(sent.size())));
    }

    /** A request that a mass cancel of the session stands behind. */
    byte[] cancelAll() {
        command.cancelSessionOrders()
                .sessionId(sessionId)
                .restatementReason((short) 12)
                .markedOnly((short) 0);
        return bytes();
    }

    /** Whether commands of this template come from a desk, with a MsgSeqNum. */
    static boolean isRequest(final int templateId) {
        return (templateId >= PlaceOrderEncoder.TEMPLATE_ID && templateId <= PublishIndexEncoder.TEMPLATE_ID)
                || templateId == RequestMassStatusEncoder.TEMPLATE_ID
                || (templateId >= PlaceBatchEncoder.TEMPLATE_ID && templateId <= CancelMassEncoder.TEMPLATE_ID);
    }

    /** The same request with PossDupFlag. */
    static byte[] possDup(final byte[] request) {
        final byte[] copy = request.clone();
        copy[FLAGS_OFFSET] |= POSS_DUP;
        return copy;
    }

    private static long msgSeqNum(final byte[] request) {
        return new UnsafeBuffer(request).getLong(SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] keep(final byte[] request) {
        sent.add(request);
        if (sent.size() > REMEMBERED) {
            sent.remove(0);
        }
        return request;
    }

    /** An earlier request under a new number: with PossResend, or as if it were new. */
    private byte[] repeat() {
        final byte[] copy = sent.get(random.nextInt(sent.size())).clone();
        new UnsafeBuffer(copy).putLong(SEQ_NUM_OFFSET, lastMsgSeqNum, ByteOrder.LITTLE_ENDIAN);
        copy[FLAGS_OFFSET] = (byte) (random.nextBoolean() ? POSS_RESEND : 0);
        return copy;
    }

    private void placeOrder() {
        final PlaceOrderEncoder encoder = command.placeOrder();
        flags(encoder.sessionId(sessionId).msgSeqNum(lastMsgSeqNum).flags());
        final boolean isMarket = random.nextInt(12) == 0;
        final int instrumentId = instrument();
        encoder.fault(random.nextInt(60) == 0 ? RejectReason.PRICE_PRECISION : RejectReason.NONE)
                .side(side())
                .ordType(isMarket ? OrdType.MARKET : OrdType.LIMIT)
                .timeInForce(timeInForce())
                .accountId(account())
                .instrumentId(instrumentId)
                .priceE8(isMarket ? PlaceOrderEncoder.priceE8NullValue() : price(instrumentId))
                .orderQtyE8(quantity());
        if (random.nextInt(4) == 0) {
            conditions(encoder, instrumentId);
        } else {
            encoder.conditionsCount(0);
        }
        encoder.clOrdId(newClOrdId())
                .symbol(instrumentId == 0 ? "DOGE-PERP" : "")
                .accountName("");
    }

    /** A stop, an expiry in minutes, a hidden part or a reduce-only order; always with self-match prevention. */
    private void conditions(final PlaceOrderEncoder order, final int instrumentId) {
        final int kind = random.nextInt(4);
        if (kind == 0) {
            order.ordType(OrdType.STOP_LIMIT).priceE8(price(instrumentId));
        } else if (kind == 1) {
            order.timeInForce(TimeInForce.GTD);
        }
        final long nullE8 = OrderConditionsEncoder.stopPxE8NullValue();
        final OrderConditionsEncoder conditions =
                order.conditionsCount(1).next().terms();
        conditions
                .stopPxE8(kind == 0 ? price(instrumentId) : nullE8)
                .expireTimeNs(kind == 1 ? nowNs + MINUTE_NS * random.nextInt(30) : nullE8)
                .displayQtyE8(kind == 2 ? SimulatedConfiguration.E8 / 100 : nullE8)
                .minQtyE8(nullE8)
                .maxInitialMarginMicros(random.nextInt(20) == 0 ? 1 : nullE8)
                .selfMatchIdHigh(sessionId)
                .selfMatchIdLow(0)
                .selfMatchInstruction(INSTRUCTIONS[random.nextInt(INSTRUCTIONS.length)])
                .stopTrigger(kind == 0 ? TRIGGERS[random.nextInt(TRIGGERS.length)] : StopTrigger.NULL_VAL);
        conditions.execInst().clear().reduceOnly(kind == 3);
    }

    private void cancelOrder() {
        final CancelOrderEncoder encoder = command.cancelOrder();
        flags(encoder.sessionId(sessionId).msgSeqNum(lastMsgSeqNum).flags());
        final String origClOrdId = knownClOrdId();
        encoder.fault(RejectReason.NONE)
                .side(random.nextInt(10) == 0 ? side() : Side.NULL_VAL)
                .accountId(0)
                .instrumentId(0)
                .orderId(0)
                .clOrdId(newClOrdId())
                .origClOrdId(origClOrdId);
    }

    private void replaceOrder() {
        final ReplaceOrderEncoder encoder = command.replaceOrder();
        flags(encoder.sessionId(sessionId).msgSeqNum(lastMsgSeqNum).flags());
        final String origClOrdId = knownClOrdId();
        final int instrumentId = instrument();
        encoder.fault(RejectReason.NONE)
                .side(side())
                .ordType(OrdType.LIMIT)
                .timeInForce(random.nextInt(4) == 0 ? TimeInForce.GTC : TimeInForce.NULL_VAL)
                .accountId(0)
                .instrumentId(instrumentId)
                .orderId(random.nextInt(8) == 0 ? 1 + random.nextInt(50) : 0)
                .priceE8(price(instrumentId))
                .orderQtyE8(quantity())
                .conditionsCount(0);
        encoder.clOrdId(newClOrdId()).origClOrdId(origClOrdId);
    }

    private void requestOrderStatus() {
        final RequestOrderStatusEncoder encoder = command.requestOrderStatus();
        flags(encoder.sessionId(sessionId).msgSeqNum(lastMsgSeqNum).flags());
        encoder.side(side()).orderId(0).clOrdId(knownClOrdId()).symbol("").ordStatusReqId("S" + lastMsgSeqNum);
    }

    private void requestMassStatus() {
        final RequestMassStatusEncoder encoder = command.requestMassStatus();
        flags(encoder.sessionId(sessionId).msgSeqNum(lastMsgSeqNum).flags());
        encoder.fault(RejectReason.NONE)
                .side(Side.NULL_VAL)
                .accountId(0)
                .instrumentId(0)
                .symbol("")
                .accountName("")
                .massStatusReqId("M" + lastMsgSeqNum);
    }

    private void cancelMass() {
        final CancelMassEncoder encoder = command.cancelMass();
        flags(encoder.sessionId(sessionId).msgSeqNum(lastMsgSeqNum).flags());
        encoder.fault(random.nextInt(10) == 0 ? RejectReason.UNSUPPORTED_VALUE : RejectReason.NONE)
                .side(random.nextInt(3) == 0 ? side() : Side.NULL_VAL)
                .ofAllSessions(random.nextInt(4) == 0 ? BooleanType.TRUE : BooleanType.FALSE)
                .requestType((byte) '7')
                .accountId(random.nextInt(3) == 0 ? account() : 0)
                .instrumentId(0)
                .clOrdId(newClOrdId())
                .symbol("")
                .accountName("");
    }

    private void previewMargin() {
        final PreviewMarginEncoder encoder = command.previewMargin();
        flags(encoder.sessionId(sessionId).msgSeqNum(lastMsgSeqNum).flags());
        encoder.fault(RejectReason.NONE)
                .batchMode(random.nextBoolean() ? BatchMode.SEPARATE : BatchMode.ALL_OR_NONE)
                .accountId(account());
        final int legCount = 1 + random.nextInt(6);
        final PreviewMarginEncoder.LegsEncoder legs = encoder.legsCount(legCount);
        for (int i = 0; i < legCount; i++) {
            final int instrumentId = instrument();
            final PreviewMarginEncoder.LegsEncoder leg = legs.next();
            leg.fault(RejectReason.NONE)
                    .side(side())
                    .ordType(OrdType.LIMIT)
                    .timeInForce(TimeInForce.GTC)
                    .instrumentId(instrumentId)
                    .priceE8(price(instrumentId))
                    .orderQtyE8(quantity())
                    .conditionsCount(0);
            leg.clOrdId("L" + i)
                    .origClOrdId(random.nextInt(4) == 0 ? knownClOrdId() : "")
                    .symbol("");
        }
        encoder.previewReqId("P" + lastMsgSeqNum).accountName("");
    }

    private void publishIndex() {
        final int underlyingId = random.nextInt(20) == 0 ? 9 : 1 + random.nextInt(2);
        final long indexE8 = underlyingId == SimulatedConfiguration.ETH
                ? SimulatedConfiguration.ETH_INDEX_E8
                : SimulatedConfiguration.BTC_INDEX_E8;
        final int parts = random.nextInt(30) == 0 ? 200 : random.nextInt(41) - 20;
        command.publishIndex()
                .sessionId(sessionId)
                .msgSeqNum(lastMsgSeqNum)
                .underlyingId(underlyingId)
                .priceE8(indexE8 + indexE8 / 1000 * parts)
                .flags()
                .clear();
    }

    private static void flags(final RequestFlagsEncoder flags) {
        flags.clear();
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private TimeInForce timeInForce() {
        return switch (random.nextInt(8)) {
            case 0 -> TimeInForce.IOC;
            case 1 -> TimeInForce.FOK;
            case 2, 3 -> TimeInForce.DAY;
            default -> TimeInForce.GTC;
        };
    }

    private int account() {
        final int[] accounts = SimulatedConfiguration.accounts(sessionId);
        return random.nextInt(40) == 0 ? random.nextInt(7) : accounts[random.nextInt(accounts.length)];
    }

    private int instrument() {
        return random.nextInt(40) == 0 ? 0 : 1 + (random.nextInt(10) == 0 ? 2 : random.nextInt(2));
    }

    private long price(final int instrumentId) {
        final long indexE8 = instrumentId == SimulatedConfiguration.ETH
                ? SimulatedConfiguration.ETH_INDEX_E8
                : SimulatedConfiguration.BTC_INDEX_E8;
        final long priceE8 = indexE8 + indexE8 / 2000 * (random.nextInt(7) - 3);
        return random.nextInt(40) == 0 ? priceE8 + 1 : priceE8;
    }

    /** Mostly a few lots; now and then more than the account's margin allows. */
    private long quantity() {
        final int lots = 1 + random.nextInt(20);
        return SimulatedConfiguration.E8 / 100 * lots * (random.nextInt(25) == 0 ? 5_000 : 1);
    }

    private String newClOrdId() {
        final String name = random.nextInt(50) == 0 ? knownClOrdId() : sessionId + "-" + ++names;
        clOrdIds.add(name);
        if (clOrdIds.size() > REMEMBERED) {
            clOrdIds.remove(0);
        }
        return name;
    }

    private String knownClOrdId() {
        return clOrdIds.isEmpty() ? "unknown" : clOrdIds.get(random.nextInt(clOrdIds.size()));
    }

    private byte[] bytes() {
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        return bytes;
    }
}
