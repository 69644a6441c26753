package io.bascule.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import quickfix.ConfigError;
import quickfix.Dictionary;
import quickfix.SessionID;
import quickfix.SessionSettings;

/**
 * One FIX session: who may connect, as what, with which rights and limits.
 *
 * @param beginString {@code FIX.4.4} or {@code FIXT.1.1}
 * @param defaultApplVerId DefaultApplVerID(1137), {@code 9}, for FIXT.1.1; empty for FIX.4.4
 * @param senderCompId the venue's CompID
 * @param targetCompId the counterparty's CompID
 * @param role what the session is for
 * @param dialect what the venue sends on it
 * @param accounts the accounts that it may act for; {@code *} is expanded to every account of the venue
 * @param dropCopyAccounts the accounts whose reports are copied to it; expanded likewise
 * @param credentials what a Logon must present; empty if none are asked for, which only a loopback acceptor may do
 * @param allowedAddresses where it may connect from; empty means from anywhere
 * @param throttleMessagesPerSecond messages that it may send a second, cancels apart; 0 is no limit
 * @param throttleCancelsPerSecond cancels that it may send a second; 0 is no limit
 * @param cancelOnDisconnect whether its open orders are cancelled when it disconnects
 * @param cancelOnDisconnectGraceMillis how long a reconnect keeps the orders
 * @param cancelOnLogout whether a Logout counts as a disconnect
 * @param marginOnReports whether its execution reports carry 20015 to 20018
 * @param quoteProtection market-maker protection of its quotes
 * @param indexWeight how much its index publications weigh against those of other sources
 * @param messageRetentionDays how many days what was sent to it is kept at least, for resends and recovery
 * @param quickfixKeys QuickFIX/J's own keys for the session, defaults merged in; none of ours, no secret
 */
public record SessionConfig(
        String beginString,
        Optional<String> defaultApplVerId,
        String senderCompId,
        String targetCompId,
        Role role,
        Dialect dialect,
        List<String> accounts,
        List<String> dropCopyAccounts,
        Optional<Credentials> credentials,
        List<AddressRange> allowedAddresses,
        int throttleMessagesPerSecond,
        int throttleCancelsPerSecond,
        boolean cancelOnDisconnect,
        int cancelOnDisconnectGraceMillis,
        boolean cancelOnLogout,
        boolean marginOnReports,
        QuoteProtectionConfig quoteProtection,
        int indexWeight,
        int messageRetentionDays,
        Map<String, String> quickfixKeys) {

    /** Copies the collections, so that the record is immutable. */
    public SessionConfig {
        accounts = List.copyOf(accounts);
        dropCopyAccounts = List.copyOf(dropCopyAccounts);
        allowedAddresses = List.copyOf(allowedAddresses);
        quickfixKeys = Collections.unmodifiableMap(new LinkedHashMap<>(quickfixKeys));
    }

    /** The session's identity as QuickFIX/J's acceptor knows it. */
    public SessionID sessionId() {
        return new SessionID(beginString, senderCompId, targetCompId);
    }

    /** A fresh copy of QuickFIX/J's settings that holds this session only. */
    public SessionSettings settings() {
        SessionSettings settings = new SessionSettings();
        addTo(settings);
        return settings;
    }

    void addTo(SessionSettings settings) {
        Map<Object, Object> keys = new LinkedHashMap<>(quickfixKeys);
        keys.put(SessionSettings.BEGINSTRING, beginString);
        keys.put(SessionSettings.SENDERCOMPID, senderCompId);
        keys.put(SessionSettings.TARGETCOMPID, targetCompId);
        try {
            settings.set(sessionId(), new Dictionary("SESSION", keys));
        } catch (ConfigError e) {
            throw new IllegalStateException("the loader has checked that sessions are distinct", e);
        }
    }

    /** Digits behind the second in SendingTime(52) and TransactTime(60), by QuickFIX/J's TimeStampPrecision. */
    public int fractionDigits() {
        String precision = quickfixKeys.getOrDefault("TimeStampPrecision", "MILLIS");
        return switch (precision.toUpperCase(Locale.ROOT)) {
            case "SECONDS" -> 0;
            case "MILLIS" -> 3;
            case "MICROS" -> 6;
            case "NANOS" -> 9;
            default -> throw new IllegalArgumentException("TimeStampPrecision " + precision);
        };
    }
}
