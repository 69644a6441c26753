package io.bascule.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects every mistake of a configuration, so that one start tells them all. Secrets are not repeated. */
final class Mistakes {
    private static final int LONGEST_VALUE = 80;

    private final Set<String> texts = new LinkedHashSet<>();

    /** Notes {@code place: key = value: what is allowed}; {@code place} names the file and, if known, the line. */
    void add(String place, String key, String value, String allowed) {
        texts.add(place + ": " + key + " = " + shown(key, value) + ": " + allowed);
    }

    /** Notes a value that is not there. */
    void addMissing(String place, String key, String allowed) {
        texts.add(place + ": " + key + " is missing: " + allowed);
    }

    /** Notes that a file cannot be read as what it should be. */
    void addFile(String place, String reason) {
        texts.add(place + ": " + reason);
    }

    int count() {
        return texts.size();
    }

    void throwIfAny() {
        if (!texts.isEmpty()) {
            throw new ConfigurationException(List.copyOf(texts));
        }
    }

    private static String shown(String key, String value) {
        String lowerKey = key.toLowerCase(Locale.ROOT);
        if (lowerKey.contains("password") || lowerKey.contains("secret") || lowerKey.contains("pwd")) {
            return "***";
        }
        String oneLine = value.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= LONGEST_VALUE ? oneLine : oneLine.substring(0, LONGEST_VALUE) + "…";
    }
}
