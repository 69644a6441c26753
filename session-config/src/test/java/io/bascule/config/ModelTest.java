package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import quickfix.ConfigError;
import quickfix.FieldConvertError;
import quickfix.SessionID;
import quickfix.SessionSettings;

final class ModelTest {
    private static final AcceptorConfig ACCEPTOR =
            new AcceptorConfig("127.0.0.1", 9880, 16_384, 2_000, 5_000, 64, 8, 5, 60, 15, true);
    private static final VenueConfig VENUE = new VenueConfig(
            List.of(new UnderlyingConfig("BTC", "BTC-INDEX", 6_000_000_000_000L, 120_000, 600_000, 800_000, 200_000)),
            List.of(),
            new ScenarioConfig(List.of(-1_000_000L, 1_000_000L), 600_000, 20_000, 1_000_000_000_000L),
            List.of(new AccountConfig("DESK1-A", Map.of("USDC", 1_000_000_000_000L), 10_000)),
            new LimitConfig(256, 1_024, 64, 1_000_000, 10_000, 100_000, 1_000_000, 100));

    private static SessionConfig session(String target, List<String> accounts, Map<String, String> keys) {
        return new SessionConfig(
                "FIX.4.4",
                Optional.empty(),
                "BASCULE",
                target,
                Role.ORDER_ENTRY,
                Dialect.STOCK,
                accounts,
                List.of(),
                Optional.empty(),
                List.of(),
                0,
                0,
                false,
                0,
                true,
                false,
                QuoteProtectionConfig.NONE,
                1,
                8,
                keys);
    }

    @Test
    void shouldNotChangeWithTheCollectionsThatItWasMadeFrom() {
        List<String> accounts = new ArrayList<>(List.of("DESK1-A"));
        Map<String, String> keys = new HashMap<>(Map.of("HeartBtInt", "30"));
        SessionConfig session = session("DESK1", accounts, keys);

        accounts.add("DESK2-A");
        keys.put("HeartBtInt", "1");

        assertEquals(List.of("DESK1-A"), session.accounts());
        assertEquals(Map.of("HeartBtInt", "30"), session.quickfixKeys());
        assertThrows(UnsupportedOperationException.class, () -> session.quickfixKeys()
                .clear());
    }

    @Test
    void shouldGiveQuickfixItsOwnSettings() throws ConfigError, FieldConvertError {
        SessionConfig desk1 = session("DESK1", List.of(), Map.of("HeartBtInt", "30"));
        SessionConfig desk2 = session("DESK2", List.of(), Map.of("HeartBtInt", "60"));
        SessionID desk2Id = new SessionID("FIX.4.4", "BASCULE", "DESK2");

        SessionSettings all = new GatewayConfig(ACCEPTOR, List.of(desk1, desk2), VENUE).sessionSettings();

        assertEquals(2, all.size());
        assertEquals(60, all.getInt(desk2Id, "HeartBtInt"));
        assertEquals("DESK2", all.getString(desk2Id, "TargetCompID"));
        assertEquals(1, desk2.settings().size());
    }

    @Test
    void shouldMoveToAnotherPortOnly() {
        GatewayConfig config = new GatewayConfig(ACCEPTOR, List.of(), VENUE);

        GatewayConfig moved = config.withPort(0);

        assertEquals(
                new AcceptorConfig("127.0.0.1", 0, 16_384, 2_000, 5_000, 64, 8, 5, 60, 15, true), moved.acceptor());
        assertEquals(config, moved.withPort(9880));
    }
}
