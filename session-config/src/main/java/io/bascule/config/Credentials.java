package io.bascule.config;

import java.util.Optional;

/**
 * What a Logon must present.
 *
 * @param username Username(553); where the proof is not a password it may be left out
 * @param proof what else shows who it is; empty if the certificate alone does
 * @param certificate what the certificate of its TLS connection must be; empty if it need not have one
 * @param requiresTls whether it is refused on the plaintext port; always with a certificate
 */
public record Credentials(
        String username, Optional<Proof> proof, Optional<ClientCertificate> certificate, boolean requiresTls) {
    /** A user name and a password, over any port. */
    public Credentials(String username, PasswordHash passwordHash) {
        this(username, Optional.of(passwordHash), Optional.empty(), false);
    }
}
