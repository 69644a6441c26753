package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class FrameParserTest {
    private static final String REPORT = "8=FIX.4.4|9=53|35=8|34=2|49=BASCULE|11=B000000042|17=1-9|150=F|39=2|10=000|";
    private static final String HEARTBEAT = "8=FIX.4.4|9=17|35=0|34=3|112=HI|10=000|";

    private final FrameParser parser = new FrameParser();

    @Test
    void shouldFindOneMessageAfterTheOther() {
        byte[] bytes = OrderEncoder.ascii(REPORT + HEARTBEAT);
        int end = parser.frameEnd(bytes, 0, bytes.length);
        assertEquals(REPORT.length(), end);
        assertEquals('8', parser.msgType());
        assertEquals(bytes.length, parser.frameEnd(bytes, end, bytes.length));
        assertEquals('0', parser.msgType());
        assertEquals("HI", parser.field(112));
        assertEquals("", parser.field(12));
        assertEquals("35=0|34=3|112=HI|", parser.toString());
    }

    @Test
    void shouldWaitForTheWholeMessage() {
        byte[] bytes = OrderEncoder.ascii(REPORT);
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(FrameParser.INCOMPLETE, parser.frameEnd(bytes, 0, length));
        }
    }

    @Test
    void shouldReadWhatAReportSays() {
        byte[] bytes = OrderEncoder.ascii(REPORT);
        parser.frameEnd(bytes, 0, bytes.length);
        parser.parseReport();
        assertEquals(42, parser.orderNumber());
        assertEquals('F', parser.execType());
    }

    @Test
    void shouldKnowAReportOnAnOrderThatIsNotOurs() {
        byte[] bytes = OrderEncoder.ascii(REPORT.replace("11=B000000042", "11=A000000042"));
        parser.frameEnd(bytes, 0, bytes.length);
        parser.parseReport();
        assertEquals(-1, parser.orderNumber());
    }

    @Test
    void shouldRefuseWhatIsNotFix() {
        byte[] bytes = OrderEncoder.ascii("HTTP/1.1 400 Bad Request");
        assertThrows(IllegalStateException.class, () -> parser.frameEnd(bytes, 0, bytes.length));
    }
}
