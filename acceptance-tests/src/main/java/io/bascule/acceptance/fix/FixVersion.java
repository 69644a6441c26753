package io.bascule.acceptance.fix;

/** The versions that the client speaks. */
public enum FixVersion {
    FIX44("FIX.4.4", ""),
    FIX50SP2("FIXT.1.1", "|1137=9");

    private final String beginString;
    private final String logonFields;

    FixVersion(String beginString, String logonFields) {
        this.beginString = beginString;
        this.logonFields = logonFields;
    }

    String beginString() {
        return beginString;
    }

    /** What a Logon of this version carries beyond the others. */
    String logonFields() {
        return logonFields;
    }
}
