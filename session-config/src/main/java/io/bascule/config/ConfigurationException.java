package io.bascule.config;

import java.util.List;

/** A configuration that is refused. Its message lists every mistake, one a line, and holds no secret. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    /** Takes the mistakes, each already written {@code file: key = value: what is allowed}. */
    public ConfigurationException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Every mistake, in the order of the files. */
    public List<String> mistakes() {
        return mistakes;
    }
}
