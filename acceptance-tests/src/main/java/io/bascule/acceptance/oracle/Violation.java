package io.bascule.acceptance.oracle;

/**
 * A rule that was broken.
 *
 * @param rule of quality.md, a to f.
 * @param where the session, or what else it was found in.
 * @param what was found.
 */
public record Violation(char rule, String where, String what) {
    @Override
    public String toString() {
        return "(" + rule + ") " + where + ": " + what;
    }
}
