package io.bascule.engine.service;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes a state's records and hashes them on the way. What is longer than a record goes on in the next one. Header
 * of each: its type, whether it goes on (int 1, else 0), its number from 0 (long). Little endian throughout.
 */
final class StateWriter {
    static final int MAX_LENGTH = Venue.MAX_STATE_RECORD_LENGTH;
    static final int TYPE_OFFSET = 0;
    static final int GOES_ON_OFFSET = 4;
    static final int NUMBER_OFFSET = 8;
    static final int HEADER_LENGTH = 16;

    /** Bytes that are put in one go at most. */
    static final int MAX_BLOCK_LENGTH = 128;

    /** What is put last may reach beyond the record; then it is moved into the next one. */
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH + MAX_BLOCK_LENGTH]);

    private final StateHash hash = new StateHash();
    private StateSink sink;
    private StateRecord kind;
    private long number;
    private int position;

    /** Begins a state; without a sink it is only hashed. */
    void start(final StateSink newSink) {
        sink = newSink;
        number = 0;
        hash.begin();
    }

    /** Over the records so far. */
    long hash() {
        return hash.value();
    }

    /** Number of records so far. */
    long count() {
        return number;
    }

    void begin(final StateRecord newKind) {
        kind = newKind;
        position = HEADER_LENGTH;
    }

    void end() {
        emit(position, 0);
    }

    void putByte(final int value) {
        buffer.putByte(position, (byte) value);
        advance(Byte.BYTES);
    }

    void putBoolean(final boolean value) {
        putByte(value ? 1 : 0);
    }

    void putInt(final int value) {
        buffer.putInt(position, value, LITTLE_ENDIAN);
        advance(Integer.BYTES);
    }

    void putLong(final long value) {
        buffer.putLong(position, value, LITTLE_ENDIAN);
        advance(Long.BYTES);
    }

    /** A text of at most 64 bytes. */
    void putText(final byte[] bytes, final int length) {
        buffer.putByte(position, (byte) length);
        buffer.putBytes(position + Byte.BYTES, bytes, 0, length);
        advance(Byte.BYTES + length);
    }

    void putString(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        putBytes(bytes, bytes.length);
    }

    void putStrings(final List<String> texts) {
        putInt(texts.size());
        texts.forEach(this::putString);
    }

    /** Where a block of several fields, of {@link #MAX_BLOCK_LENGTH} at most, is to be put. */
    int position() {
        return position;
    }

    /** What a block is put into. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** A block of so many bytes was put at {@link #position()}. */
    void advance(final int length) {
        position += length;
        if (position > MAX_LENGTH) {
            emit(MAX_LENGTH, 1);
            position += HEADER_LENGTH - MAX_LENGTH;
            buffer.putBytes(HEADER_LENGTH, buffer, MAX_LENGTH, position - HEADER_LENGTH);
        }
    }

    private void putBytes(final byte[] bytes, final int length) {
        int done = 0;
        while (done < length) {
            final int part = Math.min(length - done, buffer.capacity() - position);
            buffer.putBytes(position, bytes, done, part);
            done += part;
            advance(part);
        }
    }

    private void emit(final int length, final int goesOn) {
        hash.add(kind, buffer, HEADER_LENGTH, length);
        if (sink != null) {
            buffer.putInt(TYPE_OFFSET, kind.code(), LITTLE_ENDIAN);
            buffer.putInt(GOES_ON_OFFSET, goesOn, LITTLE_ENDIAN);
            buffer.putLong(NUMBER_OFFSET, number, LITTLE_ENDIAN);
            sink.onRecord(buffer, 0, length);
        }
        number++;
    }
}
