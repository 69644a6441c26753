package io.bascule.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads what a Logon must present, from the sessions file, a secret file or the environment. */
final class CredentialsReader {
    private static final String HASH_FORM =
            PasswordHash.SCHEME + "$ITERATIONS$SALT$HASH with " + PasswordHash.MIN_ITERATIONS + " to "
                    + PasswordHash.MAX_ITERATIONS + " iterations; a password itself is never accepted";
    private static final List<String> SOURCES =
            List.of(SessionKeys.PASSWORD_HASH, SessionKeys.PASSWORD_FILE, SessionKeys.PASSWORD_ENV);

    private final Optional<Path> directory;
    private final UnaryOperator<String> environment;

    /** Takes the directory that secret files are relative to, if there is one, and the environment. */
    CredentialsReader(Optional<Path> directory, UnaryOperator<String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** The credentials; empty if the session asks for none, or once a mistake is noted. */
    Optional<Credentials> read(SectionReader reader, String targetCompId, boolean loopback) {
        List<String> given = SOURCES.stream().filter(reader::has).toList();
        String kind = reader.text(SessionKeys.CREDENTIALS).orElse("PASSWORD");
        if (kind.equals("NONE")) {
            if (!loopback) {
                reader.refuse(SessionKeys.CREDENTIALS, "PASSWORD, unless SocketAcceptAddress is a loopback address");
            }
            given.forEach(source -> reader.refuse(source, "nothing beside Credentials=NONE"));
            return Optional.empty();
        }
        if (!kind.equals("PASSWORD")) {
            reader.refuse(SessionKeys.CREDENTIALS, "PASSWORD or NONE");
            return Optional.empty();
        }
        if (given.size() != 1) {
            reader.refuse(
                    given.isEmpty() ? SessionKeys.PASSWORD_HASH : given.get(1), "one of " + String.join(", ", SOURCES));
            return Optional.empty();
        }
        String username = reader.text(SessionKeys.USERNAME).orElse(targetCompId);
        if (username.isEmpty()) {
            reader.refuse(SessionKeys.USERNAME, "some text");
        }
        return hash(reader, given.get(0)).map(hash -> new Credentials(username, hash));
    }

    private Optional<PasswordHash> hash(SectionReader reader, String source) {
        String value = reader.text(source).orElse("");
        Optional<String> written =
                switch (source) {
                    case SessionKeys.PASSWORD_FILE -> readFile(reader, value);
                    case SessionKeys.PASSWORD_ENV -> readEnvironment(reader, value);
                    default -> Optional.of(value);
                };
        Optional<PasswordHash> hash = written.flatMap(PasswordHash::parse);
        if (written.isPresent() && hash.isEmpty()) {
            reader.refuse(source, HASH_FORM);
        }
        return hash;
    }

    private Optional<String> readEnvironment(SectionReader reader, String name) {
        Optional<String> value = Optional.ofNullable(environment.apply(name));
        if (value.isEmpty()) {
            reader.refuse(SessionKeys.PASSWORD_ENV, "the name of a variable that is set");
        }
        return value.map(String::strip);
    }

    private Optional<String> readFile(SectionReader reader, String name) {
        Path file = directory.map(base -> base.resolve(name)).orElse(Path.of(name));
        try {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.remove(PosixFilePermission.OWNER_READ);
            others.remove(PosixFilePermission.OWNER_WRITE);
            if (!others.isEmpty()) {
                reader.refuse(SessionKeys.PASSWORD_FILE, "a file of mode 0600 or 0400");
                return Optional.empty();
            }
            return Optional.of(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            reader.refuse(SessionKeys.PASSWORD_FILE, "a readable file of mode 0600");
            return Optional.empty();
        }
    }
}
