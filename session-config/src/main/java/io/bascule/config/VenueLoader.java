package io.bascule.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Turns a venue file into settings, and notes every mistake in it. */
final class VenueLoader {
    static final Set<String> TOP =
            Set.of("underlyings", "instruments", "marginFile", "limits", "accounts", "feeSchedules");
    static final Set<String> UNDERLYING = Set.of(
            "name", "indexSymbol", "initialIndexPrice", "jumpGuard", "quorum", "stalenessSeconds", "sourceClamp");
    static final Set<String> INSTRUMENT = Set.of(
            "symbol",
            "underlying",
            "kind",
            "contractSize",
            "expiry",
            "tickSize",
            "lotSize",
            "maxPrice",
            "minOrderQty",
            "maxOrderQty",
            "maxPositionQty",
            "priceBand",
            "marketProtection",
            "makerFee",
            "takerFee",
            "impactNotional",
            "fundingIntervalSeconds",
            "fundingGridSeconds",
            "fundingInterest",
            "fundingClamp",
            "fundingCap");
    static final Set<String> LIMITS = Set.of(
            "maxSessions",
            "maxAccounts",
            "maxInstruments",
            "maxOrders",
            "maxOpenOrdersPerAccount",
            "closedOrdersPerSession",
            "maxRetainedEvents",
            "maxPreviewOrders");
    static final Set<String> ACCOUNT = Set.of("name", "repeat", "firm", "collateral", "maxOpenOrders");

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";
    private static final String NAME_FORM = "1 to 32 letters, digits, dots, dashes and underscores";
    private static final String MARGIN_FILE = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final String E8_MIN = "0.00000001";
    private static final String E8_MAX = "1000000000";

    /** Prices and quantities are in 1e-8, money in 1e-6: a product of two has ten decimals too many. */
    private static final BigInteger E16_PER_MICRO = BigInteger.TEN.pow(10);

    /** No notional may pass 9e15 micros, so that a thousand of them still fit into 64 bits. */
    private static final BigInteger MAX_NOTIONAL_MICROS = BigInteger.valueOf(9_000_000_000_000_000L);

    private static final String MAX_USDC = "9000000000";
    /** So much the engine holds: the largest step of a price; instruments, underlyings, fee schedules; accounts. */
    private static final String MAX_TICK = "10000";

    private static final int MAX_LISTED = 64;
    private static final int MAX_ACCOUNTS = 10_000;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final UnaryOperator<String> beside;
    private final Mistakes mistakes;

    /** @param beside gives the content of a file beside it; notes it as a mistake if it cannot be read */
    VenueLoader(String file, UnaryOperator<String> beside, Mistakes mistakes) {
        this.file = file;
        this.beside = beside;
        this.mistakes = mistakes;
    }

    VenueConfig load(String text) {
        YamlReader root = new YamlReader(file, "", parse(text), mistakes);
        root.allowOnly(TOP);
        List<UnderlyingConfig> underlyings =
                root.mappings("underlyings").stream().map(this::underlying).toList();
        distinct(
                "underlyings",
                "name",
                underlyings.stream().map(UnderlyingConfig::name).toList());
        List<InstrumentConfig> instruments = root.mappings("instruments").stream()
                .map(reader -> instrument(reader, underlyings))
                .toList();
        Set<String> symbols = distinct(
                "instruments",
                "symbol",
                instruments.stream().map(InstrumentConfig::symbol).toList());
        distinct("underlyings", "indexSymbol", indexSymbols(underlyings, symbols));
        Optional<MarginFileConfig> marginFile = marginFile(root);
        LimitConfig limits = limits(root.mapping("limits"));
        List<AccountConfig> accounts = new ArrayList<>();
        root.mappings("accounts").forEach(reader -> addAccounts(accounts, reader, limits.maxOpenOrdersPerAccount()));
        distinct("accounts", "name", accounts.stream().map(AccountConfig::name).toList());
        OpeningCollateral.check(accounts, underlyings, file, mistakes);
        if (underlyings.size() > MAX_LISTED) {
            mistakes.add(file, "underlyings", underlyings.size() + " entries", "at most " + MAX_LISTED);
        }
        requireAtMost("accounts", accounts.size(), limits.maxAccounts(), "maxAccounts");
        requireAtMost("instruments", instruments.size(), limits.maxInstruments(), "maxInstruments");
        return new VenueConfig(underlyings, instruments, marginFile, accounts, limits, feeSchedules(root, instruments));
    }

    private List<FeeScheduleConfig> feeSchedules(YamlReader root, List<InstrumentConfig> instruments) {
        List<FeeScheduleConfig> schedules = new ArrayList<>();
        for (YamlReader reader : root.has("feeSchedules") ? root.mappings("feeSchedules") : List.<YamlReader>of()) {
            FeeScheduleConfig schedule = FeeScheduleConfig.read(reader);
            if (!instruments.stream().allMatch(schedule::paysFor)) {
                reader.refuse("tiers", "no rebate that is larger than the lowest fee that the other side may pay");
            }
            schedules.add(schedule);
        }
        if (schedules.size() > MAX_LISTED) {
            mistakes.add(file, "feeSchedules", schedules.size() + " entries", "at most " + MAX_LISTED);
        }
        return schedules;
    }

    void requireAtMost(String key, int count, int limit, String limitKey) {
        if (count > limit) {
            mistakes.add(file, key, count + " entries", "at most limits." + limitKey + " = " + limit);
        }
    }

    private JsonNode parse(String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            JsonNode root = parser.nextToken() == null ? MissingNode.getInstance() : node(parser);
            if (!root.isObject()) {
                mistakes.addFile(file, "the file is not a mapping");
            } else if (parser.nextToken() != null) {
                mistakes.addFile(file, "the file holds more than one document");
            }
            // Everything would be missing now: that this is no mapping says enough.
            mistakes.throwIfAny();
            return root;
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            mistakes.addFile(
                    file + line, e.getOriginalMessage().lines().findFirst().orElse("not YAML"));
            mistakes.throwIfAny();
            throw new IllegalStateException("a mistake was noted", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    /** Every scalar as the text that it is in the file, so that numbers are read by our rules and not by YAML's. */
    private static JsonNode node(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String key = parser.currentName();
                    parser.nextToken();
                    object.set(key, node(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                return array;
            }
            case VALUE_NULL -> {
                return NullNode.getInstance();
            }
            default -> {
                return TextNode.valueOf(parser.getText());
            }
        }
    }

    /** Index symbols share the messages' Symbol(55) with instruments. */
    private static List<String> indexSymbols(List<UnderlyingConfig> underlyings, Set<String> symbols) {
        List<String> all = new ArrayList<>(symbols);
        underlyings.forEach(underlying -> all.add(underlying.indexSymbol()));
        return all;
    }

    private Set<String> distinct(String list, String key, List<String> values) {
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!value.isEmpty() && !seen.add(value)) {
                mistakes.add(file, list + "." + key, value, "each only once");
            }
        }
        return seen;
    }

    private UnderlyingConfig underlying(YamlReader reader) {
        reader.allowOnly(UNDERLYING);
        String name = reader.text("name", NAME, NAME_FORM);
        return new UnderlyingConfig(
                name,
                reader.text("indexSymbol", NAME, NAME_FORM),
                reader.decimal("initialIndexPrice", 8, E8_MIN, OpeningCollateral.maxPrice(name, E8_MAX)),
                reader.decimal("jumpGuard", 6, "0.000001", "1"),
                OracleConfig.read(reader));
    }

    private InstrumentConfig instrument(YamlReader reader, List<UnderlyingConfig> underlyings) {
        reader.allowOnly(INSTRUMENT);
        InstrumentKind kind = kind(reader);
        int mistakesBefore = mistakes.count();
        InstrumentConfig instrument = new InstrumentConfig(
                reader.text("symbol", NAME, NAME_FORM),
                reader.text("underlying", NAME, NAME_FORM),
                kind,
                kind == InstrumentKind.INVERSE_PERPETUAL ? reader.decimal("contractSize", 8, "0.000001", "1000000") : 0,
                kind == InstrumentKind.LINEAR_FUTURE ? expiryNs(reader) : 0,
                reader.decimal("tickSize", 8, E8_MIN, MAX_TICK),
                reader.decimal("lotSize", 8, E8_MIN, E8_MAX),
                reader.decimal("maxPrice", 8, E8_MIN, E8_MAX),
                reader.decimal(reader.has("minOrderQty") ? "minOrderQty" : "lotSize", 8, E8_MIN, E8_MAX),
                reader.decimal("maxOrderQty", 8, E8_MIN, E8_MAX),
                reader.decimal("maxPositionQty", 8, E8_MIN, E8_MAX),
                reader.decimal("priceBand", 6, "0.000001", "0.999999"),
                reader.decimal("marketProtection", 6, "0.000001", "0.999999"),
                reader.decimal("makerFee", 9, "-0.01", "0.01"),
                reader.decimal("takerFee", 9, "0", "0.01"),
                FundingConfig.read(reader));
        if (mistakes.count() == mistakesBefore) {
            check(reader, instrument, underlyings);
        }
        return instrument;
    }

    /** What holds between values; it is asked only once each value is right by itself. */
    private void check(YamlReader reader, InstrumentConfig instrument, List<UnderlyingConfig> underlyings) {
        requireMultiple(reader, "maxPrice", instrument.maxPriceE8(), "tickSize", instrument.tickSizeE8());
        requireMultiple(reader, "minOrderQty", instrument.minOrderQtyE8(), "lotSize", instrument.lotSizeE8());
        requireMultiple(reader, "maxOrderQty", instrument.maxOrderQtyE8(), "lotSize", instrument.lotSizeE8());
        requireMultiple(reader, "maxPositionQty", instrument.maxPositionQtyE8(), "lotSize", instrument.lotSizeE8());
        if (instrument.kind() == InstrumentKind.INVERSE_PERPETUAL) {
            checkInverse(reader, instrument);
        } else {
            checkLinear(reader, instrument);
        }
        if (instrument.minOrderQtyE8() > instrument.maxOrderQtyE8()) {
            reader.refuse("minOrderQty", "at most maxOrderQty");
        }
        if (instrument.maxOrderQtyE8() > instrument.maxPositionQtyE8()) {
            reader.refuse("maxOrderQty", "at most maxPositionQty");
        }
        if (instrument.marketProtectionE6() > instrument.priceBandE6()) {
            reader.refuse("marketProtection", "at most priceBand");
        }
        if (instrument.makerFeeNanos() + instrument.takerFeeNanos() < 0) {
            reader.refuse("makerFee", "a rebate must not be larger than takerFee");
        }
        UnderlyingConfig underlying = underlyings.stream()
                .filter(one -> one.name().equals(instrument.underlying()))
                .findFirst()
                .orElse(null);
        if (underlying == null) {
            reader.refuse("underlying", "the name of an underlying of this file");
        } else if (underlying.initialIndexPriceE8() > instrument.maxPriceE8()) {
            reader.refuse("maxPrice", "at least the initialIndexPrice of " + underlying.name());
        }
    }

    private InstrumentKind kind(YamlReader reader) {
        String allowed = "LINEAR_PERPETUAL, INVERSE_PERPETUAL or LINEAR_FUTURE";
        String name = reader.text("kind", "LINEAR_PERPETUAL|INVERSE_PERPETUAL|LINEAR_FUTURE", allowed);
        InstrumentKind kind = name.isEmpty() ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.valueOf(name);
        if (!name.isEmpty() && reader.has("contractSize") && kind != InstrumentKind.INVERSE_PERPETUAL) {
            reader.refuse("contractSize", "of an INVERSE_PERPETUAL only");
        }
        if (!name.isEmpty() && reader.has("expiry") && kind != InstrumentKind.LINEAR_FUTURE) {
            reader.refuse("expiry", "of a LINEAR_FUTURE only");
        }
        return kind;
    }

    private static long expiryNs(YamlReader reader) {
        String form = "a UTC time of 2000 to 2200 such as 2027-12-31T08:00:00Z";
        String text = reader.text("expiry", "2[01]\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", form);
        try {
            return text.isEmpty() ? 0 : Math.multiplyExact(Instant.parse(text).getEpochSecond(), 1_000_000_000L);
        } catch (DateTimeParseException e) {
            reader.refuse("expiry", form);
            return 0;
        }
    }

    private static void checkLinear(YamlReader reader, InstrumentConfig instrument) {
        BigInteger tick = BigInteger.valueOf(instrument.tickSizeE8());
        if (tick.multiply(BigInteger.valueOf(instrument.lotSizeE8()))
                        .mod(E16_PER_MICRO)
                        .signum()
                != 0) {
            reader.refuse("lotSize", "tickSize × lotSize must be a whole number of USDC micros (0.000001)");
        }
        BigInteger notional = BigInteger.valueOf(instrument.maxPriceE8())
                .multiply(BigInteger.valueOf(instrument.maxPositionQtyE8()))
                .divide(E16_PER_MICRO);
        if (notional.compareTo(MAX_NOTIONAL_MICROS) > 0) {
            reader.refuse("maxPositionQty", "maxPrice × maxPositionQty must be at most " + MAX_USDC + " USDC");
        }
    }

    /** At a price of one tick the largest position must still be coins that a long can hold. */
    private static void checkInverse(YamlReader reader, InstrumentConfig instrument) {
        Integer decimals = OpeningCollateral.decimals(instrument.underlying());
        if (decimals == null) {
            reader.refuse("underlying", "BTC or ETH, which an inverse contract settles in");
            return;
        }
        requireMultiple(reader, "contractSize", instrument.contractSizeE8(), "0.000001", 100);
        requireMultiple(reader, "lotSize", instrument.lotSizeE8(), "a contract", 100_000_000L);
        BigInteger usdMicros = BigInteger.valueOf(instrument.contractSizeE8())
                .multiply(BigInteger.valueOf(instrument.maxPositionQtyE8()))
                .divide(E16_PER_MICRO);
        BigInteger units = usdMicros
                .multiply(BigInteger.TEN.pow(decimals + 2))
                .divide(BigInteger.valueOf(instrument.tickSizeE8()));
        if (units.max(usdMicros).compareTo(MAX_NOTIONAL_MICROS) > 0) {
            reader.refuse(
                    "maxPositionQty",
                    "contractSize × maxPositionQty must be at most " + MAX_USDC
                            + " USD, and at a price of one tick at most 9e15 of the coin's smallest units");
        }
    }

    private static void requireMultiple(YamlReader reader, String key, long value, String unitKey, long unit) {
        if (value % unit != 0) {
            reader.refuse(key, "a multiple of " + unitKey);
        }
    }

    private Optional<MarginFileConfig> marginFile(YamlReader root) {
        if (!root.has("marginFile")) {
            return Optional.empty();
        }
        String name = root.text("marginFile", MARGIN_FILE, "the name of a file beside this one");
        return name.isEmpty() ? Optional.empty() : Optional.of(new MarginFileConfig(name, beside.apply(name)));
    }

    private static LimitConfig limits(YamlReader reader) {
        if (!reader.exists()) {
            return new LimitConfig(1, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1, 1, 1, 1);
        }
        reader.allowOnly(LIMITS);
        return new LimitConfig(
                reader.whole("maxSessions", 1, 10_000),
                reader.whole("maxAccounts", 1, MAX_ACCOUNTS),
                reader.whole("maxInstruments", 1, MAX_LISTED),
                reader.whole("maxOrders", 1, 100_000_000),
                reader.whole("maxOpenOrdersPerAccount", 1, 100_000_000),
                reader.whole("closedOrdersPerSession", 1, 100_000_000),
                reader.whole("maxRetainedEvents", 1_000, 100_000_000),
                reader.whole("maxPreviewOrders", 1, 128));
    }

    private void addAccounts(List<AccountConfig> accounts, YamlReader reader, int maxOpenOrders) {
        reader.allowOnly(ACCOUNT);
        Map<String, Long> collateral = OpeningCollateral.read(reader.mapping("collateral"));
        int openOrders = reader.has("maxOpenOrders") ? reader.whole("maxOpenOrders", 1, 100_000_000) : maxOpenOrders;
        String firm = reader.has("firm") ? reader.text("firm", NAME, NAME_FORM) : "";
        for (String name : names(reader)) {
            accounts.add(new AccountConfig(name, firm.isEmpty() ? name : firm, collateral, openOrders));
        }
    }

    /** One name, or a name with a {@code %} that stands for each number of {@code repeat: 001-100}. */
    private static List<String> names(YamlReader reader) {
        if (!reader.has("repeat")) {
            return List.of(reader.text("name", NAME, NAME_FORM));
        }
        String form =
                "FROM-TO, both of as many digits (at most 5), such as 001-100; quoted if YAML would read it otherwise";
        String range = reader.text("repeat", "\\d{1,5}-\\d{1,5}", form);
        String name = reader.text(
                "name", "[A-Za-z0-9._-]{0,31}%[A-Za-z0-9._-]{0,31}", NAME_FORM + ", with one % for the number");
        if (range.isEmpty() || name.isEmpty()) {
            return List.of();
        }
        int width = range.indexOf('-');
        int from = Integer.parseInt(range.substring(0, width));
        int to = Integer.parseInt(range.substring(width + 1));
        if (range.length() != 2 * width + 1 || from > to) {
            reader.refuse("repeat", form);
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            names.add(name.replace("%", String.format("%0" + width + "d", number)));
        }
        if (!names.get(0).matches(NAME)) {
            reader.refuse("name", NAME_FORM);
        }
        return names;
    }
}
