package io.bascule.engine.cluster;

import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.IdleStrategy;

/** Whoever waits here for another agent of its own thread runs that agent instead, and idles when it has no work. */
final class InvokingIdleStrategy implements IdleStrategy {
    private final AgentInvoker invoker;
    private final IdleStrategy idleStrategy = EngineContexts.idleStrategy();

    InvokingIdleStrategy(final AgentInvoker invoker) {
        this.invoker = invoker;
    }

    @Override
    public void idle(final int workCount) {
        idleStrategy.idle(workCount + invoker.invoke());
    }

    @Override
    public void idle() {
        idleStrategy.idle(invoker.invoke());
    }

    @Override
    public void reset() {
        idleStrategy.reset();
    }
}
