package io.bascule.gateway.mapping;

import io.bascule.dictionaries.Dictionaries;
import io.bascule.gateway.encoding.MessageBody;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import quickfix.DataDictionary;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.ValidationSettings;

/** FIX messages as text with {@code |} for SOH, without what a session adds. */
final class FixText {
    private static final ValidationSettings SETTINGS = new ValidationSettings();

    private FixText() {}

    /** Parses {@code 35=D|11=a|…} as it would come in, with the contract's dictionary. */
    static Message parse(FixVersion version, String text) throws InvalidMessage {
        return version == FixVersion.FIX44
                ? parse(wire("FIX.4.4", text), Dictionaries.fix44(), Dictionaries.fix44())
                : parse(wire("FIXT.1.1", text), Dictionaries.fixt11(), Dictionaries.fix50sp2());
    }

    /** The message's MsgType and body. */
    static String of(Message message) {
        return message.toString()
                .replace('\001', '|')
                .replaceFirst("^9=\\d+\\|", "")
                .replaceFirst("\\|10=\\d+\\|$", "");
    }

    /** What a mapping writes for one session: MsgType and body. */
    static String of(EventMapping mapping, SessionProfile recipient, long copySeqNum) {
        MessageBody body = new MessageBody();
        mapping.write(recipient, copySeqNum, body);
        return of(body);
    }

    /** The message's MsgType and body. */
    static String of(MessageBody body) {
        String fields = new String(body.bytes(), 0, body.length(), StandardCharsets.ISO_8859_1).replace('\001', '|');
        return "35=" + body.msgType() + "|" + fields.substring(0, fields.length() - 1);
    }

    /** Parses the text with the given dictionaries and validates it, as a counterparty that has them would. */
    static void validate(String text, FixVersion version, DataDictionary session, DataDictionary application)
            throws Exception {
        boolean is44 = version == FixVersion.FIX44;
        Message message = parse(wire(is44 ? "FIX.4.4" : "FIXT.1.1", text), session, application);
        application.validate(message, !is44, SETTINGS);
    }

    private static Message parse(String wire, DataDictionary session, DataDictionary application)
            throws InvalidMessage {
        return new Message(wire, session, application, SETTINGS, true);
    }

    private static String wire(String beginString, String text) {
        String body = text.replaceFirst("\\|", "|34=7|49=DESK1|52=20261120-12:00:00.000|56=BASCULE|") + "|";
        String counted = body.replace('|', '\001');
        String unsummed = "8=" + beginString + "\0019=" + counted.length() + "\001" + counted;
        int sum = 0;
        for (byte octet : unsummed.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += octet & 0xff;
        }
        return unsummed + "10=" + String.format(Locale.ROOT, "%03d", sum % 256) + "\001";
    }
}
