package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static String difference(Rules rules, String expected, String received) {
        return rules.difference(parse(expected), parse(received), new Placeholders(Clock.systemUTC(), rules, "u1"));
    }

    private static FixMessage parse(String text) {
        return FixMessage.parse(text.replace('|', '\001'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "35=8|11=A|54=1|; 35=8|54=1|11=A|;",
                "35=8|11=A|; 35=8|11=B|; field 11 is B, expected A",
                "35=8|11=A|; 35=8|11=A|54=1|; unexpected field 54=1",
                "35=8|11=A|54=1|; 35=8|11=A|; no field 54=1",
                "35=8|; 35=9|; field 35 is 9, expected 8",
                "35=8|448=A|448=B|; 35=8|448=B|448=A|; field 448 is B, expected A",
                "35=8|448=A|448=B|; 35=8|448=A|; no field 448=B",
                "35=3|58=Required|; 35=3|58=Required tag missing|;",
                "35=3|58=Required|; 35=3|58=tag missing|; field 58 is tag missing, expected Required",
                "35=8|60=0|; 35=8|60=20240102-03:04:05.678|52=20240102-03:04:05|122=20240102-03:04:05|;",
                "35=8|60=0|; 35=8|60=yesterday|; field 60 is yesterday, expected 0",
                "35=8|60=0|; 35=8|11=A|; unexpected field 11=A",
                "35=8|42=1|; 35=8|42=2|; field 42 is 2, expected 1",
                "9=5|35=8|10=0|; 9=50|35=8|10=123|;",
                "35=A|98=0|1137=9|; 35=A|98=0|1137=7|553=X|;",
                "35=A|98=0|; 35=A|98=1|; field 98 is 1, expected 0",
                "35=8|11=A-<UNIQUE>|; 35=8|11=A-u1|;",
                "35=8|38=1|; 35=8|38=1.0|; field 38 is 1.0, expected 1",
            })
    void shouldCompareAsQuickFixJ(String expected, String received, String reason) {
        assertEquals(reason, difference(Rules.QUICKFIXJ, expected, received));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "35=8|11=A|54=1|; 35=8|11=A|54=1|;",
                "35=8|11=A|54=1|; 35=8|54=1|11=A|; field 54 where field 11 was expected",
                "35=8|11=A|; 35=8|11=A|54=1|; 3 fields, expected 2",
                "35=8|11=A|; 35=8|11=B|; field 11 is B, expected A",
                "35=3|58=Required|; 35=3|58=Required tag missing|; field 58 is Required tag missing, expected Required",
                "35=8|42=0|60=0|; 35=8|42=20240102-03:04:05|60=20240102-03:04:05.678|;",
                "9=5|35=8|10=0|; 9=5|35=8|10=123|;",
                "9=5|35=8|10=0|; 9=6|35=8|10=123|; field 9 is 6, expected 5",
                "9=5|35=8|52=00000000-00:00:00|; 9=9|35=8|52=20240102-03:04:05.678|;",
                "9=5|35=8|11=<ANY>|; 9=9|35=8|11=A|;",
            })
    void shouldCompareAsQuickFix(String expected, String received, String reason) {
        assertEquals(reason, difference(Rules.QUICKFIX, expected, received));
    }
}
