package io.bascule.acceptance.fix;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What comes over a connection, until it is to be cut: then no byte more. One thread reads, another cuts. */
final class CutInput extends FilterInputStream {
    private final CountDownLatch cut = new CountDownLatch(1);
    private long left = Long.MAX_VALUE;

    CutInput(InputStream in) {
        super(in);
    }

    /** So many bytes more may come. */
    synchronized void cutAfter(long bytes) {
        left = bytes;
    }

    /** Waits until they have come, or the time is over. */
    void awaitCut(Duration patience) throws InterruptedException {
        if (!cut.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            cutAfter(0);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        synchronized (this) {
            int kept = (int) Math.min(read, left);
            if (left < Long.MAX_VALUE && read >= 0) {
                left -= kept;
            }
            if (left > 0) {
                return kept;
            }
            cut.countDown();
            if (kept > 0) {
                return kept;
            }
        }
        throw new IOException("cut off");
    }
}
