package io.bascule.engine.cluster;

import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.DefineSessionEncoder;
import io.bascule.engine.wire.sbe.SessionRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A configuration of the simulated venue: three desks with four accounts, two drop copies, an index source, and a
 * fourth desk and a third instrument that come and go. Ids are given in this order, so they are the same in every
 * one.
 */
final class SimulatedConfiguration {
    static final long E8 = 100_000_000L;
    static final int BTC = 1;
    static final int ETH = 2;
    static final long BTC_INDEX_E8 = 90_000 * E8;
    static final long ETH_INDEX_E8 = 3_000 * E8;
    static final int SESSIONS = 7;
    static final int INDEX_SESSION = 6;
    /** Copies of accounts 1 and 2 go there. */
    static final int FIRST_COPY_SESSION = 4;
    /** Copies of every account go there. */
    static final int SECOND_COPY_SESSION = 5;
    /** The desk that comes and goes. */
    static final int SPARE_SESSION = 7;

    /** ETH's sources fall silent, BTC's never do: time passes in steps of many minutes. */
    private static final long STALENESS_NS = 7_200_000_000_000L;

    private static final int SPARE_ACCOUNT = 5;
    private static final int[][] ACCOUNTS_OF_SESSION = {{}, {1}, {2, 3}, {4}, {}, {}, {}, {SPARE_ACCOUNT}};
    private static final long EPOCH = 20_261_120L;

    private final CommandBuffer command = new CommandBuffer();
    private final List<byte[]> commands = new ArrayList<>();

    private SimulatedConfiguration() {}

    /** Accounts that a session may trade for. */
    static int[] accounts(final int sessionId) {
        return ACCOUNTS_OF_SESSION[sessionId];
    }

    /** How many drop-copy sessions get what is said of an account. */
    static int copies(final int accountId) {
        return accountId <= 2 ? 2 : 1;
    }

    /**
     * Every command of a configuration.
     *
     * @param maxRetainedEvents the bound that the simulation is about.
     * @param random what else it says.
     */
    static List<byte[]> commands(final int maxRetainedEvents, final Random random) {
        final SimulatedConfiguration configuration = new SimulatedConfiguration();
        final boolean hasSpares = random.nextBoolean();
        configuration.begin(maxRetainedEvents, random);
        configuration.instrument("BTC-PERP", "BTC", E8 / 10, E8 / 1000, 200_000 * E8, random);
        configuration.instrument("ETH-PERP", "ETH", E8 / 100, E8 / 100, 10_000 * E8, random);
        if (hasSpares || random.nextInt(4) > 0) {
            configuration.instrument("BTC-PERP-2", "BTC", E8 / 2, E8 / 1000, 200_000 * E8, random);
        }
        for (int account = 1; account <= (hasSpares ? SPARE_ACCOUNT : SPARE_ACCOUNT - 1); account++) {
            configuration.account(account, account == SPARE_ACCOUNT ? 0 : 1_000_000_000_000L);
        }
        configuration.sessions(hasSpares, random);
        configuration
                .command
                .defineFeeSchedule()
                .effectiveTimeNs(0)
                .tiersCount(2)
                .next()
                .volumeMicros(1_000_000_000L)
                .makerFeeNanos(-20_000)
                .takerFeeNanos(100_000)
                .next()
                .volumeMicros(100_000_000_000L)
                .makerFeeNanos(-90_000)
                .takerFeeNanos(100_000);
        configuration.add();
        configuration.command.endConfiguration();
        configuration.add();
        return configuration.commands;
    }

    private void begin(final int maxRetainedEvents, final Random random) {
        command.beginConfiguration().proposedEpoch(EPOCH).digest(random.nextLong());
        add();
        command.defineLimits()
                .maxOpenOrders(30 + random.nextInt(100))
                .maxRetainedEvents(maxRetainedEvents)
                .closedOrdersPerSession(1 + random.nextInt(20))
                .maxPreviewLegs(5);
        add();
        MarginParameterCommands.forEach(
                new TestParameters()
                        .shock("BTC", 120_000, 600_000, 800_000)
                        .shock("ETH", 150_000, 600_000, 800_000)
                        .moves(600_000, -1_000_000, 1_000_000)
                        .deduction(20_000, 1_000_000)
                        .build(),
                0,
                command,
                buffer -> add());
        underlying("BTC", BTC_INDEX_E8);
        underlying("ETH", ETH_INDEX_E8);
    }

    private void underlying(final String name, final long indexE8) {
        command.defineUnderlying()
                .initialIndexE8(indexE8)
                .jumpGuardE6(100_000)
                .quorum(1)
                .stalenessNs(name.equals("ETH") ? STALENESS_NS : 0)
                .sourceClampE6(10_000)
                .name(name)
                .indexSymbol(name + "-USD");
        add();
    }

    private void instrument(
            final String symbol,
            final String underlying,
            final long tickSizeE8,
            final long lotSizeE8,
            final long maxPriceE8,
            final Random random) {
        command.defineInstrument()
                .kind((short) 0)
                .contractSizeE8(0)
                .expiryNs(0)
                .fundingIntervalNs(FundingTerms.HOUR_NS)
                .fundingGridNs(5_000_000_000L)
                .impactNotionalMicros(1_000_000_000L)
                .fundingInterestE9(100_000)
                .fundingClampE9(500_000)
                .fundingCapE9(40_000_000)
                .tickSizeE8(tickSizeE8)
                .lotSizeE8(lotSizeE8)
                .maxPriceE8(maxPriceE8)
                .minOrderQtyE8(lotSizeE8)
                .maxOrderQtyE8(1_000 * E8)
                .maxPositionQtyE8(10_000 * E8)
                .priceBandE6(500_000)
                .marketProtectionE6(50_000)
                .makerFeeNanos(-random.nextInt(100_000))
                .takerFeeNanos(100_000 + random.nextInt(400_000))
                .symbol(symbol)
                .underlying(underlying);
        add();
    }

    private void account(final int number, final long openingBalanceMicros) {
        command.defineAccount()
                .openingUsdcUnits(openingBalanceMicros)
                .openingBtcUnits(0)
                .openingEthUnits(0)
                .maxOpenOrders(40)
                .name("ACC" + number)
                .firm("ACC" + number);
        add();
    }

    private void sessions(final boolean hasSpares, final Random random) {
        session(SessionRole.ORDER_ENTRY, "DESK1", random, 1);
        session(SessionRole.ORDER_ENTRY, "DESK2", random, 2, 3);
        session(SessionRole.ORDER_ENTRY, "DESK3", random, 4);
        copySession("PB1", 2);
        copySession("PB2", hasSpares ? SPARE_ACCOUNT : SPARE_ACCOUNT - 1);
        session(SessionRole.INDEX_SOURCE, "IDX", random);
        if (hasSpares) {
            session(SessionRole.ORDER_ENTRY, "DESK4", random, SPARE_ACCOUNT);
        }
    }

    private void session(final SessionRole role, final String name, final Random random, final int... accounts) {
        final DefineSessionEncoder encoder = command.defineSession()
                .role(role)
                .marginOnReports(random.nextBoolean() ? BooleanType.TRUE : BooleanType.FALSE)
                .protectionWindowNs(3_600_000_000_000L)
                .protectionQuantityMicros(0)
                .protectionDeltaMicros(10_000_000_000L)
                .protectionTrades(4)
                .indexWeight(1);
        final DefineSessionEncoder.AccountsEncoder group = encoder.accountsCount(accounts.length);
        for (final int account : accounts) {
            group.next().name("ACC" + account);
        }
        encoder.dropCopyAccountsCount(0);
        encoder.venueCompId("BASCULE").counterpartyCompId(name);
        add();
    }

    private void copySession(final String name, final int lastAccount) {
        final DefineSessionEncoder encoder =
                command.defineSession().role(SessionRole.DROP_COPY).marginOnReports(BooleanType.FALSE);
        Commands.withoutProtection(encoder);
        encoder.accountsCount(0);
        final DefineSessionEncoder.DropCopyAccountsEncoder group = encoder.dropCopyAccountsCount(lastAccount);
        for (int account = 1; account <= lastAccount; account++) {
            group.next().name("ACC" + account);
        }
        encoder.venueCompId("BASCULE").counterpartyCompId(name);
        add();
    }

    private void add() {
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        commands.add(bytes);
    }
}
