package io.bascule.gateway.app;

import io.bascule.engine.wire.CommandBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Asks the engine again, once a second, for the margin that counterparties have subscribed to (CH, 263=1); what has not
 * changed is not sent.
 */
final class MarginPushes {
    static final long PACE_NS = TimeUnit.SECONDS.toNanos(1);

    private final GatewaySessions sessions;
    private final CommandBuffer commands;
    private final CommandQueue queue;
    private long lastNs = System.nanoTime();

    MarginPushes(GatewaySessions sessions, CommandBuffer commands, CommandQueue queue) {
        this.sessions = sessions;
        this.commands = commands;
        this.queue = queue;
    }

    /** Does so if it is time, unless the engine has not taken what was asked before. */
    void onTurn(long nowNs) {
        if (nowNs - lastNs < PACE_NS || queue.isFull()) {
            return;
        }
        lastNs = nowNs;
        for (GatewaySession session : sessions.all()) {
            if (!session.marginSubscriptions().isEmpty()) {
                session.marginSubscriptions().repeat(session.profile(), commands, () -> queue.add(commands));
            }
        }
    }
}
