package io.bascule.gateway.app;

import java.util.concurrent.TimeUnit;

/**
 * Whether and when one session's open orders are to be cancelled as it is gone. A reconnect within the grace window
 * keeps them; a graceful Logout counts as a disconnect.
 */
final class CancelOnDisconnect {
    /** ExecRestatementReason(378). */
    static final int CONNECTION_LOSS = 12;

    /** ExecRestatementReason(378). */
    static final int LOGOUT = 13;

    private static final int NOT_DUE = 0;

    private final boolean setting;
    private final long graceNs;
    private boolean announced;
    private boolean active;
    private boolean loggedOut;
    private int pendingReason = NOT_DUE;
    private long deadlineNs;

    CancelOnDisconnect(boolean setting, int graceMillis) {
        this.setting = setting;
        this.graceNs = TimeUnit.MILLISECONDS.toNanos(graceMillis);
        this.active = setting;
    }

    /** A Logon came without CancelOnDisconnect(20019): the setting will hold, if it is accepted. */
    void onLogonMessage() {
        onLogonMessage(setting);
    }

    /** A Logon came that says CancelOnDisconnect(20019): that will hold, if it is accepted. */
    void onLogonMessage(boolean override) {
        announced = override;
    }

    /** The session is logged on. */
    void onLogon() {
        active = announced;
        loggedOut = false;
        pendingReason = NOT_DUE;
    }

    /** A Logout came or went. */
    void onLogoutMessage() {
        loggedOut = true;
    }

    /** The session is gone, or the gateway has started again and it has not come back yet. */
    void onDisconnect(long nowNs) {
        if (active) {
            pendingReason = loggedOut ? LOGOUT : CONNECTION_LOSS;
            deadlineNs = nowNs + graceNs;
        }
    }

    /** The reason to cancel with, once, when it is time; else 0. */
    int due(long nowNs) {
        if (pendingReason == NOT_DUE || nowNs - deadlineNs < 0) {
            return NOT_DUE;
        }
        int reason = pendingReason;
        pendingReason = NOT_DUE;
        return reason;
    }
}
