package io.bascule.config;

/** Governs what the venue sends on a session. It accepts the same messages on both. */
public enum Dialect {
    /** Only tags and values which QuickFIX/J's own dictionary of the session's version has. */
    STOCK,
    /** The whole contract, user-defined tags included. */
    EXTENDED
}
