package io.bascule.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import quickfix.FieldConvertError;
import quickfix.SessionID;
import quickfix.field.converter.UtcTimestampConverter;

/**
 * What a connection's first message says about its sender. The password is never part of a string: {@link #wipe} it
 * after use.
 */
final class LogonRequest {
    private static final int BEGIN_STRING = 8;
    private static final int SENDER_COMP_ID = 49;
    private static final int TARGET_COMP_ID = 56;
    private static final int SENDING_TIME = 52;
    private static final int HEART_BT_INT = 108;
    private static final int DEFAULT_APPL_VER_ID = 1137;
    private static final int USERNAME = 553;
    private static final int PASSWORD = 554;
    private static final Set<Integer> TEXTS = Set.of(
            BEGIN_STRING, SENDER_COMP_ID, TARGET_COMP_ID, SENDING_TIME, HEART_BT_INT, DEFAULT_APPL_VER_ID, USERNAME);

    private final Map<Integer, String> texts = new HashMap<>();
    private char[] password = {};

    private LogonRequest() {}

    /**
     * Reads a framed message.
     *
     * @return null if it is not made of fields, lacks BeginString or a CompID, or says one thing twice
     */
    static LogonRequest parse(byte[] bytes, int from, int to) {
        LogonRequest request = new LogonRequest();
        FieldScanner field = new FieldScanner(bytes, from, to);
        while (field.next()) {
            int length = field.valueTo() - field.valueFrom();
            if (field.tag() == PASSWORD) {
                if (request.password.length > 0) {
                    return null;
                }
                request.password = chars(bytes, field.valueFrom(), length);
            } else if (TEXTS.contains(field.tag())) {
                String text = new String(bytes, field.valueFrom(), length, StandardCharsets.ISO_8859_1);
                if (request.texts.put(field.tag(), text) != null) {
                    return null;
                }
            }
        }
        return field.isAtEnd() && request.texts.keySet().containsAll(Set.of(8, 49, 56)) ? request : null;
    }

    /** The session meant, as its acceptor knows it. */
    SessionID sessionId() {
        return new SessionID(text(BEGIN_STRING), text(TARGET_COMP_ID), text(SENDER_COMP_ID));
    }

    /** Whether SendingTime(52) lies within a distance of a time, either way. */
    boolean isSentWithin(long millis, long nowMs) {
        try {
            LocalDateTime time = UtcTimestampConverter.convertToLocalDateTime(text(SENDING_TIME));
            return Math.abs(time.toInstant(ZoneOffset.UTC).toEpochMilli() - nowMs) <= millis;
        } catch (FieldConvertError e) {
            return false;
        }
    }

    /** HeartBtInt(108) in seconds; 0 if it is missing or not a number that is 0 or more. */
    int heartBtInt() {
        String text = text(HEART_BT_INT);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** DefaultApplVerID(1137), empty if missing. */
    String defaultApplVerId() {
        return text(DEFAULT_APPL_VER_ID);
    }

    /** Username(553), empty if missing. */
    String username() {
        return text(USERNAME);
    }

    /** Password(554), empty if missing; not a copy. */
    char[] password() {
        return password;
    }

    void wipe() {
        Arrays.fill(password, '*');
    }

    private String text(int tag) {
        return texts.getOrDefault(tag, "");
    }

    private static char[] chars(byte[] bytes, int from, int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (bytes[from + i] & 0xFF);
        }
        return chars;
    }
}
