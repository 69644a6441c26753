package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MessageComposerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    private final MessageComposer composer = new MessageComposer();
    private Placeholders placeholders = new Placeholders(CLOCK, Rules.QUICKFIXJ, "u1");

    private String compose(String text) {
        boolean headless = text.startsWith("?");
        String bare = text.substring(headless ? 1 : 0).replace('|', '\001');
        return FixMessage.printable(composer.compose(new Step.Send(1, 1, bare, headless), placeholders));
    }

    @Test
    void shouldComputeLengthAndCheckSum() {
        assertEquals("8=FIX.4.4|9=5|35=0|10=163|", compose("8=FIX.4.4|35=0|"));
    }

    @Test
    void shouldKeepLengthAndCheckSumThatAreGiven() {
        assertEquals("8=FIX.4.4|9=7|35=0|10=165|", compose("8=FIX.4.4|9=7|35=0|"));
        assertEquals("8=FIX.4.4|9=5|35=0|10=007|", compose("8=FIX.4.4|35=0|10=007|"));
        assertEquals("8=FIX.4.4|9=5|35=0|10=000|", compose("8=FIX.4.4|35=0|10=0|"));
    }

    @Test
    void shouldSendWhatIsNoMessageAsItIs() {
        assertEquals("35=0|8=FIX.4.4|9=5|10=121|", compose("35=0|8=FIX.4.4|9=5|10=121|"));
    }

    @Test
    void shouldFillInTimes() {
        assertEquals(
                "8=FIX.4.4|9=50|52=20240102-03:04:05.678|60=20240102-03:04:03.478|10=152|",
                compose("8=FIX.4.4|52=<TIME>|60=<TIME-2>|"));
        assertEquals("8=FIX.4.1|9=21|52=20240102-03:04:05|10=245|", compose("8=FIX.4.1|52=<TIME>|"));
        placeholders = new Placeholders(CLOCK, Rules.QUICKFIX, "u1");
        assertEquals("8=FIX.4.4|9=21|52=20240102-03:04:07|10=250|", compose("8=FIX.4.4|52=<TIME+2>|"));
    }

    @Test
    void shouldMakeTheHeaderFromTheLogon() {
        compose("8=FIX.4.4|35=A|34=1|49=ME|56=YOU|");

        assertEquals(
                "8=FIX.4.4|9=54|35=D|34=2|49=ME|56=YOU|52=20240102-03:04:05.678|11=u1|10=187|",
                compose("?35=D|11=<UNIQUE>|"));
        assertEquals(
                "8=FIX.4.4|9=53|35=D|34=9|49=ME|56=YOU|52=20240102-03:04:05.678|43=Y|10=121|",
                compose("?35=D|43=Y|34=9|"));
        compose("8=FIX.4.4|35=D|34=10|49=ME|56=YOU|10=000|");
        assertEquals("8=FIX.4.4|9=49|35=0|34=10|49=ME|56=YOU|52=20240102-03:04:05.678|10=148|", compose("?35=0|"));
    }

    @Test
    void shouldNotMakeAHeaderBeforeALogon() {
        assertThrows(StepFailure.class, () -> compose("?35=D|"));
    }
}
