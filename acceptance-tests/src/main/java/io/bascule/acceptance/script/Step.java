package io.bascule.acceptance.script;

/** One line of a script that does something. */
sealed interface Step {
    /** The line in the script, counted from 1. */
    int line();

    /** The number of the connection that it works on; 1 where the script gives none, 0 where it concerns none. */
    int client();

    /** {@code iCONNECT}: opens the connection; one that is open under the same number is closed first. */
    record Connect(int line, int client) implements Step {}

    /** {@code iDISCONNECT}: closes the connection without a Logout. */
    record Disconnect(int line, int client) implements Step {}

    /**
     * {@code I…}: sends a message.
     *
     * @param text the message, SOH between fields, placeholders not yet filled in
     * @param headless whether the header is to be made from the connection's last Logon ({@code I?})
     */
    record Send(int line, int client, String text, boolean headless) implements Step {}

    /**
     * {@code E…}: the next message, or for {@code ANY_OF} the first that fits.
     *
     * @param text the message expected, SOH between fields, placeholders not yet filled in
     */
    record Expect(int line, int client, String text, Match match) implements Step {}

    /**
     * {@code eDISCONNECT} or {@code eCLOSED}: the peer closes the connection.
     *
     * @param silent whether it must have sent nothing before that ({@code eCLOSED}); else the rules say
     */
    record ExpectDisconnect(int line, int client, boolean silent) implements Step {}

    /** {@code iTIMEOUT ms}: how long the expectations after it wait. */
    record Timeout(int line, long timeoutMs) implements Step {
        @Override
        public int client() {
            return 0;
        }
    }

    /** {@code iSET_SESSION session key=value}: a change inside the acceptor. */
    record SetSession(int line, String session, String key, String value) implements Step {
        @Override
        public int client() {
            return 0;
        }
    }

    /** How an expected message is compared. */
    enum Match {
        /** {@code E}: every field of the message is in the script. */
        WHOLE,
        /** {@code E?}: the next message has at least these fields. */
        SUBSET,
        /** {@code E*}: the first message that has at least these fields; others before it are skipped. */
        ANY_OF
    }
}
