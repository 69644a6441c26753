package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.Framing;
import io.bascule.acceptance.fix.LeanSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Spoils messages: their fields, the bytes of their body (framed right again, so that they come past the framing), and
 * the framing itself. Everything is drawn from one seed. For one thread.
 */
final class Mutator {
    private static final String SOH = "\u0001";
    private static final int HEADER_FIELDS = 5;
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "-0.001",
            "1e9",
            "0x10",
            "NaN",
            "Infinity",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "0.00000000000000000000000001",
            "000000000000000000000000000000000001",
            "+1",
            " 1",
            "1 ",
            "1,5",
            "1.2.3",
            ".",
            "-",
            "Y",
            "N",
            "=",
            "a=b",
            "20260230-25:61:61",
            "00000000-00:00:00",
            "99991231-23:59:59.999999999999",
            "\u00e9\u00df\u00ff",
            "\u00f0\u009f\u0098\u0080",
            "\u0000",
            "%s%n",
            "../../etc/passwd",
            "<a/>",
            "|");
    private static final List<String> FIELDS = List.of(
            "453=3|448=A|447=D|452=1",
            "453=0",
            "453=1000000",
            "453=1|447=D|448=A|452=1",
            "453=2|448=A|447=D|452=1|802=2|523=x|803=1",
            "73=1",
            "73=999999999",
            "78=1|79=A|80=1",
            "382=1|375=X",
            "136=1|137=1|138=USD|139=4",
            "95=3|96=abc",
            "95=2000000000|96=abc",
            "95=0|96=a",
            "354=4|355=abcd",
            "354=-1|355=abcd",
            "89=x",
            "93=500|89=x",
            "212=3|213=<a>",
            "627=1|628=X",
            "97=Y",
            "97=X",
            "43=Y|122=20260101-00:00:00",
            "43=Y",
            "34=1",
            "35=A",
            "8=FIX.4.4",
            "9=5",
            "10=000",
            "0=0",
            "00=1",
            "-1=1",
            "999999999=x",
            "99999999999999999999=x",
            "1128=9",
            "1128=0",
            "115=X",
            "128=Y",
            "50=sub|57=sub",
            "369=1",
            "554=secret",
            "18=6",
            "18=6 E o",
            "110=1",
            "111=0",
            "1138=0.001",
            "99=1",
            "126=20300101-00:00:00",
            "2362=A|2964=1",
            "20020=1",
            "20045=1",
            "41=none",
            "37=1",
            "423=2",
            "854=1",
            "58=" + "x".repeat(3000));
    private static final List<String> TYPES = List.of(
            "D", "F", "G", "H", "U1", "U2", "U3", "x", "W", "AF", "BW", "BX", "8", "9", "3", "j", "0", "1", "E", "s",
            "ZZ", "", "d", "XX9", "\u00ff", "DD", "AA", "n", "AE", "CI", "h");

    private final Random random;
    private final Requests requests;

    Mutator(Random random, Requests requests) {
        this.random = random;
        this.requests = requests;
    }

    /** A message of the session's next number, spoilt or not; it should leave the session logged on. */
    Mutant next(LeanSession session) {
        long number = session.nextOut();
        String type = requests.type();
        List<String> fields =
                Requests.fields(session.header(type, number), requests.body(type, number, session.nextIn()));
        StringBuilder what = new StringBuilder(type);
        int times = random.nextInt(8) == 0 ? 2 + random.nextInt(3) : random.nextInt(12) == 0 ? 0 : 1;
        boolean byFields = random.nextInt(3) > 0;
        for (int i = 0; i < times && byFields; i++) {
            what.append(' ').append(spoilFields(fields));
        }
        byte[] body = (String.join(SOH, fields) + SOH).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < times && !byFields; i++) {
            int safeFrom = random.nextInt(20) == 0 ? 0 : Math.min(body.length - 1, lengthOf(fields, HEADER_FIELDS));
            body = spoilBytes(body, safeFrom, what);
        }
        byte[] message = Framing.frame(session.beginString(), body);
        if (random.nextInt(8) == 0) {
            message = spoilFraming(message, what);
        }
        return Mutant.of(what.toString(), number, message);
    }

    private static int lengthOf(List<String> fields, int count) {
        return fields.stream()
                .limit(count)
                .mapToInt(field -> field.length() + 1)
                .sum();
    }

    private String spoilFields(List<String> fields) {
        int first = random.nextInt(25) == 0 ? 1 : Math.min(HEADER_FIELDS, fields.size() - 1);
        int at = first + random.nextInt(fields.size() - first);
        String field = fields.get(at);
        String tag = field.substring(0, Math.max(0, field.indexOf('=')));
        switch (random.nextInt(10)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(first + random.nextInt(fields.size() - first), field);
            case 2 -> Collections.swap(fields, at, first + random.nextInt(fields.size() - first));
            case 3 -> fields.add(at, 1 + random.nextInt(30_000) + "=" + value());
            case 4 -> fields.addAll(at, List.of(one(FIELDS).split("\\|")));
            case 5 -> Collections.shuffle(fields.subList(first, fields.size()), random);
            case 6 -> fields.set(at, tag + "=" + "9".repeat(1 + random.nextInt(2000)));
            case 7 -> fields.set(0, "35=" + one(TYPES));
            case 8 -> fields.set(at, one(List.of("", "=", tag, tag + "==1", "x" + field, field + field)));
            default -> fields.set(at, tag + "=" + value());
        }
        return "field " + tag;
    }

    private byte[] spoilBytes(byte[] body, int safeFrom, StringBuilder what) {
        int at = safeFrom + random.nextInt(body.length - safeFrom);
        int length = Math.min(1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 4), body.length - at);
        byte[] piece = Arrays.copyOfRange(body, at, at + length);
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        what.append(" bytes at ").append(at);
        return switch (random.nextInt(6)) {
            case 0 -> {
                body[at] ^= (byte) (1 << random.nextInt(8));
                yield body;
            }
            case 1 -> {
                body[at] = (byte) random.nextInt(256);
                yield body;
            }
            case 2 -> splice(body, at, length, new byte[0]);
            case 3 -> splice(body, at, 0, piece);
            case 4 -> splice(body, at, 0, noise);
            default -> splice(body, at, length, noise);
        };
    }

    /** Spoils length, checksum, begin or end. What it makes is garbled, or longer than it is, never a message. */
    private byte[] spoilFraming(byte[] message, StringBuilder what) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\u000135=") + 1;
        String begin = text.substring(0, text.indexOf("\u00019=") + 1);
        String rest = text.substring(body);
        what.append(" framing");
        int length = rest.length() - 7 + (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(300));
        String spoilt =
                switch (random.nextInt(9)) {
                    case 0 ->
                        text.substring(0, text.length() - 4)
                                + (text.charAt(text.length() - 4) == '9' ? '1' : '9')
                                + text.substring(text.length() - 3);
                    case 1 -> begin + "9=" + length + SOH + rest;
                    case 2 -> begin + "9=" + one(List.of("", "-1", "x", "1.5", " 10")) + SOH + rest;
                    case 3 -> begin + rest;
                    case 4 -> text.substring(0, text.length() - 1 - random.nextInt(text.length() - 1));
                    case 5 -> text.substring(1 + random.nextInt(text.length() - 1));
                    case 6 -> begin + "9=" + (1_000 + random.nextInt(14_000)) + SOH + rest;
                    case 7 -> "8=" + SOH.repeat(random.nextInt(3)) + rest;
                    default -> text.substring(0, text.length() - 7);
                };
        return spoilt.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A message after which the session may be logged out or cut, or its numbers may be nonsense. */
    Mutant last(LeanSession session) {
        long number = session.nextOut();
        String time = FixSession.now();
        String good = session.header("1", number) + "112=X|";
        int far = 1 + random.nextInt(1_000_000);
        String body =
                switch (random.nextInt(14)) {
                    case 0 -> session.header("D", Math.max(1, number - far % 100)) + requests.body("D", number, 1);
                    case 1 -> session.header("D", number + far) + requests.body("D", number, 1);
                    case 2 -> good.replaceFirst("34=[0-9]+", "34=" + value());
                    case 3 -> good.replaceFirst("34=[0-9]+[|]", "");
                    case 4 -> good.replaceFirst("49=[^|]*", one(List.of("49=QA2", "49=", "50=x")));
                    case 5 -> good.replaceFirst("56=[^|]*", one(List.of("56=OTHER", "56=", "57=x")));
                    case 6 -> good.replaceFirst("52=[^|]*", one(List.of("52=20200101-00:00:00", "52=x", "52=")));
                    case 7 -> session.header("5", number) + one(List.of("", "58=bye|", "354=5|355=abcde|"));
                    case 8 -> session.header("A", number) + "98=0|108=" + one(List.of("30|", "-1|", "0|141=Y|", "x|"));
                    case 9 ->
                        session.header("4", number) + "36=" + one(List.of("1", "0", "-5", "x", "2147483647")) + "|";
                    case 10 -> session.header("4", number) + "36=" + (number + far) + "|";
                    case 11 -> session.header("4", number) + "123=Y|36=" + (number - 1) + "|";
                    case 12 ->
                        session.header("4", number - 1) + "43=Y|122=" + time + "|123=Y|36=" + (number + far) + "|";
                    default -> session.header("D", number) + "58=" + "x".repeat(20_000) + "|";
                };
        String begin = random.nextInt(14) == 0 ? one(List.of("FIX.4.2", "FIXT.1.1", "FIX.9.9")) : session.beginString();
        return Mutant.of("last", number, Framing.frame(begin, body));
    }

    private String value() {
        return one(VALUES);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
        byte[] result = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at + removed, result, at + added.length, bytes.length - at - removed);
        return result;
    }
}
