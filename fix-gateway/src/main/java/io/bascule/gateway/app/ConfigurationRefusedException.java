package io.bascule.gateway.app;

/** The engine does not take the configuration, given what its data directory already holds. */
final class ConfigurationRefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ConfigurationRefusedException(String reason) {
        super(reason);
    }
}
