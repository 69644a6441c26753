package io.bascule.engine.service;

import io.bascule.engine.order.ClOrdIdChain;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.Text;
import io.bascule.engine.order.TimeInForce;

/**
 * Orders in a state's records, each with every ClOrdID of its chain, the oldest first. An order's loss is not among
 * them: it follows from the mark, and an account takes its losses anew when it is first asked.
 */
final class OrderRecords {
    /** Of a field that a refused order did not have. */
    private static final byte NOT_GIVEN = -1;

    private final Registry registry;
    private final ClOrdIdChain chain = new ClOrdIdChain();
    private final Text clOrdId = new Text();

    OrderRecords(final Registry registry) {
        this.registry = registry;
    }

    void write(final StateWriter out, final Order order) {
        out.putLong(order.orderId);
        out.putInt(order.sessionId);
        out.putInt(order.accountId);
        out.putInt(order.instrumentId);
        out.putByte(order.side == null ? NOT_GIVEN : order.side.code());
        out.putByte(order.ordType == null ? NOT_GIVEN : order.ordType.code());
        out.putByte(order.timeInForce.code());
        out.putByte(order.ordStatus.code());
        out.putByte(order.rejectReason.code());
        out.putLong(order.priceE8);
        out.putLong(order.orderQtyE8);
        out.putLong(order.limitTicks);
        out.putLong(order.orderLots);
        out.putLong(order.cumLots);
        out.putLong(order.cumTickLots);
        out.putLong(order.leavesLots);
        out.putLong(order.closedNs);
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
        order.orderId = in.getLong();
        order.sessionId = in.getInt();
        order.accountId = in.getCount(registry.accounts.size());
        order.instrumentId = in.getInt();
        final byte side = in.getByte();
        order.side = side == NOT_GIVEN ? null : known(in, Side.of(side));
        final byte ordType = in.getByte();
        order.ordType = ordType == NOT_GIVEN ? null : known(in, OrdType.of(ordType));
        order.timeInForce = known(in, TimeInForce.of(in.getByte()));
        order.ordStatus = known(in, OrdStatus.of(in.getByte()));
        order.rejectReason = known(in, RejectReason.of(in.getByte()));
        order.priceE8 = in.getLong();
        order.orderQtyE8 = in.getLong();
        order.limitTicks = in.getLong();
        order.orderLots = in.getLong();
        order.cumLots = in.getLong();
        order.cumTickLots = in.getLong();
        order.leavesLots = in.getLong();
        order.closedNs = in.getLong();
        if (order.orderId < 1 || order.orderId > registry.lastOrderId) {
            throw in.broken("OrderID " + order.orderId + " was never given");
        }
        if (registry.ordersById.put(order.orderId, order) != null) {
            throw in.broken("OrderID " + order.orderId + " comes twice");
        }
        readChain(in, order);
        return order;
    }

    private void readChain(final StateReader in, final Order order) {
        final int size = in.getCount(Integer.MAX_VALUE);
        for (int n = 0; n < size; n++) {
            final int sessionId = in.getInt();
            final SessionState session = registry.session(sessionId);
            in.getText(clOrdId);
            if (session == null || session.clOrdIds.find(clOrdId) != null) {
                throw in.broken("a ClOrdID of order " + order.orderId + " is not one of session " + sessionId);
            }
            if (n == 0 && sessionId != order.sessionId) {
                throw in.broken("order " + order.orderId + " has no ClOrdID of its own session");
            }
            session.clOrdIds.add(clOrdId, order);
        }
        if (size == 0) {
            throw in.broken("order " + order.orderId + " has no ClOrdID");
        }
    }

    private static <T> T known(final StateReader in, final T value) {
        if (value == null) {
            throw in.broken("an order's field has a value that is not known");
        }
        return value;
    }
}
