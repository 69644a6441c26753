package io.bascule.acceptance.script;

/**
 * How a script went.
 *
 * @param script the script's name
 * @param line the line of the step that failed; 0 if none did
 * @param reason why it failed; null if it did not
 * @param expected the message expected, {@code |} for SOH; null if the step expected none
 * @param received what came instead; null if nothing did
 */
public record ScriptResult(String script, int line, String reason, String expected, String received) {
    static ScriptResult pass(Script script) {
        return new ScriptResult(script.name(), 0, null, null, null);
    }

    /** Whether every step went as the script says. */
    public boolean passed() {
        return reason == null;
    }

    /** One line for a pass; for a failure up to three. */
    @Override
    public String toString() {
        if (passed()) {
            return "PASS " + script;
        }
        return "FAIL " + script + ":" + line + ": " + reason
                + (expected == null ? "" : "\n  expected " + expected)
                + (received == null ? "" : "\n  received " + received);
    }
}
