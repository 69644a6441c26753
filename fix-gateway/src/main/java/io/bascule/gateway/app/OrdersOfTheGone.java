package io.bascule.gateway.app;

import io.bascule.config.Role;
import io.bascule.engine.wire.CommandBuffer;

/** Has the engine cancel what sessions that are gone have left, when that is due. */
final class OrdersOfTheGone {
    private final GatewaySessions sessions;
    private final CommandBuffer commands;
    private final CommandQueue queue;

    OrdersOfTheGone(GatewaySessions sessions, CommandBuffer commands, CommandQueue queue) {
        this.sessions = sessions;
        this.commands = commands;
        this.queue = queue;
    }

    /** Of every session. */
    void cancel(long nowNs) {
        for (GatewaySession session : sessions.all()) {
            cancel(session, nowNs);
        }
    }

    /** Of one session, before it may enter anything new. */
    void cancel(GatewaySession session, long nowNs) {
        int reason = session.cancelOnDisconnect().due(nowNs);
        if (reason != 0 && session.profile().role() == Role.ORDER_ENTRY) {
            boolean isForMarkedOnly = session.cancelOnDisconnect().isForMarkedOnly();
            commands.cancelSessionOrders()
                    .sessionId(session.profile().sessionId())
                    .restatementReason((short) reason)
                    .markedOnly((short) (isForMarkedOnly ? 1 : 0));
            queue.add(commands);
        }
    }
}
