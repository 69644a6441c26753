package io.bascule.gateway.audit;

import java.nio.charset.StandardCharsets;

/**
 * Takes records. A record that was taken is in the log, unless the log has failed: see {@link #failure}. Secrets have
 * to be taken out before. Any thread may record.
 */
public interface Audit {
    /** Keeps nothing. */
    Audit NONE = new Audit() {
        @Override
        public void record(AuditKind kind, String session, String source, String text) {
            // Nothing is kept.
        }

        @Override
        public void bytes(AuditKind kind, byte[] label, byte[] bytes, int from, int to) {
            // Nothing is kept.
        }

        @Override
        public boolean keepsReceived() {
            return false;
        }

        @Override
        public boolean keepsSent() {
            return false;
        }

        @Override
        public Throwable failure() {
            return null;
        }
    };

    /** Stands where there is no session or no source. */
    String NOBODY = "-";

    /**
     * Records an event.
     *
     * @param session the session that it is about, or {@link #NOBODY}
     * @param source where it came from: an address and a port, or {@link #NOBODY}
     * @param text what happened
     */
    void record(AuditKind kind, String session, String source, String text);

    /**
     * Records bytes as they came or went.
     *
     * @param label made by {@link #label}
     */
    void bytes(AuditKind kind, byte[] label, byte[] bytes, int from, int to);

    /** Whether {@link AuditKind#IN} is wanted. */
    boolean keepsReceived();

    /** Whether {@link AuditKind#OUT} is wanted. */
    boolean keepsSent();

    /** Why nothing more is recorded; null as long as the log works. A venue must not go on without it. */
    Throwable failure();

    /** Session and source as they stand in a line. White space in them becomes a question mark. */
    static byte[] label(String session, String source) {
        return (session.replaceAll("[^!-~]", "?") + ' ' + source.replaceAll("[^!-~]", "?"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
