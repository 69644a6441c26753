package io.bascule.gateway.app;

import io.bascule.engine.wire.CommandBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Asks the engine again for what counterparties have subscribed to: margin (CH, 263=1) once a second, markets (V,
 * 263=1) four times. What has not changed is not sent.
 */
final class Repetitions {
    static final long MARGIN_NS = TimeUnit.SECONDS.toNanos(1);
    static final long MARKETS_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final GatewaySessions sessions;
    private final CommandBuffer commands;
    private final CommandQueue queue;
    private long lastMarginNs = System.nanoTime();
    private long lastMarketsNs = lastMarginNs;

    Repetitions(GatewaySessions sessions, CommandBuffer commands, CommandQueue queue) {
        this.sessions = sessions;
        this.commands = commands;
        this.queue = queue;
    }

    /** Does so if it is time, unless the engine has not taken what was asked before. */
    void onTurn(long nowNs) {
        if (queue.isFull()) {
            return;
        }
        if (nowNs - lastMarginNs >= MARGIN_NS) {
            lastMarginNs = nowNs;
            sessions.all()
                    .forEach(session -> session.subscriptions().repeatMargin(session.profile(), commands, this::ask));
        }
        if (nowNs - lastMarketsNs >= MARKETS_NS) {
            lastMarketsNs = nowNs;
            sessions.all()
                    .forEach(session -> session.subscriptions().repeatMarkets(session.profile(), commands, this::ask));
        }
    }

    private void ask() {
        queue.add(commands);
    }
}
