package io.bascule.acceptance.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: the order path of Bascule against a plain QuickFIX/J executor, side by side in one run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure the order path against a plain QuickFIX/J executor, side by side.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every order was accepted and answered", "1:some were not, or a server failed"})
public final class BenchCommand implements Callable<Integer> {
    private static final String ONE_BROKER = "PB1";
    private static final String SECOND_BROKER = "PB2";
    private static final double SECOND_NS = 1e9;
    private static final long PATIENCE_NS = 30_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "how often each server is started and measured, in turn (${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "how long each round is measured (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "10",
            description = "load after each start of a server, not measured; each round adds a tenth (${DEFAULT-VALUE})")
    private double warmUp;

    @Option(
            names = "--bars",
            split = ",",
            defaultValue = "bascule,executor,echo",
            description = "what is measured: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private List<Bar> bars;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "acceptance-tests/target/bench",
            description = "where the percentile plots (.hgrm) go (${DEFAULT-VALUE})")
    private Path out;

    @Option(
            names = "--gateway-jar",
            paramLabel = "JAR",
            defaultValue = "fix-gateway/target/bascule.jar",
            description = "the venue (${DEFAULT-VALUE})")
    private Path gatewayJar;

    @Option(
            names = "--jvm-options",
            split = " ",
            paramLabel = "OPTIONS",
            defaultValue = "-Xms2g -Xmx2g -Xmn64m -XX:+AlwaysPreTouch -XX:+UseParallelGC",
            description = "of every server alike, in one argument (${DEFAULT-VALUE})")
    private List<String> jvmOptions;

    private final BenchReport report = new BenchReport();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getOut();
        describe(console);
        for (int run = 1; run <= runs; run++) {
            for (Bar bar : bars) {
                console.printf("run %d of %d: %s%n", run, runs, bar.label());
                console.flush();
                measure(bar, bar.label(), bar == Bar.BASCULE ? List.of(ONE_BROKER) : List.of(), Round.ALL);
                if (bar == Bar.BASCULE) {
                    measure(bar, Bar.TWO_BROKERS, List.of(ONE_BROKER, SECOND_BROKER), List.of(Round.TEN_BY_64));
                }
            }
        }
        console.println();
        report.print(console);
        report.writePlots(out);
        return report.hasFailures() ? 1 : 0;
    }

    private void describe(PrintWriter console) {
        console.printf("servers: %s, each with java %s%n", bars, String.join(" ", jvmOptions));
        console.println("orders: limit, BTC-PERP, 0.001, around 60,000, in turn buy GTC, sell IOC, sell GTC, buy IOC:");
        console.println("  half rest and half take, and every order fills in full. The executor answers 150=0 only,");
        console.println("  the echo sends back the order's bytes.");
        console.println("latency: NewOrderSingle to the first ExecutionReport with its ClOrdID.");
        console.println("client: one thread; asleep in select, but spinning in 1x1_spinning and open_10000.");
        console.println("bytes: allocated by all live threads of the server, read over JMX before and after.");
        console.printf("each round: %.1f s, median of %d runs; warm-up of %.1f s left out.%n", seconds, runs, warmUp);
        console.flush();
    }

    private void measure(Bar bar, String label, List<String> dropCopies, List<Round> rounds)
            throws InterruptedException {
        try {
            measureOneServer(bar, label, dropCopies, rounds);
        } catch (IOException e) {
            report.addFailure(label, e.getMessage());
        }
    }

    private void measureOneServer(Bar bar, String label, List<String> dropCopies, List<Round> rounds)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start((folder, port) -> {
                    List<String> arguments = new ArrayList<>(jvmOptions);
                    String config = dropCopies.size() == 1 ? oneBrokerConfig(folder) : "load";
                    arguments.addAll(bar.arguments(gatewayJar, config, folder, port));
                    return arguments;
                });
                ServerMeter meter = new ServerMeter(server.handle())) {
            LoadClient client =
                    new LoadClient(server.address(), dropCopies, meter::read, PATIENCE_NS, bar.answerType());
            RoundResult warmedUp = client.run(Round.TEN_BY_64, 0, (long) (warmUp * SECOND_NS));
            if (!warmedUp.failure().isEmpty()) {
                throw new IOException(label + ", warm-up: " + warmedUp.failure());
            }
            for (Round round : rounds) {
                report.add(label, round, client.run(round, (long) (warmUp / 10 * SECOND_NS), (long)
                        (seconds * SECOND_NS)));
            }
        }
    }

    private static String oneBrokerConfig(Path folder) {
        Path config = folder.resolve("config");
        try {
            LoadConfiguration.writeWithOneBroker(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return config.toString();
    }
}
