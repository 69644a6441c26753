package io.bascule.engine.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One object of a margin file: exactly the keys that it must have, each read with its type and range. */
final class MarginSection {
    private final String file;
    private final String path;
    private final JsonNode node;

    /**
     * @param file for messages.
     * @param path of the object in the file, empty or ending with a dot.
     * @param node that must be an object.
     * @param keys that it must have; no others.
     */
    MarginSection(final String file, final String path, final JsonNode node, final List<String> keys) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw refused("", "is not an object");
        }
        for (final String key : keys) {
            if (!node.has(key)) {
                throw refused(key, "is missing");
            }
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw refused(key, "is not a key of this file");
            }
        });
    }

    String text(final String key) {
        final JsonNode value = node.get(key);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw refused(key, "is not a text");
        }
        return value.textValue();
    }

    /** A whole number from least to most. */
    long number(final String key, final long least, final long most) {
        final JsonNode value = node.get(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw refused(key, "is not a whole number");
        }
        final long number = value.longValue();
        if (number < least || number > most) {
            throw refused(key, "is " + number + ", not from " + least + " to " + most);
        }
        return number;
    }

    /** Nanoseconds since the epoch of a time such as 2025-01-01T00:00:00Z. */
    long timeNs(final String key) {
        try {
            return Math.multiplyExact(Instant.parse(text(key)).getEpochSecond(), 1_000_000_000L);
        } catch (DateTimeException | ArithmeticException e) {
            throw refused(key, "is not a time such as 2025-01-01T00:00:00Z: " + text(key));
        }
    }

    /** The objects of a list, each with these keys. */
    List<MarginSection> list(final String key, final List<String> keys) {
        final JsonNode value = node.get(key);
        if (!value.isArray()) {
            throw refused(key, "is not a list");
        }
        final List<MarginSection> sections = new ArrayList<>();
        for (int n = 0; n < value.size(); n++) {
            sections.add(new MarginSection(file, path + key + "[" + (n + 1) + "].", value.get(n), keys));
        }
        return sections;
    }

    /** An object with these keys. */
    MarginSection section(final String key, final List<String> keys) {
        return new MarginSection(file, path + key + ".", node.get(key), keys);
    }

    MarginFileException refused(final String key, final String problem) {
        final String whole = path + key;
        final String name = whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
        return new MarginFileException(file, (name.isEmpty() ? "its content" : name) + " " + problem);
    }
}
