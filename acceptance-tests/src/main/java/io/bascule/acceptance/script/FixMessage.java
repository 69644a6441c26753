package io.bascule.acceptance.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as its fields in order. Text that is no {@code tag=value} is left out, as the reference runners do: an
 * expected message may hold what no parser would accept.
 */
final class FixMessage {
    static final char SOH = '\001';

    private static final Pattern FIELD = Pattern.compile("(\\d+)=([^\\x01]+)\\x01");

    private final String raw;
    private final List<Field> fields;

    private FixMessage(String raw, List<Field> fields) {
        this.raw = raw;
        this.fields = fields;
    }

    record Field(String tag, String value) {
        @Override
        public String toString() {
            return tag + "=" + value;
        }
    }

    static FixMessage parse(String raw) {
        List<Field> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(raw.endsWith(String.valueOf(SOH)) ? raw : raw + SOH);
        while (matcher.find()) {
            fields.add(new Field(matcher.group(1), matcher.group(2)));
        }
        return new FixMessage(raw, List.copyOf(fields));
    }

    List<Field> fields() {
        return fields;
    }

    /** The first value of a tag, or null if the message has none. */
    String first(String tag) {
        for (Field field : fields) {
            if (field.tag().equals(tag)) {
                return field.value();
            }
        }
        return null;
    }

    List<String> values(String tag) {
        return fields.stream()
                .filter(field -> field.tag().equals(tag))
                .map(Field::value)
                .toList();
    }

    /** The sum of all bytes modulo 256, as CheckSum(10) has it: three digits. */
    static String checkSum(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += text.charAt(i) & 0xFF;
        }
        return String.format("%03d", sum & 0xFF);
    }

    /** The text with {@code |} for SOH, as people read it. */
    static String printable(String text) {
        return text.replace(SOH, '|');
    }

    @Override
    public String toString() {
        return printable(raw);
    }
}
