package io.bascule.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what a Logon must present, from the sessions file, secret files or the environment. */
final class CredentialsReader {
    private static final String HASH_FORM =
            PasswordHash.SCHEME + "$ITERATIONS$SALT$HASH with " + PasswordHash.MIN_ITERATIONS + " to "
                    + PasswordHash.MAX_ITERATIONS + " iterations; a password itself is never accepted";
    private static final String SECRET_FORM =
            "a secret of at least " + HmacSecret.MIN_LENGTH + " characters without white space";
    private static final String KEY_FORM =
            "an Ed25519 public key in base64, of 32 bytes or as openssl pkey -pubout has it";
    private static final String FINGERPRINT_FORM = "SHA-256 fingerprints of 64 hexadecimal digits";
    private static final String NAME_FORM =
            "names such as DNS:desk1.example, URI:spiffe://desk1 or email:fix@desk1.example";
    private static final String PASSWORD = "PASSWORD";
    private static final String NONE = "NONE";

    /** The kinds of credentials, and the keys of which each needs one. */
    private static final Map<String, List<String>> SOURCES = new LinkedHashMap<>();

    static {
        SOURCES.put(PASSWORD, List.of(SessionKeys.PASSWORD_HASH, SessionKeys.PASSWORD_FILE, SessionKeys.PASSWORD_ENV));
        SOURCES.put("HMAC", List.of(SessionKeys.HMAC_SECRET_FILE, SessionKeys.HMAC_SECRET_ENV));
        SOURCES.put("ED25519", List.of(SessionKeys.ED25519_PUBLIC_KEY));
        SOURCES.put("CERTIFICATE", List.of());
        SOURCES.put(NONE, List.of());
    }

    private final Secrets secrets;
    private final boolean loopback;
    private final Optional<TlsConfig> tls;

    /** A reader for an acceptor that listens on a loopback address only, or not, and has a port for TLS, or not. */
    CredentialsReader(Secrets secrets, boolean loopback, Optional<TlsConfig> tls) {
        this.secrets = secrets;
        this.loopback = loopback;
        this.tls = tls;
    }

    /** The credentials; empty if the session asks for none, or once a mistake is noted. */
    Optional<Credentials> read(SectionReader reader, String targetCompId) {
        String kind = reader.text(SessionKeys.CREDENTIALS).orElse(PASSWORD);
        if (!SOURCES.containsKey(kind)) {
            reader.refuse(SessionKeys.CREDENTIALS, "one of " + String.join(", ", SOURCES.keySet()));
            return Optional.empty();
        }
        if (kind.equals(NONE) && !loopback) {
            reader.refuse(SessionKeys.CREDENTIALS, "not NONE, unless SocketAcceptAddress is a loopback address");
        }
        refuseOthers(reader, kind);
        if (kind.equals(NONE)) {
            return Optional.empty();
        }
        Optional<ClientCertificate> certificate = certificate(reader);
        if (kind.equals("CERTIFICATE") && certificate.isEmpty()) {
            reader.refuse(
                    SessionKeys.CREDENTIALS,
                    "with CERTIFICATE also " + SessionKeys.CERTIFICATE_FINGERPRINTS + " or "
                            + SessionKeys.CERTIFICATE_NAMES);
        }
        String username = reader.text(SessionKeys.USERNAME).orElse(targetCompId);
        if (username.isEmpty()) {
            reader.refuse(SessionKeys.USERNAME, "some text");
        }
        Optional<Proof> proof = proof(reader, SOURCES.get(kind));
        if (proof.isEmpty() && !kind.equals("CERTIFICATE")) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(
                username, proof, certificate, certificate.isPresent() || reader.yesNo(SessionKeys.REQUIRE_TLS, false)));
    }

    /** What belongs to other kinds would promise a check that is not made. */
    private static void refuseOthers(SectionReader reader, String kind) {
        for (List<String> keys : SOURCES.values()) {
            keys.stream()
                    .filter(key -> reader.has(key) && !SOURCES.get(kind).contains(key))
                    .forEach(key -> reader.refuse(key, "nothing beside " + SessionKeys.CREDENTIALS + "=" + kind));
        }
        if (kind.equals(NONE)) {
            List.of(SessionKeys.CERTIFICATE_FINGERPRINTS, SessionKeys.CERTIFICATE_NAMES).stream()
                    .filter(reader::has)
                    .forEach(key -> reader.refuse(key, "nothing beside " + SessionKeys.CREDENTIALS + "=" + kind));
            if (reader.yesNo(SessionKeys.REQUIRE_TLS, false)) {
                reader.refuse(SessionKeys.REQUIRE_TLS, "N with " + SessionKeys.CREDENTIALS + "=" + kind);
            }
        }
    }

    private Optional<Proof> proof(SectionReader reader, List<String> sources) {
        List<String> given = sources.stream().filter(reader::has).toList();
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() != 1) {
            reader.refuse(
                    given.isEmpty() ? sources.get(0) : given.get(1),
                    sources.size() == 1 ? KEY_FORM : "one of " + String.join(", ", sources));
            return Optional.empty();
        }
        String key = given.get(0);
        return switch (key) {
            case SessionKeys.PASSWORD_HASH ->
                parsed(reader, key, secrets.fromSessionsFile(reader, key), PasswordHash::parse, HASH_FORM);
            case SessionKeys.PASSWORD_FILE ->
                parsed(reader, key, secrets.fromFile(reader, key), PasswordHash::parse, HASH_FORM);
            case SessionKeys.PASSWORD_ENV ->
                parsed(reader, key, secrets.fromEnvironment(reader, key), PasswordHash::parse, HASH_FORM);
            case SessionKeys.HMAC_SECRET_FILE ->
                parsed(reader, key, secrets.fromFile(reader, key), HmacSecret::of, SECRET_FORM);
            case SessionKeys.HMAC_SECRET_ENV ->
                parsed(reader, key, secrets.fromEnvironment(reader, key), HmacSecret::of, SECRET_FORM);
            default -> parsed(reader, key, reader.text(key), Ed25519Key::parse, KEY_FORM);
        };
    }

    /** What the text is; a text that is there and is not that is a mistake. */
    private static Optional<Proof> parsed(
            SectionReader reader,
            String key,
            Optional<String> text,
            Function<String, Optional<? extends Proof>> parser,
            String form) {
        Optional<? extends Proof> proof = text.flatMap(parser);
        if (text.isPresent() && proof.isEmpty()) {
            reader.refuse(key, form);
        }
        return proof.map(Proof.class::cast);
    }

    private Optional<ClientCertificate> certificate(SectionReader reader) {
        if (reader.yesNo(SessionKeys.REQUIRE_TLS, false) && tls.isEmpty()) {
            reader.refuse(SessionKeys.REQUIRE_TLS, "N without a " + SessionKeys.TLS_ACCEPT_PORT);
        }
        boolean byFingerprint = reader.has(SessionKeys.CERTIFICATE_FINGERPRINTS);
        boolean byName = reader.has(SessionKeys.CERTIFICATE_NAMES);
        if (!byFingerprint && !byName) {
            return Optional.empty();
        }
        String key = byName ? SessionKeys.CERTIFICATE_NAMES : SessionKeys.CERTIFICATE_FINGERPRINTS;
        if (tls.isEmpty()) {
            reader.refuse(key, "nothing without a " + SessionKeys.TLS_ACCEPT_PORT);
        } else if (byName && !tls.get().files().hasAuthorities()) {
            reader.refuse(key, "nothing without a " + SessionKeys.TLS_AUTHORITIES_FILE);
        }
        if (byFingerprint && byName) {
            reader.refuse(key, "one of " + SessionKeys.CERTIFICATE_FINGERPRINTS + ", " + SessionKeys.CERTIFICATE_NAMES);
        }
        return Optional.of(new ClientCertificate(
                byFingerprint
                        ? all(
                                reader,
                                SessionKeys.CERTIFICATE_FINGERPRINTS,
                                ClientCertificate::fingerprint,
                                FINGERPRINT_FORM)
                        : Set.of(),
                byName ? all(reader, SessionKeys.CERTIFICATE_NAMES, ClientCertificate::name, NAME_FORM) : Set.of()));
    }

    private static Set<String> all(
            SectionReader reader, String key, Function<String, Optional<String>> parser, String form) {
        Set<String> values = new LinkedHashSet<>();
        for (String text : reader.list(key)) {
            Optional<String> value = parser.apply(text);
            if (value.isEmpty()) {
                reader.refuse(key, form + "; not '" + text + "'");
            }
            value.ifPresent(values::add);
        }
        return values;
    }
}
