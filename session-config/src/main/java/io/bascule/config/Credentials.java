package io.bascule.config;

/**
 * What a Logon must present.
 *
 * @param username Username(553)
 * @param passwordHash what Password(554) is verified against
 */
public record Credentials(String username, PasswordHash passwordHash) {}
