package io.bascule.acceptance.bench.engine;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.ApiReduceOrder;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.common.config.SerializationConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * exchange-core end to end in margin mode, as its own throughput benchmark sets it up for one matching and one risk
 * engine, but for threads that are not pinned and a wait strategy that is given: there may be fewer cores than threads.
 */
final class PeerCoreContender implements Contender {
    private static final int QUOTE_CURRENCY = 840;
    private static final int RING = 32 * 1024;

    private final CoreWaitStrategy waitStrategy;
    private List<ApiCommand> fill;
    private List<ApiCommand> measured;
    private long traded;
    private volatile CommandResultCode failure;

    PeerCoreContender(CoreWaitStrategy waitStrategy) {
        this.waitStrategy = waitStrategy;
    }

    @Override
    public long run(Flow flow) {
        if (fill == null) {
            fill = commands(flow, 0, flow.fill);
            measured = commands(flow, flow.fill, flow.size);
        }
        traded = 0;
        failure = null;
        ExchangeCore core = ExchangeCore.builder()
                .resultsConsumer((command, sequence) -> count(command))
                .exchangeConfiguration(configuration())
                .build();
        core.startup();
        try {
            ExchangeApi api = core.getApi();
            prepare(api, flow);
            api.submitCommandsSync(fill);
            long start = System.nanoTime();
            api.submitCommandsSync(measured);
            long took = System.nanoTime() - start;
            if (failure != null) {
                throw new IllegalStateException("a command failed: " + failure);
            }
            return took;
        } finally {
            core.shutdown(3, TimeUnit.SECONDS);
        }
    }

    @Override
    public long digest() {
        return traded;
    }

    private ExchangeConfiguration configuration() {
        return ExchangeConfiguration.defaultBuilder()
                .initStateCfg(InitialStateConfiguration.CLEAN_TEST)
                .performanceCfg(PerformanceConfiguration.throughputPerformanceBuilder()
                        .ringBufferSize(RING)
                        .matchingEnginesNum(1)
                        .riskEnginesNum(1)
                        .threadFactory(Thread::new)
                        .waitStrategy(waitStrategy)
                        .build())
                .serializationCfg(SerializationConfiguration.DEFAULT)
                .build();
    }

    private static void prepare(ExchangeApi api, Flow flow) {
        int symbols = 1;
        for (int n = 0; n < flow.size; n++) {
            symbols = Math.max(symbols, flow.symbols[n]);
        }
        List<CoreSymbolSpecification> specifications = new ArrayList<>();
        for (int s = 1; s <= symbols; s++) {
            specifications.add(PeerBookContender.specification(s));
        }
        api.submitBinaryDataAsync(new BatchAddSymbolsCommand(specifications)).join();
        List<ApiCommand> users = new ArrayList<>();
        for (long uid = 1; uid <= VenueContender.USERS; uid++) {
            users.add(ApiAddUser.builder().uid(uid).build());
            users.add(ApiAdjustUserBalance.builder()
                    .uid(uid)
                    .transactionId(uid)
                    .currency(QUOTE_CURRENCY)
                    .amount(Long.MAX_VALUE / (VenueContender.USERS + 1))
                    .build());
        }
        api.submitCommandsSync(users);
    }

    /** Runs on the thread that hands the results out. */
    private void count(OrderCommand command) {
        boolean isOrder =
                switch (command.command) {
                    case PLACE_ORDER, MOVE_ORDER, CANCEL_ORDER, REDUCE_ORDER -> true;
                    default -> false;
                };
        if (isOrder && command.resultCode != CommandResultCode.SUCCESS) {
            failure = command.resultCode;
        }
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                traded += event.price * event.size;
            }
        }
    }

    private static List<ApiCommand> commands(Flow flow, int from, int to) {
        List<ApiCommand> commands = new ArrayList<>(to - from);
        for (int n = from; n < to; n++) {
            commands.add(command(flow, n));
        }
        return commands;
    }

    private static ApiCommand command(Flow flow, int n) {
        long orderId = flow.orderIds[n];
        long uid = flow.users[n];
        int symbol = flow.symbols[n];
        return switch (flow.kinds[n]) {
            case Flow.CANCEL ->
                ApiCancelOrder.builder()
                        .orderId(orderId)
                        .uid(uid)
                        .symbol(symbol)
                        .build();
            case Flow.MOVE ->
                ApiMoveOrder.builder()
                        .orderId(orderId)
                        .newPrice(flow.prices[n])
                        .uid(uid)
                        .symbol(symbol)
                        .build();
            case Flow.REDUCE ->
                ApiReduceOrder.builder()
                        .orderId(orderId)
                        .uid(uid)
                        .symbol(symbol)
                        .reduceSize(flow.sizes[n])
                        .build();
            default ->
                ApiPlaceOrder.builder()
                        .orderId(orderId)
                        .uid(uid)
                        .symbol(symbol)
                        .price(PeerBookContender.price(flow, n))
                        .size(flow.sizes[n])
                        .action(flow.buys[n] ? OrderAction.BID : OrderAction.ASK)
                        .orderType(PeerBookContender.orderType(flow.kinds[n]))
                        .reservePrice(PeerBookContender.price(flow, n))
                        .build();
        };
    }
}
