package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.dictionaries.Dictionaries;
import io.bascule.gateway.encoding.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.DataDictionary;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.ValidationSettings;

/** A request that is called plain is one that QuickFIX/J reads and finds valid, with the same fields. */
class PlainRequestTest {
    private static final String HEADER = "34=7|49=DESK1|52=20261120-12:00:00.123|56=BASCULE|";
    private static final String ORDER = "35=D|" + HEADER
            + "1=DESK1-A|11=a-1|21=1|38=0.5|40=2|44=60000.5|54=1|55=BTC-PERP|59=1|60=20261120-12:00:00|";
    private static final String CANCEL =
            "35=F|" + HEADER + "11=c-1|41=a-1|54=1|55=BTC-PERP|60=20261120-12:00:00.000001|";
    private static final String REPLACE =
            "35=G|" + HEADER + "11=r-1|37=12|38=3|40=2|41=a-1|44=1|54=2|55=BTC-PERP|60=20240229-23:59:59|";
    private static final int[] BODY_TAGS = {1, 11, 21, 37, 38, 40, 41, 44, 54, 55, 58, 59, 60, 99};
    private static final int EXPECTED = 7;

    private final DataDictionary fix44 = Dictionaries.fix44();
    private final PlainRequest plain = new PlainRequest(new SessionID("FIX.4.4", "BASCULE", "DESK1"), fix44);

    @ParameterizedTest
    @ValueSource(strings = {ORDER, CANCEL, REPLACE})
    void shouldTakeTheCommonRequests(String body) throws Exception {
        assertTrue(read(body));
        assertLikeQuickFix(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "43=N|", "97=Y|", "122=20261120-12:00:00|", "50=X|", "369=1|", "18=6|", "58=text|", "99=1|", "126=x|",
                "453=0|", "20020=5|", "1=DESK1-A|", "11=b|", "96=x|", "8=FIX.4.4|", "34=7|", "1128=9|", "999999=1|"
            })
    void shouldLeaveWhatIsNotCommonOrComesTwice(String field) {
        assertFalse(read(ORDER + field));
        assertFalse(read(ORDER.replace("|1=", "|" + field + "1=")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "34=7>34=8",
                "34=7>34=-7",
                "34=7>34=x",
                "34=7>34=4294967303",
                "49=DESK1>49=DESK2",
                "56=BASCULE>56=B",
                "52=20261120-12:00:00.123>52=20261120-12:00:00.12",
                "52=20261120-12:00:00.123>52=20260230-12:00:00",
                "38=0.5>38=-0.5",
                "38=0.5>38=.5",
                "38=0.5>38=5.",
                "38=0.5>38=1e3",
                "38=0.5>38=",
                "38=0.5>38=1.2.3",
                "38=0.5>38=1234567890123456789",
                "44=60000.5>44=60 0",
                "54=1>54=5",
                "54=1>54=12",
                "40=2>40=K",
                "59=1>59=2",
                "59=1>59=6",
                "21=1>21=4",
                "60=20261120-12:00:00>60=20261120-24:00:00",
                "60=20261120-12:00:00>60=20261120-12:60:00",
                "60=20261120-12:00:00>60=20261120-12:00:60",
                "60=20261120-12:00:00>60=20261320-12:00:00",
                "60=20261120-12:00:00>60=now",
                "11=a-1>11=a b",
                "11=a-1>11=a\u00e9",
                "35=D>35=AB",
                "35=D>35=8",
                "35=D>35=AE",
                "1=DESK1-A|>",
                "|1=>|=",
                "|1=>|1"
            })
    void shouldLeaveWhatIsNotPlain(String change) {
        String[] fromTo = change.split(">", -1);
        String changed = ORDER.replace(fromTo[0], fromTo[1]);
        boolean isWithoutAccount = fromTo[0].equals("1=DESK1-A|");
        assertEquals(isWithoutAccount, read(changed), changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "4", "5", "A", "H", "8", "U1", "DJ"})
    void shouldLeaveMessagesOfOtherTypes(String msgType) {
        assertTrue(read(ORDER));
        assertFalse(read("35=" + msgType + "|" + HEADER));
    }

    @Test
    void shouldLeaveAnotherSessionsBeginStringAndAllOfASessionThatIsNotChecked() {
        assertFalse(read("FIX.4.2", ORDER));
        PlainRequest unchecked = new PlainRequest(new SessionID("FIX.4.4", "BASCULE", "DESK1"), null);
        byte[] bytes = frame("FIX.4.4", ORDER);
        assertFalse(unchecked.read(bytes, 0, bytes.length, EXPECTED));
    }

    /** Fields in any order, with values of all kinds: never plain unless QuickFIX/J agrees. */
    @Test
    void shouldNeverTakeWhatQuickFixRefuses() throws Exception {
        Random random = new Random(11);
        String[] values = {
            "1",
            "2",
            "0",
            "3",
            "4",
            "9",
            "x",
            "BTC-PERP",
            "60000.5",
            "-1",
            ".5",
            "1.",
            "007",
            "1e2",
            "",
            "20261120-12:00:00",
            "20261120-12:00:00.123",
            "20261120-12:00:00.123456",
            "20261120-12:00:00.123456789",
            "20260229-12:00:00",
            "20280229-12:00:00",
            "20261120-12:00",
            "00001120-12:00:00",
            "2026112O-12:00:00",
            "+1"
        };
        int taken = 0;
        for (int run = 0; run < 200_000; run++) {
            List<String> fields = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int tag = BODY_TAGS[random.nextInt(BODY_TAGS.length)];
                fields.add(random.nextInt(fields.size() + 1), tag + "=" + values[random.nextInt(values.length)] + "|");
            }
            String type = "DFG".charAt(random.nextInt(3)) + "";
            String body = "35=" + type + "|" + HEADER + String.join("", fields);
            if (read(body)) {
                taken++;
                assertLikeQuickFix(body);
            }
        }
        assertTrue(taken > 5_000, "taken " + taken);
    }

    private void assertLikeQuickFix(String body) throws Exception {
        String text = new String(frame("FIX.4.4", body), StandardCharsets.ISO_8859_1);
        Message whole = new Message(text, fix44, new ValidationSettings(), true);
        String refusal = refusal(whole);
        assertEquals(refusal, refusal(plain), body);
        assertTrue(refusal.isEmpty() || refusal.startsWith("Required tag missing"), refusal + " " + body);
        for (int tag = 0; tag < 200; tag++) {
            assertEquals(whole.isSetField(tag), plain.isSetField(tag), "tag " + tag + " of " + body);
            if (whole.isSetField(tag)) {
                assertEquals(whole.getString(tag), plain.getString(tag), body);
            }
            boolean isInHeader = whole.getHeader().isSetField(tag);
            assertEquals(isInHeader, plain.getHeader().isSetField(tag), "tag " + tag + " of " + body);
            if (isInHeader && tag != 9) {
                assertEquals(whole.getHeader().getString(tag), plain.getHeader().getString(tag), body);
            }
        }
        assertEquals(whole.getHeader().getInt(34), plain.getHeader().getInt(34));
        assertEquals(whole.getHeader().getUtcTimeStamp(52), plain.getHeader().getUtcTimeStamp(52));
        assertEquals(text, plain.toString());
    }

    private String refusal(Message message) throws Exception {
        try {
            fix44.validate(message, new ValidationSettings());
            return "";
        } catch (quickfix.FieldException e) {
            return e.getMessage();
        }
    }

    private boolean read(String body) {
        return read("FIX.4.4", body);
    }

    private boolean read(String beginString, String body) {
        byte[] bytes = frame(beginString, body);
        return plain.read(bytes, 0, bytes.length, EXPECTED);
    }

    private static byte[] frame(String beginString, String body) {
        byte[] unsummed = ("8=" + beginString + "|9=" + body.length() + "|" + body)
                .replace('|', '\001')
                .getBytes(StandardCharsets.ISO_8859_1);
        int sum = Checksum.of(unsummed, 0, unsummed.length);
        String trailer = String.format("10=%03d\001", sum);
        return (new String(unsummed, StandardCharsets.ISO_8859_1) + trailer).getBytes(StandardCharsets.ISO_8859_1);
    }
}
