package io.bascule.acceptance.fix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One FIX message as it came: its bytes and its fields in order. Immutable. */
public final class RawMessage {
    private static final char SOH = '\u0001';

    private final String text;
    private final int[] tags;
    private final int[] starts;
    private final int[] ends;

    private RawMessage(String text, int fieldCount) {
        this.text = text;
        this.tags = new int[fieldCount];
        this.starts = new int[fieldCount];
        this.ends = new int[fieldCount];
    }

    /**
     * Reads a whole message.
     *
     * @throws IllegalArgumentException if a field is not {@code tag=value}.
     */
    public static RawMessage parse(byte[] frame) {
        String text = new String(frame, StandardCharsets.ISO_8859_1);
        if (text.isEmpty() || text.charAt(text.length() - 1) != SOH) {
            throw new IllegalArgumentException("the last field is not ended: " + readable(text));
        }
        RawMessage message =
                new RawMessage(text, (int) text.chars().filter(c -> c == SOH).count());
        int from = 0;
        for (int i = 0; i < message.tags.length; i++) {
            int end = text.indexOf(SOH, from);
            int equals = text.indexOf('=', from);
            if (equals <= from || equals > end) {
                throw new IllegalArgumentException("no tag=value at " + from + " in " + readable(text));
            }
            message.tags[i] = Integer.parseInt(text, from, equals, 10);
            message.starts[i] = equals + 1;
            message.ends[i] = end;
            from = end + 1;
        }
        return message;
    }

    /** Reads a message written with '|' for SOH, as tests and people write it. */
    public static RawMessage of(String readable) {
        return parse(readable.replace('|', SOH).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The first value of a tag, or null. */
    public String get(int tag) {
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] == tag) {
                return value(i);
            }
        }
        return null;
    }

    /** The first value of a tag that must be there. */
    public String required(int tag) {
        String value = get(tag);
        if (value == null) {
            throw new IllegalArgumentException("no tag " + tag + " in " + this);
        }
        return value;
    }

    /** Whether a tag has a value. */
    public boolean has(int tag) {
        return get(tag) != null;
    }

    /** Whether a tag has this value. */
    public boolean is(int tag, String value) {
        return value.equals(get(tag));
    }

    public String msgType() {
        return required(35);
    }

    public long msgSeqNum() {
        return Long.parseLong(required(34));
    }

    public boolean isPossDup() {
        return is(43, "Y");
    }

    /** Whether it belongs to the session layer and is never sent again. */
    public boolean isAdmin() {
        return isAdmin(msgType());
    }

    static boolean isAdmin(String msgType) {
        return msgType.length() == 1 && "01245A".contains(msgType);
    }

    public int fieldCount() {
        return tags.length;
    }

    /** Tag of the nth field. */
    public int tag(int n) {
        return tags[n];
    }

    /** Value of the nth field. */
    public String value(int n) {
        return text.substring(starts[n], ends[n]);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All fields but those of some tags, in order, for comparison. */
    public String without(int... excluded) {
        StringBuilder rest = new StringBuilder(text.length());
        for (int i = 0; i < tags.length; i++) {
            int tag = tags[i];
            if (Arrays.stream(excluded).noneMatch(e -> e == tag)) {
                rest.append(tag).append('=').append(value(i)).append('|');
            }
        }
        return rest.toString();
    }

    @Override
    public String toString() {
        return readable(text);
    }

    private static String readable(String text) {
        return text.replace(SOH, '|').replaceAll("\\|(554|925|96)=[^|]*", "|$1=***");
    }
}
