package io.bascule.acceptance.script;

import io.bascule.acceptance.script.FixMessage.Field;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The values in angle brackets of one run of one script: fills them in and keeps what expected messages saved. */
final class Placeholders {
    /** {@code <name>}, {@code <name+1>}: a name in use, the built-in ones included. */
    static final Pattern USED_NAME = Pattern.compile("<([A-Za-z]\\w*)([+-]\\d{1,9})?>");

    /** {@code <SAVE:name>}. */
    static final Pattern SAVE = Pattern.compile("<SAVE:([A-Za-z]\\w*)>");

    static final String TIMESTAMP = "\\d{8}-\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,12})?";

    private static final Set<String> BUILT_IN = Set.of("TIME", "UNIQUE", "ANY", "NONE");
    private static final Pattern TIME = Pattern.compile("<TIME([+-]\\d{1,9})?>");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");

    private final Clock clock;
    private final Rules rules;
    private final Map<String, String> values = new HashMap<>();

    /** Starts a run; {@code unique} stands for {@code <UNIQUE>} in it. */
    Placeholders(Clock clock, Rules rules, String unique) {
        this.clock = clock;
        this.rules = rules;
        values.put("UNIQUE", unique);
    }

    static boolean isBuiltIn(String name) {
        return BUILT_IN.contains(name);
    }

    /** Fills in names and times; times have milliseconds from FIX.4.2 on where the rules say so. */
    String fillIn(String text, String beginString) {
        DateTimeFormatter format = rules.millis() && beginString.compareTo("FIX.4.2") >= 0 ? MILLIS : SECONDS;
        String timed = TIME.matcher(text).replaceAll(match -> {
            long offset = match.group(1) == null ? 0 : Long.parseLong(match.group(1));
            Duration shift = Duration.ofMillis(offset * rules.offsetUnitMs());
            return LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).plus(shift).format(format);
        });
        return fillInNames(timed);
    }

    /** Fills in the names that have a value, and leaves every other placeholder as it is. */
    String fillInNames(String text) {
        return USED_NAME.matcher(text).replaceAll(match -> {
            String value = values.get(match.group(1));
            String shifted = value == null ? match.group() : shift(value, match.group(2));
            return Matcher.quoteReplacement(shifted);
        });
    }

    private static String shift(String value, String offset) {
        return offset == null
                ? value
                : new BigDecimal(value).add(new BigDecimal(offset)).toPlainString();
    }

    /**
     * Whether a received value is what a script expects of the field.
     *
     * @param numeric whether two decimals that differ only in their form (1 and 1.0) count as equal
     */
    boolean fits(Field expected, String received, boolean numeric) {
        String value = expected.value();
        if (value.equals("<ANY>") || SAVE.matcher(value).matches()) {
            return true;
        }
        if (TIME.matcher(value).matches()) {
            return received.matches(TIMESTAMP);
        }
        if (value.startsWith("<RE:") && value.endsWith(">")) {
            return matches(value.substring("<RE:".length(), value.length() - 1), received);
        }
        if (value.startsWith("<NOT:") && value.endsWith(">")) {
            return !received.equals(fillInNames("<" + value.substring("<NOT:".length())));
        }
        String literal = fillInNames(value);
        return literal.equals(received) || (numeric && sameDecimal(literal, received));
    }

    private static boolean matches(String regex, String received) {
        try {
            return Pattern.matches(regex, received);
        } catch (PatternSyntaxException e) {
            throw new StepFailure("not a regular expression: " + regex);
        }
    }

    private static boolean sameDecimal(String left, String right) {
        boolean oneHasPoint = left.indexOf('.') >= 0 || right.indexOf('.') >= 0;
        return oneHasPoint
                && DECIMAL.matcher(left).matches()
                && DECIMAL.matcher(right).matches()
                && new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
    }

    /** Keeps a received value if its expected field saves it. */
    void keep(Field expected, String received) {
        Matcher save = SAVE.matcher(expected.value());
        if (save.matches()) {
            values.put(save.group(1), received);
        }
    }
}
