package io.bascule.acceptance.oracle;

/** ExecID(17) of the venue: {@code venueEpoch-eventNumber}. */
public final class ExecIds {
    private ExecIds() {}

    /** The event number of an ExecID. */
    public static long eventNumber(String execId) {
        return Long.parseLong(execId.substring(execId.lastIndexOf('-') + 1));
    }
}
