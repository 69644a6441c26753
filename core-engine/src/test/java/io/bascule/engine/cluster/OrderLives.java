package io.bascule.engine.cluster;

import io.bascule.engine.wire.sbe.ExecType;
import io.bascule.engine.wire.sbe.OrdStatus;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.util.HashMap;
import java.util.Map;

/**
 * The life of every order, read from the events alone: it begins once, ends once, with its day if it is for
 * the day, and says the same of itself in between. A session may use a ClOrdID again after 24 hours.
 */
final class OrderLives {
    private final Map<Long, Life> byOrderId = new HashMap<>();
    private final Map<String, Long> begunNs = new HashMap<>();
    private ReportedEvent taker;
    private long lastEventNumber;
    private long trades;
    private long amended;
    private int open;

    /** The next event of all. */
    void onEvent(final ReportedEvent event) {
        check(event.eventNumber == lastEventNumber + 1, event, "follows event " + lastEventNumber);
        lastEventNumber = event.eventNumber;
        check(taker == null || event.execType == taker.execType, event, "stands between the sides of a trade");
        if (event.execType == null || event.rejectReason == RejectReason.DUPLICATE_CL_ORD_ID) {
            return;
        }
        if (isPart(event)) {
            if (event.execType == ExecType.TRADE) {
                pair(event);
            } else if (isAmendment(event)) {
                pairAmended(event);
            }
            return;
        }
        final Life life = byOrderId.get(event.orderId);
        if (event.execType == ExecType.NEW || event.execType == ExecType.REJECTED) {
            begin(event, life);
            return;
        }
        if (isAmendment(event)) {
            if (life != null || !event.clOrdId.isEmpty()) { // else a side of a quote that is gone
                amend(event, life);
            }
            pairAmended(event);
            return;
        }
        check(life != null && life.isOpen, event, "is of an order that is not open");
        final boolean isOver = life.isForTheDay && day(event) > life.day;
        check(event.execType == ExecType.EXPIRED || !isOver, event, "is of an order whose day is over");
        switch (event.execType) {
            case TRADE -> trade(event, life);
            case REPLACED -> replace(event, life);
            case CANCELED -> end(event, life, OrdStatus.CANCELED);
            case EXPIRED -> {
                check(isOver || event.timeInForce == TimeInForce.GTD, event, "expires an order whose day is not over");
                end(event, life, OrdStatus.EXPIRED);
            }
            case RESTATED -> {
                check(event.orderQtyE8 < life.orderQtyE8, event, "restates an order to no less");
                life.orderQtyE8 = event.orderQtyE8;
            }
            case TRIGGERED -> check(life.cumQtyE8 == 0, event, "elects an order that has traded");
            default -> check(false, event, "is none");
        }
        check(event.cumQtyE8 == life.cumQtyE8, event, "says it traded another quantity than its trades");
        final long leavesQtyE8 = life.isOpen ? life.orderQtyE8 - life.cumQtyE8 : 0;
        check(event.leavesQtyE8 == leavesQtyE8, event, "leaves another quantity");
    }

    int openOrders() {
        return open;
    }

    long trades() {
        return trades;
    }

    private void begin(final ReportedEvent event, final Life known) {
        final boolean isAccepted = event.execType == ExecType.NEW;
        if (event.orderId == 0) {
            check(!isAccepted, event, "accepts an order without a name");
            return; // refused, and not remembered
        }
        check(known == null, event, "begins an order a second time");
        useOnce(event);
        final Life life = new Life();
        life.isOpen = isAccepted;
        terms(event, life);
        open += isAccepted ? 1 : 0;
        byOrderId.put(event.orderId, life);
    }

    private static void terms(final ReportedEvent event, final Life life) {
        life.orderQtyE8 = event.orderQtyE8;
        life.isForTheDay = event.timeInForce == TimeInForce.DAY;
        life.day = day(event);
    }

    private static long day(final ReportedEvent event) {
        return Math.floorDiv(event.timestampNs, LoggedVenue.DAY_NS);
    }

    private void useOnce(final ReportedEvent event) {
        final Long before = begunNs.put(event.originSessionId + " " + event.clOrdId, event.timestampNs);
        check(
                before == null || event.timestampNs - before > LoggedVenue.DAY_NS,
                event,
                "gives a ClOrdID a second life within 24 hours");
    }

    /** Reports of busted and corrected trades. */
    long amended() {
        return amended;
    }

    private void trade(final ReportedEvent event, final Life life) {
        check(event.lastQtyE8 > 0 && event.lastPxE8 > 0, event, "trades nothing");
        life.cumQtyE8 += event.lastQtyE8;
        if (life.cumQtyE8 == life.orderQtyE8) {
            close(life);
        }
        final OrdStatus expected = life.isOpen ? OrdStatus.PARTIALLY_FILLED : OrdStatus.FILLED;
        check(event.ordStatus == expected, event, "is not " + expected);
        pair(event);
    }

    /** Quotes come and go without reports, and combinations trade by leg: of them only that trades have two sides. */
    private static boolean isPart(final ReportedEvent event) {
        return switch (event.context) {
            case COMBINATION, COMBINATION_LEG, QUOTE -> true;
            case NONE, MASS_ORDER, NULL_VAL -> false;
        };
    }

    private void pair(final ReportedEvent event) {
        if (taker == null) {
            check(event.tradeId == ++trades, event, "is not trade " + trades);
            taker = event;
        } else {
            final boolean fits = event.tradeId == taker.tradeId
                    && event.side != taker.side
                    && event.instrumentId == taker.instrumentId
                    && event.lastQtyE8 == taker.lastQtyE8
                    && event.lastPxE8 == taker.lastPxE8;
            check(fits, event, "is not the other side of event " + taker.eventNumber);
            taker = null;
        }
    }

    /** A trade of the order became less or nothing: what it traded follows, what is left does not. */
    private void amend(final ReportedEvent event, final Life life) {
        check(life != null, event, "is of an order that never was");
        amended++;
        final long back = life.cumQtyE8 - event.cumQtyE8;
        final boolean isBust = event.execType == ExecType.TRADE_CANCEL;
        check(isBust ? back == event.lastQtyE8 : back >= 0, event, "takes back another quantity than it says");
        life.cumQtyE8 = event.cumQtyE8;
        if (life.isOpen) {
            life.orderQtyE8 -= back;
        }
        final long leavesQtyE8 = life.isOpen ? life.orderQtyE8 - life.cumQtyE8 : 0;
        check(event.leavesQtyE8 == leavesQtyE8, event, "leaves another quantity");
    }

    private static boolean isAmendment(final ReportedEvent event) {
        return event.execType == ExecType.TRADE_CANCEL || event.execType == ExecType.TRADE_CORRECT;
    }

    private void pairAmended(final ReportedEvent event) {
        if (taker == null) {
            taker = event;
        } else {
            check(event.tradeId == taker.tradeId, event, "is not the other side of event " + taker.eventNumber);
            taker = null;
        }
    }

    private void replace(final ReportedEvent event, final Life life) {
        useOnce(event);
        terms(event, life);
        if (life.orderQtyE8 <= life.cumQtyE8) {
            check(event.ordStatus == OrdStatus.FILLED, event, "has nothing left and is not filled");
            close(life);
        }
    }

    private void end(final ReportedEvent event, final Life life, final OrdStatus ordStatus) {
        check(event.ordStatus == ordStatus, event, "is not " + ordStatus);
        close(life);
    }

    private void close(final Life life) {
        life.isOpen = false;
        open--;
    }

    private static void check(final boolean condition, final ReportedEvent event, final String problem) {
        if (!condition) {
            throw new AssertionError("event " + event.eventNumber + ", " + event.execType + " of order " + event.orderId
                    + " (" + event.originSessionId + ' ' + event.clOrdId + "), " + problem);
        }
    }

    private static final class Life {
        private boolean isOpen;
        private boolean isForTheDay;
        private long day;
        private long orderQtyE8;
        private long cumQtyE8;
    }
}
