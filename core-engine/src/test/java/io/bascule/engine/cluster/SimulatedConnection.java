package io.bascule.engine.cluster;

import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.DirectBuffer;

/** A client's connection: what is under way in both directions, all of which is lost with it. */
final class SimulatedConnection implements Egress {
    final long clusterSessionId;
    /** Commands on their way to the log. */
    final Queue<byte[]> ingress = new ArrayDeque<>();
    /** Messages that the client has yet to read. */
    final Queue<byte[]> egress = new ArrayDeque<>();

    private final int window;
    private boolean isBroken;

    SimulatedConnection(final long clusterSessionId, final int window) {
        this.clusterSessionId = clusterSessionId;
        this.window = window;
    }

    boolean isBroken() {
        return isBroken;
    }

    /** Nothing passes any more, and neither side has to know yet. */
    void breakOff() {
        isBroken = true;
        ingress.clear();
        egress.clear();
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        if (isBroken || egress.size() >= window) {
            return false;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        egress.add(bytes);
        return true;
    }

    @Override
    public void close() {
        breakOff();
    }
}
