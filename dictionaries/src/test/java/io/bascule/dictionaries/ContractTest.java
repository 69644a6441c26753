package io.bascule.dictionaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import quickfix.DataDictionary;

/** Constants, dictionaries, the module's tables and, where it is at hand, the design's FIX contract say the same. */
final class ContractTest {
    /** Tags from here on came later than the design's table: the rules of engagement have them. */
    private static final int FIRST_BEYOND_THE_DESIGN = 20050;

    private static final Path RULES = Path.of("docs", "rules-of-engagement.md");
    private static final List<DataDictionary> ALL =
            List.of(Dictionaries.fix44(), Dictionaries.fixt11(), Dictionaries.fix50sp2());

    private static Map<Integer, String> userFieldsOf(String resource) {
        Map<Integer, String> names = new TreeMap<>();
        DictionaryXml.fields(resource).forEach((name, tag) -> {
            if (tag >= 20_000) {
                names.put(tag, name);
            }
        });
        return names;
    }

    private static Map<Integer, String> userFields() {
        Map<Integer, String> names = new TreeMap<>();
        DictionaryMerger.DICTIONARIES.forEach(name -> names.putAll(userFieldsOf(name + ".xml")));
        return names;
    }

    /** Rows of the table below a heading, cells trimmed. */
    private static List<List<String>> table(Path file, String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#")) {
                inside = line.startsWith("## " + heading);
            } else if (inside && line.startsWith("|") && !line.startsWith("| ---")) {
                rows.add(Pattern.compile("\\|")
                        .splitAsStream(line.substring(1))
                        .map(String::strip)
                        .toList());
            }
        }
        assertTrue(rows.size() > 1, file + " has no table below " + heading);
        return rows.subList(1, rows.size());
    }

    private static String constantName(String fieldName) {
        return fieldName
                .replace("ID", "Id")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }

    @Test
    void shouldNameEveryUserTagAsTheDictionaryDoes() throws IllegalAccessException {
        Map<Integer, String> constants = new TreeMap<>();
        for (Field field : BasculeTags.class.getFields()) {
            if (field.getType() == int.class) {
                constants.put(field.getInt(null), field.getName());
            }
        }
        Map<Integer, String> expected = new TreeMap<>();
        userFields().forEach((tag, name) -> expected.put(tag, constantName(name)));

        assertEquals(expected, constants);
        assertEquals(46, constants.size());
        assertEquals("PREVIEW_REQ_ID", constants.get(20001));
    }

    @Test
    void shouldNameTheUserMessageTypes() {
        assertEquals("U1", Dictionaries.fix44().getMsgType("MarginPreviewRequest"));
        assertEquals(BasculeTags.MARGIN_PREVIEW_REQUEST, Dictionaries.fix50sp2().getMsgType("MarginPreviewRequest"));
        assertEquals(BasculeTags.MARGIN_PREVIEW_REPORT, Dictionaries.fix44().getMsgType("MarginPreviewReport"));
    }

    @Test
    void shouldNotTakeAStandardName() {
        Set<String> standard =
                new TreeSet<>(DictionaryXml.fields("/FIXLatest.xml").keySet());
        DictionaryMerger.DICTIONARIES.forEach(name ->
                standard.addAll(DictionaryXml.fields("/" + name + ".xml").keySet()));

        userFields().values().forEach(name -> assertFalse(standard.contains(name), name));
    }

    @Test
    void shouldDocumentEveryUserTagWithItsTypeAndMessages() throws IOException {
        Map<Integer, Set<String>> messages = messagesByTag();
        Set<Integer> documented = new TreeSet<>();
        for (List<String> row : table(RULES, "User-defined tags")) {
            int tag = Integer.parseInt(row.get(0));
            documented.add(tag);
            assertEquals(userFields().get(tag), row.get(1));
            for (DataDictionary dictionary : ALL) {
                if (dictionary.isField(tag)) {
                    assertEquals(row.get(2), dictionary.getFieldType(tag).name(), row.get(1));
                }
            }
            assertEquals(messages.get(tag), new TreeSet<>(List.of(row.get(3).split(" ", -1))), row.get(1));
        }
        assertEquals(userFields().keySet(), documented);
    }

    /** The messages that hold each tag, in any dictionary. */
    private static Map<Integer, Set<String>> messagesByTag() {
        Map<Integer, Set<String>> messages = new TreeMap<>();
        for (String name : DictionaryMerger.DICTIONARIES) {
            DataDictionary dictionary = Dictionaries.load("io/bascule/dictionaries/" + name + ".xml");
            for (String msgType : DictionaryXml.msgTypes(name + ".xml")) {
                tagsOf(dictionary, msgType).forEach(tag -> messages.computeIfAbsent(tag, any -> new TreeSet<>())
                        .add(msgType));
            }
        }
        return messages;
    }

    /** The tags of a message, those in its groups included. */
    private static Set<Integer> tagsOf(DataDictionary dictionary, String msgType) {
        Set<Integer> tags = new TreeSet<>();
        for (int tag : dictionary.getOrderedFields()) {
            if (dictionary.isMsgField(msgType, tag)) {
                tags.add(tag);
                addGroup(tags, dictionary, msgType, tag);
            }
        }
        return tags;
    }

    private static void addGroup(Set<Integer> tags, DataDictionary dictionary, String msgType, int groupTag) {
        if (dictionary.isGroup(msgType, groupTag)) {
            DataDictionary group = dictionary.getGroup(msgType, groupTag).getDataDictionary();
            for (int tag : group.getOrderedFields()) {
                tags.add(tag);
                addGroup(tags, group, msgType, tag);
            }
        }
    }

    @Test
    void shouldDocumentEveryAddedMessage() throws IOException {
        Map<String, String> documented = table(RULES, "Messages that a base lacks").stream()
                .collect(Collectors.toMap(row -> row.get(0) + " " + row.get(1), row -> row.get(2)));
        Map<String, String> added = new TreeMap<>();
        for (String name : List.of("FIX44", "FIX50SP2")) {
            DataDictionary ours = Dictionaries.load("io/bascule/dictionaries/" + name + ".xml");
            Set<String> fresh = new TreeSet<>(DictionaryXml.msgTypes(name + ".xml"));
            fresh.removeAll(DictionaryXml.msgTypes("/" + name + ".xml"));
            fresh.forEach(msgType ->
                    added.merge(msgType + " " + ours.getValueName(35, msgType), name, (one, two) -> one + " " + two));
        }

        assertEquals(added, new TreeMap<>(documented));
    }

    @Test
    void shouldDocumentEveryAddedValue() throws IOException {
        Map<String, String> documented = table(RULES, "Standard values that a base lacks").stream()
                .collect(Collectors.toMap(row -> row.get(0) + "=" + row.get(2), row -> row.get(4)));
        Map<String, String> added = new TreeMap<>();
        for (String name : List.of("FIX44", "FIX50SP2")) {
            Map<Integer, List<String>> base = DictionaryXml.values("/" + name + ".xml");
            DictionaryXml.values(name + ".xml").forEach((tag, values) -> {
                List<String> fresh = new ArrayList<>(values);
                fresh.removeAll(base.getOrDefault(tag, values));
                if (tag != 35) {
                    fresh.forEach(value -> added.merge(tag + "=" + value, name, (one, two) -> one + " " + two));
                }
            });
        }

        assertEquals(added, new TreeMap<>(documented));
    }

    @Test
    void shouldAgreeWithTheDesignOnUserTags() throws IOException {
        Map<String, String> design = new TreeMap<>();
        for (List<String> row : table(design(), "User-defined tags")) {
            String[] types = plain(row.get(0)).split(" / ", -1);
            String[] lists = plain(row.get(1)).split(" / ", -1);
            for (int i = 0; i < types.length; i++) {
                for (String field : lists[i].split(", ", -1)) {
                    design.put(field.strip(), types[i].strip());
                }
            }
        }
        Map<String, String> ours = new TreeMap<>();
        userFields().forEach((tag, name) -> {
            if (tag < FIRST_BEYOND_THE_DESIGN) {
                ours.put(
                        tag + " " + name,
                        ALL.stream()
                                .filter(dictionary -> dictionary.isField(tag))
                                .findFirst()
                                .orElseThrow()
                                .getFieldType(tag)
                                .name());
            }
        });

        assertEquals(ours, design);
    }

    @Test
    void shouldAgreeWithTheDesignOnMessages() throws IOException {
        Pattern named = Pattern.compile("\\b([A-Z][A-Za-z]{6,}) ([A-Za-z0-9]{1,2})\\b");
        int found = 0;
        for (List<String> row : table(design(), "Messages")) {
            Matcher matcher = named.matcher(row.get(0) + " | " + row.get(1));
            while (matcher.find()) {
                found++;
                assertEquals(matcher.group(2), Dictionaries.fix44().getMsgType(matcher.group(1)), matcher.group(1));
                assertEquals(matcher.group(2), Dictionaries.fix50sp2().getMsgType(matcher.group(1)));
            }
        }
        assertNotEquals(0, found);
    }

    @Test
    void shouldAgreeWithTheDesignOnThePreview() throws IOException {
        for (String msgType : List.of("U1", "U2")) {
            Set<Integer> design = new TreeSet<>();
            boolean inside = false;
            for (String line : Files.readAllLines(design())) {
                inside = inside ? !line.isBlank() && !line.startsWith("73 absent") : line.startsWith(msgType + ": ");
                if (inside) {
                    Matcher matcher =
                            Pattern.compile("(?:^|[·{:;]) *(\\d+)(?= )").matcher(plain(line));
                    while (matcher.find()) {
                        design.add(Integer.valueOf(matcher.group(1)));
                    }
                }
            }
            assertEquals(tagsOf(Dictionaries.fix44(), msgType), design, msgType);
            assertEquals(tagsOf(Dictionaries.fix50sp2(), msgType), design, msgType);
        }
    }

    /** Drops the remarks in brackets, which hold values. */
    private static String plain(String line) {
        return line.replaceAll("\\([^)]*\\)", "") + " ";
    }

    private static Path design() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path file = directory.resolve(Path.of("shared", "design", "fix.md"));
            if (Files.exists(file)) {
                return file;
            }
        }
        return Assumptions.abort("skipped: the design's fix.md is not beside this checkout");
    }
}
