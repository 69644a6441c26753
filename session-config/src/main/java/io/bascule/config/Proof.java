package io.bascule.config;

/** What a Logon is verified against: a password's hash, or what checks its signature. */
public sealed interface Proof permits PasswordHash, LogonSignature {}
