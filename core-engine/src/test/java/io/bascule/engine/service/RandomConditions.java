package io.bascule.engine.service;

import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.order.TimeInForce;
import java.util.Random;

/** Conditions for orders that are described already, most of them such that the venue takes them. */
final class RandomConditions {
    private static final SelfMatchInstruction[] INSTRUCTIONS = SelfMatchInstruction.values();
    private static final StopTrigger[] TRIGGERS = StopTrigger.values();
    private static final long MINUTE_NS = 60_000_000_000L;

    private final Random random;

    RandomConditions(final Random random) {
        this.random = random;
    }

    /** Adds some to a request; its type, time in force and price may change with them. */
    void draw(final OrderRequest request, final long nowNs) {
        final OrderConditions conditions = request.conditions;
        switch (random.nextInt(7)) {
            case 0 -> stop(request);
            case 1 -> {
                request.timeInForce = TimeInForce.GTD;
                conditions.expireTimeNs = nowNs + MINUTE_NS * (random.nextInt(12) - 1);
            }
            case 2 -> conditions.displayQtyE8 = part(request);
            case 3 -> conditions.execInst = OrderConditions.REDUCE_ONLY;
            case 4 -> conditions.execInst = 1 + random.nextInt(OrderConditions.ALL_INSTRUCTIONS);
            case 5 -> {
                request.timeInForce = TimeInForce.IOC;
                conditions.minQtyE8 = part(request);
            }
            default -> {
                request.ordType = OrdType.MARKET_TO_LIMIT;
                request.priceE8 = OrderRequest.ABSENT;
            }
        }
        if (random.nextInt(4) != 0) {
            conditions.selfMatchIdLow = 1;
            conditions.selfMatchInstruction = INSTRUCTIONS[random.nextInt(INSTRUCTIONS.length)];
        }
        if (random.nextInt(5) == 0) {
            conditions.execInst |= OrderConditions.REDUCE_ONLY;
        }
        if (random.nextInt(10) == 0) {
            conditions.maxInitialMarginMicros = 1_000_000L * random.nextInt(4_000);
        }
    }

    private void stop(final OrderRequest request) {
        final OrderConditions conditions = request.conditions;
        final long priceE8 = request.priceE8;
        request.ordType = random.nextBoolean() ? OrdType.STOP : OrdType.STOP_LIMIT;
        final int worse = request.side == Side.SELL ? -1 : 1;
        conditions.stopPxE8 = priceE8 == OrderRequest.ABSENT
                ? OrderRequest.ABSENT
                : priceE8 + 50_000_000L * worse * random.nextInt(40);
        conditions.stopTrigger = random.nextInt(4) == 0 ? null : TRIGGERS[random.nextInt(TRIGGERS.length)];
        if (request.ordType == OrdType.STOP) {
            request.priceE8 = OrderRequest.ABSENT;
        }
    }

    private long part(final OrderRequest request) {
        final long lots = request.orderQtyE8 / 1_000_000L;
        return request.orderQtyE8 <= 0 ? 1 : 1_000_000L * (1 + random.nextInt((int) Math.min(lots, 1_000)));
    }
}
