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

    /** PASSWORD, or NONE on a loopback address. */
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
            DISK_RESERVE_MEGABYTES);

    /** Keys that only [SESSION] may hold, because no two sessions share them. */
    static final Set<String> IDENTITY = Set.of("TargetCompID", USERNAME, PASSWORD_HASH, PASSWORD_FILE, PASSWORD_ENV);

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
            CREDENTIALS,
            ALLOWED_ADDRESSES,
            THROTTLE_MESSAGES_PER_SECOND,
            THROTTLE_CANCELS_PER_SECOND,
            CANCEL_ON_DISCONNECT,
            CANCEL_ON_DISCONNECT_GRACE_MILLIS,
            CANCEL_ON_LOGOUT,
            MARGIN_ON_REPORTS,
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
            DISK_RESERVE_MEGABYTES);

    private SessionKeys() {}
}
