package io.bascule.acceptance.script;

import io.bascule.acceptance.script.FixMessage.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whose definition of "equal" a whole expected message ({@code E}) is held to, and how times are written. */
public enum Rules {
    /**
     * QuickFIX/J as its own build runs: the same fields with the same values, in any order but that of a repeated tag.
     * Text(58) by its beginning; times (52, 60, 122) by their form, and expected or not; in a Logon more fields than
     * expected, and any DefaultApplVerID(1137). 9 is not compared. An offset of {@code <TIME+n>} counts 1.1 s. A
     * disconnection may come after messages that no step expects.
     */
    QUICKFIXJ(true, 1100),

    /**
     * QuickFIX (C++): the same fields in the same order, times (42, 52, 60, 122) by their form; 9 where the script
     * gives it and the times are as long as the script's. Times are sent in seconds. A disconnection is all that comes.
     */
    QUICKFIX(false, 1000);

    private static final Set<String> QUICKFIXJ_TIMES = Set.of("52", "60", "122");
    private static final Set<String> QUICKFIX_TIMES = Set.of("42", "52", "60", "122");

    private final boolean millis;
    private final long offsetUnitMs;

    Rules(boolean millis, long offsetUnitMs) {
        this.millis = millis;
        this.offsetUnitMs = offsetUnitMs;
    }

    /** Whether messages that no step expects may come before a disconnection that one does. */
    boolean messagesBeforeDisconnect() {
        return this == QUICKFIXJ;
    }

    boolean millis() {
        return millis;
    }

    long offsetUnitMs() {
        return offsetUnitMs;
    }

    private Set<String> timeTags() {
        return this == QUICKFIX ? QUICKFIX_TIMES : QUICKFIXJ_TIMES;
    }

    /** Why the message is not what was expected, or null if it is; then what its fields save is kept. */
    String difference(FixMessage expected, FixMessage received, Placeholders placeholders) {
        String reason = this == QUICKFIX
                ? orderedDifference(expected, received, placeholders)
                : unorderedDifference(expected, received, placeholders);
        if (reason == null && this == QUICKFIX) {
            reason = lengthDifference(expected, received);
        }
        if (reason == null) {
            expected.fields().forEach(want -> placeholders.keep(want, received.first(want.tag())));
        }
        return reason;
    }

    private String orderedDifference(FixMessage expected, FixMessage received, Placeholders placeholders) {
        List<Field> left = withoutComputed(expected);
        List<Field> right = withoutComputed(received);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            Field want = left.get(i);
            Field got = right.get(i);
            if (!want.tag().equals(got.tag())) {
                return "field " + got.tag() + " where field " + want.tag() + " was expected";
            }
            if (!fits(want, got.value(), placeholders)) {
                return differs(want, got.value());
            }
        }
        return left.size() == right.size() ? null : right.size() + " fields, expected " + left.size();
    }

    /** 9 and 10 are checked by the frame reader in every message; a script may leave them out. */
    private static List<Field> withoutComputed(FixMessage message) {
        return message.fields().stream()
                .filter(field -> !field.tag().equals("9") && !field.tag().equals("10"))
                .toList();
    }

    private String unorderedDifference(FixMessage expected, FixMessage received, Placeholders placeholders) {
        Field wantedType = new Field("35", String.valueOf(expected.first("35")));
        if (!fits(wantedType, String.valueOf(received.first("35")), placeholders)) {
            return differs(wantedType, received.first("35"));
        }
        boolean logon = "A".equals(expected.first("35"));
        List<Field> left = new ArrayList<>(withoutComputed(expected));
        for (Field got : withoutComputed(received)) {
            Field want = removeFirst(left, got.tag());
            if (want == null) {
                if (logon || timeTags().contains(got.tag())) {
                    continue;
                }
                return "unexpected field " + got;
            }
            if (!(logon && got.tag().equals("1137")) && !fits(want, got.value(), placeholders)) {
                return differs(want, got.value());
            }
        }
        return left.isEmpty() ? null : "no field " + left.get(0);
    }

    private static Field removeFirst(List<Field> fields, String tag) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).tag().equals(tag)) {
                return fields.remove(i);
            }
        }
        return null;
    }

    private boolean fits(Field want, String received, Placeholders placeholders) {
        if (timeTags().contains(want.tag())) {
            return received.matches(Placeholders.TIMESTAMP);
        }
        return placeholders.fits(want, received, false)
                || (this == QUICKFIXJ
                        && want.tag().equals("58")
                        && received.startsWith(placeholders.fillInNames(want.value())));
    }

    private String lengthDifference(FixMessage expected, FixMessage received) {
        String length = expected.first("9");
        if (length == null || expected.toString().contains("<")) {
            return null;
        }
        for (String tag : timeTags()) {
            String want = expected.first(tag);
            String got = received.first(tag);
            if (want != null && got != null && want.length() != got.length()) {
                return null;
            }
        }
        return length.equals(received.first("9")) ? null : differs(new Field("9", length), received.first("9"));
    }

    private static String differs(Field want, String received) {
        return "field " + want.tag() + " is " + received + ", expected " + want.value();
    }
}
