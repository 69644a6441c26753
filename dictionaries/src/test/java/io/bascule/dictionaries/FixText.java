package io.bascule.dictionaries;

import java.nio.charset.StandardCharsets;
import quickfix.DataDictionary;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.ValidationSettings;

/** FIX messages written as {@code 35=D|11=a|…}: header, length and checksum are added here. */
final class FixText {
    private FixText() {}

    static Message parse(String beginString, String text, DataDictionary session, DataDictionary application)
            throws InvalidMessage {
        String body = text.replaceFirst("\\|", "|34=2|49=DESK1|52=20261120-12:00:00.000|56=BASCULE|") + "|";
        String counted = body.replace('|', '\001');
        String unsummed = "8=" + beginString + "\0019=" + counted.length() + "\001" + counted;
        int sum = 0;
        for (byte octet : unsummed.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += octet & 0xff;
        }
        String wire = unsummed + "10=" + String.format("%03d", sum % 256) + "\001";
        return new Message(wire, session, application, new ValidationSettings(), true);
    }

    /** Parses and validates an application message of FIX.4.4. */
    static Message fix44(String text, DataDictionary dictionary) throws Exception {
        Message message = parse("FIX.4.4", text, dictionary, dictionary);
        dictionary.validate(message, new ValidationSettings());
        return message;
    }

    /** Parses and validates an application message of FIX.5.0SP2 over FIXT.1.1. */
    static Message fix50(String text, DataDictionary session, DataDictionary application) throws Exception {
        Message message = parse("FIXT.1.1", text, session, application);
        application.validate(message, true, new ValidationSettings());
        return message;
    }
}
