package io.bascule.engine.cluster;

import io.bascule.engine.service.StateFormatException;
import io.bascule.engine.service.StateSink;
import io.bascule.engine.service.StateSource;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What is replicated beside the venue, as records behind the venue's own: counters, gateways in the order of their
 * registration, retained events in theirs, and an end with counts and a hash. The venue's own
 * records end with the venue's.
 */
final class LoggedState {
    private static final int COUNTERS = 1001;
    private static final int GATEWAY = 1002;
    private static final int EVENT = 1003;
    private static final int END = 1099;

    private static final int TYPE_LENGTH = Integer.BYTES;
    private static final int COUNTERS_LENGTH = TYPE_LENGTH + 8 * Long.BYTES;
    private static final int GATEWAY_LENGTH = TYPE_LENGTH + 6 * Long.BYTES;
    private static final int EVENT_HEADER_LENGTH = TYPE_LENGTH + Long.BYTES;
    private static final int END_LENGTH = TYPE_LENGTH + 3 * Long.BYTES;

    private final StateSink sink;
    private final MutableDirectBuffer record = new ExpandableArrayBuffer(1024);

    LoggedState(final StateSink sink) {
        this.sink = sink;
    }

    void save(final LoggedVenue venue) {
        final EventLog events = venue.events();
        final LoggedVenue.Counters counters = venue.counters();
        begin(COUNTERS);
        putLongs(
                counters.lastTimestampNs(),
                counters.day(),
                counters.commandCount(),
                counters.snapshotPosition(),
                counters.configuringSessionId(),
                counters.configurationIsWhole() ? 1 : 0,
                events.releasedEventNumber(),
                events.bound());
        sink.onRecord(record, 0, COUNTERS_LENGTH);
        for (final Gateways.Gateway gateway : venue.gateways().all()) {
            begin(GATEWAY);
            putLongs(
                    gateway.id,
                    gateway.acknowledgedEventNumber,
                    gateway.heldFromEventNumber,
                    gateway.isLost ? 1 : 0,
                    gateway.catchUpPosition,
                    gateway.clusterSessionId);
            sink.onRecord(record, 0, GATEWAY_LENGTH);
        }
        final EventLog.Cursor cursor = events.cursorAfter(events.releasedEventNumber());
        while (cursor.hasNext()) {
            final DirectBuffer event = cursor.buffer();
            begin(EVENT);
            putLongs(cursor.nextEventNumber());
            record.putBytes(EVENT_HEADER_LENGTH, event, cursor.offset(), cursor.length());
            sink.onRecord(record, 0, EVENT_HEADER_LENGTH + cursor.length());
            cursor.advance();
        }
        begin(END);
        putLongs(venue.gateways().all().size(), events.retainedCount(), venue.hashOfTheRest(0));
        sink.onRecord(record, 0, END_LENGTH);
    }

    /** Reads what {@link #save} wrote into an empty one, whose venue is loaded. */
    static void load(final StateSource source, final LoggedVenue venue) {
        final EventLog events = venue.events();
        expect(source, COUNTERS, COUNTERS_LENGTH);
        venue.counters(new LoggedVenue.Counters(
                number(source, 0),
                number(source, 1),
                number(source, 2),
                number(source, 3),
                number(source, 4),
                number(source, 5) != 0));
        events.startAfter(number(source, 6));
        events.bound(number(source, 7));
        int type = next(source);
        while (type == GATEWAY) {
            loadGateway(source, venue.gateways());
            type = next(source);
        }
        while (type == EVENT) {
            check(source.length() > EVENT_HEADER_LENGTH, "an event is empty");
            final int length = source.length() - EVENT_HEADER_LENGTH;
            check(number(source, 0) == events.lastEventNumber() + 1, "the events are not in order");
            final MutableDirectBuffer target = events.claim(length);
            target.putBytes(events.claimOffset(), source.buffer(), source.offset() + EVENT_HEADER_LENGTH, length);
            events.commit(number(source, 0), length);
            type = next(source);
        }
        check(type == END && source.length() == END_LENGTH, "record " + type + " instead of the end");
        check(number(source, 0) == venue.gateways().all().size(), "gateways are missing");
        check(number(source, 1) == events.retainedCount(), "events are missing");
        check(number(source, 2) == venue.hashOfTheRest(0), "the hash of what is beside the venue is another");
    }

    private static void loadGateway(final StateSource source, final Gateways gateways) {
        check(source.length() == GATEWAY_LENGTH, "a gateway of " + source.length() + " bytes");
        final Gateways.Gateway gateway = gateways.register((int) number(source, 0), number(source, 1));
        check(gateway != null, "too many gateways");
        gateway.heldFromEventNumber = number(source, 2);
        gateway.isLost = number(source, 3) != 0;
        gateway.catchUpPosition = number(source, 4);
        gateway.clusterSessionId = number(source, 5);
    }

    private static void expect(final StateSource source, final int type, final int length) {
        final int found = next(source);
        check(found == type && source.length() == length, "record " + found + " instead of " + type);
    }

    /** Type of the next record; 0 at the end. */
    private static int next(final StateSource source) {
        if (!source.next()) {
            return 0;
        }
        check(source.length() >= TYPE_LENGTH + Long.BYTES, "a record of " + source.length() + " bytes");
        return source.buffer().getInt(source.offset());
    }

    private static long number(final StateSource source, final int index) {
        return source.buffer().getLong(source.offset() + TYPE_LENGTH + index * Long.BYTES);
    }

    private static void check(final boolean condition, final String problem) {
        if (!condition) {
            throw new StateFormatException(problem);
        }
    }

    private void begin(final int type) {
        record.putInt(0, type);
    }

    private void putLongs(final long... values) {
        for (int i = 0; i < values.length; i++) {
            record.putLong(TYPE_LENGTH + i * Long.BYTES, values[i]);
        }
    }
}
