package io.bascule.gateway.app;

import io.bascule.engine.wire.CommandBuffer;
import java.util.concurrent.TimeUnit;

/** Tells the engine in batches how far the events are in the stores, so that it can forget them. */
final class Acknowledger {
    static final int MAX_BATCH = 1024;
    static final long MAX_DELAY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int gatewayId;
    private final CommandBuffer commands;
    private final CommandQueue queue;
    private long acknowledged;
    private long waitingSinceNs;

    Acknowledger(int gatewayId, CommandBuffer commands, CommandQueue queue) {
        this.gatewayId = gatewayId;
        this.commands = commands;
        this.queue = queue;
    }

    /** What the engine says that this gateway acknowledged before. */
    void start(long eventNumber) {
        acknowledged = eventNumber;
    }

    /** Acknowledges if enough has come together, or the first of it has waited long enough. */
    void onTurn(long storedEventNumber, long nowNs) {
        if (storedEventNumber <= acknowledged) {
            waitingSinceNs = nowNs;
        } else if (storedEventNumber - acknowledged >= MAX_BATCH || nowNs - waitingSinceNs >= MAX_DELAY_NS) {
            acknowledge(storedEventNumber);
            waitingSinceNs = nowNs;
        }
    }

    /** Acknowledges whatever is not yet. */
    void acknowledge(long storedEventNumber) {
        if (storedEventNumber > acknowledged) {
            commands.acknowledgeEvents().gatewayId(gatewayId).eventNumber(storedEventNumber);
            queue.add(commands);
            acknowledged = storedEventNumber;
        }
    }
}
