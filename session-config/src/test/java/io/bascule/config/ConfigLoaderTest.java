package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ConfigError;
import quickfix.SessionSettings;

final class ConfigLoaderTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadTheVenueExactly() throws IOException {
        VenueConfig venue = ConfigFiles.load(directory, ConfigFiles.SESSIONS, ConfigFiles.VENUE)
                .venue();

        assertEquals(
                List.of(new UnderlyingConfig("BTC", "BTC-INDEX", 6_000_000_000_000L, 200_000)), venue.underlyings());
        assertEquals(
                List.of(new InstrumentConfig(
                        "BTC-PERP",
                        "BTC",
                        InstrumentKind.LINEAR_PERPETUAL,
                        0,
                        0,
                        50_000_000,
                        100_000,
                        50_000_000_000_000L,
                        100_000,
                        100_000_000_000L,
                        1_000_000_000_000L,
                        200_000,
                        50_000,
                        -50_000,
                        400_000)),
                venue.instruments());
        assertEquals(Optional.empty(), venue.marginFile());
        assertEquals(new LimitConfig(8, 8, 8, 1_000, 100, 100, 1_000, 20), venue.limits());
        assertEquals(
                List.of(
                        new AccountConfig("DESK1-A", "DESK1-A", Map.of("USDC", 1_000_000_000_001L), 100),
                        new AccountConfig("DESK1-B", "DESK1", Map.of(), 7),
                        new AccountConfig("L09-A", "L09-A", Map.of("USDC", 5_000_000L), 100),
                        new AccountConfig("L10-A", "L10-A", Map.of("USDC", 5_000_000L), 100),
                        new AccountConfig("L11-A", "L11-A", Map.of("USDC", 5_000_000L), 100)),
                venue.accounts());
    }

    @Test
    void shouldReadTheMarginFileBesideTheVenueFile() throws IOException {
        Files.writeString(directory.resolve("risk.json"), "{}\n");
        VenueConfig venue = ConfigFiles.load(
                        directory,
                        ConfigFiles.SESSIONS,
                        ConfigFiles.VENUE.replace("limits:", "marginFile: risk.json\nlimits:"))
                .venue();
        assertEquals(Optional.of(new MarginFileConfig("risk.json", "{}\n")), venue.marginFile());
    }

    @Test
    void shouldReadOracleFundingAndFeeSchedules() throws IOException {
        String text = ConfigFiles.VENUE
                        .replace(
                                "jumpGuard: 0.2",
                                "jumpGuard: 0.2\n    quorum: 2\n    stalenessSeconds: 10\n    sourceClamp: 0.03")
                        .replace(
                                "takerFee: 0.0004",
                                """
                                takerFee: 0.0004
                                    impactNotional: 5000.5
                                    fundingIntervalSeconds: 14400
                                    fundingGridSeconds: 60
                                    fundingInterest: -0.0001
                                    fundingClamp: 0
                                    fundingCap: 0.01""")
                + "feeSchedules:\n  - effective: 2027-01-01T00:00:00Z\n    tiers:\n"
                + "      - {volume: 1000000, makerFee: -0.00005, takerFee: 0.00035}\n";
        String sessions = ConfigFiles.SESSIONS + "\n[SESSION]\nTargetCompID=IDX1\nRole=INDEX_SOURCE\nIndexWeight=3\n"
                + "PasswordHash=" + ConfigFiles.HASH + "\n";
        GatewayConfig config = ConfigFiles.load(directory, sessions, text);

        assertEquals(
                new OracleConfig(2, 10, 30_000),
                config.venue().underlyings().get(0).oracle());
        assertEquals(
                new FundingConfig(14_400, 60, 5_000_500_000L, -100_000, 0, 10_000_000),
                config.venue().instruments().get(0).funding());
        assertEquals(
                List.of(new FeeScheduleConfig(
                        1_798_761_600_000_000_000L,
                        List.of(new FeeScheduleConfig.Tier(1_000_000_000_000L, -50_000, 350_000)))),
                config.venue().feeSchedules());
        assertEquals(3, config.sessions().get(2).indexWeight());
        assertEquals(1, config.sessions().get(0).indexWeight());
    }

    @Test
    void shouldRefuseAFeeScheduleThatPaysForTrading() {
        String tail =
                """
                feeSchedules:
                  - effective: 2027-01-01T00:00:00Z
                    tiers:
                      - {volume: 5, makerFee: -0.0002, takerFee: 0.0003}
                      - {volume: 5, makerFee: 0, takerFee: 0.0001}
                """;
        List<String> mistakes = ConfigFiles.venueMistakes(directory, ConfigFiles.VENUE, ConfigFiles.VENUE + tail);

        assertEquals(
                List.of(
                        "venue.yaml: feeSchedules[0].tiers[1].volume = 5: more than the tier before",
                        "venue.yaml: feeSchedules[0].tiers = [{\"volume\":\"5\",\"makerFee\":\"-0.0002\","
                                + "\"takerFee\":\"0.0003\"},{\"volume\":\"5\",\"makerFee…:"
                                + " no rebate that is larger than the lowest fee that the other side may pay"),
                mistakes);
    }

    @Test
    void shouldReadSessionsWithTheirDefaults() throws IOException {
        GatewayConfig config = ConfigFiles.load(directory, ConfigFiles.SESSIONS, ConfigFiles.VENUE);
        SessionConfig desk = config.sessions().get(0);
        SessionConfig prime = config.sessions().get(1);

        assertEquals(
                new AcceptorConfig("127.0.0.1", 9880, 16_384, 2_000, 5_000, 64, 8, 5, 60, 15, false),
                config.acceptor());
        assertEquals(256, config.diskReserveMegabytes());
        assertEquals("FIX.4.4:BASCULE->DESK1", desk.sessionId().toString());
        assertEquals(List.of("DESK1-A", "DESK1-B"), desk.accounts());
        assertEquals(Optional.of("DESK1"), desk.credentials().map(Credentials::username));
        assertEquals(Dialect.EXTENDED, desk.dialect());
        assertEquals(8, desk.messageRetentionDays());
        assertEquals(Optional.of("prime"), prime.credentials().map(Credentials::username));
        assertEquals(List.of("DESK1-A", "DESK1-B", "L09-A", "L10-A", "L11-A"), prime.dropCopyAccounts());
        assertEquals(
                Map.ofEntries(
                        Map.entry("BeginString", "FIX.4.4"),
                        Map.entry("SenderCompID", "BASCULE"),
                        Map.entry("TargetCompID", "DESK1"),
                        Map.entry("HeartBtInt", "30"),
                        Map.entry("ConnectionType", "acceptor"),
                        Map.entry("TimeZone", "UTC"),
                        Map.entry("StartDay", "Sunday"),
                        Map.entry("EndDay", "Sunday"),
                        Map.entry("StartTime", "00:00:00"),
                        Map.entry("EndTime", "00:00:00"),
                        Map.entry("UseDataDictionary", "Y"),
                        Map.entry("DataDictionary", "io/bascule/dictionaries/FIX44.xml")),
                desk.quickfixKeys());
    }

    @Test
    void shouldReadEachOfOurKeys() throws IOException {
        String acceptorKeys =
                """
                SocketAcceptAddress=::1
                SocketAcceptPort=0
                MaxMessageBytes=2048
                FirstByteMillis=100
                LogonMillis=200
                MaxUnauthenticated=10
                MaxUnauthenticatedPerAddress=3
                FailuresBeforeBlock=0
                FailureWindowSeconds=30
                BlockMinutes=1
                ExemptLoopback=Y
                DiskReserveMegabytes=7
                """;
        String sessionKeys =
                """
                Role=ORDER_ENTRY
                BeginString=FIXT.1.1
                DefaultApplVerID=FIX.5.0SP2
                MarginOnReports=Y
                AllowedAddresses=10.0.0.1, 10.1.0.0/16
                ThrottleMessagesPerSecond=50
                ThrottleCancelsPerSecond=100
                CancelOnDisconnect=Y
                CancelOnDisconnectGraceMillis=3000
                CancelOnLogout=N
                MessageRetentionDays=10
                LogonTag1=20019=1
                """;
        String sessions =
                ConfigFiles.SESSIONS.replace("HeartBtInt=30", acceptorKeys).replace("Role=ORDER_ENTRY", sessionKeys);

        GatewayConfig config = ConfigFiles.load(directory, sessions, ConfigFiles.VENUE);
        SessionConfig desk = config.sessions().get(0);

        assertEquals(new AcceptorConfig("::1", 0, 2_048, 100, 200, 10, 3, 0, 30, 1, true), config.acceptor());
        assertEquals(7, config.diskReserveMegabytes());
        assertEquals(Optional.of("9"), desk.defaultApplVerId());
        assertEquals("io/bascule/dictionaries/FIX50SP2.xml", desk.quickfixKeys().get("AppDataDictionary"));
        assertEquals("io/bascule/dictionaries/FIXT11.xml", desk.quickfixKeys().get("TransportDataDictionary"));
        assertEquals("20019=1", desk.quickfixKeys().get("LogonTag1"));
        assertEquals("[10.0.0.1/32, 10.1.0.0/16]", desk.allowedAddresses().toString());
        assertEquals(50, desk.throttleMessagesPerSecond());
        assertEquals(100, desk.throttleCancelsPerSecond());
        assertTrue(desk.cancelOnDisconnect());
        assertEquals(3_000, desk.cancelOnDisconnectGraceMillis());
        assertFalse(desk.cancelOnLogout());
        assertTrue(desk.marginOnReports());
        assertEquals(10, desk.messageRetentionDays());
    }

    @Test
    void shouldReadTheSameSessionsAsQuickfix() throws IOException, ConfigError {
        String text = new String(
                ConfigLoader.class.getResourceAsStream("demo/sessions.cfg").readAllBytes(), StandardCharsets.UTF_8);
        SessionSettings quickfix = new SessionSettings(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        List<SessionConfig> ours = ConfigLoader.load("demo").sessions();

        assertEquals(quickfix.size(), ours.size());
        for (SessionConfig session : ours) {
            assertEquals("30", quickfix.getString(session.sessionId(), "HeartBtInt"));
            assertEquals(session.role().name(), quickfix.getString(session.sessionId(), SessionKeys.ROLE));
        }
    }
}
