package io.bascule.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Loads a configuration: a bundled one by its name, or a directory that holds its two files. */
public final class ConfigLoader {
    /** The bundled configurations. A directory of the same name is given as {@code ./demo}. */
    public static final List<String> BUNDLED = List.of("demo", "oracle", "conformance", "load");

    static final String SESSIONS = "sessions.cfg";
    static final String VENUE = "venue.yaml";

    private ConfigLoader() {}

    /**
     * Loads and checks a configuration.
     *
     * @throws ConfigurationException with every mistake: file, key, value and what is allowed
     */
    public static GatewayConfig load(String nameOrDirectory) {
        return load(nameOrDirectory, System::getenv);
    }

    static GatewayConfig load(String nameOrDirectory, UnaryOperator<String> environment) {
        Mistakes mistakes = new Mistakes();
        boolean bundled = BUNDLED.contains(nameOrDirectory);
        Optional<Path> directory = bundled ? Optional.empty() : Optional.of(Path.of(nameOrDirectory));
        if (!bundled && !Files.isDirectory(directory.get())) {
            mistakes.add(
                    "configuration",
                    "name",
                    nameOrDirectory,
                    "a directory with " + SESSIONS + " and " + VENUE + ", or one of " + String.join(", ", BUNDLED));
            mistakes.throwIfAny();
        }
        String venueText = read(nameOrDirectory, directory, VENUE, mistakes);
        String sessionsText = read(nameOrDirectory, directory, SESSIONS, mistakes);
        mistakes.throwIfAny();

        VenueLoader venueLoader = new VenueLoader(VENUE, mistakes);
        VenueConfig venue = venueLoader.load(venueText);
        SessionsFile file = SessionsFile.parse(SESSIONS, sessionsText, mistakes);
        List<String> accounts =
                venue.accounts().stream().map(AccountConfig::name).toList();
        SessionsLoader sessionsLoader =
                new SessionsLoader(file, accounts, new Secrets(directory, environment), mistakes);
        AcceptorConfig acceptor = sessionsLoader.acceptor();
        int diskReserveMegabytes = sessionsLoader.diskReserveMegabytes();
        AuditConfig audit = sessionsLoader.audit();
        List<SessionConfig> sessions = sessionsLoader.sessions(acceptor);
        venueLoader.requireAtMost("sessions", sessions.size(), venue.limits().maxSessions(), "maxSessions");
        mistakes.throwIfAny();
        return new GatewayConfig(acceptor, sessions, venue, diskReserveMegabytes, audit);
    }

    /** Whether a line stands in the sessions file of a bundled configuration, and so is public. */
    static boolean isBundled(String line) {
        Mistakes none = new Mistakes();
        return BUNDLED.stream()
                .anyMatch(name ->
                        read(name, Optional.empty(), SESSIONS, none).lines().anyMatch(line::equals));
    }

    private static String read(String name, Optional<Path> directory, String file, Mistakes mistakes) {
        try {
            if (directory.isPresent()) {
                return Files.readString(directory.get().resolve(file));
            }
            try (InputStream in = ConfigLoader.class.getResourceAsStream(name + "/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("the bundled " + name + "/" + file + " is not on the class path");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            mistakes.addFile(file, "cannot be read: " + e.getClass().getSimpleName());
            return "";
        }
    }
}
