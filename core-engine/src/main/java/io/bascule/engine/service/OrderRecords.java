package io.bascule.engine.service;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

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

    // The fields of an order, one block: where each begins.
    private static final int ORDER_ID = 0;
    private static final int SESSION_ID = 8;
    private static final int ACCOUNT_ID = 12;
    private static final int INSTRUMENT_ID = 16;
    private static final int PRICE_E8 = 20;
    private static final int ORDER_QTY_E8 = 28;
    private static final int LIMIT_TICKS = 36;
    private static final int ORDER_LOTS = 44;
    private static final int CUM_LOTS = 52;
    private static final int CUM_TICK_LOTS = 60;
    private static final int LEAVES_LOTS = 68;
    private static final int CLOSED_NS = 76;
    private static final int PLACE = 84;
    private static final int SIDE = 92;
    private static final int ORD_TYPE = 93;
    private static final int TIME_IN_FORCE = 94;
    private static final int ORD_STATUS = 95;
    private static final int REJECT_REASON = 96;
    private static final int IS_SPECIAL = 97;
    private static final int EXEC_CAUSE = 98;
    private static final int LENGTH = 99;

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

    private final Registry registry;
    private final ClOrdIdChain chain = new ClOrdIdChain();
    private final Text clOrdId = new Text();

    OrderRecords(final Registry registry) {
        this.registry = registry;
    }

    void write(final StateWriter out, final Order order) {
        final UnsafeBuffer buffer = out.buffer();
        final int at = out.position();
        buffer.putLong(at + ORDER_ID, order.orderId, LITTLE_ENDIAN);
        buffer.putInt(at + SESSION_ID, order.sessionId, LITTLE_ENDIAN);
        buffer.putInt(at + ACCOUNT_ID, order.accountId, LITTLE_ENDIAN);
        buffer.putInt(at + INSTRUMENT_ID, order.instrumentId, LITTLE_ENDIAN);
        buffer.putLong(at + PRICE_E8, order.priceE8, LITTLE_ENDIAN);
        buffer.putLong(at + ORDER_QTY_E8, order.orderQtyE8, LITTLE_ENDIAN);
        buffer.putLong(at + LIMIT_TICKS, order.limitTicks, LITTLE_ENDIAN);
        buffer.putLong(at + ORDER_LOTS, order.orderLots, LITTLE_ENDIAN);
        buffer.putLong(at + CUM_LOTS, order.cumLots, LITTLE_ENDIAN);
        buffer.putLong(at + CUM_TICK_LOTS, order.cumTickLots, LITTLE_ENDIAN);
        buffer.putLong(at + LEAVES_LOTS, order.leavesLots, LITTLE_ENDIAN);
        buffer.putLong(at + CLOSED_NS, order.closedNs, LITTLE_ENDIAN);
        buffer.putLong(at + PLACE, order.place, LITTLE_ENDIAN);
        buffer.putByte(at + SIDE, order.side == null ? NOT_GIVEN : order.side.code());
        buffer.putByte(at + ORD_TYPE, order.ordType == null ? NOT_GIVEN : order.ordType.code());
        buffer.putByte(at + TIME_IN_FORCE, order.timeInForce.code());
        buffer.putByte(at + ORD_STATUS, order.ordStatus.code());
        buffer.putByte(at + REJECT_REASON, order.rejectReason.code());
        buffer.putByte(at + IS_SPECIAL, (byte) (order.special == null ? 0 : 1));
        buffer.putByte(at + EXEC_CAUSE, order.execCause.code());
        out.advance(LENGTH);
        if (order.special != null) {
            writeSpecial(out, order.special);
        }
        chain.read(order);
        out.putInt(chain.size());
        for (int n = 0; n < chain.size(); n++) {
            out.putInt(chain.sessionId(n));
            out.putText(chain.bytes(n), chain.length(n));
        }
    }

    /** An order that is known by its OrderID and its ClOrdIDs, but is in no book and in no list yet. */
    Order read(final StateReader in) {
        final Order order = registry.pool.take();
        final UnsafeBuffer buffer = in.block(LENGTH);
        final int at = in.blockOffset();
        final boolean isSpecial = buffer.getByte(at + IS_SPECIAL) != 0;
        order.orderId = buffer.getLong(at + ORDER_ID, LITTLE_ENDIAN);
        order.sessionId = buffer.getInt(at + SESSION_ID, LITTLE_ENDIAN);
        order.accountId = buffer.getInt(at + ACCOUNT_ID, LITTLE_ENDIAN);
        order.instrumentId = buffer.getInt(at + INSTRUMENT_ID, LITTLE_ENDIAN);
        order.priceE8 = buffer.getLong(at + PRICE_E8, LITTLE_ENDIAN);
        order.orderQtyE8 = buffer.getLong(at + ORDER_QTY_E8, LITTLE_ENDIAN);
        order.limitTicks = buffer.getLong(at + LIMIT_TICKS, LITTLE_ENDIAN);
        order.orderLots = buffer.getLong(at + ORDER_LOTS, LITTLE_ENDIAN);
        order.cumLots = buffer.getLong(at + CUM_LOTS, LITTLE_ENDIAN);
        order.cumTickLots = buffer.getLong(at + CUM_TICK_LOTS, LITTLE_ENDIAN);
        order.leavesLots = buffer.getLong(at + LEAVES_LOTS, LITTLE_ENDIAN);
        order.closedNs = buffer.getLong(at + CLOSED_NS, LITTLE_ENDIAN);
        order.place = buffer.getLong(at + PLACE, LITTLE_ENDIAN);
        final byte side = buffer.getByte(at + SIDE);
        order.side = side == NOT_GIVEN ? null : known(in, Side.of(side));
        final byte ordType = buffer.getByte(at + ORD_TYPE);
        order.ordType = ordType == NOT_GIVEN ? null : known(in, OrdType.of(ordType));
        order.timeInForce = known(in, TimeInForce.of(buffer.getByte(at + TIME_IN_FORCE)));
        order.ordStatus = known(in, OrdStatus.of(buffer.getByte(at + ORD_STATUS)));
        order.rejectReason = known(in, RejectReason.of(buffer.getByte(at + REJECT_REASON)));
        order.execCause = known(in, ExecCause.of(buffer.getByte(at + EXEC_CAUSE)));
        if (isSpecial) {
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
        final int size = in.getCount(Integer.MAX_VALUE);
        for (int n = 0; n < size; n++) {
            final int sessionId = in.getInt();
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
