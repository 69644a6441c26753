package io.bascule.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the typed values of one mapping of the venue file, and notes what is wrong with its path. */
final class YamlReader {
    private final String file;
    private final String path;
    private final JsonNode node;
    private final Mistakes mistakes;

    YamlReader(String file, String path, JsonNode node, Mistakes mistakes) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.mistakes = mistakes;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return node.has(key);
    }

    /** Notes that the key's value is wrong, or, if it has none, that it is missing. */
    void refuse(String key, String allowed) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            mistakes.addMissing(file, pathOf(key), allowed);
        } else {
            mistakes.add(file, pathOf(key), value.isValueNode() ? value.asText() : value.toString(), allowed);
        }
    }

    /** Refuses every key but these. */
    void allowOnly(Set<String> keys) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!keys.contains(property.getKey())) {
                refuse(property.getKey(), "one of " + keys.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    /** The value, or an empty text once it is noted that it does not match. */
    String text(String key, String pattern, String allowed) {
        JsonNode value = node.path(key);
        if (value.isTextual() && value.asText().matches(pattern)) {
            return value.asText();
        }
        refuse(key, allowed);
        return "";
    }

    /**
     * The value in units of {@code 10^-scale}, exactly.
     *
     * @return the smallest allowed value once it is noted that it is none, has too many decimals or is out of range
     */
    long decimal(String key, int scale, String min, String max) {
        return decimal(node.path(key), key, scale, new BigDecimal(min), new BigDecimal(max));
    }

    int whole(String key, int min, int max) {
        return (int) decimal(key, 0, Integer.toString(min), Integer.toString(max));
    }

    private long decimal(JsonNode value, String key, int scale, BigDecimal min, BigDecimal max) {
        Optional<BigDecimal> number = number(value);
        if (number.isPresent()
                && number.get().stripTrailingZeros().scale() <= scale
                && number.get().compareTo(min) >= 0
                && number.get().compareTo(max) <= 0) {
            return number.get().movePointRight(scale).longValueExact();
        }
        String allowed = scale == 0
                ? "a whole number, " + min + " to " + max
                : "a decimal number, " + min.toPlainString() + " to " + max + ", with at most " + scale + " decimals";
        if (value.isMissingNode() || value.isNull()) {
            mistakes.addMissing(file, pathOf(key), allowed);
        } else {
            mistakes.add(file, pathOf(key), value.isValueNode() ? value.asText() : value.toString(), allowed);
        }
        return min.movePointRight(scale).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /** A plain decimal number only: YAML itself would read 010 as eight. */
    private static Optional<BigDecimal> number(JsonNode value) {
        boolean plain = value.isTextual() && value.asText().matches("-?(0|[1-9][0-9]{0,19})(\\.[0-9]{1,20})?");
        return plain ? Optional.of(new BigDecimal(value.asText())) : Optional.empty();
    }

    /** The mapping below a key; an empty one once it is noted that there is none. */
    YamlReader mapping(String key) {
        JsonNode value = node.path(key);
        if (!value.isObject()) {
            refuse(key, "a mapping");
            value = MissingNode.getInstance();
        }
        return new YamlReader(file, pathOf(key), value, mistakes);
    }

    /** Whether there is anything below; without, its values need not be asked for. */
    boolean exists() {
        return node.isObject();
    }

    /** The mappings of the list below a key; none once it is noted that there is no list. */
    List<YamlReader> mappings(String key) {
        JsonNode list = node.path(key);
        List<YamlReader> readers = new ArrayList<>();
        if (!list.isArray() || list.isEmpty()) {
            refuse(key, "a list with at least one entry");
            return readers;
        }
        for (int i = 0; i < list.size(); i++) {
            String place = pathOf(key) + "[" + i + "]";
            if (list.get(i).isObject()) {
                readers.add(new YamlReader(file, place, list.get(i), mistakes));
            } else {
                mistakes.add(file, place, list.get(i).asText(), "a mapping");
            }
        }
        return readers;
    }

    /** The keys of this mapping, in the order of the file. */
    List<String> keys() {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
