package io.bascule.acceptance.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An order of the reference model. */
final class ReferenceOrder {
    final String firstClOrdId;
    final int session;
    final Side side;
    final boolean immediate;
    String clOrdId;
    BigDecimal price;
    BigDecimal orderQty;
    BigDecimal leavesQty;
    BigDecimal cumQty = BigDecimal.ZERO;
    BigDecimal cumNotional = BigDecimal.ZERO;
    /** 0 new, 1 partially filled, 2 filled, 4 cancelled. */
    char ordStatus = '0';

    ReferenceOrder(FlowRequest request) {
        firstClOrdId = request.clOrdId();
        session = request.session();
        side = request.side();
        immediate = request.immediate();
        clOrdId = request.clOrdId();
        price = request.price();
        orderQty = request.orderQty();
        leavesQty = request.orderQty();
    }

    boolean isOpen() {
        return ordStatus == '0' || ordStatus == '1';
    }

    /** Half up to eight decimals. */
    BigDecimal avgPx() {
        return cumQty.signum() == 0 ? BigDecimal.ZERO : cumNotional.divide(cumQty, 8, RoundingMode.HALF_UP);
    }

    void fill(BigDecimal qty, BigDecimal at) {
        leavesQty = leavesQty.subtract(qty);
        cumQty = cumQty.add(qty);
        cumNotional = cumNotional.add(qty.multiply(at));
        ordStatus = leavesQty.signum() == 0 ? '2' : '1';
    }
}
