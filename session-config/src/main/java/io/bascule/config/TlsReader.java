package io.bascule.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keys of the port for TLS, and the files that they name. */
final class TlsReader {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> NEEDS_A_PORT = List.of(
            SessionKeys.TLS_PROTOCOLS,
            SessionKeys.TLS_CLIENT_CERTIFICATES,
            SessionKeys.TLS_CERTIFICATE_FILE,
            SessionKeys.TLS_KEY_FILE,
            SessionKeys.TLS_KEY_STORE_FILE,
            SessionKeys.TLS_KEY_PASSWORD_FILE,
            SessionKeys.TLS_KEY_PASSWORD_ENV,
            SessionKeys.TLS_AUTHORITIES_FILE);

    private final Secrets secrets;

    TlsReader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The port for TLS; empty if there is none, or once a mistake is noted. */
    Optional<TlsConfig> read(SectionReader reader) {
        boolean acceptsPlaintext = reader.yesNo(SessionKeys.ACCEPT_PLAINTEXT, true);
        if (!reader.has(SessionKeys.TLS_ACCEPT_PORT)) {
            if (!acceptsPlaintext) {
                reader.refuse(SessionKeys.ACCEPT_PLAINTEXT, "Y without a " + SessionKeys.TLS_ACCEPT_PORT);
            }
            NEEDS_A_PORT.stream()
                    .filter(reader::has)
                    .forEach(key -> reader.refuse(key, "nothing without a " + SessionKeys.TLS_ACCEPT_PORT));
            return Optional.empty();
        }
        int port = reader.whole(SessionKeys.TLS_ACCEPT_PORT, 9_881, 0, 65_535);
        List<String> protocols =
                reader.has(SessionKeys.TLS_PROTOCOLS) ? reader.list(SessionKeys.TLS_PROTOCOLS) : PROTOCOLS;
        if (!PROTOCOLS.containsAll(protocols)) {
            reader.refuse(SessionKeys.TLS_PROTOCOLS, "one or both of " + String.join(", ", PROTOCOLS));
        }
        String certificates = reader.text(SessionKeys.TLS_CLIENT_CERTIFICATES).orElse("REQUESTED");
        if (!List.of("REQUESTED", "REQUIRED").contains(certificates)) {
            reader.refuse(SessionKeys.TLS_CLIENT_CERTIFICATES, "REQUESTED or REQUIRED");
        }
        return files(reader)
                .map(files -> new TlsConfig(port, acceptsPlaintext, protocols, certificates.equals("REQUIRED"), files));
    }

    private Optional<TlsFiles> files(SectionReader reader) {
        boolean isPem = reader.has(SessionKeys.TLS_CERTIFICATE_FILE) || reader.has(SessionKeys.TLS_KEY_FILE);
        boolean isKeyStore = reader.has(SessionKeys.TLS_KEY_STORE_FILE);
        if (isPem == isKeyStore) {
            reader.refuse(
                    SessionKeys.TLS_KEY_STORE_FILE,
                    "this, or " + SessionKeys.TLS_CERTIFICATE_FILE + " and " + SessionKeys.TLS_KEY_FILE);
            return Optional.empty();
        }
        Optional<char[]> password = password(reader);
        List<String> keys = isKeyStore
                ? List.of(SessionKeys.TLS_KEY_STORE_FILE)
                : List.of(SessionKeys.TLS_CERTIFICATE_FILE, SessionKeys.TLS_KEY_FILE);
        List<Path> named = new ArrayList<>();
        keys.forEach(key -> path(reader, key).ifPresent(named::add));
        Optional<Path> authorities = reader.has(SessionKeys.TLS_AUTHORITIES_FILE)
                ? path(reader, SessionKeys.TLS_AUTHORITIES_FILE)
                : Optional.empty();
        if (password.isEmpty() || named.size() < keys.size()) {
            return Optional.empty();
        }
        TlsFiles files = isKeyStore
                ? TlsFiles.pkcs12(named.get(0), authorities, password.get())
                : TlsFiles.pem(named.get(0), named.get(1), authorities, password.get());
        return isReadable(reader, files, keys.get(0)) ? Optional.of(files) : Optional.empty();
    }

    private Optional<Path> path(SectionReader reader, String key) {
        String name = reader.requiredText(key, "a file");
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(secrets.file(name));
        } catch (InvalidPathException e) {
            reader.refuse(key, "a file");
            return Optional.empty();
        }
    }

    private static boolean isReadable(SectionReader reader, TlsFiles files, String key) {
        try {
            files.read();
            return true;
        } catch (NoSuchFileException e) {
            reader.refuse(key, "readable files: there is no " + e.getFile());
        } catch (IOException | GeneralSecurityException e) {
            reader.refuse(key, "readable files: " + e.getMessage());
        }
        return false;
    }

    /** The password, empty without one; no value once a mistake is noted. */
    private Optional<char[]> password(SectionReader reader) {
        List<String> given = Stream.of(SessionKeys.TLS_KEY_PASSWORD_FILE, SessionKeys.TLS_KEY_PASSWORD_ENV)
                .filter(reader::has)
                .toList();
        if (given.size() > 1) {
            reader.refuse(given.get(1), "one of " + String.join(", ", given));
            return Optional.empty();
        }
        if (given.isEmpty()) {
            return Optional.of(new char[0]);
        }
        String key = given.get(0);
        Optional<String> password = key.equals(SessionKeys.TLS_KEY_PASSWORD_FILE)
                ? secrets.fromFile(reader, key)
                : secrets.fromEnvironment(reader, key);
        return password.map(String::toCharArray);
    }
}
