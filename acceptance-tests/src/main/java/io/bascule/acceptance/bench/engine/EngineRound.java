package io.bascule.acceptance.bench.engine;

import exchange.core2.core.common.CoreWaitStrategy;
import java.util.Arrays;

/** The process of one contender: runs a flow some times over and prints how many commands a second each run did. */
final class EngineRound {
    private static final int TARGET = 1_000;

    private EngineRound() {}

    /** Arguments: contender, symbols, commands, seed, runs. Prints {@code run COMMANDS_PER_S DIGEST} lines. */
    public static void main(String[] args) {
        if (args[0].equals("memory")) {
            System.out.println("run " + MemoryContender.bytesPerOrder() + " -");
            return;
        }
        int symbols = Integer.parseInt(args[1]);
        int commands = Integer.parseInt(args[2]);
        long seed = Long.parseLong(args[3]);
        Contender contender = contender(args[0], seed);
        Flow flow = FlowGenerator.generate(symbols, TARGET * symbols, commands, VenueContender.USERS, seed);
        System.out.println("flow " + (flow.size - flow.fill) + " commands: " + flow.mix());
        for (int run = Integer.parseInt(args[4]); run > 0; run--) {
            long took = contender.run(flow);
            long perSecond = Math.round((flow.size - flow.fill) * 1e9 / took);
            System.out.println("run " + perSecond + " " + contender.digest());
            System.gc();
        }
        System.exit(0); // exchange-core leaves threads behind
    }

    private static Contender contender(String name, long seed) {
        return switch (name) {
            case "book" -> new BasculeBookContender();
            case "peer-book" -> new PeerBookContender();
            case "venue" -> new VenueContender(seed);
            default -> peerCore(name);
        };
    }

    private static Contender peerCore(String name) {
        String strategy = name.substring(name.indexOf(':') + 1);
        if (!name.startsWith("peer-core:")) {
            throw new IllegalArgumentException(name + ": not one of " + Arrays.asList("book", "peer-book", "venue"));
        }
        return new PeerCoreContender(CoreWaitStrategy.valueOf(strategy));
    }
}
