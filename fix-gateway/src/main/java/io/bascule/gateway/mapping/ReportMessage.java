package io.bascule.gateway.mapping;

import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.StringField;
import quickfix.field.MsgType;

/**
 * A message to be sent: the same text as QuickFIX/J's own class gives, for a fraction of the work, since its fields lie
 * in a {@link FieldTable} instead of a tree of objects. A group has one entry at most. Not for messages that come in.
 */
final class ReportMessage extends Message {
    private static final long serialVersionUID = 1L;
    private static final char SOH = '\001';
    private static final int EXPECTED_FIELDS = 40;
    private static final int EXPECTED_GROUPS = 2;
    private static final int EXPECTED_LENGTH = 640;
    private static final int NONE = 0;

    private final transient FieldTable table = new FieldTable(EXPECTED_FIELDS);
    /** By the tag of their count; QuickFIX/J writes groups behind all other fields, too. */
    private final transient FieldTable entries = new FieldTable(EXPECTED_GROUPS);

    ReportMessage(String msgType) {
        getHeader().setString(MsgType.FIELD, msgType);
    }

    @Override
    protected Header newHeader() {
        return new TableHeader();
    }

    @Override
    public void setString(int tag, String value) {
        table.put(tag, value);
    }

    /** Where all other setters end. */
    @Override
    public void setField(StringField field) {
        table.put(field.getField(), field.getValue());
    }

    /** Adds the only entry of a group. */
    @Override
    public void addGroupRef(Group entry) {
        if (entries.get(entry.getFieldTag()) != null) {
            throw new IllegalStateException("a second entry of group " + entry.getFieldTag());
        }
        StringBuilder text = new StringBuilder("1");
        for (int tag : entry.getFieldOrder()) {
            if (tag > 0 && entry.isSetField(tag)) {
                text.append(SOH).append(tag).append('=').append(value(entry, tag));
            }
        }
        entries.put(entry.getFieldTag(), text.toString());
    }

    private static String value(Group entry, int tag) {
        try {
            return entry.getString(tag);
        } catch (FieldNotFound e) {
            throw new IllegalStateException("a set field is not found: " + tag, e);
        }
    }

    @Override
    public boolean isSetField(int tag) {
        return table.get(tag) != null;
    }

    @Override
    public String getString(int tag) throws FieldNotFound {
        String value = table.get(tag);
        if (value == null) {
            throw new FieldNotFound(tag);
        }
        return value;
    }

    @Override
    public String toString() {
        TableHeader header = (TableHeader) getHeader();
        StringBuilder body = new StringBuilder(EXPECTED_LENGTH);
        header.appendTo(body);
        table.appendTo(body, NONE, NONE);
        entries.appendTo(body, NONE, NONE);
        return header.frame(body);
    }
}
