package io.bascule.acceptance.script;

/** A script that cannot be read or makes no sense; the message begins with {@code file:line:}. */
public final class BadScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    BadScriptException(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
    }
}
