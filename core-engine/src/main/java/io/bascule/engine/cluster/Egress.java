package io.bascule.engine.cluster;

import org.agrona.DirectBuffer;

/** The way back to one client. */
interface Egress extends AutoCloseable {
    /** Sends one message, or false: not now. */
    boolean offer(DirectBuffer buffer, int offset, int length);

    @Override
    void close();
}
