package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashTest {
    /** Password "password", salt "saltsalt", 4,096 iterations: recomputed with Python's hashlib.pbkdf2_hmac. */
    private static final String KNOWN = "pbkdf2-sha256$4096$c2FsdHNhbHQ=$ZiMD/VuDIBLM8rT9ZlFkcm8vO44PH2jtvpsH6s4pwvU=";

    @Test
    void shouldVerifyAHashMadeElsewhere() {
        PasswordHash hash = PasswordHash.parse(KNOWN).orElseThrow();

        assertTrue(hash.verify("password".toCharArray()));
        assertFalse(hash.verify("Password".toCharArray()));
        assertFalse(hash.verify(new char[0]));
    }

    @Test
    void shouldRoundTripAndSaltEachHashAnew() {
        PasswordHash first = PasswordHash.create("secret".toCharArray(), 1_000);
        PasswordHash second = PasswordHash.create("secret".toCharArray(), 1_000);

        assertTrue(first.verify("secret".toCharArray()));
        assertNotEquals(first.encoded(), second.encoded());
        assertNotEquals(first, second);
        assertEquals(Optional.of(first), PasswordHash.parse(first.encoded()));
        assertEquals(
                first.hashCode(),
                PasswordHash.parse(first.encoded()).orElseThrow().hashCode());
    }

    @Test
    void shouldNotShowTheHashAsText() {
        assertEquals(
                "pbkdf2-sha256$4096$***",
                PasswordHash.parse(KNOWN).orElseThrow().toString());
    }

    @Test
    void shouldRefuseToMakeAWeakHash() {
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.create("x".toCharArray(), 999));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "pbkdf2-sha1$4096$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$999$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$10000001$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$many$c2FsdHNhbHQ=$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$4096$c2Fs$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2-sha256$4096$c2FsdHNhbHQ=$AAAA",
                "pbkdf2-sha256$4096$c2FsdHNhbHQ=$***",
                "pbkdf2-sha256$4096$c2FsdHNhbHQ="
            })
    void shouldRefuseWhatIsNotAHash(String text) {
        assertEquals(Optional.empty(), PasswordHash.parse(text));
    }
}
