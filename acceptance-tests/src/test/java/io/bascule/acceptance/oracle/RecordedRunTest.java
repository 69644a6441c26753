package io.bascule.acceptance.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records written by hand: a clean one is clean, and each rule that one breaks is found. */
class RecordedRunTest {
    private static final String PLACE = "35=D|34=3|11=a|1=DESK-A|55=BTC-PERP|54=1|38=2|40=2|44=50000|59=1";
    private static final String NEW = "35=8|34=3|17=7-1|37=1|11=a|1=DESK-A|150=0|39=0|38=2|14=0|151=2";
    private static final String FILL =
            "35=8|34=4|17=7-2|37=1|11=a|1=DESK-A|150=F|39=2|38=2|14=2|151=0|32=2|31=50000|137=0.5";
    private static final String BEFORE = equity(2, "before", 0, "1000.5");
    private static final String AFTER = equity(6, "after", 2, "1000");
    private static final RecordedRun.Terms TERMS = new RecordedRun.Terms(Map.of("PB", List.of()), true);
    private static final RecordedRun.Terms WITHOUT_PRIME = new RecordedRun.Terms(Map.of(), true);

    @TempDir
    private Path folder;

    @Test
    void shouldFindNothingInARunThatKeepsTheRules() throws IOException {
        recordDesk(PLACE, NEW, FILL, AFTER);
        recordPrime(NEW, FILL);

        RecordedRun.Verdict verdict = RecordedRun.judge(folder, TERMS);

        assertEquals(List.of(), verdict.violations());
        assertEquals(2, verdict.sessions());
        assertEquals(2, verdict.connections());
    }

    @Test
    void shouldSeeARequestThatTheVenueHadAndDidNotAnswer() throws IOException {
        recordDesk(PLACE.replace("11=a", "11=ax"), NEW, FILL, AFTER);
        recordPrime(NEW, FILL);

        assertFound("(a) DESK: nobody asked for", "(a) DESK: D ax was answered 0 times");
    }

    @Test
    void shouldNotWaitForTheAnswerToARequestThatWasCutOff() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").fromClient(Recorded.frame("35=D|34=2|11=a", "DESK", "BASCULE"));
        }
        try (Recorded desk = Recorded.connection(folder, 2, "DESK")) {
            desk.logon(3, 2, "")
                    .received("35=2|34=3|7=2|16=0")
                    .sent("35=4|34=2|43=Y|123=Y|36=4")
                    .synchronised(4, 4);
        }

        assertFound(WITHOUT_PRIME);
    }

    @Test
    void shouldTakeTheFirstAnswerFromAResend() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").sent("35=D|34=2|11=a");
        }
        try (Recorded desk = Recorded.connection(folder, 2, "DESK")) {
            desk.logon(3, 4, "")
                    .sent("35=2|34=4|7=2|16=0")
                    .received("35=8|34=2|43=Y|122=x|17=7-1|37=1|11=a|150=8|39=8|38=2|14=0|151=0")
                    .received("35=4|34=3|43=Y|123=Y|36=5")
                    .synchronised(5, 5);
        }

        assertFound(WITHOUT_PRIME);
    }

    @Test
    void shouldLetARequestThatIsSentAgainBeRefusedAsRepeatedOnce() throws IOException {
        String again = "35=8|34=%d|17=7-%d|37=1|11=a|150=8|39=0|103=6|38=2|14=0|151=2";
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y")
                    .sent("35=D|34=2|11=a")
                    .received(NEW.replace("34=3", "34=2"))
                    .sent("35=D|34=3|11=a")
                    .received(String.format(again, 3, 2));
        }
        assertFound(WITHOUT_PRIME);

        try (Recorded desk = Recorded.connection(folder, 2, "DESK")) {
            desk.logon(4, 4, "").received(String.format(again, 5, 3));
        }
        assertFound(WITHOUT_PRIME, "(a) DESK: D a was sent 2 times and refused as repeated 2 times");
    }

    @Test
    void shouldSeeASecondLifeAndARepetitionOfAnotherOrder() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y")
                    .sent("35=D|34=2|11=a")
                    .received(NEW.replace("34=3", "34=2"))
                    .sent("35=D|34=3|11=a")
                    .received("35=8|34=3|17=7-2|37=9|11=a|150=8|39=0|103=6|38=2|14=0|151=2")
                    .sent("35=D|34=4|11=a|97=Y")
                    .received("35=8|34=4|17=7-3|37=2|11=a|150=0|39=0|38=2|14=0|151=2");
        }

        assertFound(
                WITHOUT_PRIME,
                "(a) DESK: a repetition of order 1 is refused as one of order 9",
                "(a) DESK: a has two lives: orders 1 and 2",
                "(a) DESK: D a was answered 2 times");
    }

    @Test
    void shouldSeeAnExecIdUsedAgainAfterAnEpoch() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").sent("35=D|34=2|11=a").received(NEW.replace("34=3", "34=2"));
        }
        try (Recorded desk = Recorded.connection(folder, 2, "DESK")) {
            desk.logon(1, 1, "|141=Y")
                    .sent("35=D|34=2|11=b")
                    .received("35=8|34=2|17=7-1|37=2|11=b|150=0|39=0|38=2|14=0|151=2");
        }

        assertFound(WITHOUT_PRIME, "(b) DESK: one ExecID, two reports");
    }

    @Test
    void shouldSeeAResendAndAReplayThatSaySomethingElse() throws IOException {
        recordDesk(PLACE, NEW, FILL, AFTER);
        try (Recorded desk = Recorded.connection(folder, 3, "DESK")) {
            desk.logon(6, 8, "")
                    .received(FILL.replace("34=4", "34=4|43=Y|122=x").replace("32=2", "32=1"))
                    .received(FILL.replace("34=4", "34=9|97=Y") + "|1352=Y")
                    .received(FILL.replace("34=4", "34=10|97=Y").replace("31=50000", "31=50001") + "|1352=Y");
        }
        recordPrime(NEW, FILL);

        assertFound("(b) DESK: a resend differs from", "(b) DESK: a replay differs from");
    }

    @Test
    void shouldSeeMoneyThatIsGone() throws IOException {
        recordDesk(PLACE, NEW, FILL, AFTER.replace("1645=1000|", "1645=999.9999|"));
        recordPrime(NEW, FILL);

        assertFound("(c) accounts: 1000.5 was paid in, 1000.4999 is there");
    }

    @Test
    void shouldWantTheEquityOfWhoeverTraded() throws IOException {
        recordDesk(PLACE, NEW, FILL, AFTER.replace("20004=2", "20004=1"));
        recordPrime(NEW, FILL);

        assertFound("(c) DESK-A: no U2 says what it had before and after 7-2");
    }

    @Test
    void shouldSeeAGapAndNumbersThatBeginAgain() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").received("35=0|34=3");
        }
        try (Recorded desk = Recorded.connection(folder, 2, "DESK")) {
            desk.logon(2, 1, "");
        }

        assertFound(
                WITHOUT_PRIME,
                "(d) DESK: numbers begin again after 3 without a reset",
                "(d) DESK: MsgSeqNum 3 came after 1 on one connection",
                "(d) DESK: MsgSeqNum 2 of epoch 1 never came");
    }

    @Test
    void shouldKnowTheWeeklyReset() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").received("35=0|34=2|52=20260110-23:59:59.999");
        }
        try (Recorded desk = Recorded.connection(folder, 2, "DESK")) {
            desk.sentLogon(1, "").received("35=A|34=1|52=20260111-00:00:03");
        }

        assertFound(WITHOUT_PRIME);
    }

    @Test
    void shouldNotTakeAStrangersResetForTheSessionsOwn() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").received("35=0|34=2");
        }
        try (Recorded stranger = Recorded.connection(folder, 2, "DESK")) {
            stranger.sent("35=A|34=1|141=Y|553=DESK|554=wrong");
        }
        try (Recorded desk = Recorded.connection(folder, 3, "DESK")) {
            desk.logon(2, 1, "");
        }

        assertFound(WITHOUT_PRIME, "(d) DESK: numbers begin again after 2 without a reset");
    }

    @Test
    void shouldTakeAResetWhoseAnswerWasLost() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").received("35=0|34=2");
        }
        try (Recorded desk = Recorded.connection(folder, 2, "DESK")) {
            desk.sentLogon(1, "|141=Y");
        }
        try (Recorded desk = Recorded.connection(folder, 3, "DESK")) {
            desk.logon(2, 2, "").received("35=4|34=1|43=Y|123=Y|36=3");
        }

        assertFound(WITHOUT_PRIME);
    }

    @Test
    void shouldSeeAMissingCopyAndOneWithoutAnOriginal() throws IOException {
        recordDesk(PLACE, NEW, FILL, AFTER);
        recordPrime(NEW, FILL.replace("7-2", "7-3"));

        assertFound("(e) PB: no copy of DESK's 8=FIX", "(e) PB: no desk has the original of");
    }

    @Test
    void shouldWantCopiesOnlyOfThoseThatThePrimeIsEntitledTo() throws IOException {
        recordDesk(PLACE, NEW, FILL, AFTER);
        recordPrime();

        assertFound("(e) PB: no copy", "(e) PB: no copy");
        assertEquals(
                List.of(),
                RecordedRun.judge(folder, new RecordedRun.Terms(Map.of("PB", List.of("LOAD")), true))
                        .violations());
    }

    @Test
    void shouldMissAPrimeThatNeverCame() throws IOException {
        recordDesk(PLACE, NEW, FILL, AFTER);

        assertFound("(e) PB: it never logged on");
    }

    @Test
    void shouldSeeAStateThatIsNotTheOneThatWasLeft() throws IOException {
        String log =
                """
                5 bascule ready fix=1:1 data=/d state=aa
                6 bascule stopped state=bb
                7 bascule ready fix=1:1 data=/d state=bb
                """;
        Files.writeString(folder.resolve("venue.log"), log);
        assertFound(WITHOUT_PRIME);

        Files.writeString(folder.resolve("venue.log"), log.replace("state=bb\n7", "state=cc\n7"));
        assertFound(WITHOUT_PRIME, "(f) replays: state cc was left, a replay of the same log comes to bb");
    }

    @Test
    void shouldCompareStartsThatReplayedTheSameLog() throws IOException {
        String log =
                """
                2500000000 bascule ready data=/d state=aa
                2600000000 bascule ready data=/d state=bb
                2700000000 bascule ready data=/d state=cc
                """;
        Files.writeString(folder.resolve("venue.log"), log);
        assertFound(
                WITHOUT_PRIME,
                "(f) replays: state bb was there at the last start, a replay of the same log comes to cc");

        Recorded.connection(folder, 1, "DESK").logon(1, 1, "|141=Y").close();
        Files.writeString(folder.resolve("venue.log"), log.replace("25", "9"));
        assertFound(WITHOUT_PRIME);
    }

    @Test
    void shouldSeeBytesOfTheVenueThatAreNoMessage() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y")
                    .fromVenue("rubbish")
                    .received("35=0|34=2")
                    .fromVenue("8=FIX.4.4|9=5|35=0|10=000|");
        }

        assertFound(
                WITHOUT_PRIME,
                "(d) connection-000001.rec: the venue sent what is no message: rubbish",
                "(d) connection-000001.rec: the venue sent what is no message: 8=FIX.4.4");
    }

    @Test
    void shouldReadAMessageThatCameInPiecesAndLeaveOneThatWasCut() throws IOException {
        String heartbeat = Recorded.frame("35=0|34=2", "BASCULE", "DESK");
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y")
                    .fromVenue(heartbeat.substring(0, 3))
                    .fromVenue(heartbeat.substring(3))
                    .fromVenue(heartbeat.substring(0, heartbeat.length() - 1));
        }

        assertFound(WITHOUT_PRIME);
        assertEquals(3, RecordedRun.judge(folder, WITHOUT_PRIME).messages());
    }

    @Test
    void shouldFindWhatAClientSentAfterRubbish() throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y")
                    .fromClient("8=FIX.4.4|9=900|35=D|")
                    .sent("35=D|34=2|11=a")
                    .received("35=8|34=2|17=7-1|37=1|11=a|150=0|39=0|38=2|14=0|151=2");
        }

        assertFound(WITHOUT_PRIME);
    }

    private void recordDesk(String request, String... reports) throws IOException {
        try (Recorded desk = Recorded.connection(folder, 1, "DESK")) {
            desk.logon(1, 1, "|141=Y").sent("35=U1|34=2|20001=before|1=DESK-A").received(BEFORE);
            desk.sent(request);
            for (int i = 0; i < reports.length - 1; i++) {
                desk.received(reports[i]);
            }
            desk.synchronised(4, 5).sent("35=U1|34=5|20001=after|1=DESK-A");
            desk.received(reports[reports.length - 1]).received("35=0|34=7");
        }
    }

    private void recordPrime(String... reports) throws IOException {
        try (Recorded prime = Recorded.connection(folder, 2, "PB")) {
            prime.logon(1, 1, "|141=Y");
            for (int i = 0; i < reports.length; i++) {
                prime.received(reports[i].replaceFirst("34=\\d+", "34=" + (i + 2))
                        + "|797=Y|453=1|448=DESK|452=55|1180=PB|1181=" + (i + 1));
            }
        }
    }

    private static String equity(int seqNum, String id, int eventNumber, String amount) {
        return "35=U2|34=" + seqNum + "|20001=" + id + "|20002=1|20003=0|20004=" + eventNumber
                + "|1=DESK-A|1643=2|1645=" + amount + "|1644=102|1646=USD|20005=0|1645=1|1644=11|1646=USD|20005=0";
    }

    private void assertFound(String... beginnings) throws IOException {
        assertFound(TERMS, beginnings);
    }

    private void assertFound(RecordedRun.Terms terms, String... beginnings) throws IOException {
        List<Violation> violations = RecordedRun.judge(folder, terms).violations();
        assertEquals(beginnings.length, violations.size(), violations.toString());
        for (int i = 0; i < beginnings.length; i++) {
            String violation = violations.get(i).toString();
            assertTrue(violation.startsWith(beginnings[i]), violation + " instead of " + beginnings[i]);
        }
    }
}
