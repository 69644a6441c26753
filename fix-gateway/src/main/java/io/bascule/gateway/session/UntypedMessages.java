package io.bascule.gateway.session;

import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.MsgType;

/**
 * Makes every message a plain one, whose fields the dictionary knows. QuickFIX/J's own factories would load a class for
 * each message type of each version, some 100 MB of them, which nothing here asks for.
 */
final class UntypedMessages implements MessageFactory {
    @Override
    public Message create(String beginString, String msgType) {
        Message message = new Message();
        message.getHeader().setString(MsgType.FIELD, msgType);
        return message;
    }

    /** None: groups of what is received are made by the dictionary. */
    @Override
    public Group create(String beginString, String msgType, int correspondingFieldId) {
        return null;
    }
}
