package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    private static final String HEARTBEAT = "8=FIX.4.4|9=5|35=0|10=163|";

    private static FrameReader reader(String text) {
        return new FrameReader(
                new ByteArrayInputStream(text.replace('|', '\001').getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void shouldCutAStreamIntoMessages() throws Exception {
        FrameReader reader = reader(HEARTBEAT + HEARTBEAT);

        assertEquals(HEARTBEAT, FixMessage.printable(reader.next()));
        assertEquals(HEARTBEAT, FixMessage.printable(reader.next()));
        assertNull(reader.next());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HTTP/1.1 400 Bad Request and more of that; no field 8=",
                "8=FIX.4.4|35=0|9=5|10=163|; no field 9=",
                "8=FIX.4.4|9=x|35=0|10=163|; BodyLength(9) is x",
                "8=FIX.4.4|9=99999999|35=0|10=163|; BodyLength(9) is 99999999",
                "8=FIX.4.4|9=5|35=0|10=164|; BodyLength(9) or CheckSum(10) is wrong",
                "8=FIX.4.4|9=4|35=0|10=163|; BodyLength(9) or CheckSum(10) is wrong",
                "8=FIX.4.4|9=5|35=0|10=; the stream ends within a message",
                "8=FIX; the stream ends within a message",
            })
    void shouldSayWhatIsWrongWithAMessage(String text, String reason) {
        FrameReader.GarbledException e = assertThrows(
                FrameReader.GarbledException.class, () -> reader(text).next());

        assertTrue(e.getMessage().startsWith(reason), e.getMessage());
        assertTrue(text.startsWith(FixMessage.printable(e.received())), e.received());
    }
}
