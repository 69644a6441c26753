package io.bascule.config;

import io.bascule.config.SessionsFile.Entry;
import io.bascule.config.SessionsFile.Section;
import io.bascule.dictionaries.Dictionaries;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import quickfix.ConfigError;
import quickfix.DefaultSessionSchedule;
import quickfix.FieldConvertError;
import quickfix.SessionID;

/** Turns a sessions file into settings, and notes every mistake in it. */
final class SessionsLoader {
    private static final String FIX44 = "FIX.4.4";
    private static final String FIXT11 = "FIXT.1.1";
    private static final Set<String> FIX50SP2 = Set.of("9", "FIX.5.0SP2");
    private static final long MICROS = 1_000_000;
    private static final String COMP_ID = "[!-~&&[^=]]{1,64}";

    /** Keys of QuickFIX/J that would promise what the acceptor does not do. */
    private static final Map<String, String> REFUSED = Map.of(
            "SocketKeyStore", "not used here: TlsKeyStoreFile",
            "SocketKeyStorePassword", "not used here: TlsKeyPasswordFile or TlsKeyPasswordEnv",
            "SocketTrustStore", "not used here: TlsAuthoritiesFile",
            "SocketTrustStorePassword", "not used here: TlsAuthoritiesFile",
            "AllowedRemoteAddresses", "not used here: AllowedAddresses",
            "SenderSubID", "not used here: sessions are known by their CompIDs",
            "SenderLocationID", "not used here: sessions are known by their CompIDs",
            "TargetSubID", "not used here: sessions are known by their CompIDs",
            "TargetLocationID", "not used here: sessions are known by their CompIDs",
            "SessionQualifier", "not used here: sessions are known by their CompIDs");

    /** The values of QuickFIX/J's keys that are possible here, where its own would allow more. */
    private static final Map<String, String> ONLY =
            Map.of("ConnectionType", "acceptor", "SocketUseSSL", "N", "AcceptorTemplate", "N", "DynamicSession", "N");

    /** The values of QuickFIX/J's keys without which messages would be lost, repeated or let pass unchecked. */
    private static final Map<String, String> PROTOCOL = Map.of(
            "PersistMessages", "Y",
            "ValidateSequenceNumbers", "Y",
            "ValidateIncomingMessage", "Y",
            "UseDataDictionary", "Y",
            "ForceResendWhenCorruptedStore", "N",
            "ResetOnError", "N",
            "ResetOnLogon", "N",
            "ResetOnLogout", "N");

    private static final List<String> SCHEDULE =
            List.of("StartTime", "EndTime", "StartDay", "EndDay", "Weekdays", "NonStopSession");

    private final SessionsFile file;
    private final Mistakes mistakes;
    private final KnownKeys keys = KnownKeys.load();
    private final Secrets secrets;
    private final List<String> accounts;

    SessionsLoader(SessionsFile file, List<String> accounts, Secrets secrets, Mistakes mistakes) {
        this.file = file;
        this.accounts = accounts;
        this.secrets = secrets;
        this.mistakes = mistakes;
    }

    AcceptorConfig acceptor() {
        checkKeys(file.defaults(), SessionKeys.IDENTITY, "only in [SESSION]");
        SectionReader reader = new SectionReader(file, file.defaults(), mistakes);
        String host = reader.text("SocketAcceptAddress").orElse("127.0.0.1");
        if (resolve(host).isEmpty()) {
            reader.refuse("SocketAcceptAddress", "a numeric address, or localhost");
        }
        int maxUnauthenticated = reader.whole(SessionKeys.MAX_UNAUTHENTICATED, 64, 1, 100_000);
        return new AcceptorConfig(
                host,
                reader.whole("SocketAcceptPort", 9880, 0, 65_535),
                reader.whole(SessionKeys.MAX_MESSAGE_BYTES, 16_384, 1_024, 1_048_576),
                reader.whole(SessionKeys.FIRST_BYTE_MILLIS, 2_000, 10, 60_000),
                reader.whole(SessionKeys.LOGON_MILLIS, 5_000, 10, 60_000),
                maxUnauthenticated,
                reader.whole(
                        SessionKeys.MAX_UNAUTHENTICATED_PER_ADDRESS,
                        Math.min(8, maxUnauthenticated),
                        1,
                        maxUnauthenticated),
                reader.whole(SessionKeys.FAILURES_BEFORE_BLOCK, 5, 0, 1_000_000),
                reader.whole(SessionKeys.FAILURE_WINDOW_SECONDS, 60, 1, 86_400),
                reader.whole(SessionKeys.BLOCK_MINUTES, 15, 1, 10_080),
                reader.yesNo(SessionKeys.EXEMPT_LOOPBACK, false),
                new TlsReader(secrets).read(reader));
    }

    AuditConfig audit() {
        SectionReader reader = new SectionReader(file, file.defaults(), mistakes);
        AuditConfig unless = AuditConfig.DEFAULT;
        return new AuditConfig(
                reader.has(SessionKeys.AUDIT_MESSAGES)
                        ? reader.oneOf(SessionKeys.AUDIT_MESSAGES, AuditConfig.Messages.values())
                                .orElse(unless.messages())
                        : unless.messages(),
                reader.whole(SessionKeys.AUDIT_RETENTION_DAYS, unless.retentionDays(), 1, 10_000),
                reader.whole(SessionKeys.AUDIT_FILE_MEGABYTES, unless.fileMegabytes(), 1, 1_024));
    }

    int diskReserveMegabytes() {
        return new SectionReader(file, file.defaults(), mistakes)
                .whole(SessionKeys.DISK_RESERVE_MEGABYTES, 256, 0, 1_000_000);
    }

    List<SessionConfig> sessions(AcceptorConfig acceptor) {
        boolean loopback =
                resolve(acceptor.host()).map(InetAddress::isLoopbackAddress).orElse(false);
        Map<SessionID, Integer> lines = new HashMap<>();
        Map<String, SessionConfig> byCompIds = new HashMap<>();
        List<SessionConfig> sessions = new ArrayList<>();
        for (Section section : file.sessions()) {
            checkKeys(section, SessionKeys.ACCEPTOR, "only in [DEFAULT]: there is one acceptor");
            SectionReader reader = new SectionReader(file, section, mistakes);
            SessionConfig session = session(reader, new CredentialsReader(secrets, loopback, acceptor.tls()));
            Integer earlier = lines.putIfAbsent(session.sessionId(), section.line());
            if (earlier != null) {
                reader.refuse("TargetCompID", "another CompID: the session of line " + earlier + " is the same");
            }
            SessionConfig twin = byCompIds.putIfAbsent(session.senderCompId() + "=" + session.targetCompId(), session);
            if (earlier == null && twin != null) {
                checkTwins(reader, twin, session);
            }
            sessions.add(session);
        }
        return sessions;
    }

    /** Two versions of one counterparty share what is kept for it, so nothing may be left for either to recover. */
    private static void checkTwins(SectionReader reader, SessionConfig one, SessionConfig other) {
        if (!sameRights(one, other)) {
            reader.refuse("TargetCompID", "in both versions the same Role, Accounts and DropCopyAccounts");
        } else if (!keepsNothing(one) || !keepsNothing(other)) {
            reader.refuse("TargetCompID", "both versions only with Credentials=NONE and ResetOnDisconnect=Y");
        }
    }

    private static boolean keepsNothing(SessionConfig session) {
        return session.credentials().isEmpty()
                && "Y".equals(session.quickfixKeys().get("ResetOnDisconnect"));
    }

    /** The venue knows a counterparty by its CompIDs, whatever version it speaks. */
    private static boolean sameRights(SessionConfig one, SessionConfig other) {
        return one.role() == other.role()
                && one.accounts().equals(other.accounts())
                && one.dropCopyAccounts().equals(other.dropCopyAccounts());
    }

    private void checkKeys(Section section, Set<String> elsewhere, String where) {
        section.entries().forEach((key, entry) -> {
            String place = file.place(entry.line());
            if (elsewhere.contains(key)) {
                mistakes.add(place, key, entry.value(), where);
            } else if (key.equals("Password")) {
                mistakes.add(place, key, entry.value(), "no plaintext: PasswordHash, PasswordFile or PasswordEnv");
            } else if (key.equals("HmacSecret") || key.equals("TlsKeyPassword")) {
                mistakes.add(place, key, entry.value(), "not in this file: " + key + "File or " + key + "Env");
            } else if (REFUSED.containsKey(key)) {
                mistakes.add(place, key, entry.value(), REFUSED.get(key));
            } else if (ONLY.containsKey(key) && !ONLY.get(key).equals(entry.value())) {
                mistakes.add(place, key, entry.value(), "only " + ONLY.get(key) + " is supported");
            } else if (PROTOCOL.containsKey(key) && !PROTOCOL.get(key).equals(entry.value())) {
                mistakes.add(place, key, entry.value(), "only " + PROTOCOL.get(key) + ": recovery and checks need it");
            } else if (keys.isQuickfix(key)) {
                keys.objection(key, entry.value())
                        .ifPresent(allowed -> mistakes.add(place, key, entry.value(), allowed));
            } else if (!keys.isOurs(key)) {
                String nearest = keys.suggestion(key)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
                mistakes.add(place, key, entry.value(), "a key of QuickFIX/J or of Bascule" + nearest);
            }
        });
    }

    private SessionConfig session(SectionReader reader, CredentialsReader credentials) {
        String target = compId(reader, "TargetCompID");
        Optional<Role> known = reader.oneOf(SessionKeys.ROLE, Role.values());
        Role role = known.orElse(Role.MARKET_DATA);
        Dialect dialect = reader.has(SessionKeys.DIALECT)
                ? reader.oneOf(SessionKeys.DIALECT, Dialect.values()).orElse(Dialect.STOCK)
                : Dialect.STOCK;
        SessionConfig session = new SessionConfig(
                beginString(reader),
                defaultApplVerId(reader),
                compId(reader, "SenderCompID"),
                target,
                role,
                dialect,
                known.isPresent() ? accounts(reader, SessionKeys.ACCOUNTS, acts(role), role == Role.RISK) : List.of(),
                known.isPresent()
                        ? accounts(reader, SessionKeys.DROP_COPY_ACCOUNTS, role == Role.DROP_COPY, true)
                        : List.of(),
                credentials.read(reader, target),
                allowedAddresses(reader),
                reader.whole(SessionKeys.THROTTLE_MESSAGES_PER_SECOND, 0, 0, 1_000_000),
                reader.whole(SessionKeys.THROTTLE_CANCELS_PER_SECOND, 0, 0, 1_000_000),
                reader.yesNo(SessionKeys.CANCEL_ON_DISCONNECT, false),
                reader.whole(SessionKeys.CANCEL_ON_DISCONNECT_GRACE_MILLIS, 0, 0, 3_600_000),
                reader.yesNo(SessionKeys.CANCEL_ON_LOGOUT, true),
                reader.yesNo(SessionKeys.MARGIN_ON_REPORTS, false),
                quoteProtection(reader, role),
                reader.whole(SessionKeys.INDEX_WEIGHT, 1, 1, 1_000_000),
                reader.whole(SessionKeys.MESSAGE_RETENTION_DAYS, 8, 4, 400),
                quickfixKeys(reader));
        check(reader, session);
        return session;
    }

    /** A window and at least one limit, or none of them; quotes are for order entry. */
    private static QuoteProtectionConfig quoteProtection(SectionReader reader, Role role) {
        int windowMillis = reader.whole(SessionKeys.QUOTE_PROTECTION_MILLIS, 0, 0, 3_600_000);
        int quantity = reader.whole(SessionKeys.QUOTE_PROTECTION_QUANTITY, 0, 0, 999_999_999);
        int delta = reader.whole(SessionKeys.QUOTE_PROTECTION_DELTA, 0, 0, 999_999_999);
        int trades = reader.whole(SessionKeys.QUOTE_PROTECTION_TRADES, 0, 0, 1_000_000);
        boolean limited = quantity > 0 || delta > 0 || trades > 0;
        if (limited != windowMillis > 0) {
            String key = SessionKeys.QUOTE_PROTECTION_MILLIS;
            reader.refuse(key, limited ? "the length of the window" : "0 without a quantity, delta or trades");
        } else if (limited && role != Role.ORDER_ENTRY) {
            reader.refuse(SessionKeys.QUOTE_PROTECTION_MILLIS, "0 unless Role is ORDER_ENTRY");
        }
        return new QuoteProtectionConfig(windowMillis, quantity * MICROS, delta * MICROS, trades);
    }

    private static boolean acts(Role role) {
        return role == Role.ORDER_ENTRY || role == Role.RISK || role == Role.BACKSTOP;
    }

    private void check(SectionReader reader, SessionConfig session) {
        if (session.marginOnReports() && session.dialect() == Dialect.STOCK) {
            reader.refuse(SessionKeys.MARGIN_ON_REPORTS, "N on a STOCK session: 20015 to 20018 are EXTENDED");
        }
        if (session.cancelOnDisconnect() && session.role() != Role.ORDER_ENTRY) {
            reader.refuse(SessionKeys.CANCEL_ON_DISCONNECT, "N unless Role is ORDER_ENTRY");
        }
        try {
            new DefaultSessionSchedule(session.settings(), session.sessionId());
        } catch (ConfigError | FieldConvertError e) {
            reader.refuse(reader.has("StartTime") ? "StartTime" : "EndTime", "a schedule: " + e.getMessage());
        }
    }

    private static String beginString(SectionReader reader) {
        String value = reader.requiredText("BeginString", FIX44 + " or " + FIXT11);
        if (reader.has("BeginString") && !value.equals(FIX44) && !value.equals(FIXT11)) {
            reader.refuse("BeginString", FIX44 + " or " + FIXT11);
        }
        return value;
    }

    private static Optional<String> defaultApplVerId(SectionReader reader) {
        if (!reader.text("BeginString").orElse("").equals(FIXT11)) {
            return Optional.empty();
        }
        if (!FIX50SP2.contains(reader.text("DefaultApplVerID").orElse(""))) {
            reader.refuse("DefaultApplVerID", "9 (FIX.5.0SP2) on " + FIXT11);
        }
        return Optional.of("9");
    }

    private static String compId(SectionReader reader, String key) {
        String value = reader.requiredText(key, "a CompID");
        if (reader.has(key) && !value.matches(COMP_ID)) {
            reader.refuse(key, "1 to 64 visible ASCII characters, none of them =");
        }
        return value;
    }

    private List<String> accounts(SectionReader reader, String key, boolean needed, boolean allAllowed) {
        List<String> names = reader.list(key);
        if (names.isEmpty() != !needed) {
            reader.refuse(key, needed ? "the accounts of the session" : "no accounts in this Role");
            return List.of();
        }
        if (names.equals(List.of("*"))) {
            if (!allAllowed) {
                reader.refuse(key, "names: * is for RISK, and for DropCopyAccounts");
            }
            return accounts;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!accounts.contains(names.get(i))) {
                reader.refuse(key, "accounts of the venue file; it has no '" + names.get(i) + "'");
            } else if (names.indexOf(names.get(i)) < i) {
                reader.refuse(key, "each account once; '" + names.get(i) + "' stands twice");
            }
        }
        return names;
    }

    private static List<AddressRange> allowedAddresses(SectionReader reader) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : reader.list(SessionKeys.ALLOWED_ADDRESSES)) {
            Optional<AddressRange> range = AddressRange.parse(text);
            if (range.isEmpty()) {
                reader.refuse(
                        SessionKeys.ALLOWED_ADDRESSES,
                        "numeric addresses or networks such as 10.1.0.0/16; not '" + text + "'");
            }
            range.ifPresent(ranges::add);
        }
        return ranges;
    }

    /** QuickFIX/J's own keys, with a week from Sunday 00:00 UTC and our dictionaries where the file says nothing. */
    private Map<String, String> quickfixKeys(SectionReader reader) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("ConnectionType", "acceptor");
        own.put("TimeZone", "UTC");
        if (SCHEDULE.stream().noneMatch(reader::has)) {
            own.put("StartDay", "Sunday");
            own.put("EndDay", "Sunday");
            own.put("StartTime", "00:00:00");
            own.put("EndTime", "00:00:00");
        }
        own.put("UseDataDictionary", "Y");
        if (reader.text("BeginString").orElse("").equals(FIXT11)) {
            own.put("TransportDataDictionary", Dictionaries.FIXT11_PATH);
            own.put("AppDataDictionary", Dictionaries.FIX50SP2_PATH);
        } else {
            own.put("DataDictionary", Dictionaries.FIX44_PATH);
        }
        for (Map.Entry<String, Entry> entry : reader.entries().entrySet()) {
            if (keys.isQuickfix(entry.getKey()) && !SessionKeys.ACCEPTOR.contains(entry.getKey())) {
                own.put(entry.getKey(), entry.getValue().value());
            }
        }
        return own;
    }

    private static Optional<InetAddress> resolve(String host) {
        return AddressRange.numeric(host.equals("localhost") ? "127.0.0.1" : host);
    }
}
