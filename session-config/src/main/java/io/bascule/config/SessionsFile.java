package io.bascule.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sections of a sessions file. QuickFIX/J's own reader stops at the first mistake, forgets line numbers and lets
 * the last of two equal keys win, so the file is read here; the format is the same.
 */
final class SessionsFile {
    private final String name;
    private final Section defaults;
    private final List<Section> sessions;

    private SessionsFile(String name, Section defaults, List<Section> sessions) {
        this.name = name;
        this.defaults = defaults;
        this.sessions = List.copyOf(sessions);
    }

    /** A value, and where it stands. */
    record Entry(String value, int line) {}

    /** The entries of one section, and where it begins. */
    record Section(int line, Map<String, Entry> entries) {
        Optional<Entry> entry(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    Section defaults() {
        return defaults;
    }

    List<Section> sessions() {
        return sessions;
    }

    /** The file's name and a line of it. */
    String place(int line) {
        return name + ":" + line;
    }

    static SessionsFile parse(String name, String text, Mistakes mistakes) {
        Section defaults = null;
        List<Section> sessions = new ArrayList<>();
        Section current = null;
        int number = 0;
        for (String raw : text.split("\\R", -1)) {
            number++;
            String line = raw.strip();
            String place = name + ":" + number;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.equalsIgnoreCase("[DEFAULT]")) {
                current = new Section(number, new LinkedHashMap<>());
                if (defaults != null) {
                    mistakes.add(place, "[DEFAULT]", "again", "one [DEFAULT] section");
                }
                defaults = current;
            } else if (line.equalsIgnoreCase("[SESSION]")) {
                current = new Section(number, new LinkedHashMap<>());
                sessions.add(current);
            } else if (line.startsWith("[")) {
                mistakes.add(place, "section", line, "[DEFAULT] or [SESSION]");
                current = new Section(number, new LinkedHashMap<>());
            } else {
                addEntry(current, line, number, place, mistakes);
            }
        }
        if (sessions.isEmpty()) {
            mistakes.addMissing(name, "[SESSION]", "at least one session");
        }
        return new SessionsFile(name, defaults == null ? new Section(1, new LinkedHashMap<>()) : defaults, sessions);
    }

    private static void addEntry(Section section, String line, int number, String place, Mistakes mistakes) {
        int equals = line.indexOf('=');
        if (equals <= 0) {
            // The line may be a secret that lost its key: it is not repeated.
            mistakes.addFile(place, "the line is not understood: key=value, [DEFAULT], [SESSION] or a comment");
            return;
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (section == null) {
            mistakes.add(place, key, value, "only below [DEFAULT] or [SESSION]");
        } else if (section.entries().putIfAbsent(key, new Entry(value, number)) != null) {
            mistakes.add(
                    place,
                    key,
                    value,
                    "one value; line " + section.entries().get(key).line() + " has another");
        }
    }
}
