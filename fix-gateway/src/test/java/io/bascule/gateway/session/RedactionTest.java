package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void shouldHideSecretsInTextAndNothingElse() {
        assertEquals(
                "incoming message with 554=***|553=DESK1|554=***|925=***|96=***|1554=x|10=000|",
                redact("incoming message with 554=s3cret: 8=FIX.4.4|553=DESK1|554=s|925=n|96=r|1554=x|10=000|"));
    }

    @Test
    void shouldHideASecretAtTheEnd() {
        assertEquals("35=A|554=***", redact("35=A|554=s3cret"));
        assertEquals("35=A|554=***|", redact("35=A|554=s3cret|"));
    }

    @Test
    void shouldOverwriteWithoutChangingTheLength() {
        assertEquals("35=A|554=******|108=30|10=123|", overwrite("35=A|554=s3cret|108=30|10=123|"));
    }

    @Test
    void shouldOverwriteDataThatHoldsSeparators() {
        assertEquals("35=A|95=7|96=*******|108=30|10=123|", overwrite("35=A|95=7|96=ab|c=d||108=30|10=123|"));
        assertEquals("35=A|93=3|89=***|10=123|", overwrite("35=A|93=3|89=a|b|10=123|"));
        assertEquals("35=A|95=9999999|96=**|10=123|", overwrite("35=A|95=9999999|96=ab|10=123|"));
    }

    @Test
    void shouldOverwriteWhatIsNoFieldAndGoOnBehindIt() {
        assertEquals("35=D|***|554=******|58=x|10=1|", overwrite("35=D|x=y|554=s3cret|58=x|10=1|"));
        assertEquals("95=3|96=***|***|58=x|554=***", overwrite("95=3|96=abc|def|58=x|554=abc"));
        assertEquals("35=D||554=***|**", overwrite("35=D||554=abc|55"));
    }

    @Test
    void shouldOverwriteWhatMayBeASecretInGarbledBytes() {
        assertEquals("8=FIX.4.4|35=A|554=******|108=30|10=1", garbled("8=FIX.4.4|35=A|554=s3cret|108=30|10=1"));
        assertEquals("8=FIX.4.4|554=******|", garbled("8=FIX.4.4|554=s3cret|"));
        assertEquals("8=FIX.4.4|554=*****", garbled("8=FIX.4.4|554=s3cre"));
        assertEquals("**************", garbled("cret|108=30|10"));
    }

    private static String garbled(String text) {
        byte[] bytes = RawFixClient.bytes("##" + text + "##");
        Redaction.overwriteGarbled(bytes, 2, bytes.length - 2);
        String whole = new String(bytes, StandardCharsets.ISO_8859_1).replace('\u0001', '|');
        return whole.substring(2, whole.length() - 2);
    }

    @Test
    void shouldKeepWhatAnEventSaysAroundAMessage() {
        String message = "8=FIX.4.4|9=5|35=D|11=x|10=123|";
        assertEquals("Rejecting (message): why", withoutMessages("Rejecting " + message + ": why"));
        assertEquals("a [(message)]", withoutMessages("a [" + message + "] b [" + message + "]"));
        assertEquals("Garbled (message)", withoutMessages("Garbled 8=FIX.4.4|9=5|35=D|11=x"));
        assertEquals("Garbled 9=5", withoutMessages("Garbled 9=5|35=D|11=x|10=123|"));
        assertEquals("Received logon", withoutMessages("Received logon"));
    }

    @Test
    void shouldMakeOneShortLineOfWhatAStrangerWrote() {
        assertEquals("a?b?c", Redaction.printable("a\nb\u001bc"));
        assertEquals(64, Redaction.printable("x".repeat(16_000)).length());
    }

    private static String withoutMessages(String text) {
        return Redaction.withoutMessages(text.replace('|', '\u0001'));
    }

    private static String redact(String text) {
        return Redaction.redact(text.replace('|', '\u0001')).replace('\u0001', '|');
    }

    private static String overwrite(String text) {
        byte[] bytes = RawFixClient.bytes(text);
        Redaction.overwrite(bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1).replace('\u0001', '|');
    }
}
