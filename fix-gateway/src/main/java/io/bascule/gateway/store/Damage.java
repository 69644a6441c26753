package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What lies behind the place where a log's records are no longer whole. What the records there report may have been
 * acknowledged to the engine, which then has it no more: they are not cut off by the program.
 */
final class Damage {
    private final Path file;
    private final int offset;
    private int records;
    private String first = "";
    private String last = "";

    /** Damage right behind the records of a segment. */
    Damage(Segment segment) {
        this.file = segment.file();
        this.offset = segment.end();
    }

    /** Looks for whole records in segments, of which only the first has been read. */
    void lookBehind(List<Segment> segments, RecordHeader header) throws IOException {
        for (Segment segment : segments) {
            segment.visitBehindEnd(header, (found, position) -> add(found));
        }
    }

    private void add(RecordHeader found) {
        last = "MsgSeqNum " + found.msgSeqNum + " of epoch " + found.epoch + " with event " + found.eventNumber;
        if (records == 0) {
            first = last;
        }
        records++;
    }

    /** Throws what an operator has to know, if there is any record that cutting would lose. */
    void refuseIfRecordsFollow() throws IOException {
        if (records > 0) {
            throw new IOException(file + " is damaged at byte " + offset + ", and whole records follow: " + records
                    + ", from " + first + " to " + last
                    + ". Nothing was cut off. Restore the file from a copy; or move it and every later one of its"
                    + " directory away: what is in them is then gap-filled, and what it reported is not sent again");
        }
    }
}
