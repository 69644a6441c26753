package io.bascule.acceptance.script;

import io.bascule.acceptance.script.FixMessage.Field;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the bytes of the messages that one connection sends: fills in placeholders, BodyLength(9) and CheckSum(10)
 * unless the script gives them, and for {@code I?} the header of the connection's last Logon with the next MsgSeqNum.
 */
final class MessageComposer {
    private static final char SOH = FixMessage.SOH;
    private static final Pattern WELL_FORMED =
            Pattern.compile("(8=FIXT?\\.\\d\\.\\d\\x01)(.*?\\x01)(10=.*|)", Pattern.DOTALL);
    private static final Pattern SEQ_NUM = Pattern.compile("(?<=\\x01)34=([^\\x01]*)\\x01");

    private String beginString = "";
    private String compIds = "";
    private long lastSeqNum;

    /** The text of a message as it goes out. */
    String compose(Step.Send step, Placeholders placeholders) {
        String withHeader = step.headless() ? withHeader(step.text()) : step.text();
        FixMessage template = FixMessage.parse(withHeader);
        String begin = template.first("8");
        String text = placeholders.fillIn(withHeader, begin == null ? "" : begin);
        Matcher matcher = WELL_FORMED.matcher(text);
        boolean lengthGiven = false;
        if (matcher.matches()) {
            String body = matcher.group(2);
            String trailer = matcher.group(3).equals("10=0" + SOH) ? "10=000" + SOH : matcher.group(3);
            lengthGiven = body.startsWith("9=");
            text = matcher.group(1) + (lengthGiven ? "" : "9=" + body.length() + SOH) + body + trailer;
        }
        boolean checkSumGiven = text.contains(SOH + "10=");
        if (!checkSumGiven) {
            text += "10=" + FixMessage.checkSum(text) + SOH;
        }
        if (!lengthGiven && !checkSumGiven) {
            remember(FixMessage.parse(text));
        }
        return text;
    }

    private String withHeader(String text) {
        if (beginString.isEmpty()) {
            throw new StepFailure("I? needs a Logon sent on this connection before");
        }
        int typeEnd = text.indexOf(SOH) + 1;
        String rest = text.substring(typeEnd);
        Matcher given = SEQ_NUM.matcher(SOH + rest);
        String seqNum = String.valueOf(lastSeqNum + 1);
        if (given.find()) {
            seqNum = given.group(1);
            rest = given.replaceFirst("").substring(1);
        }
        return "8=" + beginString + SOH + text.substring(0, typeEnd) + "34=" + seqNum + SOH + compIds + rest;
    }

    /** Messages whose length or checksum the script gives are taken for broken ones, and not counted. */
    private void remember(FixMessage sent) {
        String type = sent.first("35");
        String seqNum = sent.first("34");
        if (type == null || seqNum == null || !seqNum.matches("\\d{1,18}")) {
            return;
        }
        if (type.equals("A") && sent.first("8") != null) {
            beginString = sent.first("8");
            compIds = new Field("49", sent.first("49")).toString()
                    + SOH
                    + new Field("56", sent.first("56"))
                    + SOH
                    + new Field("52", "<TIME>")
                    + SOH;
            lastSeqNum = Long.parseLong(seqNum);
        } else {
            lastSeqNum = Math.max(lastSeqNum, Long.parseLong(seqNum));
        }
    }
}
