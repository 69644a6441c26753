package io.bascule.acceptance.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript;
import io.bascule.acceptance.fix.Transcript.Direction;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule stays silent over a run that keeps it, and speaks over the same run with one violation planted. */
class JudgeTest {
    private static final String NEW = "35=8|34=2|17=7-1|37=1|11=a|150=0|39=0|38=2|14=0|151=2|";
    private static final String FILL = "35=8|34=3|17=7-2|37=1|11=a|150=F|39=1|38=2|14=1|151=1|32=1|";
    private static final String CANCELLED = "35=8|34=4|17=7-3|37=1|11=c|41=a|150=4|39=4|38=2|14=1|151=0|";
    private static final String REFUSED = "35=9|34=5|37=1|11=d|41=a|39=4|102=0|434=1|";

    private static final String CORRECTED = "35=8|34=7|17=7-5|19=7-2|37=1|11=c|150=G|39=4|38=2|14=0.5|151=0|32=0.5|";
    private static final String BUSTED = "35=8|34=8|17=7-6|19=7-5|37=1|11=c|150=H|39=4|38=2|14=0|151=0|32=0.5|";

    private Transcript desk;
    private Transcript prime;

    @BeforeEach
    void recordARunThatKeepsTheRules() {
        desk = new Transcript("DESK");
        prime = new Transcript("PB");
        out("35=A|34=1|");
        out("35=D|34=2|11=a|");
        out("35=F|34=3|11=c|41=a|");
        out("35=F|34=4|11=d|41=a|");
        in(1, "35=A|34=1|");
        in(1, NEW);
        in(1, FILL);
        in(2, "35=A|34=6|");
        in(2, CANCELLED.replace("|17", "|43=Y|122=x|17"));
        in(2, REFUSED.replace("|37", "|43=Y|37"));
        prime.add(Direction.IN, 1, 1, RawMessage.of("35=A|34=1|"));
        copy(NEW, 2, 1);
        copy(FILL, 3, 2);
        copy(CANCELLED, 4, 3);
        copy(REFUSED, 5, 4);
    }

    @Test
    void shouldFindNothingInARunThatKeepsTheRules() {
        assertEquals(List.of(), Judge.judge(List.of(desk), List.of(prime)));
    }

    @Test
    void shouldSeeARequestWithoutAnAnswer() {
        out("35=D|34=5|11=lost|");
        out("35=1|34=6|112=sync|");
        in(2, "35=0|34=7|112=sync|");

        assertOnly('a', "D lost was answered 0 times");
    }

    @Test
    void shouldSeeASecondLife() {
        String again = "35=8|34=7|17=7-4|37=2|11=a|150=0|39=0|38=2|14=0|151=2|";
        in(2, again);
        copy(again, 6, 5);

        assertEquals(
                List.of("a has two lives: orders 1 and 2", "D a was answered 2 times"),
                judge().stream().map(Violation::what).toList());
    }

    @Test
    void shouldSeeALifeAfterTheEnd() {
        String late = "35=8|34=7|17=7-4|37=1|11=a|150=F|39=1|38=3|14=2|151=1|32=1|";
        in(2, late);
        copy(late, 6, 5);

        assertOnly('a', "order 1 lives on after its end");
    }

    @Test
    void shouldSeeFillsThatDoNotAddUp() {
        String other = "35=8|34=7|17=7-4|37=2|11=e|150=0|39=0|38=2|14=0|151=2|";
        String fill = "35=8|34=8|17=7-5|37=2|11=e|150=F|39=1|38=2|14=1.5|151=0.5|32=1|";
        out("35=D|34=5|11=e|");
        in(2, other);
        in(2, fill);
        copy(other, 6, 5);
        copy(fill, 7, 6);

        assertOnly('a', "the fills of order 2 sum to 1");
    }

    @Test
    void shouldSeeAnExecIdUsedTwice() {
        out("35=D|34=5|11=e|");
        in(2, "35=8|34=7|17=7-2|37=2|11=e|150=8|39=8|38=2|14=0|151=0|");

        assertEquals("one ExecID, two reports", judge().get(0).what().substring(0, 23));
        assertEquals('b', judge().get(0).rule());
    }

    @Test
    void shouldSeeAResendThatSaysSomethingElse() {
        in(2, FILL.replace("|17", "|43=Y|122=x|17").replace("32=1", "32=2"));

        assertOnly('b', "a resend differs from the first sending");
    }

    @Test
    void shouldLetAResendDifferInWhatItMay() {
        in(2, "9=1|" + FILL.replace("|17", "|43=Y|52=y|122=x|17") + "10=000|");

        assertEquals(List.of(), judge());
    }

    @Test
    void shouldSeeAGapInTheNumbers() {
        in(2, "35=0|34=8|");

        assertEquals(
                List.of("MsgSeqNum 8 came after 6 on one connection", "MsgSeqNum 7 of epoch 1 never came"),
                judge().stream().map(Violation::what).toList());
    }

    @Test
    void shouldAcceptAGapThatIsFilledUnlessItHidesAReport() {
        in(3, "35=A|34=9|");
        in(3, "35=4|34=7|43=Y|123=Y|36=9|");
        assertEquals(List.of(), judge());

        in(3, "35=4|34=3|43=Y|123=Y|36=4|");
        assertOnly('d', "an application message was gap-filled");
    }

    @Test
    void shouldAcceptThatAGapHidesAReportThatComesAgainAsPossResend() {
        in(3, "35=A|34=9|");
        in(3, "35=4|34=7|43=Y|123=Y|36=9|");
        in(3, "35=4|34=3|43=Y|123=Y|36=4|");
        in(3, FILL.replace("34=3", "34=10|97=Y").replace("32=1", "32=2"));
        assertEquals(List.of('d', 'b'), judge().stream().map(Violation::rule).toList());

        in(3, FILL.replace("34=3", "34=11|97=Y"));
        assertEquals(List.of('b'), judge().stream().map(Violation::rule).toList());
    }

    @Test
    void shouldSeeANumberUsedTwice() {
        in(3, "35=0|34=6|");

        assertEquals('d', judge().get(0).rule());
    }

    @Test
    void shouldSeeAMissingCopy() {
        in(2, "35=8|34=7|17=7-9|37=2|11=e|150=8|39=8|38=2|14=0|151=0|");
        out("35=D|34=5|11=e|");

        assertOnly('e', "no copy of DESK's");
    }

    @Test
    void shouldSeeACopyWithoutAnOriginalAndOneTooMany() {
        copy("35=8|34=7|17=7-9|37=2|11=e|150=8|39=8|38=2|14=0|151=0|", 6, 5);
        copy("35=8|34=7|17=7-9|37=2|11=e|150=8|39=8|38=2|14=0|151=0|", 7, 6);

        assertEquals(
                List.of("event 9 came af", "copied twice: 3", "no desk has the"),
                judge().stream().map(v -> v.what().substring(0, 15)).toList());
    }

    @Test
    void shouldSeeACopyThatSaysSomethingElse() {
        String refused = "35=8|34=7|17=7-9|37=2|11=e|150=8|39=8|38=2|14=0|151=0|";
        out("35=D|34=5|11=e|");
        in(2, refused);
        copy(refused.replace("38=2", "38=3"), 6, 5);

        assertOnly('e', "tag 38 differs");
    }

    @Test
    void shouldSeeAGapInTheApplicationSequence() {
        String refused = "35=8|34=7|17=7-9|37=2|11=e|150=8|39=8|38=2|14=0|151=0|";
        out("35=D|34=5|11=e|");
        in(2, refused);
        copy(refused, 6, 7);

        assertOnly('e', "1181 jumps from 4 to 7");
    }

    @Test
    void shouldWeighMoneyToTheUnit() {
        BigDecimal deposits = new BigDecimal("200");
        List<BigDecimal> equities = List.of(new BigDecimal("90"), new BigDecimal("109.999998"));

        assertEquals(List.of(), Judge.conserved(deposits, equities, new BigDecimal("0.000002")));
        assertEquals(
                'c',
                Judge.conserved(deposits, equities, new BigDecimal("0.000001"))
                        .get(0)
                        .rule());
    }

    @Test
    void shouldCompareStateHashes() {
        assertEquals(List.of(), Judge.sameState(List.of("1f", "1f")));
        assertEquals('f', Judge.sameState(List.of("1f", "20")).get(0).rule());
        assertEquals('f', Judge.sameState(List.of("", "")).get(0).rule());
    }

    @Test
    void shouldFollowATradeThatIsCorrectedAndTakenBack() {
        in(2, CORRECTED);
        copy(CORRECTED, 6, 5);
        in(2, BUSTED);
        copy(BUSTED, 7, 6);

        assertEquals(List.of(), judge());
    }

    @Test
    void shouldSeeAnAmendedTradeThatDoesNotAddUp() {
        String wrong = CORRECTED.replace("14=0.5", "14=1");
        in(2, wrong);
        copy(wrong, 6, 5);

        assertOnly('a', "the fills of order 1 sum to 0.5");
    }

    @Test
    void shouldSeeAnOrderThatABustRevives() {
        String wrong = BUSTED.replace("34=8", "34=7")
                .replace("19=7-5|", "19=7-2|")
                .replace("32=0.5", "32=1")
                .replace("39=4", "39=0")
                .replace("151=0", "151=2");
        in(2, wrong);
        copy(wrong, 6, 5);

        assertOnly('a', "an amended trade of order 1 ends or revives it");
    }

    @Test
    void shouldSeeAnAmendmentOfNothingAndAnotherQuantityTakenBack() {
        String nothing = BUSTED.replace("34=8", "34=7").replace("19=7-5|", "19=7-1|");
        in(2, nothing);
        copy(nothing, 6, 5);
        assertOnly('a', "a trade is amended that was not reported");
    }

    @Test
    void shouldWantOneAnswerToAMassCancel() {
        out("35=q|34=5|11=m|530=7|");
        in(2, "35=r|34=7|11=m|37=7-5|530=7|531=7|533=0|");
        assertEquals(List.of(), judge());
        in(2, "35=r|34=8|11=m|37=7-6|530=7|531=7|533=0|");
        assertOnly('a', "q m was answered 2 times");
    }

    private void out(String message) {
        desk.add(Direction.OUT, 1, 1, RawMessage.of(message));
    }

    private void in(int connection, String message) {
        desk.add(Direction.IN, connection, 1, RawMessage.of(message));
    }

    private void copy(String report, int seqNum, int applSeqNum) {
        String body = report.replaceFirst("34=\\d+", "34=" + seqNum);
        String flags = report.startsWith("35=8") ? "797=Y|" : "";
        prime.add(
                Direction.IN,
                1,
                1,
                RawMessage.of(body + flags + "453=1|448=DESK|452=55|1180=PB|1181=" + applSeqNum + "|"));
    }

    private List<Violation> judge() {
        return Judge.judge(List.of(desk), List.of(prime));
    }

    private void assertOnly(char rule, String what) {
        List<Violation> violations = judge();
        assertEquals(1, violations.size(), violations.toString());
        assertEquals(rule, violations.get(0).rule());
        assertTrue(violations.get(0).what().startsWith(what), violations.toString());
    }
}
