package io.bascule.engine.service;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ClOrdIdChain;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.SpecialTerms;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.order.Text;
import io.bascule.engine.order.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Orders in a state's records, each with every ClOrdID of its chain, the oldest first; a quote's have none. An order's
 * loss is not among them: it follows from the mark, and an account takes its losses anew when it is first asked.
 */
final class OrderRecords {
    /** Of a field that a refused order did not have. */
    private static final byte NOT_GIVEN = -1;

    // The special terms of an order that has some, one block.
    private static final int STOP_PX_E8 = 0;
    private static final int EXPIRE_TIME_NS = 8;
    private static final int DISPLAY_QTY_E8 = 16;
    private static final int MIN_QTY_E8 = 24;
    private static final int MAX_INITIAL_MARGIN = 32;
    private static final int SELF_MATCH_ID_HIGH = 40;
    private static final int SELF_MATCH_ID_LOW = 48;
    private static final int STOP_TICKS = 56;
    private static final int DISPLAY_LOTS = 64;
    private static final int SHOWN_LOTS = 72;
    private static final int SELF_MATCH_INSTRUCTION = 80;
    private static final int STOP_TRIGGER = 81;
    private static final int EXEC_INST = 82;
    private static final int WAITS = 83;
    private static final int SPECIAL_LENGTH = 84;

    /** Before a ClOrdID of the session that entered the order. */
    private static final int OWN_CL_ORD_ID = 1;

    /** Before another session's ClOrdID: its id comes first. */
    private static final int CL_ORD_ID_OF_ANOTHER = 2;

    /** Closed orders that are checked together before they are written. */
    private static final int AHEAD = 32;

    private final Registry registry;
    private final PackedLongs packed = new PackedLongs();
    private final ClOrdIdChain chain = new ClOrdIdChain();
    private final Text clOrdId = new Text();
    private long orderIdBefore;
    private long closedNsBefore;

    OrderRecords(final Registry registry) {
        this.registry = registry;
    }

    /** Begins a list: an order is told by what differs from the one before it. */
    void begin() {
        orderIdBefore = 0;
        closedNsBefore = 0;
    }

    /** Writes orders, the oldest first. */
    void write(final StateWriter out, final ClosedOrders closed) {
        for (int n = 0; n < closed.size(); n++) {
            if (n % AHEAD == 0) {
                verify(closed, n, Math.min(n + AHEAD, closed.size()));
            }
            write(out, closed.get(n));
        }
    }

    /**
     * Orders and their ClOrdIDs lie anywhere in memory. To look at many of them first, with little else in between, has
     * them fetched into the cache side by side, and not each when it is written.
     */
    private static void verify(final ClosedOrders closed, final int from, final int to) {
        boolean right = true;
        for (int n = from; n < to; n++) {
            final Order order = closed.get(n);
            right &= order.orderId > 0 && order.leavesLots == 0 && order.place >= 0;
        }
        for (int n = from; n < to; n++) {
            right &= ClOrdIdChain.isWhole(closed.get(n));
        }
        if (!right) {
            throw new IllegalStateException("among closed orders " + from + " to " + to + " is one that is not");
        }
    }

    void write(final StateWriter out, final Order order) {
        packed.begin(out);
        packed.putSigned(order.orderId - orderIdBefore);
        packed.put(order.sessionId);
        packed.put(order.accountId);
        packed.put(order.instrumentId);
        packed.put(order.limitTicks);
        packed.put(order.orderLots);
        packed.put(order.priceE8 - limitE8(order));
        packed.put(order.orderQtyE8 - lotsE8(order));
        packed.put(order.cumLots);
        packed.put(order.cumTickLots);
        packed.put(order.leavesLots);
        packed.put(order.closedNs - closedNsBefore);
        packed.put(order.place);
        packed.put(codes(order));
        packed.end(out);
        orderIdBefore = order.orderId;
        closedNsBefore = order.closedNs;
        if (order.special != null) {
            writeSpecial(out, order.special);
        }
        chain.read(order);
        for (int n = 0; n < chain.size(); n++) {
            if (chain.sessionId(n) == order.sessionId) {
                out.putByte(OWN_CL_ORD_ID);
            } else {
                out.putByte(CL_ORD_ID_OF_ANOTHER);
                out.putInt(chain.sessionId(n));
            }
            out.putText(chain.bytes(n), chain.length(n));
        }
        out.putByte(StateSaver.NO_MORE);
    }

    /** An order that is known by its OrderID and its ClOrdIDs, but is in no book and in no list yet. */
    Order read(final StateReader in) {
        final Order order = registry.pool.take();
        packed.read(in);
        order.orderId = orderIdBefore + packed.getSigned();
        order.sessionId = packed.getInt();
        order.accountId = packed.getInt();
        order.instrumentId = packed.getInt();
        order.limitTicks = packed.get();
        order.orderLots = packed.get();
        order.priceE8 = packed.get() + limitE8(order);
        order.orderQtyE8 = packed.get() + lotsE8(order);
        order.cumLots = packed.get();
        order.cumTickLots = packed.get();
        order.leavesLots = packed.get();
        order.closedNs = packed.get() + closedNsBefore;
        order.place = packed.get();
        orderIdBefore = order.orderId;
        closedNsBefore = order.closedNs;
        if (readCodes(in, order, packed.get())) {
            readSpecial(in, registry.pool.makeSpecial(order));
        }
        if (order.accountId < 0 || order.accountId > registry.accounts.size()) {
            throw in.broken("there is no account " + order.accountId);
        }
        if (order.orderId < 1 || order.orderId > registry.lastOrderId) {
            throw in.broken("OrderID " + order.orderId + " was never given");
        }
        if (registry.ordersById.put(order.orderId, order) != null) {
            throw in.broken("OrderID " + order.orderId + " comes twice");
        }
        readChain(in, order);
        return order;
    }

    /** What its limit comes to: mostly the price that was given. It may wrap, and does so again when it is read. */
    private long limitE8(final Order order) {
        final Instrument instrument = registry.instrument(order.instrumentId);
        return instrument == null ? 0 : instrument.priceE8(order.limitTicks);
    }

    /** What its lots come to: mostly the quantity that was given. */
    private long lotsE8(final Order order) {
        final Instrument instrument = registry.instrument(order.instrumentId);
        return instrument == null ? 0 : instrument.qtyE8(order.orderLots);
    }

    /** Everything that has a code, a byte each: what is mostly 0 comes last. */
    private static long codes(final Order order) {
        final int side = order.side == null ? NOT_GIVEN : order.side.code();
        final int ordType = order.ordType == null ? NOT_GIVEN : order.ordType.code();
        return (side & 0xff)
                | ((ordType & 0xff) << 8)
                | (order.timeInForce.code() << 16)
                | ((long) order.ordStatus.code() << 24)
                | ((order.special == null ? 0L : 1L) << 32)
                | ((long) order.execCause.code() << 40)
                | ((long) order.rejectReason.code() << 48);
    }

    /** Returns whether the order has special terms. */
    private static boolean readCodes(final StateReader in, final Order order, final long codes) {
        final byte side = (byte) codes;
        final byte ordType = (byte) (codes >> 8);
        order.side = side == NOT_GIVEN ? null : known(in, Side.of(side));
        order.ordType = ordType == NOT_GIVEN ? null : known(in, OrdType.of(ordType));
        order.timeInForce = known(in, TimeInForce.of((byte) (codes >> 16)));
        order.ordStatus = known(in, OrdStatus.of((byte) (codes >> 24)));
        order.execCause = known(in, ExecCause.of((byte) (codes >> 40)));
        order.rejectReason = known(in, RejectReason.of((byte) (codes >> 48)));
        return (byte) (codes >> 32) != 0;
    }

    private static void writeSpecial(final StateWriter out, final SpecialTerms special) {
        final OrderConditions asked = special.asked;
        final UnsafeBuffer buffer = out.buffer();
        final int at = out.position();
        buffer.putLong(at + STOP_PX_E8, asked.stopPxE8, LITTLE_ENDIAN);
        buffer.putLong(at + EXPIRE_TIME_NS, asked.expireTimeNs, LITTLE_ENDIAN);
        buffer.putLong(at + DISPLAY_QTY_E8, asked.displayQtyE8, LITTLE_ENDIAN);
        buffer.putLong(at + MIN_QTY_E8, asked.minQtyE8, LITTLE_ENDIAN);
        buffer.putLong(at + MAX_INITIAL_MARGIN, asked.maxInitialMarginMicros, LITTLE_ENDIAN);
        buffer.putLong(at + SELF_MATCH_ID_HIGH, asked.selfMatchIdHigh, LITTLE_ENDIAN);
        buffer.putLong(at + SELF_MATCH_ID_LOW, asked.selfMatchIdLow, LITTLE_ENDIAN);
        buffer.putLong(at + STOP_TICKS, special.stopTicks, LITTLE_ENDIAN);
        buffer.putLong(at + DISPLAY_LOTS, special.displayLots, LITTLE_ENDIAN);
        buffer.putLong(at + SHOWN_LOTS, special.shownLots, LITTLE_ENDIAN);
        buffer.putByte(
                at + SELF_MATCH_INSTRUCTION,
                asked.selfMatchInstruction == null ? NOT_GIVEN : asked.selfMatchInstruction.code());
        buffer.putByte(at + STOP_TRIGGER, asked.stopTrigger == null ? NOT_GIVEN : asked.stopTrigger.code());
        buffer.putByte(at + EXEC_INST, (byte) asked.execInst);
        buffer.putByte(at + WAITS, (byte) (special.waits ? 1 : 0));
        out.advance(SPECIAL_LENGTH);
    }

    private static void readSpecial(final StateReader in, final SpecialTerms special) {
        final OrderConditions asked = special.asked;
        final UnsafeBuffer buffer = in.block(SPECIAL_LENGTH);
        final int at = in.blockOffset();
        asked.stopPxE8 = buffer.getLong(at + STOP_PX_E8, LITTLE_ENDIAN);
        asked.expireTimeNs = buffer.getLong(at + EXPIRE_TIME_NS, LITTLE_ENDIAN);
        asked.displayQtyE8 = buffer.getLong(at + DISPLAY_QTY_E8, LITTLE_ENDIAN);
        asked.minQtyE8 = buffer.getLong(at + MIN_QTY_E8, LITTLE_ENDIAN);
        asked.maxInitialMarginMicros = buffer.getLong(at + MAX_INITIAL_MARGIN, LITTLE_ENDIAN);
        asked.selfMatchIdHigh = buffer.getLong(at + SELF_MATCH_ID_HIGH, LITTLE_ENDIAN);
        asked.selfMatchIdLow = buffer.getLong(at + SELF_MATCH_ID_LOW, LITTLE_ENDIAN);
        special.stopTicks = buffer.getLong(at + STOP_TICKS, LITTLE_ENDIAN);
        special.displayLots = buffer.getLong(at + DISPLAY_LOTS, LITTLE_ENDIAN);
        special.shownLots = buffer.getLong(at + SHOWN_LOTS, LITTLE_ENDIAN);
        final byte instruction = buffer.getByte(at + SELF_MATCH_INSTRUCTION);
        asked.selfMatchInstruction = instruction == NOT_GIVEN ? null : known(in, SelfMatchInstruction.of(instruction));
        final byte trigger = buffer.getByte(at + STOP_TRIGGER);
        asked.stopTrigger = trigger == NOT_GIVEN ? null : known(in, StopTrigger.of(trigger));
        asked.execInst = buffer.getByte(at + EXEC_INST) & 0xff;
        special.waits = buffer.getByte(at + WAITS) != 0;
    }

    private void readChain(final StateReader in, final Order order) {
        final SessionState own = registry.owner(order.sessionId);
        if (own == null) {
            throw in.broken("there is no session " + order.sessionId);
        }
        own.clOrdIds.adopt(order);
        for (int kind = in.getByte(); kind != StateSaver.NO_MORE; kind = in.getByte()) {
            if (kind != OWN_CL_ORD_ID && kind != CL_ORD_ID_OF_ANOTHER) {
                throw in.broken(kind + " is no kind of ClOrdID");
            }
            final int sessionId = kind == OWN_CL_ORD_ID ? order.sessionId : in.getInt();
            final SessionState session = registry.session(sessionId);
            in.getText(clOrdId);
            if (session == null || !session.clOrdIds.addIfAbsent(clOrdId, order)) {
                throw in.broken(
                        "ClOrdID " + clOrdId + " of session " + sessionId + " cannot be order " + order.orderId + "'s");
            }
        }
    }

    private static <T> T known(final StateReader in, final T value) {
        if (value == null) {
            throw in.broken("an order's field has a value that is not known");
        }
        return value;
    }
}
