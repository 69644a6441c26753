package io.bascule.acceptance.bench.engine;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.IOrder;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.util.Iterator;
import java.util.stream.Stream;

/** exchange-core's fast book alone, with the pool and events of its own benchmark. */
final class PeerBookContender implements Contender {
    private long digest;

    static CoreSymbolSpecification specification(int symbol) {
        return CoreSymbolSpecification.builder()
                .symbolId(symbol)
                .type(SymbolType.FUTURES_CONTRACT)
                .baseCurrency(978)
                .quoteCurrency(840)
                .baseScaleK(1)
                .quoteScaleK(1)
                .takerFee(3)
                .makerFee(1)
                .marginBuy(100)
                .marginSell(100)
                .build();
    }

    @Override
    public long run(Flow flow) {
        IOrderBook book = new OrderBookDirectImpl(
                specification(1),
                ObjectsPool.createDefaultTestPool(),
                OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
        OrderCommand command = new OrderCommand();
        long traded = 0;
        for (int n = 0; n < flow.fill; n++) {
            traded += apply(book, command, flow, n);
        }
        long start = System.nanoTime();
        for (int n = flow.fill; n < flow.size; n++) {
            traded += apply(book, command, flow, n);
        }
        long took = System.nanoTime() - start;
        digest = Digest.add(traded, digest(book.bidOrdersStream(true)), digest(book.askOrdersStream(true)), 0);
        return took;
    }

    @Override
    public long digest() {
        return digest;
    }

    private static long digest(Stream<? extends IOrder> orders) {
        long sum = 0;
        for (Iterator<? extends IOrder> iterator = orders.iterator(); iterator.hasNext(); ) {
            IOrder order = iterator.next();
            sum = Digest.add(sum, order.getOrderId(), order.getPrice(), order.getSize() - order.getFilled());
        }
        return sum;
    }

    private static long apply(IOrderBook book, OrderCommand command, Flow flow, int n) {
        fill(command, flow, n);
        if (IOrderBook.processCommand(book, command) != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("command " + n + ": " + command.resultCode);
        }
        long traded = 0;
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                traded += event.price * event.size;
            }
        }
        return traded;
    }

    private static void fill(OrderCommand command, Flow flow, int n) {
        command.command = commandType(flow.kinds[n]);
        command.orderId = flow.orderIds[n];
        command.symbol = flow.symbols[n];
        command.uid = flow.users[n];
        command.size = flow.sizes[n];
        command.action = flow.buys[n] ? OrderAction.BID : OrderAction.ASK;
        command.orderType = orderType(flow.kinds[n]);
        command.price = price(flow, n);
        command.reserveBidPrice = command.price;
        command.matcherEvent = null;
        command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
    }

    /** Of an order that is all or nothing what it may cost at most, or must bring at least, in all. */
    static long price(Flow flow, int n) {
        long price = flow.prices[n];
        return flow.kinds[n] == Flow.PLACE_FOK ? price * flow.sizes[n] : price;
    }

    static OrderType orderType(byte kind) {
        return switch (kind) {
            case Flow.PLACE_IOC -> OrderType.IOC;
            case Flow.PLACE_FOK -> OrderType.FOK_BUDGET;
            default -> OrderType.GTC;
        };
    }

    private static OrderCommandType commandType(byte kind) {
        return switch (kind) {
            case Flow.CANCEL -> OrderCommandType.CANCEL_ORDER;
            case Flow.MOVE -> OrderCommandType.MOVE_ORDER;
            case Flow.REDUCE -> OrderCommandType.REDUCE_ORDER;
            default -> OrderCommandType.PLACE_ORDER;
        };
    }
}
