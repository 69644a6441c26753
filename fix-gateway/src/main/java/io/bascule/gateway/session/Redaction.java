package io.bascule.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps Password(554), NewPassword(925), RawData(96) and Signature(89) out of whatever is kept or shown. */
final class Redaction {
    private static final Pattern SECRETS =
            Pattern.compile("(?<![0-9])(554|925|96|89)=.*?(?=\u0001[0-9]+=|\u0001?$)", Pattern.DOTALL);

    private static final int MAX_PRINTABLE = 64;
    private static final char SOH = '\u0001';

    private Redaction() {}

    /** The text, a message or a sentence that holds one, without the values of the secret tags. */
    static String redact(String text) {
        return text.indexOf('=') < 0 ? text : SECRETS.matcher(text).replaceAll("$1=***");
    }

    /** An event's text without the text of the FIX messages in it. */
    static String withoutMessages(String text) {
        int from = text.indexOf("8=FIX");
        int trailer = text.lastIndexOf("\u000110=");
        String before = from < 0 ? text : text.substring(0, from) + "(message)";
        int to = trailer < from ? -1 : text.indexOf(SOH, trailer + 1);
        String kept = from < 0 || to < 0 ? before : before + text.substring(to + 1);
        // A message that is not whole, or lacks its BeginString.
        int rest = kept.indexOf(SOH);
        return redact(rest < 0 ? kept : kept.substring(0, rest));
    }

    /** What a stranger wrote, fit for one line of a log: short, and without control characters. */
    static String printable(String text) {
        String head = text.length() > MAX_PRINTABLE ? text.substring(0, MAX_PRINTABLE) : text;
        return head.replaceAll("[^\\x20-\\x7E]", "?");
    }

    /**
     * The same of bytes that are no message: what may be a secret is overwritten up to what may be the next field, and
     * all of it if it does not begin as a message does, since a secret may have begun before.
     */
    static void overwriteGarbled(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("8=FIX")) {
            Arrays.fill(bytes, from, to, (byte) '*');
            return;
        }
        Matcher secret = SECRETS.matcher(text);
        while (secret.find()) {
            Arrays.fill(bytes, from + secret.end(1) + 1, from + secret.end(), (byte) '*');
        }
    }

    /**
     * Overwrites the values of the secret tags in a message with stars, so that its length stays as stated; what is no
     * field, too, since it may be the rest of a secret with SOH inside.
     */
    static void overwrite(byte[] bytes, int from, int to) {
        FieldScanner field = new FieldScanner(bytes, from, to);
        while (!field.isAtEnd()) {
            int fieldFrom = field.at();
            if (field.next()) {
                int tag = field.tag();
                if (tag == 554 || tag == 925 || tag == 96 || tag == 89) {
                    Arrays.fill(bytes, field.valueFrom(), field.valueTo(), (byte) '*');
                }
            } else {
                int end = fieldFrom;
                while (end < to && bytes[end] != SOH) {
                    bytes[end++] = '*';
                }
                field.wrap(bytes, end + 1, to);
            }
        }
    }
}
