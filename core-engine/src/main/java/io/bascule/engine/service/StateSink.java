package io.bascule.engine.service;

import org.agrona.DirectBuffer;

/** Takes a state's records one after the other. */
@FunctionalInterface
public interface StateSink {
    /** A record of at most {@link Venue#MAX_STATE_RECORD_LENGTH} bytes; they are valid during the call only. */
    void onRecord(DirectBuffer buffer, int offset, int length);
}
