package io.bascule.acceptance.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The naive venue: what must come of a stream of requests on one instrument, after fix.md's rules and margin.md. Plain
 * collections and decimals. It refuses what names no open order; it does not refuse for margin, so the accounts that it
 * is compared with must have enough.
 */
final class ReferenceVenue {
    private static final BigDecimal MAKER_FEE = new BigDecimal("0.0001");
    private static final BigDecimal TAKER_FEE = new BigDecimal("0.0004");
    private static final int MICROS = 6;

    private final Map<String, ReferenceOrder> orders = new HashMap<>();
    private final Map<String, List<String>> reports = new HashMap<>();
    private final Map<Side, ReferenceBook> books =
            Map.of(Side.BUY, new ReferenceBook(Side.BUY), Side.SELL, new ReferenceBook(Side.SELL));
    private final List<ReferenceAccount> accounts = new ArrayList<>();
    private int trades;

    /** With the cash of each session's account. */
    ReferenceVenue(List<BigDecimal> cash) {
        cash.forEach(amount -> accounts.add(new ReferenceAccount(amount)));
    }

    void apply(FlowRequest request) {
        switch (request.kind()) {
            case PLACE -> place(request);
            case REPLACE -> replace(request);
            case CANCEL -> cancel(request);
        }
    }

    /** By the ClOrdID that an order was placed with: its reports in order, as {@link ReportLine} writes them. */
    Map<String, List<String>> reports() {
        return reports;
    }

    List<ReferenceAccount> accounts() {
        return accounts;
    }

    List<ReferenceOrder> openOrders() {
        List<ReferenceOrder> all = new ArrayList<>(books.get(Side.BUY).orders());
        all.addAll(books.get(Side.SELL).orders());
        return all;
    }

    int trades() {
        return trades;
    }

    static BigDecimal takerFee(BigDecimal notional) {
        return notional.multiply(TAKER_FEE).setScale(MICROS, RoundingMode.UP);
    }

    private void place(FlowRequest request) {
        ReferenceOrder order = new ReferenceOrder(request);
        orders.put(request.clOrdId(), order);
        report(order, ReportLine.order('0', '0', order, null).toString());
        match(order);
        if (order.leavesQty.signum() > 0 && order.immediate) {
            order.leavesQty = BigDecimal.ZERO;
            order.ordStatus = '4';
            report(order, ReportLine.order('4', '4', order, null).toString());
        } else if (order.leavesQty.signum() > 0) {
            books.get(order.side).add(order);
        }
    }

    private void cancel(FlowRequest request) {
        ReferenceOrder order = orders.get(request.origClOrdId());
        if (order == null || !order.isOpen()) {
            reject(request, order, "1");
            return;
        }
        books.get(order.side).remove(order);
        order.leavesQty = BigDecimal.ZERO;
        order.ordStatus = '4';
        String previous = order.clOrdId;
        order.clOrdId = request.clOrdId();
        report(order, ReportLine.order('4', '4', order, previous).toString());
    }

    private void replace(FlowRequest request) {
        ReferenceOrder order = orders.get(request.origClOrdId());
        if (order == null || !order.isOpen()) {
            reject(request, order, "2");
            return;
        }
        boolean keepsPlace = request.price().compareTo(order.price) == 0
                && request.orderQty().compareTo(order.orderQty) < 0
                && request.orderQty().compareTo(order.cumQty) > 0;
        if (!keepsPlace) {
            books.get(order.side).remove(order);
        }
        order.price = request.price();
        order.orderQty = request.orderQty().max(order.cumQty);
        order.leavesQty = order.orderQty.subtract(order.cumQty);
        if (order.leavesQty.signum() == 0) {
            order.ordStatus = '2';
        }
        String previous = order.clOrdId;
        order.clOrdId = request.clOrdId();
        report(order, ReportLine.order('5', order.ordStatus, order, previous).toString());
        if (!keepsPlace && order.isOpen()) {
            match(order);
            if (order.isOpen()) {
                books.get(order.side).add(order);
            }
        }
    }

    private void match(ReferenceOrder taker) {
        ReferenceBook others = books.get(taker.side.opposite());
        ReferenceOrder maker = others.firstWithin(taker.price);
        while (maker != null && taker.leavesQty.signum() > 0) {
            BigDecimal qty = taker.leavesQty.min(maker.leavesQty);
            trade(taker, maker, qty, maker.price);
            if (!maker.isOpen()) {
                others.remove(maker);
            }
            maker = others.firstWithin(taker.price);
        }
    }

    private void trade(ReferenceOrder taker, ReferenceOrder maker, BigDecimal qty, BigDecimal price) {
        BigDecimal notional = qty.multiply(price);
        fill(taker, qty, price, '2', takerFee(notional));
        fill(maker, qty, price, '1', notional.multiply(MAKER_FEE).setScale(MICROS, RoundingMode.UP));
        trades++;
    }

    private void fill(ReferenceOrder order, BigDecimal qty, BigDecimal price, char liquidity, BigDecimal fee) {
        accounts.get(order.session).trade(order.side, qty, price, fee);
        order.fill(qty, price);
        StringBuilder state = ReportLine.order('F', order.ordStatus, order, null);
        report(order, ReportLine.fill(state, qty, price, liquidity, fee));
    }

    private void reject(FlowRequest request, ReferenceOrder order, String responseTo) {
        String ordStatus = order == null ? "8" : String.valueOf(order.ordStatus);
        String reason = order == null ? "1" : "0";
        reports.computeIfAbsent(request.origClOrdId(), id -> new ArrayList<>())
                .add(ReportLine.reject(request.clOrdId(), request.origClOrdId(), ordStatus, reason, responseTo));
    }

    private void report(ReferenceOrder order, String line) {
        reports.computeIfAbsent(order.firstClOrdId, id -> new ArrayList<>()).add(line);
    }
}
