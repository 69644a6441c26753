package io.bascule.gateway.session;

import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * One turn after another of everything that FIX needs: sockets, the engine's answers, one write for each connection
 * that has something to say, and each second the sessions' timers. With a command on its way it polls and backs off
 * shortly; with nothing to do it sleeps on the sockets for a millisecond at most.
 */
final class FixLoop {
    private static final long TIMER_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ManualIoEventLoop io = new ManualIoEventLoop(null, NioIoHandler.newFactory());
    private final IdleStrategy expecting = new BackoffIdleStrategy(10, 20, 1_000, 100_000);
    private final Outbox outbox;
    private final Supplier<Collection<FixSession>> sessions;
    private final EngineWork engine;
    private long lastTimerNs = System.nanoTime();

    FixLoop(Supplier<Collection<FixSession>> sessions, Outbox outbox, EngineWork engine) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.engine = engine;
    }

    /** Where channels are registered and tasks from other threads are run. */
    ManualIoEventLoop io() {
        return io;
    }

    /** Makes the calling thread the loop's. */
    void adopt() {
        io.setOwningThread(Thread.currentThread());
    }

    /** One turn; an exception of the engine's passes through. */
    void turn() throws Exception {
        int work = io.runNow();
        outbox.flush();
        work += engine.doWork();
        outbox.flush();
        work += outbox.resend();
        work += timers();
        if (work > 0) {
            expecting.reset();
        } else if (engine.isExpectingReply()) {
            expecting.idle();
        } else {
            io.run(SLEEP_NS);
            outbox.flush();
        }
    }

    private int timers() {
        long nowNs = System.nanoTime();
        if (nowNs - lastTimerNs < TIMER_INTERVAL_NS) {
            return 0;
        }
        lastTimerNs = nowNs;
        for (FixSession session : sessions.get()) {
            session.onTimer(nowNs);
        }
        outbox.flush();
        return 1;
    }

    /** Closes what is registered and ends the loop. */
    void close() {
        Future<?> terminated = io.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!terminated.isDone()) {
            io.runNow();
        }
    }
}
