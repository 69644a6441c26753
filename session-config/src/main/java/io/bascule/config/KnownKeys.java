package io.bascule.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** Every key that the sessions file may hold, and what QuickFIX/J's own keys take. */
final class KnownKeys {
    private static final int FARTHEST_SUGGESTION = 3;

    private final Map<String, String> quickfixTypes = new HashMap<>();

    private KnownKeys() {}

    static KnownKeys load() {
        Properties properties = new Properties();
        try (InputStream in = KnownKeys.class.getResourceAsStream("quickfix-keys.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("quickfix-keys.properties cannot be read", e);
        }
        KnownKeys keys = new KnownKeys();
        properties.stringPropertyNames().forEach(key -> keys.quickfixTypes.put(key, properties.getProperty(key)));
        return keys;
    }

    boolean isOurs(String key) {
        return SessionKeys.OURS.contains(key);
    }

    /** QuickFIX/J numbers some of its keys, and gives one dictionary a version. */
    boolean isQuickfix(String key) {
        return quickfixTypes.containsKey(key) || key.startsWith("AppDataDictionary.") || key.matches("LogonTag\\d+");
    }

    /** The nearest known key, if one is near. */
    Optional<String> suggestion(String key) {
        TreeSet<String> all = new TreeSet<>(quickfixTypes.keySet());
        all.addAll(SessionKeys.OURS);
        return all.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .filter(candidate -> distance(key, candidate) <= FARTHEST_SUGGESTION);
    }

    /** What a QuickFIX/J key takes, if the value is not that. */
    Optional<String> objection(String key, String value) {
        String type = quickfixTypes.getOrDefault(key, "TEXT");
        return switch (type) {
            case "TEXT" -> value.isEmpty() ? Optional.of("some text") : Optional.empty();
            case "YES_NO" -> unless(value.equals("Y") || value.equals("N"), "Y or N");
            case "WHOLE" -> unless(value.matches("\\d{1,9}"), "a whole number, 0 to 999999999");
            case "DECIMAL" -> unless(value.matches("\\d{1,9}(\\.\\d{1,9})?"), "a decimal number, 0 or more");
            case "TIME" -> unless(isTime(value), "HH:MM:SS, in UTC");
            case "DAY" -> unless(isDay(value), "a day of the week in English");
            default ->
                unless(Arrays.asList(type.split("\\|", -1)).contains(value), "one of " + type.replace("|", ", "));
        };
    }

    private static Optional<String> unless(boolean right, String allowed) {
        return right ? Optional.empty() : Optional.of(allowed);
    }

    private static boolean isTime(String value) {
        try {
            LocalTime.parse(value);
            return value.matches("\\d\\d:\\d\\d:\\d\\d");
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDay(String value) {
        return Arrays.stream(DayOfWeek.values()).map(Enum::name).anyMatch(value.toUpperCase(Locale.ROOT)::equals);
    }

    /** Levenshtein's distance, letter case ignored. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
