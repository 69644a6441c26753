package io.bascule.engine.service;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.bascule.engine.order.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes a state's records, {@link StateWriter}'s mirror. Every method throws {@link StateFormatException} if the
 * records do not have what it is asked for.
 */
final class StateReader {
    /** Bytes that a name of a definition may take; the wire allows fewer. */
    private static final int MAX_STRING_LENGTH = 1 << 20;

    private static final int JOINED_OFFSET = Long.BYTES;

    private final UnsafeBuffer record = new UnsafeBuffer();
    private final UnsafeBuffer joined = new UnsafeBuffer(new byte[JOINED_OFFSET + StateWriter.MAX_BLOCK_LENGTH]);
    private final byte[] text = new byte[Text.MAX_LENGTH];
    private final StateHash hash = new StateHash();
    private StateSource source;
    private StateRecord kind;
    private long number;
    private int position;
    private int blockOffset;
    private int limit;
    private boolean goesOn;

    void start(final StateSource newSource) {
        source = newSource;
        number = 0;
        hash.begin();
    }

    /** Over the records so far, as they came. */
    long hash() {
        return hash.value();
    }

    /** Number of records so far. */
    long count() {
        return number;
    }

    void begin(final StateRecord newKind) {
        kind = newKind;
        next(0);
    }

    void end() {
        if (position != limit || goesOn) {
            throw broken("says more than it should");
        }
    }

    byte getByte() {
        if (position == limit) {
            if (!goesOn) {
                throw broken("ends too early");
            }
            next(1);
        }
        return record.getByte(position++);
    }

    boolean getBoolean() {
        final byte value = getByte();
        if (value != 0 && value != 1) {
            throw broken(value + " is neither true nor false");
        }
        return value == 1;
    }

    int getInt() {
        return block(Integer.BYTES).getInt(blockOffset, LITTLE_ENDIAN);
    }

    long getLong() {
        return block(Long.BYTES).getLong(blockOffset, LITTLE_ENDIAN);
    }

    /**
     * Moves behind a block of several fields and returns what holds it, at {@link #blockOffset()}; eight bytes before
     * it can be read, too.
     */
    UnsafeBuffer block(final int length) {
        if (limit - position < length) {
            blockOffset = JOINED_OFFSET;
            return join(length);
        }
        blockOffset = position;
        position += length;
        return record;
    }

    int blockOffset() {
        return blockOffset;
    }

    /** An int from 0 to a maximum. */
    int getCount(final int maximum) {
        final int count = getInt();
        if (count < 0 || count > maximum) {
            throw broken(count + " is not from 0 to " + maximum);
        }
        return count;
    }

    void getText(final Text target) {
        final int length = getByte();
        if (length < 0 || length > Text.MAX_LENGTH) {
            throw broken("a text of " + length + " bytes");
        }
        getBytes(text, length);
        target.set(text, length);
    }

    String getString() {
        final byte[] bytes = new byte[getCount(MAX_STRING_LENGTH)];
        getBytes(bytes, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> getStrings() {
        final int count = getCount(Integer.MAX_VALUE);
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(getString());
        }
        return texts;
    }

    /** What is to be thrown of the record at hand. */
    StateFormatException broken(final String why) {
        return new StateFormatException(where() + why);
    }

    /** The record at hand, for a message. */
    String where() {
        return "state record " + (number - 1) + " (" + kind + "): ";
    }

    private void getBytes(final byte[] target, final int length) {
        int done = 0;
        while (done < length) {
            target[done++] = getByte();
            final int part = Math.min(length - done, limit - position);
            record.getBytes(position, target, done, part);
            position += part;
            done += part;
        }
    }

    private UnsafeBuffer join(final int length) {
        for (int i = 0; i < length; i++) {
            joined.putByte(JOINED_OFFSET + i, getByte());
        }
        return joined;
    }

    private void next(final int leastLength) {
        number++;
        if (!source.next()) {
            throw broken("is missing");
        }
        final int length = source.length();
        if (length < StateWriter.HEADER_LENGTH + leastLength || length > StateWriter.MAX_LENGTH) {
            throw broken("has " + length + " bytes");
        }
        record.wrap(source.buffer(), source.offset(), length);
        final int type = record.getInt(StateWriter.TYPE_OFFSET, LITTLE_ENDIAN);
        final long found = record.getLong(StateWriter.NUMBER_OFFSET, LITTLE_ENDIAN);
        final int more = record.getInt(StateWriter.GOES_ON_OFFSET, LITTLE_ENDIAN);
        if (type != kind.code() || found != number - 1) {
            throw broken("type " + type + ", number " + found + " is in its place");
        }
        if (more != 0 && (more != 1 || length != StateWriter.MAX_LENGTH)) {
            throw broken("goes on though it is not full");
        }
        goesOn = more == 1;
        position = StateWriter.HEADER_LENGTH;
        limit = length;
        hash.add(kind, record, position, limit);
    }
}
