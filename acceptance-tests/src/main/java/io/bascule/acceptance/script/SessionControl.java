package io.bascule.acceptance.script;

/** Carries out {@code iSET_SESSION}, which no peer can do over the wire: for tests that run the acceptor themselves. */
@FunctionalInterface
public interface SessionControl {
    /**
     * Changes a session inside the acceptor.
     *
     * @param session such as {@code FIX.4.4:ISLD->TW}
     * @param key {@code NEXTSENDERSEQNUM} or {@code NEXTTARGETSEQNUM}
     * @param value what to set it to
     * @return whether that was done
     */
    boolean set(String session, String key, String value);
}
