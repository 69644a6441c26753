package io.bascule.acceptance.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RawMessageTest {
    @Test
    void shouldReadFieldsInOrder() {
        RawMessage message = RawMessage.of("8=FIX.4.4|35=8|34=7|136=1|137=0.5|137=0.6|58=a=b|");

        assertEquals("8", message.msgType());
        assertEquals(7, message.msgSeqNum());
        assertEquals("0.5", message.get(137));
        assertEquals("0.6", message.value(5));
        assertEquals("a=b", message.get(58));
        assertNull(message.get(11));
        assertEquals("35=8|136=1|137=0.5|137=0.6|58=a=b|", message.without(8, 34));
    }

    @Test
    void shouldTellSessionMessagesFromApplicationMessages() {
        assertTrue(RawMessage.of("35=4|").isAdmin());
        assertFalse(RawMessage.of("35=8|").isAdmin());
        assertFalse(RawMessage.of("35=AE|").isAdmin());
    }

    @Test
    void shouldRefuseWhatIsNoField() {
        assertThrows(IllegalArgumentException.class, () -> RawMessage.of("35=8|58|10=000|"));
        assertThrows(IllegalArgumentException.class, () -> RawMessage.of("35=8"));
        assertThrows(
                IllegalArgumentException.class, () -> RawMessage.of("35=8|").required(11));
    }

    @Test
    void shouldCutMessagesWhereverTheBytesAreSplit() throws IOException {
        byte[] first = HandAcceptor.frame(1, "0", "112=x");
        byte[] second = HandAcceptor.frame(2, "8", "58=y");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        for (int split = 0; split <= both.length; split++) {
            FrameReader reader = new FrameReader(new SequenceInputStream(
                    new ByteArrayInputStream(both, 0, split),
                    new ByteArrayInputStream(both, split, both.length - split)));

            assertEquals("x", RawMessage.parse(reader.poll()).get(112));
            assertEquals("y", RawMessage.parse(reader.poll()).get(58));
            assertNull(reader.poll());
            assertTrue(reader.hasEnded());
        }
    }

    @Test
    void shouldRefuseABadChecksum() {
        byte[] frame = HandAcceptor.frame(1, "0", "112=x");
        frame[frame.length - 2] ^= 1;

        assertThrows(IOException.class, () -> new FrameReader(new ByteArrayInputStream(frame)).poll());
    }
}
