package io.bascule.gateway.mapping;

import java.time.LocalDateTime;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.StringField;
import quickfix.UtcTimestampPrecision;
import quickfix.field.BeginString;
import quickfix.field.CheckSum;
import quickfix.field.MsgType;

/** What the session adds to a message that is sent: who, to whom, when, and its number. */
final class TableHeader extends Message.Header {
    private static final long serialVersionUID = 1L;
    private static final char SOH = '\001';
    private static final int EXPECTED_HEADER_FIELDS = 8;
    private static final int FRAME_LENGTH = 32;

    private final transient FieldTable table = new FieldTable(EXPECTED_HEADER_FIELDS);

    /** MsgType, then the other fields in the order of their tags. */
    void appendTo(StringBuilder text) {
        FieldTable.append(text, MsgType.FIELD, table.get(MsgType.FIELD));
        table.appendTo(text, BeginString.FIELD, MsgType.FIELD);
    }

    /** The whole message: a body, which has the header's fields, between BeginString, BodyLength and CheckSum. */
    String frame(StringBuilder body) {
        StringBuilder text = new StringBuilder(body.length() + FRAME_LENGTH);
        String beginString = table.get(BeginString.FIELD);
        if (beginString != null) {
            FieldTable.append(text, BeginString.FIELD, beginString);
        }
        text.append("9=").append(body.length()).append(SOH).append(body);
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += text.charAt(i);
        }
        sum &= 0xFF;
        text.append(CheckSum.FIELD).append('=');
        text.append((char) ('0' + sum / 100))
                .append((char) ('0' + sum / 10 % 10))
                .append((char) ('0' + sum % 10));
        return text.append(SOH).toString();
    }

    @Override
    public void setString(int tag, String value) {
        table.put(tag, value);
    }

    @Override
    public void setField(StringField field) {
        table.put(field.getField(), field.getValue());
    }

    @Override
    public void setUtcTimeStamp(int tag, LocalDateTime value, UtcTimestampPrecision precision) {
        if (precision == UtcTimestampPrecision.MILLIS) {
            table.put(tag, Timestamps.millis(value));
        } else {
            super.setUtcTimeStamp(tag, value, precision);
        }
    }

    @Override
    public void removeField(int tag) {
        table.remove(tag);
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
}
