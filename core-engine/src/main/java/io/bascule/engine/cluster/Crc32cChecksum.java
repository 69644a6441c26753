package io.bascule.engine.cluster;

import io.aeron.archive.checksum.Checksum;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** CRC-32C of the JDK, for the archive too: Agrona's own would want one more package of it opened. One thread's. */
final class Crc32cChecksum implements Checksum {
    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private byte[] copy = new byte[0];

    @Override
    public int compute(final long address, final int offset, final int length) {
        view.wrap(address + offset, length);
        return of(view, 0, length);
    }

    /** Of a part of a buffer. */
    int of(final DirectBuffer buffer, final int offset, final int length) {
        if (copy.length < length) {
            copy = new byte[length];
        }
        buffer.getBytes(offset, copy, 0, length);
        crc.reset();
        crc.update(copy, 0, length);
        return (int) crc.getValue();
    }
}
