package io.bascule.gateway.mapping;

/** The versions of FIX that a session may speak. */
public enum FixVersion {
    /** FIX.4.4. */
    FIX44,
    /** FIXT.1.1 with FIX.5.0SP2. */
    FIX50SP2;

    /** The version of a BeginString(8) that the configuration's loader has accepted. */
    public static FixVersion of(String beginString) {
        return switch (beginString) {
            case "FIX.4.4" -> FIX44;
            case "FIXT.1.1" -> FIX50SP2;
            default -> throw new IllegalArgumentException("BeginString " + beginString);
        };
    }
}
