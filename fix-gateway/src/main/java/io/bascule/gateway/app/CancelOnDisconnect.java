package io.bascule.gateway.app;

import io.bascule.config.SessionConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Whether and when one session's open orders are to be cancelled as it is gone: all of them, or those that ask for it
 * themselves, by ExecInst(18)=o. A reconnect within the grace window keeps them. What was last agreed on outlives the
 * gateway, so that a start treats those who have not come back as they would have been.
 */
final class CancelOnDisconnect {
    /** ExecRestatementReason(378). */
    static final int CONNECTION_LOSS = 12;

    /** ExecRestatementReason(378). */
    static final int LOGOUT = 13;

    private static final int NOT_DUE = 0;

    /** What a disconnect does, by the number that is kept of it. */
    private enum Rule {
        /** As the setting says. */
        SETTING(0),
        /** All orders are cancelled: a Logon said so. */
        ALL(1),
        /** Those that ask for it: a Logon said so. */
        MARKED(2),
        /** Nothing: the session has ended by a Logout, which is no disconnect to it. */
        NOTHING(3);

        private final long number;

        Rule(long number) {
            this.number = number;
        }

        static Rule of(long number) {
            for (Rule rule : values()) {
                if (rule.number == number) {
                    return rule;
                }
            }
            return SETTING;
        }
    }

    private final LongConsumer memory;
    private boolean setting;
    private boolean isLogoutIncluded;
    private long graceNs;
    private Rule announced = Rule.SETTING;
    private Rule rule;
    private boolean isThere;
    private boolean isLogoutSaid;
    private boolean isLogoutHeard;
    private int pendingReason = NOT_DUE;
    private long deadlineNs;

    /**
     * The rule of a session that is not logged on.
     *
     * @param remembered what the memory was told last; 0: nothing yet
     * @param memory is told what a start has to know
     */
    CancelOnDisconnect(SessionConfig config, long remembered, LongConsumer memory) {
        this.memory = memory;
        this.rule = Rule.of(remembered);
        settings(config);
    }

    /** Takes other settings. */
    void settings(SessionConfig config) {
        setting = config.cancelOnDisconnect();
        isLogoutIncluded = config.cancelOnLogout();
        graceNs = TimeUnit.MILLISECONDS.toNanos(config.cancelOnDisconnectGraceMillis());
    }

    /** A Logon came without CancelOnDisconnect(20019): the setting will hold, if it is accepted. */
    void onLogonMessage() {
        announced = Rule.SETTING;
    }

    /** A Logon came that says CancelOnDisconnect(20019): that will hold, if it is accepted. */
    void onLogonMessage(boolean override) {
        announced = override ? Rule.ALL : Rule.MARKED;
    }

    /** The session is logged on; what is due has been taken. */
    void onLogon() {
        remember(announced);
        isThere = true;
        isLogoutSaid = false;
        isLogoutHeard = false;
        pendingReason = NOT_DUE;
    }

    /** A Logout went. */
    void onLogoutSent() {
        isLogoutSaid = true;
    }

    /** A Logout came, of itself or as an answer. */
    void onLogoutReceived() {
        isLogoutHeard = true;
    }

    /** The session is gone; after a Logon that was not accepted what pends goes on to pend. */
    void onDisconnect(long nowNs) {
        if (!isThere) {
            return;
        }
        isThere = false;
        if (isLogoutHeard && !isLogoutIncluded) {
            remember(Rule.NOTHING);
        }
        pend(isLogoutSaid || isLogoutHeard ? LOGOUT : CONNECTION_LOSS, nowNs);
    }

    /** The gateway has started, or has come back to the engine, and the session has not. */
    void onStart(long nowNs) {
        pend(CONNECTION_LOSS, nowNs);
    }

    private void pend(int reason, long nowNs) {
        if (rule != Rule.NOTHING) {
            pendingReason = reason;
            deadlineNs = nowNs + graceNs;
        }
    }

    private void remember(Rule holds) {
        if (rule != holds) {
            rule = holds;
            memory.accept(holds.number);
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

    /** Whether only those orders are to be cancelled that ask for it. */
    boolean isForMarkedOnly() {
        return rule == Rule.MARKED || (rule == Rule.SETTING && !setting);
    }
}
