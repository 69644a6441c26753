package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.config.QuoteProtectionConfig;
import io.bascule.config.Role;
import io.bascule.config.SessionConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a disconnect does, with the clock passed in. */
class CancelOnDisconnectTest {
    private static final long SECOND_NS = 1_000_000_000L;

    /** What a start would find. */
    private final AtomicLong mark = new AtomicLong();

    @Test
    void shouldCancelWhenTheGraceIsOver() {
        CancelOnDisconnect orders = rule(true, 1_000, true);
        logon(orders);
        assertEquals(0, orders.due(0));
        orders.onDisconnect(0);
        assertEquals(0, orders.due(SECOND_NS - 1));
        assertEquals(CancelOnDisconnect.CONNECTION_LOSS, orders.due(SECOND_NS));
        assertEquals(0, orders.due(SECOND_NS));
    }

    @Test
    void shouldKeepTheOrdersOfOneWhoComesBackInTime() {
        CancelOnDisconnect orders = rule(true, 1_000, true);
        logon(orders);
        orders.onDisconnect(0);
        logon(orders);
        assertEquals(0, orders.due(2 * SECOND_NS));
    }

    @Test
    void shouldNotGiveMoreTimeToOneWhoseLogonIsNotAccepted() {
        CancelOnDisconnect orders = rule(true, 1_000, true);
        logon(orders);
        orders.onDisconnect(0);
        orders.onLogonMessage();
        orders.onLogoutSent();
        orders.onDisconnect(SECOND_NS / 2);
        assertEquals(CancelOnDisconnect.CONNECTION_LOSS, orders.due(SECOND_NS));
    }

    @Test
    void shouldCountALogoutAsADisconnect() {
        CancelOnDisconnect orders = rule(true, 0, true);
        logon(orders);
        orders.onLogoutReceived();
        orders.onDisconnect(5);
        assertEquals(CancelOnDisconnect.LOGOUT, orders.due(5));
    }

    @Test
    void shouldLetALogonOverrideTheSettingForItsConnection() {
        CancelOnDisconnect on = rule(false, 0, true);
        on.onLogonMessage(true);
        on.onLogon();
        on.onDisconnect(0);
        assertEquals(CancelOnDisconnect.CONNECTION_LOSS, on.due(0));
        assertFalse(on.isForMarkedOnly());
        logon(on);
        on.onDisconnect(1);
        assertEquals(CancelOnDisconnect.CONNECTION_LOSS, on.due(1));
        assertTrue(on.isForMarkedOnly());
        CancelOnDisconnect off = rule(true, 0, true);
        off.onLogonMessage(false);
        off.onLogon();
        off.onDisconnect(0);
        assertEquals(CancelOnDisconnect.CONNECTION_LOSS, off.due(0));
        assertTrue(off.isForMarkedOnly());
    }

    @Test
    void shouldStillCancelWhenALogonIsNotAccepted() {
        CancelOnDisconnect orders = rule(true, 0, true);
        logon(orders);
        orders.onDisconnect(0);
        orders.onLogonMessage();
        orders.onLogoutReceived();
        assertEquals(CancelOnDisconnect.CONNECTION_LOSS, orders.due(0));
    }

    @Test
    void shouldKeepTheOrdersOfOneWhoseLogoutIsNoDisconnect() {
        CancelOnDisconnect orders = rule(true, 0, false);
        logon(orders);
        orders.onLogoutReceived();
        orders.onDisconnect(0);
        assertEquals(0, orders.due(0));
        assertEquals(3, mark.get());

        logon(orders);
        orders.onLogoutSent();
        orders.onDisconnect(1);
        assertEquals(CancelOnDisconnect.LOGOUT, orders.due(1));
        assertEquals(0, mark.get());
    }

    @Test
    void shouldTreatWhoIsNotBackAfterAStartAsLastAgreed() {
        CancelOnDisconnect ended = rule(true, 0, false);
        logon(ended);
        ended.onLogoutReceived();
        ended.onDisconnect(0);
        CancelOnDisconnect afterLogout = rule(true, 0, false);
        afterLogout.onStart(1);
        assertEquals(0, afterLogout.due(1));

        afterLogout.onLogonMessage(false);
        afterLogout.onLogon();
        CancelOnDisconnect afterOverride = rule(true, 1_000, true);
        afterOverride.onStart(2);
        assertEquals(0, afterOverride.due(2));
        assertEquals(CancelOnDisconnect.CONNECTION_LOSS, afterOverride.due(2 + SECOND_NS));
        assertTrue(afterOverride.isForMarkedOnly());
    }

    @Test
    void shouldTakeOtherSettingsForWhoIsLoggedOn() {
        CancelOnDisconnect orders = rule(false, 0, true);
        logon(orders);
        orders.settings(settings(true, 0, true));
        orders.onDisconnect(0);
        assertFalse(orders.isForMarkedOnly());
    }

    /** A rule that remembers what the one before it was told. */
    private CancelOnDisconnect rule(boolean cancel, int graceMillis, boolean onLogout) {
        return new CancelOnDisconnect(settings(cancel, graceMillis, onLogout), mark.get(), mark::set);
    }

    private static SessionConfig settings(boolean cancel, int graceMillis, boolean onLogout) {
        return new SessionConfig(
                "FIX.4.4",
                Optional.empty(),
                "BASCULE",
                "DESK1",
                Role.ORDER_ENTRY,
                Dialect.STOCK,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                0,
                0,
                cancel,
                graceMillis,
                onLogout,
                false,
                QuoteProtectionConfig.NONE,
                1,
                8,
                Map.of());
    }

    private static void logon(CancelOnDisconnect orders) {
        orders.onLogonMessage();
        orders.onLogon();
    }
}
