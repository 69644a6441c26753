package io.bascule.config;

import java.util.Set;

/** Bascule's own keys of the sessions file; QuickFIX/J's stand beside them unchanged. The README documents each. */
public final class SessionKeys {
    /** One of {@link Role}. */
    public static final String ROLE = "Role";

    /** One of {@link Dialect}. */
    public static final String DIALECT = "Dialect";

    /** Accounts that the session may act for, separated by commas; {@code *} for all, where the role allows it. */
    public static final String ACCOUNTS = "Accounts";

    /** Accounts whose reports are copied to the session, separated by commas, or {@code *}. */
    public static final String DROP_COPY_ACCOUNTS = "DropCopyAccounts";

    /** Username(553) that a Logon must carry; the TargetCompID if absent. */
    public static final String USERNAME = "Username";

    /** Hash of the password, as {@link PasswordHash} writes it. */
    public static final String PASSWORD_HASH = "PasswordHash";

    /** File, of mode 0600, that holds the hash of the password. */
    public static final String PASSWORD_FILE = "PasswordFile";

    /** Environment variable that holds the hash of the password. */
    public static final String PASSWORD_ENV = "PasswordEnv";

    /** File, of mode 0600, that holds the secret of HMAC signatures. */
    public static final String HMAC_SECRET_FILE = "HmacSecretFile";

    /** Environment variable that holds the secret of HMAC signatures. */
    public static final String HMAC_SECRET_ENV = "HmacSecretEnv";

    /** Public key that a Logon's Ed25519 signature is verified with, in base64. */
    public static final String ED25519_PUBLIC_KEY = "Ed25519PublicKey";

    /** SHA-256 fingerprints of the certificates of which the TLS connection must have one, separated by commas. */
    public static final String CERTIFICATE_FINGERPRINTS = "CertificateFingerprints";

    /** Subject alternative names of which that certificate must have one, separated by commas. */
    public static final String CERTIFICATE_NAMES = "CertificateNames";

    /** Whether the session is refused on the plaintext port. */
    public static final String REQUIRE_TLS = "RequireTls";

    /** PASSWORD, HMAC, ED25519 or CERTIFICATE, or NONE on a loopback address. */
    public static final String CREDENTIALS = "Credentials";

    /** Addresses or networks that the session may connect from. */
    public static final String ALLOWED_ADDRESSES = "AllowedAddresses";

    /** Messages a second, cancels apart; 0 is no limit. */
    public static final String THROTTLE_MESSAGES_PER_SECOND = "ThrottleMessagesPerSecond";

    /** Cancels a second; 0 is no limit. */
    public static final String THROTTLE_CANCELS_PER_SECOND = "ThrottleCancelsPerSecond";

    /** Whether a disconnect cancels the session's open orders. */
    public static final String CANCEL_ON_DISCONNECT = "CancelOnDisconnect";

    /** How long a reconnect keeps the orders. */
    public static final String CANCEL_ON_DISCONNECT_GRACE_MILLIS = "CancelOnDisconnectGraceMillis";

    /** Whether a Logout counts as a disconnect. */
    public static final String CANCEL_ON_LOGOUT = "CancelOnLogout";

    /** Whether execution reports carry tags 20015 to 20018. */
    public static final String MARGIN_ON_REPORTS = "MarginOnReports";

    /** Length of a window of market-maker protection; 0 is no protection. */
    public static final String QUOTE_PROTECTION_MILLIS = "QuoteProtectionMillis";

    /** USDC that quotes on one underlying may trade in a window. */
    public static final String QUOTE_PROTECTION_QUANTITY = "QuoteProtectionQuantity";

    /** USDC that they may buy or sell net. */
    public static final String QUOTE_PROTECTION_DELTA = "QuoteProtectionDelta";

    /** Trades that they may have. */
    public static final String QUOTE_PROTECTION_TRADES = "QuoteProtectionTrades";

    /** How much its index publications weigh against those of other sources. */
    public static final String INDEX_WEIGHT = "IndexWeight";

    /** How many days what was sent is kept. */
    public static final String MESSAGE_RETENTION_DAYS = "MessageRetentionDays";

    /** Longest message. */
    public static final String MAX_MESSAGE_BYTES = "MaxMessageBytes";

    /** How long a new connection may stay silent. */
    public static final String FIRST_BYTE_MILLIS = "FirstByteMillis";

    /** How long a new connection may take to log on. */
    public static final String LOGON_MILLIS = "LogonMillis";

    /** Connections that may be open without a logon. */
    public static final String MAX_UNAUTHENTICATED = "MaxUnauthenticated";

    /** The same for one source address. */
    public static final String MAX_UNAUTHENTICATED_PER_ADDRESS = "MaxUnauthenticatedPerAddress";

    /** Failed logons within the window that block the source address. */
    public static final String FAILURES_BEFORE_BLOCK = "FailuresBeforeBlock";

    /** Length of the window. */
    public static final String FAILURE_WINDOW_SECONDS = "FailureWindowSeconds";

    /** How long an address stays blocked. */
    public static final String BLOCK_MINUTES = "BlockMinutes";

    /** Whether 127.0.0.1 and ::1 are exempt from address caps and blocks. */
    public static final String EXEMPT_LOOPBACK = "ExemptLoopback";

    /** Room on the data directory's disk below which orders are refused, in megabytes. */
    public static final String DISK_RESERVE_MEGABYTES = "DiskReserveMegabytes";

    /** Port for TLS. */
    public static final String TLS_ACCEPT_PORT = "TlsAcceptPort";

    /** Whether there is a port without TLS as well. */
    public static final String ACCEPT_PLAINTEXT = "AcceptPlaintext";

    /** Versions of TLS, separated by commas. */
    public static final String TLS_PROTOCOLS = "TlsProtocols";

    /** REQUESTED, or REQUIRED of every connection. */
    public static final String TLS_CLIENT_CERTIFICATES = "TlsClientCertificates";

    /** The venue's certificate and its chain, in PEM. */
    public static final String TLS_CERTIFICATE_FILE = "TlsCertificateFile";

    /** The private key of the certificate, in PEM, mode 0600. */
    public static final String TLS_KEY_FILE = "TlsKeyFile";

    /** Certificate, chain and private key in one PKCS#12 file, mode 0600. */
    public static final String TLS_KEY_STORE_FILE = "TlsKeyStoreFile";

    /** File, of mode 0600, that holds the password of the key. */
    public static final String TLS_KEY_PASSWORD_FILE = "TlsKeyPasswordFile";

    /** Environment variable that holds the password of the key. */
    public static final String TLS_KEY_PASSWORD_ENV = "TlsKeyPasswordEnv";

    /** Who may sign clients' certificates, in PEM. */
    public static final String TLS_AUTHORITIES_FILE = "TlsAuthoritiesFile";

    /** Which raw bytes the audit log has. */
    public static final String AUDIT_MESSAGES = "AuditMessages";

    /** For how many days on which it was written the audit log is kept. */
    public static final String AUDIT_RETENTION_DAYS = "AuditRetentionDays";

    /** Size at which the audit log's next file begins. */
    public static final String AUDIT_FILE_MEGABYTES = "AuditFileMegabytes";

    /** Keys that only [DEFAULT] may hold, because there is one acceptor and one disk. */
    static final Set<String> ACCEPTOR = Set.of(
            "SocketAcceptAddress",
            "SocketAcceptPort",
            MAX_MESSAGE_BYTES,
            FIRST_BYTE_MILLIS,
            LOGON_MILLIS,
            MAX_UNAUTHENTICATED,
            MAX_UNAUTHENTICATED_PER_ADDRESS,
            FAILURES_BEFORE_BLOCK,
            FAILURE_WINDOW_SECONDS,
            BLOCK_MINUTES,
            EXEMPT_LOOPBACK,
            DISK_RESERVE_MEGABYTES,
            TLS_ACCEPT_PORT,
            ACCEPT_PLAINTEXT,
            TLS_PROTOCOLS,
            TLS_CLIENT_CERTIFICATES,
            TLS_CERTIFICATE_FILE,
            TLS_KEY_FILE,
            TLS_KEY_STORE_FILE,
            TLS_KEY_PASSWORD_FILE,
            TLS_KEY_PASSWORD_ENV,
            TLS_AUTHORITIES_FILE,
            AUDIT_MESSAGES,
            AUDIT_RETENTION_DAYS,
            AUDIT_FILE_MEGABYTES);

    /** Keys that only [SESSION] may hold, because no two sessions share them. */
    static final Set<String> IDENTITY = Set.of(
            "TargetCompID",
            USERNAME,
            PASSWORD_HASH,
            PASSWORD_FILE,
            PASSWORD_ENV,
            HMAC_SECRET_FILE,
            HMAC_SECRET_ENV,
            ED25519_PUBLIC_KEY,
            CERTIFICATE_FINGERPRINTS,
            CERTIFICATE_NAMES);

    /** Every key of ours. */
    static final Set<String> OURS = Set.of(
            ROLE,
            DIALECT,
            ACCOUNTS,
            DROP_COPY_ACCOUNTS,
            USERNAME,
            PASSWORD_HASH,
            PASSWORD_FILE,
            PASSWORD_ENV,
            HMAC_SECRET_FILE,
            HMAC_SECRET_ENV,
            ED25519_PUBLIC_KEY,
            CERTIFICATE_FINGERPRINTS,
            CERTIFICATE_NAMES,
            REQUIRE_TLS,
            CREDENTIALS,
            ALLOWED_ADDRESSES,
            THROTTLE_MESSAGES_PER_SECOND,
            THROTTLE_CANCELS_PER_SECOND,
            CANCEL_ON_DISCONNECT,
            CANCEL_ON_DISCONNECT_GRACE_MILLIS,
            CANCEL_ON_LOGOUT,
            MARGIN_ON_REPORTS,
            QUOTE_PROTECTION_MILLIS,
            QUOTE_PROTECTION_QUANTITY,
            QUOTE_PROTECTION_DELTA,
            QUOTE_PROTECTION_TRADES,
            INDEX_WEIGHT,
            MESSAGE_RETENTION_DAYS,
            MAX_MESSAGE_BYTES,
            FIRST_BYTE_MILLIS,
            LOGON_MILLIS,
            MAX_UNAUTHENTICATED,
            MAX_UNAUTHENTICATED_PER_ADDRESS,
            FAILURES_BEFORE_BLOCK,
            FAILURE_WINDOW_SECONDS,
            BLOCK_MINUTES,
            EXEMPT_LOOPBACK,
            DISK_RESERVE_MEGABYTES,
            TLS_ACCEPT_PORT,
            ACCEPT_PLAINTEXT,
            TLS_PROTOCOLS,
            TLS_CLIENT_CERTIFICATES,
            TLS_CERTIFICATE_FILE,
            TLS_KEY_FILE,
            TLS_KEY_STORE_FILE,
            TLS_KEY_PASSWORD_FILE,
            TLS_KEY_PASSWORD_ENV,
            TLS_AUTHORITIES_FILE,
            AUDIT_MESSAGES,
            AUDIT_RETENTION_DAYS,
            AUDIT_FILE_MEGABYTES);

    private SessionKeys() {}
}
