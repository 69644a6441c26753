package io.bascule.config;

import io.bascule.config.SessionsFile.Entry;
import io.bascule.config.SessionsFile.Section;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the typed values of one section, with the file's defaults below it, and notes what is wrong. */
final class SectionReader {
    private static final Pattern COMMA = Pattern.compile(",");

    private final SessionsFile file;
    private final Section section;
    private final Mistakes mistakes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    SectionReader(SessionsFile file, Section section, Mistakes mistakes) {
        this.file = file;
        this.section = section;
        this.mistakes = mistakes;
        entries.putAll(file.defaults().entries());
        entries.putAll(section.entries());
    }

    Map<String, Entry> entries() {
        return entries;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The value, or an empty text once its absence is noted. */
    String requiredText(String key, String allowed) {
        if (!has(key)) {
            mistakes.addMissing(file.place(section.line()), key, allowed);
        }
        return text(key).orElse("");
    }

    /** Notes that the key's value is wrong, or, if it has none, that it is missing. */
    void refuse(String key, String allowed) {
        Entry entry = entries.get(key);
        if (entry == null) {
            mistakes.addMissing(file.place(section.line()), key, allowed);
        } else {
            mistakes.add(file.place(entry.line()), key, entry.value(), allowed);
        }
    }

    boolean yesNo(String key, boolean byDefault) {
        String value = text(key).orElse(byDefault ? "Y" : "N");
        if (!value.equals("Y") && !value.equals("N")) {
            refuse(key, "Y or N");
        }
        return value.equals("Y");
    }

    int whole(String key, int byDefault, int min, int max) {
        String value = text(key).orElse(Integer.toString(byDefault));
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        refuse(key, "a whole number, " + min + " to " + max);
        return byDefault;
    }

    <E extends Enum<E>> Optional<E> oneOf(String key, E[] values) {
        String value = text(key).orElse("");
        Optional<E> found =
                Arrays.stream(values).filter(one -> one.name().equals(value)).findFirst();
        if (found.isEmpty()) {
            refuse(
                    key,
                    "one of "
                            + String.join(
                                    ", ", Arrays.stream(values).map(Enum::name).toList()));
        }
        return found;
    }

    /** The values between commas; an absent key is an empty list. */
    List<String> list(String key) {
        return text(key)
                .map(value -> COMMA.splitAsStream(value).map(String::strip).toList())
                .orElse(List.of());
    }
}
