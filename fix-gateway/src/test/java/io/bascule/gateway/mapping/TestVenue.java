package io.bascule.gateway.mapping;

import io.bascule.config.AccountConfig;
import io.bascule.config.Dialect;
import io.bascule.config.InstrumentConfig;
import io.bascule.config.InstrumentKind;
import io.bascule.config.LimitConfig;
import io.bascule.config.QuoteProtectionConfig;
import io.bascule.config.Role;
import io.bascule.config.ScenarioConfig;
import io.bascule.config.SessionConfig;
import io.bascule.config.UnderlyingConfig;
import io.bascule.config.VenueConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A venue of two instruments, three accounts and two sessions: DESK1, and PB1 for the copies. */
final class TestVenue {
    static final int DESK1 = 1;
    static final int PB1 = 2;
    static final int BTC_PERP = 1;
    static final int ETH_PERP = 2;
    static final int BTC_INDEX = 1;
    static final int DESK1_A = 1;
    static final int DESK1_B = 2;
    static final long EPOCH = 17;

    private TestVenue() {}

    static VenueConfig config() {
        return new VenueConfig(
                List.of(new UnderlyingConfig(
                        "BTC", "BTC-INDEX", 6_000_000_000_000L, 120_000, 600_000, 800_000, 200_000)),
                List.of(
                        instrument("BTC-PERP", 50_000_000L, 100_000L, 100_000_000_000_000L),
                        instrument("ETH-PERP", 5_000_000L, 1_000_000L, 10_000_000_000_000L)),
                new ScenarioConfig(List.of(1_000_000L), 600_000, 20_000, 1_000_000),
                List.of(account("DESK1-A"), account("DESK1-B"), account("MM1-A")),
                new LimitConfig(10, 10, 10, 1_000, 100, 100, 1_000, 20));
    }

    private static InstrumentConfig instrument(String symbol, long tickSizeE8, long lotSizeE8, long maxPriceE8) {
        return new InstrumentConfig(
                symbol,
                symbol.substring(0, 3),
                InstrumentKind.LINEAR_PERPETUAL,
                0,
                0,
                tickSizeE8,
                lotSizeE8,
                maxPriceE8,
                lotSizeE8,
                100_000_000_000L,
                1_000_000_000_000L,
                200_000,
                50_000,
                100_000,
                400_000);
    }

    private static AccountConfig account(String name) {
        return new AccountConfig(name, Map.of("USDC", 1_000_000_000_000L), 100);
    }

    static Directory directory() {
        Directory directory = new Directory(config());
        directory.addInstrument(BTC_PERP, "BTC-PERP");
        directory.addInstrument(ETH_PERP, "ETH-PERP");
        directory.addIndex(BTC_INDEX, "BTC-INDEX");
        directory.addAccount(DESK1_A, "DESK1-A");
        directory.addAccount(DESK1_B, "DESK1-B");
        directory.addAccount(3, "MM1-A");
        directory.addSession(DESK1, "DESK1");
        directory.addSession(PB1, "PB1");
        directory.venueEpoch(EPOCH);
        return directory;
    }

    static SessionProfile desk(FixVersion version, Dialect dialect, boolean marginOnReports) {
        SessionConfig config =
                session(version, dialect, "DESK1", Role.ORDER_ENTRY, List.of("DESK1-A", "DESK1-B"), marginOnReports);
        return new SessionProfile(DESK1, config, directory(), () -> 0);
    }

    /** A desk with one account, so that orders need not name it. */
    static SessionProfile deskWithOneAccount() {
        SessionConfig config =
                session(FixVersion.FIX44, Dialect.EXTENDED, "DESK1", Role.ORDER_ENTRY, List.of("DESK1-A"), false);
        return new SessionProfile(DESK1, config, directory(), () -> 0);
    }

    static SessionProfile primeBroker(FixVersion version, Dialect dialect) {
        SessionConfig config = session(version, dialect, "PB1", Role.DROP_COPY, List.of(), false);
        return new SessionProfile(PB1, config, directory(), () -> 0);
    }

    static SessionConfig session(
            FixVersion version,
            Dialect dialect,
            String counterparty,
            Role role,
            List<String> accounts,
            boolean marginOnReports) {
        boolean is44 = version == FixVersion.FIX44;
        return new SessionConfig(
                is44 ? "FIX.4.4" : "FIXT.1.1",
                is44 ? Optional.empty() : Optional.of("9"),
                "BASCULE",
                counterparty,
                role,
                dialect,
                accounts,
                List.of(),
                Optional.empty(),
                List.of(),
                0,
                0,
                false,
                0,
                true,
                marginOnReports,
                QuoteProtectionConfig.NONE,
                1,
                8,
                Map.of("TimeStampPrecision", is44 ? "MILLIS" : "MICROS"));
    }
}
