package io.bascule.gateway.app;

import java.util.List;
import java.util.Set;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MsgType;

/** The messages that only take orders away: they have a throttle budget of their own, so that a desk always can. */
final class Cancels {
    private static final String MASS_ORDER = "DJ";
    private static final int NO_ORDER_ENTRIES = 2428;
    private static final int ORDER_ENTRY_ACTION = 2429;
    private static final String DELETE = "3";

    private static final Set<String> TYPES =
            Set.of(MsgType.ORDER_CANCEL_REQUEST, MsgType.ORDER_MASS_CANCEL_REQUEST, MsgType.QUOTE_CANCEL);

    private Cancels() {}

    /** Whether the message is one: a MassOrder is, if each of its entries deletes. */
    static boolean isCancel(Message message, String msgType) throws FieldNotFound {
        return TYPES.contains(msgType) || (msgType.equals(MASS_ORDER) && deletesOnly(message));
    }

    private static boolean deletesOnly(Message message) throws FieldNotFound {
        List<Group> entries = message.getGroups(NO_ORDER_ENTRIES);
        for (Group entry : entries) {
            if (!entry.isSetField(ORDER_ENTRY_ACTION)
                    || !entry.getString(ORDER_ENTRY_ACTION).equals(DELETE)) {
                return false;
            }
        }
        return !entries.isEmpty();
    }
}
