package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A small valid configuration in a directory, and what becomes of it when a text in it is replaced. */
final class ConfigFiles {
    /** Password "secret", 1,000 iterations. */
    static final String HASH = "pbkdf2-sha256$1000$c2FsdHNhbHQ=$hgR9HsqtKupWxpnv8y99TrPDajTT/9PcSTlNafpdLXQ=";

    static final String SESSIONS =
            """
            # A comment
            [DEFAULT]
            BeginString=FIX.4.4
            SenderCompID=BASCULE
            HeartBtInt=30
            Dialect=EXTENDED

            [SESSION]
            TargetCompID=DESK1
            Role=ORDER_ENTRY
            Accounts=DESK1-A, DESK1-B
            PasswordHash=@SECRET@

            [SESSION]
            TargetCompID=PB1
            Role=DROP_COPY
            DropCopyAccounts=*
            Username=prime
            PasswordHash=@SECRET@
            """
                    .replace("@SECRET@", HASH);

    static final String VENUE =
            """
            underlyings:
              - name: BTC
                indexSymbol: BTC-INDEX
                initialIndexPrice: 60000
                jumpGuard: 0.2
            instruments:
              - symbol: BTC-PERP
                underlying: BTC
                kind: LINEAR_PERPETUAL
                tickSize: 0.5
                lotSize: 0.001
                maxPrice: 500000
                maxOrderQty: 1000
                maxPositionQty: 10000
                priceBand: 0.2
                marketProtection: 0.05
                makerFee: -0.00005
                takerFee: 0.0004
            limits:
              maxSessions: 8
              maxAccounts: 8
              maxInstruments: 8
              maxOrders: 1000
              maxOpenOrdersPerAccount: 100
              closedOrdersPerSession: 100
              maxRetainedEvents: 1000
              maxPreviewOrders: 20
            accounts:
              - name: DESK1-A
                collateral: {USDC: 1000000.000001}
              - name: DESK1-B
                collateral: {}
                firm: DESK1
                maxOpenOrders: 7
              - name: L%-A
                repeat: 09-11
                collateral: {USDC: 5}
            """;

    private ConfigFiles() {}

    static GatewayConfig load(Path directory, String sessions, String venue) throws IOException {
        return load(directory, sessions, venue, Map.of());
    }

    static GatewayConfig load(Path directory, String sessions, String venue, Map<String, String> environment)
            throws IOException {
        Path file = Files.writeString(directory.resolve("sessions.cfg"), sessions);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(directory.resolve("venue.yaml"), venue);
        return ConfigLoader.load(directory.toString(), environment::get);
    }

    /** The mistakes once a text, which must be there, is replaced in the sessions file. */
    static List<String> sessionMistakes(Path directory, String text, String replacement) {
        assertTrue(SESSIONS.contains(text), text);
        String sessions = SESSIONS.replace(text, replacement.replace("\\n", "\n"));
        return mistakes(() -> load(directory, sessions, VENUE));
    }

    /** The same in the venue file. */
    static List<String> venueMistakes(Path directory, String text, String replacement) {
        assertTrue(VENUE.contains(text), text);
        String venue = VENUE.replace(text, replacement.replace("\\n", "\n"));
        return mistakes(() -> load(directory, SESSIONS, venue));
    }

    static List<String> mistakes(Loading loading) {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, loading::load);
        return refusal.mistakes();
    }

    /** A load that may fail. */
    interface Loading {
        void load() throws IOException;
    }
}
