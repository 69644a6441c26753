package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bascule.gateway.FixClock;
import io.bascule.gateway.store.MappedMessageStore;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.SessionID;

class ResendStreamTest {
    private static final SessionID SESSION = new SessionID("FIX.4.4", "BASCULE", "DESK1");
    private static final String FIRST_TIME = "20260301-12:00:00.000";

    @TempDir
    Path data;

    private final ByteBuf out = Unpooled.buffer(128 * 1024);
    private MappedMessageStore store;

    @BeforeEach
    void open() {
        store = (MappedMessageStore) new MappedMessageStoreFactory(data).create(SESSION);
    }

    @AfterEach
    void close() {
        store.close();
        FixClock.reset();
    }

    @Test
    void shouldChangeOnlyWhatAResendChanges() throws IOException {
        store("35=8|34=1|49=BASCULE|52=20260301-12:00:00|56=DESK1|11=a=b|");
        store("35=8|34=2|49=BASCULE|52=20260301-12:00:00.000001|56=DESK1|58=\u00e9\u00ff|");
        store("35=A|34=3|49=BASCULE|52=20260301-12:00:00.000|56=DESK1|98=0|");
        store("35=AE|34=4|43=Y|49=BASCULE|52=20260301-12:00:00.000000001|56=DESK1|122=20260301-11:00:00|1=x|");
        FixClock.stopAt("2026-03-02T01:02:03.004005006Z");

        assertEquals(
                message("35=8|34=1|43=Y|49=BASCULE|52=20260302-01:02:03|56=DESK1|122=20260301-12:00:00|11=a=b|")
                        + message("35=8|34=2|43=Y|49=BASCULE|52=20260302-01:02:03.004005|56=DESK1"
                                + "|122=20260301-12:00:00.000001|58=\u00e9\u00ff|")
                        + gapFill(3, 4)
                        + message("35=AE|34=4|43=Y|49=BASCULE|52=20260302-01:02:03.004005006|56=DESK1"
                                + "|122=20260301-12:00:00.000000001|1=x|"),
                resend(1, 4));
    }

    @Test
    void shouldFillTheGapOfWhatIsNotHeld() throws IOException {
        FixClock.stopAt("2026-03-02T01:02:03.004005006Z");
        store.setNextSenderMsgSeqNum(998);
        store("35=8|34=998|49=BASCULE|52=" + FIRST_TIME + "|56=DESK1|");
        store.setNextSenderMsgSeqNum(1_001);

        assertEquals(
                gapFill(5, 998)
                        + message(
                                "35=8|34=998|43=Y|49=BASCULE|52=20260302-01:02:03.004|56=DESK1|122=" + FIRST_TIME + "|")
                        + gapFill(999, 1_001),
                resend(5, 1_000));
    }

    @Test
    void shouldWriteAGapFillAsTheSessionWritesItsMessages() throws IOException {
        FixClock.stopAt("2026-03-02T01:02:03.004005006Z");
        store.setNextSenderMsgSeqNum(9);
        store.setNextTargetMsgSeqNum(77);
        ResendStream stream = new ResendStream(SESSION, store, 5, 8, 6, true);
        stream.write(out, Integer.MAX_VALUE);

        assertEquals(
                message("35=4|34=5|43=Y|49=BASCULE|52=20260302-01:02:03.004005|56=DESK1"
                        + "|122=20260302-01:02:03.004005|369=76|36=9|123=Y|"),
                out.toString(StandardCharsets.ISO_8859_1).replace('\u0001', '|'));
    }

    @Test
    void shouldEndWhenTheNumbersStartAgain() throws IOException {
        store("35=8|34=1|49=BASCULE|52=" + FIRST_TIME + "|56=DESK1|");
        ResendStream stream = new ResendStream(SESSION, store, 1, 1, 3, false);
        store.reset();

        stream.write(out, 1_000);

        assertTrue(stream.isDone());
        assertEquals(0, out.readableBytes());
    }

    @Test
    void shouldNotAllocateForEachMessage() throws IOException {
        int count = 20_000;
        for (int msgSeqNum = 1; msgSeqNum <= count; msgSeqNum++) {
            store("35=8|34=" + msgSeqNum + "|49=BASCULE|52=" + FIRST_TIME + "|56=DESK1|58=" + "x".repeat(300) + "|");
        }
        drain(new ResendStream(SESSION, store, 1, count, 3, false));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        drain(new ResendStream(SESSION, store, 1, count, 3, false));

        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < count * 10L, bytes + " bytes for " + count + " messages");
    }

    private void drain(ResendStream stream) {
        while (!stream.isDone()) {
            out.clear();
            stream.write(out, 64 * 1024);
        }
    }

    private String resend(int begin, int end) {
        ResendStream stream = new ResendStream(SESSION, store, begin, end, 3, false);
        while (!stream.isDone()) {
            stream.write(out, 1);
        }
        return out.toString(StandardCharsets.ISO_8859_1).replace('\u0001', '|');
    }

    private void store(String body) throws IOException {
        store.set(store.getNextSenderMsgSeqNum(), message(body).replace('|', '\u0001'));
        store.incrNextSenderMsgSeqNum();
    }

    private static String gapFill(int from, int newSeqNo) {
        String now = "20260302-01:02:03.004";
        return message("35=4|34=" + from + "|43=Y|49=BASCULE|52=" + now + "|56=DESK1|122=" + now + "|36=" + newSeqNo
                + "|123=Y|");
    }

    private static String message(String body) {
        return RawFixClient.message("FIX.4.4", body);
    }
}
