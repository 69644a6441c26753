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

    private static String redact(String text) {
        return Redaction.redact(text.replace('|', '\u0001')).replace('\u0001', '|');
    }

    private static String overwrite(String text) {
        byte[] bytes = RawFixClient.bytes(text);
        Redaction.overwrite(bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1).replace('\u0001', '|');
    }
}
