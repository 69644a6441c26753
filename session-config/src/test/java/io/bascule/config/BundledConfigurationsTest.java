package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundledConfigurationsTest {
    private static final List<String> PB1_ACCOUNTS = List.of(
            "DESK1-A", "DESK1-B", "DESK2-A", "QA1-A", "QA2-A", "QA3-A", "QA4-A", "QA5-A", "QA6-A", "QA7-A", "QA8-A");

    private static Map<String, SessionConfig> sessions(String name) {
        return ConfigLoader.load(name).sessions().stream()
                .collect(Collectors.toMap(SessionConfig::targetCompId, Function.identity()));
    }

    private static String summary(SessionConfig session) {
        return String.join(
                " ",
                session.beginString()
                        + session.defaultApplVerId().map(id -> "/" + id).orElse(""),
                session.dialect().name(),
                session.role().name(),
                session.accounts().toString());
    }

    @Test
    void shouldHaveTheSessionsOfTheDemoVenue() {
        Map<String, SessionConfig> demo = sessions("demo");

        assertEquals(18 + 100, demo.size());
        assertEquals("FIX.4.4 EXTENDED ORDER_ENTRY [DESK1-A, DESK1-B]", summary(demo.get("DESK1")));
        assertEquals("FIXT.1.1/9 EXTENDED ORDER_ENTRY [DESK2-A]", summary(demo.get("DESK2")));
        assertEquals("FIX.4.4 STOCK ORDER_ENTRY [MM1-A]", summary(demo.get("MM1")));
        assertEquals("FIX.4.4 EXTENDED DROP_COPY []", summary(demo.get("PB1")));
        assertEquals(PB1_ACCOUNTS, demo.get("PB1").dropCopyAccounts());
        assertEquals("FIX.4.4 EXTENDED MARKET_DATA []", summary(demo.get("MD1")));
        assertEquals("FIX.4.4 STOCK INDEX_SOURCE []", summary(demo.get("IDX3")));
        assertEquals(114, demo.get("RISK1").accounts().size());
        assertEquals("FIX.4.4 EXTENDED BACKSTOP [BACKSTOP1-A]", summary(demo.get("BACKSTOP1")));
        assertEquals("FIX.4.4 STOCK ORDER_ENTRY [QA1-A]", summary(demo.get("QA1")));
        assertEquals("FIX.4.4 EXTENDED ORDER_ENTRY [QA2-A]", summary(demo.get("QA2")));
        assertEquals("FIXT.1.1/9 STOCK ORDER_ENTRY [QA7-A]", summary(demo.get("QA7")));
        assertEquals("FIXT.1.1/9 EXTENDED ORDER_ENTRY [QA8-A]", summary(demo.get("QA8")));
        assertEquals("FIX.4.4 STOCK ORDER_ENTRY [LOAD100-A]", summary(demo.get("LOAD100")));
    }

    @Test
    void shouldGiveTheDemoSessionsTheirRights() {
        Map<String, SessionConfig> demo = sessions("demo");

        demo.forEach((name, session) -> {
            assertEquals(List.of("DESK1", "DESK2", "PB1").contains(name), session.marginOnReports(), name);
            assertEquals(name.equals("QA6"), session.cancelOnDisconnect(), name);
            assertEquals(name.equals("QA5") ? 50 : 0, session.throttleMessagesPerSecond(), name);
            assertEquals("BASCULE", session.senderCompId());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "oracle", "load"})
    void shouldTakeThePublicPasswords(String name) {
        sessions(name).forEach((compId, session) -> {
            Credentials credentials = session.credentials().orElseThrow();
            String password = compId.toLowerCase(Locale.ROOT) + "-secret";
            assertEquals(compId, credentials.username());
            assertTrue(((PasswordHash) credentials.proof().orElseThrow()).verify(password.toCharArray()), compId);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "oracle", "load", "conformance"})
    void shouldListenOnLoopbackOnly(String name) {
        AcceptorConfig acceptor = ConfigLoader.load(name).acceptor();

        assertEquals(new AcceptorConfig("127.0.0.1", 9880, 16_384, 2_000, 5_000, 64, 8, 5, 60, 15, true), acceptor);
    }

    @Test
    void shouldHaveTheInstrumentsAndAccountsOfTheDemoVenue() {
        VenueConfig venue = ConfigLoader.load("demo").venue();
        Map<String, AccountConfig> accounts =
                venue.accounts().stream().collect(Collectors.toMap(AccountConfig::name, Function.identity()));

        assertEquals(
                List.of(
                        "BTC-PERP 50000000 100000",
                        "ETH-PERP 5000000 1000000",
                        "SOL-PERP 1000000 10000000",
                        "BTCUSD-PERP 50000000 100000000",
                        "BTC-31DEC27 50000000 100000",
                        "ETH-31DEC27 5000000 1000000"),
                venue.instruments().stream()
                        .map(one -> one.symbol() + " " + one.tickSizeE8() + " " + one.lotSizeE8())
                        .toList());
        assertEquals(
                List.of(
                        underlying("BTC", 6_000_000_000_000L),
                        underlying("ETH", 300_000_000_000L),
                        underlying("SOL", 15_000_000_000L)),
                venue.underlyings());
        assertEquals(114, accounts.size());
        assertEquals(
                new AccountConfig("QA8-A", "QA8-A", Map.of("USDC", 1_000_000_000_000L), 10_000), accounts.get("QA8-A"));
        assertEquals(
                50_000_000_000_000L,
                accounts.get("MM1-A").openingCollateralUnits().get("USDC"));
        assertEquals(
                new AccountConfig("LOAD001-A", "LOAD001-A", Map.of("USDC", 1_000_000_000_000_000L), 200_000),
                accounts.get("LOAD001-A"));
        assertEquals(Map.of("USDC", 20_000_000_000_000L), collateral(accounts, "BACKSTOP1-A"));
        assertEquals(Map.of("USDC", 5_000_000_000_000L), collateral(accounts, "INSURANCE-FUND"));
    }

    private static Map<String, Long> collateral(Map<String, AccountConfig> accounts, String name) {
        return accounts.get(name).openingCollateralUnits();
    }

    private static UnderlyingConfig underlying(String name, long indexPriceE8) {
        return new UnderlyingConfig(
                name,
                name + "-INDEX",
                indexPriceE8,
                200_000,
                new OracleConfig(1, 0, name.equals("SOL") ? 30_000 : 10_000));
    }

    @Test
    void shouldAskTwoSourcesInTheOracleVenueWhichIsTheDemoOtherwise() {
        VenueConfig demo = ConfigLoader.load("demo").venue();
        VenueConfig oracle = ConfigLoader.load("oracle").venue();

        for (UnderlyingConfig underlying : oracle.underlyings()) {
            assertEquals(10_000, underlying.jumpGuardE6());
            assertEquals(2, underlying.oracle().quorum());
            assertEquals(10, underlying.oracle().stalenessSeconds());
        }
        assertEquals(demo.instruments(), oracle.instruments());
        assertEquals(demo.accounts(), oracle.accounts());
        assertEquals(sessions("demo").keySet(), sessions("oracle").keySet());
    }

    @Test
    void shouldWidenTheDemoVenueForLoad() {
        Map<String, SessionConfig> demo = sessions("demo");
        Map<String, SessionConfig> load = sessions("load");
        VenueConfig venue = ConfigLoader.load("load").venue();

        assertEquals(18 + 1 + 200, load.size());
        demo.keySet().stream()
                .filter(name -> !name.equals("PB1") && !name.equals("RISK1"))
                .forEach(name -> assertEquals(demo.get(name), load.get(name)));
        assertEquals(214, load.get("PB1").dropCopyAccounts().size());
        assertEquals(load.get("PB1").dropCopyAccounts(), load.get("PB2").dropCopyAccounts());
        assertEquals(
                ConfigLoader.load("demo").venue().instruments().stream()
                        .map(InstrumentConfig::symbol)
                        .toList(),
                venue.instruments().stream().map(InstrumentConfig::symbol).toList());
        assertTrue(venue.instruments().stream()
                .allMatch(instrument -> instrument.funding().impactNotionalMicros() == 0));
        assertEquals(ConfigLoader.load("demo").venue().marginFile(), venue.marginFile());
    }

    @Test
    void shouldServePublicSuitesInBothVersions() {
        List<SessionConfig> sessions = ConfigLoader.load("conformance").sessions();

        assertEquals(
                List.of(
                        "TW FIX.4.4 STOCK ORDER_ENTRY [TW]",
                        "TW FIXT.1.1/9 STOCK ORDER_ENTRY [TW]",
                        "TW44 FIX.4.4 STOCK ORDER_ENTRY [TW]",
                        "TW50SP2 FIXT.1.1/9 STOCK ORDER_ENTRY [TW]"),
                sessions.stream()
                        .map(session -> session.targetCompId() + " " + summary(session))
                        .toList());
        for (SessionConfig session : sessions) {
            assertEquals(Optional.empty(), session.credentials());
            assertEquals("ISLD", session.senderCompId());
            assertEquals("Y", session.quickfixKeys().get("ResetOnDisconnect"));
            assertFalse(session.quickfixKeys().containsKey(SessionKeys.CREDENTIALS));
        }
    }
}
