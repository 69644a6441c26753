package io.bascule.acceptance.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final String HEARTBEAT = "8=FIX.4.4|9=5|35=0|10=163|";

    @Test
    void shouldPutLengthAndSumAroundABody() {
        assertEquals(HEARTBEAT, readable(Framing.frame("FIX.4.4", "35=0|")));
    }

    @Test
    void shouldTakeAWholeMessageForOne() {
        assertTrue(Framing.isWhole(bytes(HEARTBEAT)));
        assertTrue(Framing.isWhole(Framing.frame("FIXT.1.1", "35=D|58=\u00e9\u00ff|")));
    }

    @Test
    void shouldTakeNothingElseForAMessage() {
        for (String garbled : new String[] {
            "",
            "8=",
            "8=FIX.4.4|9=5|35=0|10=164|",
            "8=FIX.4.4|9=6|35=0|10=163|",
            "8=FIX.4.4|9=|35=0|10=163|",
            "8=FIX.4.4|35=0|10=163|",
            "8=FIX.4.4|9=5|35=0|10=163",
            "8=FIX.4.4|9=5|34=0|10=162|",
            "x8=FIX.4.4|9=5|35=0|10=163|",
            HEARTBEAT + HEARTBEAT
        }) {
            assertFalse(Framing.isWhole(bytes(garbled)), garbled);
        }
    }

    @Test
    void shouldReadTheLengthThatIsStated() {
        assertEquals(2_000_000_000L, Framing.statedLength(bytes("8=FIX.4.4|9=2000000000|35=A|")));
        assertEquals(-1, Framing.statedLength(bytes("8=FIX.4.4|9=x|35=A|")));
        assertEquals(-1, Framing.statedLength(bytes("8=FIX.4.4|9=|35=A|")));
        assertEquals(-1, Framing.statedLength(bytes("35=A|")));
    }

    private static byte[] bytes(String readable) {
        return readable.replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String readable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace('\u0001', '|');
    }
}
