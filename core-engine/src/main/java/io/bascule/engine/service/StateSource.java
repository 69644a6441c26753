package io.bascule.engine.service;

import org.agrona.DirectBuffer;

/** Gives a state's records back in the order in which a {@link StateSink} took them. */
public interface StateSource {
    /** Moves to the next record; false if there is none. */
    boolean next();

    /** Holds the record until the next call of {@link #next()}. */
    DirectBuffer buffer();

    /** Where in the buffer the record begins. */
    int offset();

    /** Of the record, in bytes. */
    int length();
}
