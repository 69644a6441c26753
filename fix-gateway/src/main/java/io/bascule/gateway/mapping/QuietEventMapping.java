package io.bascule.gateway.mapping;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.bascule.gateway.encoding.MessageBody;
import org.agrona.DirectBuffer;

/** An event that no session is sent: it counts as delivered once it is read. Its block begins with its number. */
final class QuietEventMapping implements EventMapping {
    private final Copies none = new Copies();
    private long eventNumber;

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        eventNumber = buffer.getLong(offset, LITTLE_ENDIAN);
    }

    @Override
    public long eventNumber() {
        return eventNumber;
    }

    @Override
    public int sessionId() {
        return 0;
    }

    @Override
    public long applSeqNum() {
        return 0;
    }

    @Override
    public Copies copies() {
        return none;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        throw new IllegalStateException("event " + eventNumber + " goes to no session");
    }
}
