package io.bascule.gateway.session;

/** Whether a Logon is let in. */
enum Verdict {
    /** It comes from who it says. */
    RIGHT("right"),
    /** SendingTime(52) is more than 30 s off, missing or no time. */
    UNTIMELY("SendingTime"),
    /** User name, password or signature is wrong. */
    WRONG("Username, Password or signature"),
    /** It is signed, and has been let in before. */
    REPLAYED("the signed Logon has been used before"),
    /** It is signed, but before this process began to remember which have been used. */
    BEFORE_START("the Logon was signed before the venue started"),
    /** More Logons wait to be verified than may. */
    TOO_MANY("too many Logons wait to be verified");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** Whether it speaks against the address that it came from. */
    boolean isFailure() {
        return this != RIGHT && this != BEFORE_START && this != TOO_MANY;
    }

    /** For our log only. */
    String text() {
        return text;
    }
}
