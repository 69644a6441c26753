package io.bascule.gateway.app;

import io.bascule.config.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which messages a session may send, by its role, and which of them the venue answers already. */
final class Permissions {
    private static final Set<String> OFFERED = Set.of(
            "AB", "AF", "AG", "AN", "BB", "BE", "BW", "CH", "CL", "D", "DH", "DJ", "F", "G", "H", "S", "U1", "V", "W",
            "Z", "e", "i", "q", "x");

    private static final Map<Role, Set<String>> ALLOWED = new EnumMap<>(Role.class);

    static {
        ALLOWED.put(
                Role.ORDER_ENTRY,
                Set.of(
                        "D", "F", "G", "H", "U1", "x", "q", "i", "Z", "AB", "AC", "AF", "DJ", "CH", "BB", "AN", "AD",
                        "BE", "BW", "e"));
        ALLOWED.put(Role.DROP_COPY, Set.of("x", "AD", "AN", "BB", "BE", "BW", "CH", "e"));
        ALLOWED.put(Role.MARKET_DATA, Set.of("x", "BE", "U3", "V", "e"));
        ALLOWED.put(Role.INDEX_SOURCE, Set.of("W", "x", "BE", "e"));
        ALLOWED.put(Role.RISK, Set.of("x", "AD", "AF", "AN", "BB", "BE", "BW", "CH", "CL", "DH", "H", "e", "q"));
        ALLOWED.put(Role.BACKSTOP, Set.of("x", "AG", "AN", "BB", "BE", "BW", "CH", "S", "e"));
    }

    private Permissions() {}

    /** Whether, and if not why. */
    enum Verdict {
        ALLOWED,
        NOT_OFFERED,
        FORBIDDEN
    }

    static Verdict of(Role role, String msgType) {
        if (ALLOWED.get(role).contains(msgType)) {
            return OFFERED.contains(msgType) ? Verdict.ALLOWED : Verdict.NOT_OFFERED;
        }
        List<Set<String>> others = List.copyOf(ALLOWED.values());
        return others.stream().anyMatch(types -> types.contains(msgType)) ? Verdict.FORBIDDEN : Verdict.NOT_OFFERED;
    }
}
