package io.bascule.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import quickfix.FieldConvertError;
import quickfix.SessionID;
import quickfix.field.converter.UtcTimestampConverter;

/**
 * What a connection's first message says about its sender. Password and signature are never part of a string: {@link
 * #wipe} them after use.
 */
final class LogonRequest {
    /** No time. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final int BEGIN_STRING = 8;
    private static final int SENDER_COMP_ID = 49;
    private static final int TARGET_COMP_ID = 56;
    private static final int MSG_SEQ_NUM = 34;
    private static final int MSG_TYPE = 35;
    private static final int SENDING_TIME = 52;
    private static final int RAW_DATA_LENGTH = 95;
    private static final int RAW_DATA = 96;
    private static final int ENCRYPT_METHOD = 98;
    private static final int HEART_BT_INT = 108;
    private static final int RESET_SEQ_NUM_FLAG = 141;
    private static final int DEFAULT_APPL_VER_ID = 1137;
    private static final int USERNAME = 553;
    private static final int PASSWORD = 554;
    private static final Set<Integer> TEXTS = Set.of(
            BEGIN_STRING,
            MSG_SEQ_NUM,
            MSG_TYPE,
            SENDER_COMP_ID,
            TARGET_COMP_ID,
            SENDING_TIME,
            RAW_DATA_LENGTH,
            ENCRYPT_METHOD,
            HEART_BT_INT,
            RESET_SEQ_NUM_FLAG,
            DEFAULT_APPL_VER_ID,
            USERNAME);

    /** The fields whose values are signed, in this order. */
    private static final int[] SIGNED = {
        MSG_TYPE, SENDER_COMP_ID, TARGET_COMP_ID, MSG_SEQ_NUM, SENDING_TIME, HEART_BT_INT, RESET_SEQ_NUM_FLAG
    };

    private final Map<Integer, String> texts = new HashMap<>();
    private char[] password = {};
    private byte[] rawData = {};

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
            } else if (field.tag() == RAW_DATA) {
                if (request.rawData.length > 0) {
                    return null;
                }
                request.rawData = Arrays.copyOfRange(bytes, field.valueFrom(), field.valueTo());
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
        long sentMs = sentMs();
        return sentMs != NO_TIME && Math.abs(sentMs - nowMs) <= millis;
    }

    /** SendingTime(52) in milliseconds since the epoch; {@link #NO_TIME} if it is missing or no time. */
    long sentMs() {
        try {
            LocalDateTime time = UtcTimestampConverter.convertToLocalDateTime(text(SENDING_TIME));
            return time.toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (FieldConvertError e) {
            return NO_TIME;
        }
    }

    /** What a signature is over: the values of 35, 49, 56, 34, 52, 108 and 141 that are there, SOH between them. */
    byte[] signedText() {
        StringJoiner joined = new StringJoiner("\u0001");
        for (int tag : SIGNED) {
            if (texts.containsKey(tag)) {
                joined.add(text(tag));
            }
        }
        return joined.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The signature in RawData(96), decoded from base64; empty if it is missing, or 95 or the base64 is wrong. */
    byte[] signature() {
        try {
            return text(RAW_DATA_LENGTH).equals(Integer.toString(rawData.length))
                    ? Base64.getDecoder().decode(rawData)
                    : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Whether it has Username(553). */
    boolean hasUsername() {
        return texts.containsKey(USERNAME);
    }

    /** HeartBtInt(108) in seconds; 0 if it is missing or not a number that is 0 or more. */
    int heartBtInt() {
        String text = text(HEART_BT_INT);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** Whether EncryptMethod(98) says that what follows will be encrypted. */
    boolean asksForEncryption() {
        return texts.containsKey(ENCRYPT_METHOD) && !text(ENCRYPT_METHOD).equals("0");
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
        Arrays.fill(rawData, (byte) '*');
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
