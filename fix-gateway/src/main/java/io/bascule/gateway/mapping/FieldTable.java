package io.bascule.gateway.mapping;

import java.util.Arrays;

/** Fields as text, by tag, each once: two arrays, since a message has a few dozen and is read from front to back. */
final class FieldTable {
    private static final char SOH = '\001';

    private int[] tags;
    private String[] values;
    private int count;

    FieldTable(int expected) {
        tags = new int[expected];
        values = new String[expected];
    }

    /** Sets a field; a value that it has is replaced. */
    void put(int tag, String value) {
        int at = count;
        while (at > 0 && tags[at - 1] >= tag) {
            at--;
        }
        if (at < count && tags[at] == tag) {
            values[at] = value;
            return;
        }
        if (count == tags.length) {
            tags = Arrays.copyOf(tags, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        System.arraycopy(tags, at, tags, at + 1, count - at);
        System.arraycopy(values, at, values, at + 1, count - at);
        tags[at] = tag;
        values[at] = value;
        count++;
    }

    /** The field's value, or null. */
    String get(int tag) {
        int at = Arrays.binarySearch(tags, 0, count, tag);
        return at < 0 ? null : values[at];
    }

    void remove(int tag) {
        int at = Arrays.binarySearch(tags, 0, count, tag);
        if (at >= 0) {
            count--;
            System.arraycopy(tags, at + 1, tags, at, count - at);
            System.arraycopy(values, at + 1, values, at, count - at);
        }
    }

    /** Writes all fields but two, in the order of their tags. */
    void appendTo(StringBuilder text, int left, int alsoLeft) {
        for (int i = 0; i < count; i++) {
            if (tags[i] != left && tags[i] != alsoLeft) {
                append(text, tags[i], values[i]);
            }
        }
    }

    static void append(StringBuilder text, int tag, String value) {
        text.append(tag).append('=').append(value).append(SOH);
    }
}
