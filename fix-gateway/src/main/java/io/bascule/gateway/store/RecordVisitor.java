package io.bascule.gateway.store;

import java.io.IOException;

/** Hears of each whole record that is found at the start, in the order of writing. */
@FunctionalInterface
interface RecordVisitor {
    /** The header is filled anew for the next record; a position is a segment's number and an offset in it. */
    void onRecord(RecordHeader header, long position) throws IOException;
}
