package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far events may be acknowledged, with a device that is slow or fails. */
@Timeout(60)
class LedgerFlusherTest {
    private final CyclicBarrier device = new CyclicBarrier(2);

    private void meetDevice() throws IOException {
        try {
            device.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IOException(e);
        }
    }

    @Test
    void shouldAcknowledgeNothingBehindALineThatIsNotOnTheDevice() throws Exception {
        try (LedgerFlusher flusher = new LedgerFlusher(7, () -> {
            meetDevice(); // it has begun
            meetDevice(); // it has ended
        })) {
            assertEquals(30, flusher.flushedUpTo(30), "nothing is written that is not on the device");

            flusher.written(31);
            meetDevice();
            assertEquals(6, flusher.flushedUpTo(6));
            assertEquals(7, flusher.flushedUpTo(30));
            assertEquals(7, flusher.flushedUpTo(40));
            flusher.written(35);
            flusher.written(36);
            meetDevice();

            meetDevice();
            assertEquals(31, flusher.flushedUpTo(40), "what was written while it was flushed is flushed next");
            meetDevice();
            flusher.await();
            assertEquals(40, flusher.flushedUpTo(40));
            assertNull(flusher.failure());
        }
    }

    @Test
    void shouldFlushWhatWasWrittenBeforeItEnds() {
        int[] flushed = new int[1];
        LedgerFlusher flusher = new LedgerFlusher(0, () -> flushed[0]++);
        flusher.written(1);
        flusher.close();
        assertEquals(1, flushed[0]);
        assertEquals(5, flusher.flushedUpTo(5));
        flusher.close();
    }

    @Test
    void shouldNeverMoveOnAfterAFailure() {
        IOException broken = new IOException("broken");
        LedgerFlusher flusher = new LedgerFlusher(7, () -> {
            throw broken;
        });
        flusher.written(8);
        flusher.await();
        assertEquals(broken, flusher.failure());
        flusher.written(9);
        flusher.await();
        assertEquals(7, flusher.flushedUpTo(9));
        flusher.close();
    }
}
