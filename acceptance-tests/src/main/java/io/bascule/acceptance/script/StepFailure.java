package io.bascule.acceptance.script;

/** A step that did not go as the script says; caught by the runner, which adds line and messages. */
final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailure(String reason) {
        super(reason);
    }
}
