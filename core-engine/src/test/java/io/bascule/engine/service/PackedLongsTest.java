package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PackedLongsTest {
    private final List<byte[]> records = new ArrayList<>();
    private final PackedLongs packed = new PackedLongs();

    @Test
    void shouldGiveBackLongsOfEveryLengthAcrossRecords() {
        final int rows = 2_000;
        final StateWriter out = writer();
        Random random = new Random(3);
        for (int row = 0; row < rows; row++) {
            packed.begin(out);
            for (int n = 0; n < PackedLongs.COUNT; n++) {
                final long value = value(random);
                if (n % 2 == 0) {
                    packed.put(value);
                } else {
                    packed.putSigned(value);
                }
            }
            packed.end(out);
        }
        out.end();
        random = new Random(3);
        final StateReader in = reader();
        for (int row = 0; row < rows; row++) {
            packed.read(in);
            for (int n = 0; n < PackedLongs.COUNT; n++) {
                assertEquals(value(random), n % 2 == 0 ? packed.get() : packed.getSigned(), "row " + row + ", " + n);
            }
        }
        in.end();
    }

    @Test
    void shouldTakeNoMoreThanTheirBytes() {
        final StateWriter out = writer();
        packed.begin(out);
        packed.put(0);
        packed.put(255);
        packed.put(256);
        packed.put(-1);
        packed.putSigned(-64);
        for (int n = 5; n < PackedLongs.COUNT; n++) {
            packed.put(0);
        }
        packed.end(out);
        out.end();
        assertEquals(StateWriter.HEADER_LENGTH + 7 + 1 + 2 + 8 + 1, records.get(0).length);
    }

    @Test
    void shouldRefuseALengthThatNoLongHas() {
        final StateWriter out = writer();
        out.putLong(9);
        out.end();
        final StateReader in = reader();
        assertThrows(StateFormatException.class, () -> packed.read(in));
    }

    private StateWriter writer() {
        final StateWriter out = new StateWriter();
        out.start((buffer, offset, length) -> {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        out.begin(StateRecord.OPEN_ORDERS);
        return out;
    }

    private StateReader reader() {
        final StateReader in = new StateReader();
        in.start(new Records());
        in.begin(StateRecord.OPEN_ORDERS);
        return in;
    }

    private static long value(final Random random) {
        final long value = random.nextLong() >>> random.nextInt(Long.SIZE);
        return random.nextInt(4) == 0 ? -value : value;
    }

    private final class Records implements StateSource {
        private int next;

        @Override
        public boolean next() {
            next++;
            return next <= records.size();
        }

        @Override
        public DirectBuffer buffer() {
            return new UnsafeBuffer(records.get(next - 1));
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return records.get(next - 1).length;
        }
    }
}
