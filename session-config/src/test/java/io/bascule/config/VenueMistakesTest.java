package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VenueMistakesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "jumpGuard: 0.2 # jumpGuard: 1.5 # underlyings[0].jumpGuard = 1.5:"
                        + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                "jumpGuard: 0.2 # jumpGuard: 0.1200001 # underlyings[0].jumpGuard = 0.1200001:"
                        + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                "jumpGuard: 0.2 # jumpGuard: high # underlyings[0].jumpGuard = high:"
                        + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                "jumpGuard: 0.2 # jumpGuard: true # underlyings[0].jumpGuard = true:"
                        + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                "jumpGuard: 0.2 # jumpGuard: [0.12] # underlyings[0].jumpGuard = [\"0.12\"]:"
                        + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                "\\n    jumpGuard: 0.2 # '' # underlyings[0].jumpGuard is missing:"
                        + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                "jumpGuard: 0.2 # jumpGuard: # underlyings[0].jumpGuard = :"
                        + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                "jumpGuard: 0.2 # jumpGuard: 0.2\\n    jumpguard: 0.2 # underlyings[0].jumpguard = 0.2:"
                        + " one of indexSymbol, initialIndexPrice, jumpGuard, name, quorum, sourceClamp,"
                        + " stalenessSeconds",
                "jumpGuard: 0.2 # jumpGuard: 0.2\\n    quorum: 0 # underlyings[0].quorum = 0:"
                        + " a whole number, 1 to 100",
                "jumpGuard: 0.2 # jumpGuard: 0.2\\n    sourceClamp: 1 # underlyings[0].sourceClamp = 1:"
                        + " a decimal number, 0.000001 to 0.999999, with at most 6 decimals",
                "tickSize: 0.5 # tickSize: 0.5\\n    fundingGridSeconds: 7 # instruments[0].fundingGridSeconds = 7:"
                        + " fundingIntervalSeconds is a multiple of fundingGridSeconds",
                "tickSize: 0.5 # tickSize: 0.5\\n    fundingIntervalSeconds: 7"
                        + " # instruments[0].fundingIntervalSeconds = 7:"
                        + " a whole number of which eight hours (28800) are a multiple",
                "tickSize: 0.5 # tickSize: 0.5\\n    fundingIntervalSeconds: 4"
                        + " # instruments[0].fundingIntervalSeconds = 4:"
                        + " fundingIntervalSeconds is a multiple of fundingGridSeconds",
                "tickSize: 0.5 # tickSize: 0.5\\n    impactNotional: -1 # instruments[0].impactNotional = -1:"
                        + " a decimal number, 0 to 1000000000, with at most 6 decimals",
                "indexSymbol: BTC-INDEX # indexSymbol: 'BTC INDEX' # underlyings[0].indexSymbol = BTC INDEX:"
                        + " 1 to 32 letters, digits, dots, dashes and underscores",
                "indexSymbol: BTC-INDEX # indexSymbol: BTC-PERP # underlyings.indexSymbol = BTC-PERP: each only once",
                "kind: LINEAR_PERPETUAL # kind: OPTION # instruments[0].kind = OPTION:"
                        + " LINEAR_PERPETUAL, INVERSE_PERPETUAL or LINEAR_FUTURE",
                "kind: LINEAR_PERPETUAL # kind: INVERSE_PERPETUAL # instruments[0].contractSize is missing:"
                        + " a decimal number, 0.000001 to 1000000, with at most 8 decimals",
                "kind: LINEAR_PERPETUAL # kind: INVERSE_PERPETUAL\\n    contractSize: 100 #"
                        + " instruments[0].lotSize = 0.001: a multiple of a contract",
                "kind: LINEAR_PERPETUAL # kind: LINEAR_PERPETUAL\\n    contractSize: 100 #"
                        + " instruments[0].contractSize = 100: of an INVERSE_PERPETUAL only",
                "kind: LINEAR_PERPETUAL # kind: LINEAR_FUTURE # instruments[0].expiry is missing:"
                        + " a UTC time of 2000 to 2200 such as 2027-12-31T08:00:00Z",
                "kind: LINEAR_PERPETUAL # kind: LINEAR_FUTURE\\n    expiry: 2027-02-30T08:00:00Z #"
                        + " instruments[0].expiry = 2027-02-30T08:00:00Z:"
                        + " a UTC time of 2000 to 2200 such as 2027-12-31T08:00:00Z",
                "kind: LINEAR_PERPETUAL # kind: LINEAR_PERPETUAL\\n    expiry: 2027-12-31T08:00:00Z #"
                        + " instruments[0].expiry = 2027-12-31T08:00:00Z: of a LINEAR_FUTURE only",
                "underlying: BTC # underlying: XRP # instruments[0].underlying = XRP:"
                        + " the name of an underlying of this file",
                "tickSize: 0.5 # tickSize: 0 # instruments[0].tickSize = 0:"
                        + " a decimal number, 0.00000001 to 10000, with at most 8 decimals",
                "lotSize: 0.001 # lotSize: 0.000001 # instruments[0].lotSize = 0.000001:"
                        + " tickSize × lotSize must be a whole number of USDC micros (0.000001)",
                "maxPrice: 500000 # maxPrice: 500000.25 # instruments[0].maxPrice = 500000.25: a multiple of tickSize",
                "maxPrice: 500000 # maxPrice: 59999.5 # instruments[0].maxPrice = 59999.5:"
                        + " at least the initialIndexPrice of BTC",
                "maxOrderQty: 1000 # maxOrderQty: 1000.0005 # instruments[0].maxOrderQty = 1000.0005:"
                        + " a multiple of lotSize",
                "maxOrderQty: 1000 # maxOrderQty: 10001 # instruments[0].maxOrderQty = 10001: at most maxPositionQty",
                "maxOrderQty: 1000 # minOrderQty: 0.0015\\n    maxOrderQty: 1000 # instruments[0].minOrderQty = 0.0015:"
                        + " a multiple of lotSize",
                "maxOrderQty: 1000 # minOrderQty: 1001\\n    maxOrderQty: 1000 # instruments[0].minOrderQty = 1001:"
                        + " at most maxOrderQty",
                "maxPositionQty: 10000 # maxPositionQty: 18000.001 # instruments[0].maxPositionQty = 18000.001:"
                        + " maxPrice × maxPositionQty must be at most 9000000000 USDC",
                "priceBand: 0.2 # priceBand: 1 # instruments[0].priceBand = 1:"
                        + " a decimal number, 0.000001 to 0.999999, with at most 6 decimals",
                "takerFee: 0.0004 # takerFee: -0.0004 # instruments[0].takerFee = -0.0004:"
                        + " a decimal number, 0 to 0.01, with at most 9 decimals",
                "makerFee: -0.00005 # makerFee: -0.0005 # instruments[0].makerFee = -0.0005:"
                        + " a rebate must not be larger than takerFee",
                "limits: # marginFile: ../margin.json\\nlimits: # marginFile = ../margin.json:"
                        + " the name of a file beside this one",
                "firm: DESK1 # firm: 'DESK 1' # accounts[1].firm = DESK 1:"
                        + " 1 to 32 letters, digits, dots, dashes and underscores",
                "maxOrders: 1000 # maxOrders: 1.5 # limits.maxOrders = 1.5: a whole number, 1 to 100000000",
                "maxAccounts: 8 # maxAccounts: 4 # accounts = 5 entries: at most limits.maxAccounts = 4",
                "maxSessions: 8 # maxSessions: 1 # sessions = 2 entries: at most limits.maxSessions = 1",
                "name: DESK1-B # name: DESK1-A # accounts.name = DESK1-A: each only once",
                "{USDC: 5} # {SOL: 5} # accounts[2].collateral.SOL = 5: collateral is USDC, BTC or ETH",
                "{USDC: 5} # {BTC: 0.000000001} # accounts[2].collateral.BTC = 0.000000001:"
                        + " a decimal number, 0 to 400000, with at most 8 decimals",
                "{USDC: 5} # {BTC: 400000.1} # accounts[2].collateral.BTC = 400000.1:"
                        + " a decimal number, 0 to 400000, with at most 8 decimals",
                "{USDC: 5} # {BTC: 133334} # accounts.collateral.BTC = 400002: at most 400000 over all accounts",
                "{USDC: 5} # {ETH: 4000000.1} # accounts[2].collateral.ETH = 4000000.1:"
                        + " a decimal number, 0 to 4000000, with at most 9 decimals",
                "{USDC: 5} # {ETH: 0.5} # accounts.collateral.ETH = 1.5: 0 without an underlying ETH to value it by",
                "initialIndexPrice: 60000 # initialIndexPrice: 1000001 # underlyings[0].initialIndexPrice = 1000001:"
                        + " a decimal number, 0.00000001 to 1000000, with at most 8 decimals",
                "marketProtection: 0.05 # marketProtection: 0.21 # instruments[0].marketProtection = 0.21:"
                        + " at most priceBand",
                "tickSize: 0.5 # tickSize: 10000.5 # instruments[0].tickSize = 10000.5:"
                        + " a decimal number, 0.00000001 to 10000, with at most 8 decimals",
                "maxAccounts: 8 # maxAccounts: 10001 # limits.maxAccounts = 10001: a whole number, 1 to 10000",
                "{USDC: 5} # {USDC: -5} # accounts[2].collateral.USDC = -5:"
                        + " a decimal number, 0 to 9000000000, with at most 6 decimals",
                "{USDC: 5} # 5 # accounts[2].collateral = 5: a mapping",
                "repeat: 09-11 # repeat: 9-11 # accounts[2].repeat = 9-11: FROM-TO, both of as many digits"
                        + " (at most 5), such as 001-100; quoted if YAML would read it otherwise",
                "repeat: 09-11 # repeat: 11-09 # accounts[2].repeat = 11-09: FROM-TO, both of as many digits"
                        + " (at most 5), such as 001-100; quoted if YAML would read it otherwise",
                "name: L%-A # name: L-A # accounts[2].name = L-A:"
                        + " 1 to 32 letters, digits, dots, dashes and underscores, with one % for the number",
                "maxOpenOrders: 7 # maxOpenOrders: 0 # accounts[1].maxOpenOrders = 0: a whole number, 1 to 100000000",
                "limits: # limit: # limits is missing: a mapping",
            })
    void shouldNameTheMistake(String text, String replacement, String mistake) {
        List<String> mistakes = ConfigFiles.venueMistakes(directory, text.replace("\\n", "\n"), replacement);

        assertTrue(mistakes.contains("venue.yaml: " + mistake), mistakes::toString);
    }

    @Test
    void shouldRefuseAKeyTwice() {
        assertEquals(
                List.of("venue.yaml:6: Duplicate field 'jumpGuard'"),
                ConfigFiles.venueMistakes(directory, "jumpGuard: 0.2", "jumpGuard: 0.2\n    jumpGuard: 0.3"));
    }

    @Test
    void shouldTakeDecimalNumbersOnly() {
        for (String number : List.of("010", "0x10", "0b1", "1_0", "1e1", "+5", ".nan", "8 sessions", "''")) {
            String shown = number.replace("'", "");
            assertEquals(
                    List.of("venue.yaml: limits.maxInstruments = " + shown + ": a whole number, 1 to 64"),
                    ConfigFiles.venueMistakes(directory, "maxInstruments: 8", "maxInstruments: " + number));
        }
    }

    @Test
    void shouldRefuseMoreThanTheEngineHolds() {
        StringBuilder underlyings = new StringBuilder();
        StringBuilder schedules = new StringBuilder("feeSchedules:\n");
        for (int n = 0; n < 65; n++) {
            underlyings
                    .append("  - {name: U" + n + ", indexSymbol: U" + n)
                    .append("-INDEX, initialIndexPrice: 1, jumpGuard: 0.1}\n");
            schedules
                    .append("  - {effective: " + (2027 + n))
                    .append("-01-01T00:00:00Z, tiers: [{volume: 1, makerFee: 0, takerFee: 0}]}\n");
        }
        assertEquals(
                List.of("venue.yaml: underlyings = 66 entries: at most 64"),
                ConfigFiles.venueMistakes(directory, "instruments:", underlyings + "instruments:"));
        List<String> mistakes = ConfigFiles.venueMistakes(directory, "limits:", schedules + "limits:");
        assertTrue(mistakes.contains("venue.yaml: feeSchedules = 65 entries: at most 64"), mistakes::toString);
    }

    @Test
    void shouldRefuseMoreUsdcThanTheEngineHolds() {
        assertEquals(
                List.of("venue.yaml: accounts.collateral.USDC = 1008001000000.000001:"
                        + " at most 1000000000000 over all accounts"),
                ConfigFiles.mistakes(() -> ConfigFiles.load(
                        directory,
                        ConfigFiles.SESSIONS,
                        ConfigFiles.VENUE
                                .replace("maxAccounts: 8", "maxAccounts: 200")
                                .replace("repeat: 09-11", "repeat: 001-112")
                                .replace("{USDC: 5}", "{USDC: 9000000000}"))));
    }

    @Test
    void shouldHoldOneDocument() {
        assertEquals(
                List.of("venue.yaml: the file holds more than one document"),
                ConfigFiles.venueMistakes(directory, "underlyings:", "x: 1\n---\nunderlyings:"));
    }

    @Test
    void shouldRefuseWhatIsNoMapping() {
        assertEquals(
                List.of("venue.yaml: the file is not a mapping"),
                ConfigFiles.venueMistakes(directory, ConfigFiles.VENUE, "- 1"));
        assertEquals(
                1, ConfigFiles.venueMistakes(directory, "underlyings:", "}").size());
    }

    @Test
    void shouldMissAMarginFileThatIsNotThere() {
        assertEquals(
                List.of("margin.json: cannot be read: NoSuchFileException"),
                ConfigFiles.venueMistakes(directory, "limits:", "marginFile: margin.json\nlimits:"));
    }
}
