package io.bascule.gateway.session;

import org.agrona.concurrent.Agent;

/**
 * What the engine's client does on the FIX event loop: {@code onStart} before the first connection is accepted (it may
 * block until the engine answers), {@code doWork} in every turn, {@code onClose} after the last connection is gone. An
 * exception from {@code onStart} or {@code doWork} stops the acceptor.
 */
public interface EngineWork extends Agent {
    /** Whether a command is on its way: the loop then polls for its answer instead of sleeping on the sockets. */
    boolean isExpectingReply();
}
