package io.bascule.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where secrets come from: files beside the sessions file, and the environment. */
final class Secrets {
    private final Optional<Path> directory;
    private final UnaryOperator<String> environment;

    /** Takes the directory that files are relative to, if there is one, and the environment. */
    Secrets(Optional<Path> directory, UnaryOperator<String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** The file that a name in the sessions file means. */
    Path file(String name) {
        return directory.map(base -> base.resolve(name)).orElse(Path.of(name));
    }

    /**
     * The hash of a password that stands in the sessions file itself, which then is a secret file. Those of the bundled
     * configurations are public, so a copy of one of them needs no other mode. Empty once a mistake is noted.
     */
    Optional<String> fromSessionsFile(SectionReader reader, String key) {
        Optional<String> hash = reader.text(key);
        try {
            boolean isOpen = directory.isPresent() && SecretFile.isOpenToOthers(file(ConfigLoader.SESSIONS));
            if (!isOpen || ConfigLoader.isBundled(key + "=" + hash.orElse(""))) {
                return hash;
            }
        } catch (IOException e) {
            reader.refuse(key, "in " + SecretFile.READABLE);
            return Optional.empty();
        }
        reader.refuse(key, "in " + SecretFile.MODE + ": chmod 600 " + ConfigLoader.SESSIONS);
        return Optional.empty();
    }

    /** The text, without white space around it, of the file that a key names; empty once a mistake is noted. */
    Optional<String> fromFile(SectionReader reader, String key) {
        try {
            byte[] bytes = SecretFile.read(file(reader.text(key).orElse("")));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (SecretFile.OpenToOthersException e) {
            reader.refuse(key, SecretFile.MODE);
        } catch (IOException | IllegalArgumentException e) {
            reader.refuse(key, SecretFile.READABLE);
        }
        return Optional.empty();
    }

    /** The same of the environment variable that a key names. */
    Optional<String> fromEnvironment(SectionReader reader, String key) {
        Optional<String> value =
                Optional.ofNullable(environment.apply(reader.text(key).orElse("")));
        if (value.isEmpty()) {
            reader.refuse(key, "the name of a variable that is set");
        }
        return value.map(String::strip);
    }
}
