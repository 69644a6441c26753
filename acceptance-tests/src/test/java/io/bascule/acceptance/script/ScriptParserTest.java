package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTest {
    private final List<String> ignored = new ArrayList<>();

    private List<Step> steps(String text) throws BadScriptException {
        return ScriptParser.parse("t.def", text, ignored::add).steps();
    }

    @Test
    void shouldReadEveryForm() throws Exception {
        assertEquals(
                List.of(
                        new Step.Connect(2, 1),
                        new Step.Connect(3, 2),
                        new Step.Connect(4, 12),
                        new Step.SetSession(5, "FIX.4.4:ISLD->TW", "NEXTTARGETSEQNUM", "20"),
                        new Step.Timeout(6, 250),
                        new Step.Send(7, 1, "8=FIX.4.4\00135=0\001", false),
                        new Step.Send(8, 2, "35=0\001", true),
                        new Step.Expect(9, 1, "8=FIX.4.4\00135=0\001", Step.Match.WHOLE),
                        new Step.Expect(10, 2, "35=0\001", Step.Match.SUBSET),
                        new Step.Expect(11, 12, "35=0\001", Step.Match.ANY_OF),
                        new Step.ExpectDisconnect(12, 1, false),
                        new Step.ExpectDisconnect(13, 2, true),
                        new Step.Disconnect(14, 12)),
                steps(
                        """
                          # comment
                        iCONNECT\r
                        i2,CONNECT
                        i12,CONNECT
                        iSET_SESSION FIX.4.4:ISLD->TW NEXTTARGETSEQNUM=20
                        iTIMEOUT 250
                        I8=FIX.4.4|35=0|
                        I2,?35=0|
                        E8=FIX.4.4|35=0|
                        E2,?35=0|
                        E12,*35=0|
                        eDISCONNECT
                        e2,CLOSED
                        i12,DISCONNECT
                        """));
        assertEquals(List.of(), ignored);
    }

    @Test
    void shouldTakeABarLiterallyOnlyWhereTheLineHasARealSeparator() throws Exception {
        List<Step> steps = steps("iCONNECT\nI8=FIX.4.4\00135=B\00158=a|b\001\nI8=FIX.4.4\\x0135=0\\x01\n");

        assertEquals(new Step.Send(2, 1, "8=FIX.4.4\00135=B\00158=a|b\001", false), steps.get(1));
        assertEquals(new Step.Send(3, 1, "8=FIX.4.4\00135=0\001", false), steps.get(2));
    }

    @Test
    void shouldSayWhichLinesItIgnores() throws Exception {
        steps("iCONNECT\nq\nexpect the message to be processed\n8=FIX.4.4|\n");

        assertEquals(
                List.of("t.def:2: q", "t.def:3: expect the message to be processed", "t.def:4: 8=FIX.4.4|"), ignored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "iCONECT; no step of this form: iCONECT",
                "iCLOSED; no such step: iCLOSED",
                "eCONNECT; eCONNECT waits for an initiator, and this runner is one",
                "R8=FIX.4.2|35=A|; no step of this form: R8=FIX.4.2|35=A|",
                "i2,DISCONNECT; connection 2 was never opened: iCONNECT or i2,CONNECT",
                "I2,8=FIX.4.4|; connection 2 was never opened: iCONNECT or i2,CONNECT",
                "E; no field expected",
                "E?|; no field expected",
                "I*35=0|; only I? is known: begins with 35= and takes the header from the Logon",
                "I?8=FIX.4.4|35=0|; only I? is known: begins with 35= and takes the header from the Logon",
                "I?35=F|41=<id>|; no value was saved under the name <id>",
                "E?35=8|37=<id>|11=<SAVE:id>|; no value was saved under the name <id>",
                "I?35=F|41=<SAVE:id>|; only an expected message saves a value: <SAVE:id>",
                "E?11=<SAVE:TIME>|; a name with another meaning: <SAVE:TIME>",
                "E?[448=X|452=1|; a bracket is not closed",
                "E?448=X]|452=1|; unbalanced bracket at 448=X]",
                "i99999,CONNECT; a connection's number has at most four digits: 99999",
            })
    void shouldRefuseWithFileAndLine(String line, String reason) {
        BadScriptException e = assertThrows(BadScriptException.class, () -> steps("iCONNECT\n\n" + line + "\n"));

        assertEquals("t.def:3: " + reason, e.getMessage());
    }

    @Test
    void shouldRefuseAScriptThatDoesNothing() {
        BadScriptException e = assertThrows(BadScriptException.class, () -> steps("# nothing\n"));

        assertEquals("t.def:2: no step in the whole script", e.getMessage());
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        BadScriptException e = assertThrows(
                BadScriptException.class, () -> ScriptParser.parse(Path.of("not-there.def"), ignored::add));

        assertEquals(
                "not-there.def:0: cannot be read: java.nio.file.NoSuchFileException: not-there.def", e.getMessage());
    }
}
