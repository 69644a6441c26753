package io.bascule.config;

/**
 * What the audit log keeps, and for how long.
 *
 * @param messages which raw bytes of FIX connections it has
 * @param retentionDays files of how many days on which it was written are kept
 * @param fileMegabytes size at which the next file begins, also within a day
 */
public record AuditConfig(Messages messages, int retentionDays, int fileMegabytes) {
    /** What is used where the configuration says nothing. */
    public static final AuditConfig DEFAULT = new AuditConfig(Messages.IN, 400, 64);

    /** Which raw bytes are kept. */
    public enum Messages {
        /** None. */
        NONE,
        /** What counterparties sent. */
        IN,
        /** What counterparties sent and were sent. */
        ALL
    }
}
