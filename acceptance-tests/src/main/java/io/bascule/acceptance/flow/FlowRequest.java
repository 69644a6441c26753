package io.bascule.acceptance.flow;

import java.math.BigDecimal;

/**
 * One order entry request.
 *
 * @param session it goes by, from 0.
 * @param kind of request.
 * @param clOrdId its own.
 * @param origClOrdId ClOrdID that its order was placed with; of a PLACE the same as its own.
 * @param side of the order.
 * @param orderQty total quantity of the order.
 * @param price limit.
 * @param immediate IOC, else GTC.
 */
record FlowRequest(
        int session,
        Kind kind,
        String clOrdId,
        String origClOrdId,
        Side side,
        BigDecimal orderQty,
        BigDecimal price,
        boolean immediate) {

    /** What is asked. */
    enum Kind {
        PLACE("D"),
        REPLACE("G"),
        CANCEL("F");

        private final String msgType;

        Kind(String msgType) {
            this.msgType = msgType;
        }

        String msgType() {
            return msgType;
        }
    }

    /** A request that cancels this one's order. */
    FlowRequest cancel(String withClOrdId) {
        return new FlowRequest(session, Kind.CANCEL, withClOrdId, origClOrdId, side, orderQty, price, immediate);
    }

    /** The body of its message, with '|' between the fields. */
    String body(String account, String transactTime) {
        String common = "11=" + clOrdId + "|1=" + account + "|55=" + FlowMapping.SYMBOL + "|54=" + side.code() + "|60="
                + transactTime + "|38=" + orderQty.toPlainString();
        String terms = "|40=2|44=" + price.toPlainString() + "|59=" + (immediate ? "3" : "1");
        return switch (kind) {
            case PLACE -> common + terms;
            case REPLACE -> "41=" + origClOrdId + "|" + common + terms;
            case CANCEL -> "41=" + origClOrdId + "|" + common;
        };
    }
}
