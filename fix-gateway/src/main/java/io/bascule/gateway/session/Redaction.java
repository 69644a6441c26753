package io.bascule.gateway.session;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Keeps Password(554), NewPassword(925), RawData(96) and Signature(89) out of whatever is kept or shown. */
final class Redaction {
    private static final Pattern SECRETS =
            Pattern.compile("(?<![0-9])(554|925|96|89)=.*?(?=\u0001[0-9]+=|\u0001?$)", Pattern.DOTALL);

    private Redaction() {}

    /** The text, a message or a sentence that holds one, without the values of the secret tags. */
    static String redact(String text) {
        return text.indexOf('=') < 0 ? text : SECRETS.matcher(text).replaceAll("$1=***");
    }

    /** Overwrites the values of the secret tags in a message with stars, so that its length stays as stated. */
    static void overwrite(byte[] bytes, int from, int to) {
        FieldScanner field = new FieldScanner(bytes, from, to);
        while (field.next()) {
            int tag = field.tag();
            if (tag == 554 || tag == 925 || tag == 96 || tag == 89) {
                Arrays.fill(bytes, field.valueFrom(), field.valueTo(), (byte) '*');
            }
        }
    }
}
