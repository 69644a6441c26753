package io.bascule.acceptance.script;

import io.bascule.acceptance.script.FixMessage.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code E?} and {@code E*} expect: fields that must be there, whatever else is. A tag given more than once must
 * occur with these values in this order; fields in brackets must stand together in one entry of a repeating group.
 */
final class Subset {
    private final List<Field> single = new ArrayList<>();
    private final List<List<Field>> entries = new ArrayList<>();

    private Subset() {}

    static Subset parse(String text) {
        Subset subset = new Subset();
        List<Field> entry = null;
        for (String part : text.split(String.valueOf(FixMessage.SOH), -1)) {
            if (part.startsWith("[")) {
                entry = new ArrayList<>();
                subset.entries.add(entry);
            }
            boolean closes = entry != null && part.endsWith("]");
            String bare = part.substring(part.startsWith("[") ? 1 : 0, part.length() - (closes ? 1 : 0));
            List<Field> target = entry == null ? subset.single : entry;
            target.addAll(FixMessage.parse(bare).fields());
            entry = closes ? null : entry;
        }
        return subset;
    }

    /** Why the message does not fit, or null if it does; then what the fields save is kept. */
    String difference(FixMessage received, Placeholders placeholders) {
        List<Runnable> saves = new ArrayList<>();
        String reason = singleDifference(received, placeholders, saves);
        for (List<Field> entry : entries) {
            if (reason == null && !hasEntry(entry, received.fields(), placeholders, saves)) {
                reason = "no entry with " + entry;
            }
        }
        if (reason == null) {
            saves.forEach(Runnable::run);
        }
        return reason;
    }

    private String singleDifference(FixMessage received, Placeholders placeholders, List<Runnable> saves) {
        List<Field> left = new ArrayList<>(received.fields());
        for (Field want : single) {
            List<String> candidates = valuesOf(want.tag(), left);
            if (want.value().equals("<NONE>")) {
                if (!candidates.isEmpty()) {
                    return "unexpected field " + want.tag() + "=" + candidates.get(0);
                }
                continue;
            }
            if (candidates.isEmpty()) {
                return "no field " + want;
            }
            String found = takeFirstFit(want, left, placeholders);
            if (found == null) {
                return "field " + want.tag() + " is " + String.join(", ", candidates) + ", expected "
                        + placeholders.fillInNames(want.value());
            }
            saves.add(() -> placeholders.keep(want, found));
        }
        return null;
    }

    private static List<String> valuesOf(String tag, List<Field> fields) {
        return fields.stream()
                .filter(field -> field.tag().equals(tag))
                .map(Field::value)
                .toList();
    }

    /** Takes the occurrences of the tag away up to and with the first that fits. */
    private static String takeFirstFit(Field want, List<Field> left, Placeholders placeholders) {
        for (int i = 0; i < left.size(); ) {
            Field field = left.get(i);
            if (!field.tag().equals(want.tag())) {
                i++;
                continue;
            }
            left.remove(i);
            if (placeholders.fits(want, field.value(), true)) {
                return field.value();
            }
        }
        return null;
    }

    /** An entry begins with the first tag in the brackets and ends before the next field of that tag. */
    private static boolean hasEntry(
            List<Field> entry, List<Field> fields, Placeholders placeholders, List<Runnable> saves) {
        String delimiter = entry.get(0).tag();
        for (int start = 0; start < fields.size(); start++) {
            if (!fields.get(start).tag().equals(delimiter)) {
                continue;
            }
            int end = start + 1;
            while (end < fields.size() && !fields.get(end).tag().equals(delimiter)) {
                end++;
            }
            List<Runnable> found = new ArrayList<>();
            if (fitsEntry(entry, fields.subList(start, end), placeholders, found)) {
                saves.addAll(found);
                return true;
            }
        }
        return false;
    }

    private static boolean fitsEntry(
            List<Field> entry, List<Field> fields, Placeholders placeholders, List<Runnable> saves) {
        List<Field> left = new ArrayList<>(fields);
        for (Field want : entry) {
            if (want.value().equals("<NONE>")) {
                if (!valuesOf(want.tag(), left).isEmpty()) {
                    return false;
                }
                continue;
            }
            String found = takeFirstFit(want, left, placeholders);
            if (found == null) {
                return false;
            }
            saves.add(() -> placeholders.keep(want, found));
        }
        return true;
    }
}
