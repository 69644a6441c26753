package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.session.FrameBuffer.Frame;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
    private static final String HEARTBEAT = RawFixClient.message("FIX.4.4", "35=0|34=2|49=A|52=x|56=B|");
    private static final String TEST_REQUEST = RawFixClient.message("FIX.4.4", "35=1|34=3|49=A|52=x|56=B|112=8=FIX|");

    private final FrameBuffer frames = new FrameBuffer(200);

    @Test
    void shouldFindMessagesWrittenTogether() {
        assertEquals(List.of(HEARTBEAT, TEST_REQUEST, "INCOMPLETE"), read(HEARTBEAT + TEST_REQUEST));
    }

    @Test
    void shouldFindAMessageThatArrivesByteByByte() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < HEARTBEAT.length(); i++) {
            found.addAll(read(HEARTBEAT.substring(i, i + 1)));
        }

        assertEquals(HEARTBEAT.length() - 1, found.lastIndexOf(HEARTBEAT));
        assertEquals(
                HEARTBEAT.length(), found.stream().filter("INCOMPLETE"::equals).count());
    }

    @Test
    void shouldSkipJunkBetweenMessages() {
        assertEquals(
                List.of("GARBLED", HEARTBEAT, "GARBLED", TEST_REQUEST, "INCOMPLETE"),
                read("junk" + HEARTBEAT + "8=FIX 8=" + TEST_REQUEST));
    }

    @Test
    void shouldDropAMessageWithAWrongChecksum() {
        String wrong = HEARTBEAT.replaceAll("10=\\d+", "10=000");

        assertEquals(List.of("GARBLED", TEST_REQUEST, "INCOMPLETE"), read(wrong + TEST_REQUEST));
    }

    @Test
    void shouldRecoverFromABodyLengthThatIsTooLong() {
        String wrong = HEARTBEAT.replace("|9=25|", "|9=30|");

        assertEquals(List.of("GARBLED", TEST_REQUEST, "INCOMPLETE"), read(wrong + TEST_REQUEST));
    }

    @Test
    void shouldRecoverFromABodyLengthThatIsTooShort() {
        String wrong = HEARTBEAT.replace("|9=25|", "|9=5|");

        assertEquals(List.of("GARBLED", TEST_REQUEST, "INCOMPLETE"), read(wrong + TEST_REQUEST));
    }

    @Test
    void shouldDropAMessageWhoseThirdFieldIsNotMsgType() {
        String wrong = RawFixClient.message("FIX.4.4", "34=2|35=0|49=A|52=x|56=B|");

        assertEquals(List.of("GARBLED", TEST_REQUEST, "INCOMPLETE"), read(wrong + TEST_REQUEST));
    }

    @Test
    void shouldRefuseABodyLengthBeyondTheCapBeforeTheBodyArrives() {
        assertEquals(List.of("OVERSIZE"), read("8=FIX.4.4|9=2000000000|35=A|"));
        assertEquals(List.of("OVERSIZE"), new FrameBufferTest().read("8=FIX.4.4|9=99999999999999999999999"));
        assertEquals(List.of("OVERSIZE"), new FrameBufferTest().read("8=FIX.4.4|9=000000000000000000005|"));
    }

    @Test
    void shouldTakeAMessageOfExactlyTheCap() {
        String body = "35=0|58=" + "x".repeat(200 - 16 - 7 - 9) + "|";
        String largest = RawFixClient.message("FIX.4.4", body);
        assertEquals(200, largest.length());

        assertEquals(List.of(largest, "INCOMPLETE"), read(largest));
        String larger = RawFixClient.message("FIX.4.4", body.replace("58=", "58=x"));
        assertEquals(List.of("OVERSIZE"), new FrameBufferTest().read(larger));
    }

    @Test
    void shouldKnowTheMsgType() {
        read(HEARTBEAT.substring(0, HEARTBEAT.length() - 1));
        frames.append(Unpooled.wrappedBuffer(new byte[] {1}));

        assertEquals(Frame.MESSAGE, frames.next());
        assertTrue(frames.isMsgType("0"));
        assertFalse(frames.isMsgType("A"));
        assertFalse(frames.isMsgType("01"));
    }

    @Property(tries = 500)
    void shouldFindTheMessageAfterAnythingThatClaimsNoMore(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            StringBuilder mutated = new StringBuilder(random.nextBoolean() ? HEARTBEAT : TEST_REQUEST);
            for (int m = random.nextInt(3); m > 0; m--) {
                mutated.setCharAt(random.nextInt(mutated.length()), "|=0189FIX\u00ff".charAt(random.nextInt(10)));
            }
            stream.append(mutated);
        }
        // More than the cap of whole messages: no claimed length swallows the last one.
        stream.append(HEARTBEAT.repeat(6));

        List<String> found = new FrameBufferTest().read(stream.toString());

        if (!found.get(found.size() - 1).equals("OVERSIZE")) {
            assertEquals(List.of(HEARTBEAT, "INCOMPLETE"), found.subList(found.size() - 2, found.size()));
        }
    }

    private List<String> read(String text) {
        frames.append(Unpooled.wrappedBuffer(RawFixClient.bytes(text)));
        List<String> found = new ArrayList<>();
        while (true) {
            Frame frame = frames.next();
            if (frame != Frame.MESSAGE) {
                found.add(frame.name());
                if (frame != Frame.GARBLED) {
                    return found;
                }
            } else {
                int length = frames.to() - frames.from();
                String message = new String(frames.bytes(), frames.from(), length, StandardCharsets.ISO_8859_1);
                found.add(message.replace('\u0001', '|'));
            }
        }
    }
}
