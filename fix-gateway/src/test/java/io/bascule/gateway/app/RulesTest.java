package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.config.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Throttle and roles, with the clock passed in. */
class RulesTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldRefuseTheFirstMessageTooManyAndDisconnectWhenItGoesOn() {
        Throttle throttle = new Throttle(2, 1);
        assertEquals("PASS PASS REFUSE REFUSE DISCONNECT", verdicts(throttle, false, 0, 5));
    }

    @Test
    void shouldKeepABudgetForCancels() {
        Throttle throttle = new Throttle(2, 1);
        assertEquals("PASS PASS REFUSE", verdicts(throttle, false, 0, 3));
        assertEquals("PASS REFUSE", verdicts(throttle, true, 0, 2));
        assertEquals("more than 1 cancels in a second", throttle.limit(true));
    }

    @Test
    void shouldForgetRefusalsAfterASecondThatKeepsToTheLimit() {
        Throttle throttle = new Throttle(2, 0);
        assertEquals("PASS PASS REFUSE REFUSE", verdicts(throttle, false, 0, 4));
        assertEquals("PASS", verdicts(throttle, false, SECOND_NS, 1));
        assertEquals("PASS PASS REFUSE REFUSE DISCONNECT", verdicts(throttle, false, 2 * SECOND_NS, 5));
    }

    @Test
    void shouldCountRefusalsOverSecondsThatAllGoBeyond() {
        Throttle throttle = new Throttle(2, 0);
        assertEquals("PASS PASS REFUSE", verdicts(throttle, false, 0, 3));
        assertEquals("PASS PASS REFUSE", verdicts(throttle, false, SECOND_NS, 3));
        assertEquals("PASS PASS DISCONNECT", verdicts(throttle, false, 2 * SECOND_NS, 3));
    }

    @Test
    void shouldNotLimitWhereThereIsNoLimit() {
        Throttle throttle = new Throttle(0, 0);
        assertEquals("PASS PASS PASS", verdicts(throttle, false, 0, 3));
    }

    private static String verdicts(Throttle throttle, boolean cancel, long nowNs, int count) {
        StringBuilder verdicts = new StringBuilder();
        for (int i = 0; i < count; i++) {
            verdicts.append(i == 0 ? "" : " ").append(throttle.onMessage(cancel, nowNs));
        }
        return verdicts.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "ORDER_ENTRY, D, ALLOWED",
        "ORDER_ENTRY, U1, ALLOWED",
        "ORDER_ENTRY, x, ALLOWED",
        "ORDER_ENTRY, q, ALLOWED",
        "ORDER_ENTRY, DJ, ALLOWED",
        "ORDER_ENTRY, AB, ALLOWED",
        "ORDER_ENTRY, AC, NOT_OFFERED",
        "ORDER_ENTRY, i, ALLOWED",
        "ORDER_ENTRY, Z, ALLOWED",
        "RISK, DJ, FORBIDDEN",
        "ORDER_ENTRY, BE, ALLOWED",
        "INDEX_SOURCE, BE, ALLOWED",
        "ORDER_ENTRY, W, FORBIDDEN",
        "ORDER_ENTRY, DH, FORBIDDEN",
        "ORDER_ENTRY, 6, NOT_OFFERED",
        "DROP_COPY, D, FORBIDDEN",
        "DROP_COPY, H, FORBIDDEN",
        "DROP_COPY, q, FORBIDDEN",
        "DROP_COPY, BW, ALLOWED",
        "DROP_COPY, AF, FORBIDDEN",
        "ORDER_ENTRY, BW, ALLOWED",
        "ORDER_ENTRY, AF, ALLOWED",
        "RISK, AF, ALLOWED",
        "RISK, BW, ALLOWED",
        "MARKET_DATA, BW, FORBIDDEN",
        "MARKET_DATA, F, FORBIDDEN",
        "MARKET_DATA, V, ALLOWED",
        "INDEX_SOURCE, W, ALLOWED",
        "INDEX_SOURCE, D, FORBIDDEN",
        "RISK, D, FORBIDDEN",
        "RISK, H, ALLOWED",
        "RISK, q, ALLOWED",
        "RISK, F, FORBIDDEN",
        "BACKSTOP, S, NOT_OFFERED",
    })
    void shouldAllowByRole(Role role, String msgType, Permissions.Verdict expected) {
        assertEquals(expected, Permissions.of(role, msgType));
    }
}
