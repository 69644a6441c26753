package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsetTest {
    private static final String REPORT =
            "35=8|11=A|38=1.50|44=0.5|453=2|448=X|447=D|452=1|448=Y|452=3|60=20240102-03:04:05.678|";

    private final Placeholders placeholders = new Placeholders(Clock.systemUTC(), Rules.QUICKFIXJ, "u1");

    private String difference(String expected, String received) {
        return Subset.parse(expected.replace('|', '\001'))
                .difference(FixMessage.parse(received.replace('|', '\001')), placeholders);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "11=A|35=8|;",
                "38=1.5|;",
                "38=1.51|; field 38 is 1.50, expected 1.51",
                "54=1|; no field 54=1",
                "54=<NONE>|;",
                "11=<NONE>|; unexpected field 11=A",
                "11=<ANY>|60=<TIME>|;",
                "11=<TIME>|; field 11 is A, expected <TIME>",
                "11=<RE:[AB]>|;",
                "11=<RE:B>|; field 11 is A, expected <RE:B>",
                "448=X|448=Y|;",
                "448=Y|448=X|; no field 448=X",
                "452=3|;",
                "[448=Y|452=3]|;",
                "[448=X|452=3]|; no entry with [448=X, 452=3]",
                "[448=Y|447=<NONE>|452=3]|;",
                "[448=X|447=<NONE>]|; no entry with [448=X, 447=<NONE>]",
                "[448=Y]|[448=X]|;",
            })
    void shouldAskForTheFieldsGiven(String expected, String reason) {
        assertEquals(reason, difference(expected, REPORT));
    }

    @Test
    void shouldSaveOnlyFromAMessageThatFits() {
        assertEquals("field 11 is B, expected A", difference("37=<SAVE:order>|11=A|", "37=1|11=B|"));
        assertNull(difference("37=<SAVE:order>|11=A|[448=X|452=<SAVE:role>]|", "37=2|11=A|448=W|452=7|448=X|452=8|"));
        assertNull(difference("37=<order>|34=<order+3>|452=<role>|17=<NOT:order>|", "37=2|34=5|452=8|17=3|"));
        assertEquals("field 17 is 2, expected <NOT:order>", difference("17=<NOT:order>|", "17=2|"));
    }
}
