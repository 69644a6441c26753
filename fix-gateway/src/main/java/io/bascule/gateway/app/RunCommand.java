package io.bascule.gateway.app;

import io.bascule.config.ConfigLoader;
import io.bascule.config.ConfigurationException;
import io.bascule.config.GatewayConfig;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bascule run}: starts the venue and serves until SIGTERM. */
@Command(name = "run", description = "Start the venue and serve until SIGTERM.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_CONFIGURATION = 2;
    static final int DISK_FULL = 75;

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final long CLOSE_SECONDS = 20;
    private static final long CLOSE_AFTER_FAILURE_SECONDS = 5;
    private static final int MAX_PORT = 65_535;

    /** Of the process, should a signal end it: that of a failure that came before. */
    private volatile int endCode = OK;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "DIR|NAME",
            defaultValue = "demo",
            description = "A configuration directory, or a bundled configuration: demo (default), conformance, load.")
    private String config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the engine's log and the FIX stores live. Default: data/ and the configuration's name.")
    private Path data;

    @Option(names = "--fix-port", paramLabel = "N", description = "Port to listen on instead of the configured one.")
    private Integer fixPort;

    @Option(
            names = "--tls-port",
            paramLabel = "N",
            description = "Port for TLS to listen on instead of the configured one, which there must be.")
    private Integer tlsPort;

    @Override
    public Integer call() {
        long startNs = System.nanoTime();
        checkPort("--fix-port", fixPort);
        checkPort("--tls-port", tlsPort);
        PrintWriter err = spec.commandLine().getErr();
        try {
            return serve(dataDirectory(), startNs);
        } catch (ConfigurationException | ConfigurationRefusedException e) {
            err.println(e.getMessage());
            return BAD_CONFIGURATION;
        } catch (ParameterException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("not started", e);
            err.println("bascule could not start: " + reason(e));
            return codeOf(e, dataDirectory());
        }
    }

    private void checkPort(String option, Integer port) {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new ParameterException(spec.commandLine(), option + "=" + port + ": 0 to " + MAX_PORT);
        }
    }

    private GatewayConfig withPorts(GatewayConfig loaded) {
        if (tlsPort != null && loaded.acceptor().tls().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--tls-port=" + tlsPort + ": the configuration has no TlsAcceptPort");
        }
        GatewayConfig chosen = fixPort == null ? loaded : loaded.withPort(fixPort);
        return tlsPort == null ? chosen : chosen.withTlsPort(tlsPort);
    }

    private Path dataDirectory() {
        if (data != null) {
            return data.toAbsolutePath().normalize();
        }
        Path name = Path.of(config).toAbsolutePath().normalize().getFileName();
        return Path.of("data").resolve(name == null ? "root" : name.toString()).toAbsolutePath();
    }

    private GatewayConfig load() {
        GatewayConfig loaded = ConfigLoader.load(config);
        return withPorts(loaded);
    }

    private int serve(Path directory, long startNs) {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        try {
            PrintWriter out = spec.commandLine().getOut();
            RunningVenue venue = RunningVenue.start(this::load, directory);
            try (venue) {
                // A JVM that ends by a signal reports the signal: a clean end is to be code 0.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, closed), "shutdown"));
                out.printf(
                        "bascule ready fix=%s%s startMillis=%d data=%s epoch=%d state=%016x%n",
                        text(venue.address()),
                        venue.tlsAddress().map(tls -> " tls=" + text(tls)).orElse(""),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs),
                        directory,
                        venue.venueEpoch(),
                        venue.stateHash());
                out.flush();
                awaitEnd(stop, venue, closed, directory);
            }
            out.printf("bascule stopped state=%016x%n", venue.stateHash());
            out.flush();
            return OK;
        } catch (FailedException e) {
            spec.commandLine().getErr().println("bascule has stopped: " + reason(e.getCause()));
            return e.code;
        } finally {
            closed.countDown();
        }
    }

    private void awaitEnd(CompletableFuture<Void> stop, RunningVenue venue, CountDownLatch closed, Path directory) {
        try {
            CompletableFuture.anyOf(stop, venue.ended()).join();
        } catch (CompletionException e) {
            // Now, since closing makes room.
            FailedException failure = new FailedException(codeOf(e, directory), e.getCause());
            endCode = failure.code;
            // A part that has failed may wait for another in vain: whatever is lost by a kill is found at the start.
            Thread last = new Thread(() -> endAnyway(closed, failure), "end-anyway");
            last.setDaemon(true);
            last.start();
            throw failure;
        }
    }

    private static void endAnyway(CountDownLatch closed, FailedException failure) {
        try {
            if (!closed.await(CLOSE_AFTER_FAILURE_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("not closed within {} s after {}", CLOSE_AFTER_FAILURE_SECONDS, reason(failure));
                Runtime.getRuntime().halt(failure.code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int codeOf(RuntimeException failure, Path directory) {
        return DiskSpace.isWanting(failure, directory) ? DISK_FULL : FAILED;
    }

    private void end(CompletableFuture<Void> stop, CountDownLatch closed) {
        if (!stop.complete(null)) {
            return;
        }
        try {
            if (closed.getCount() > 0 && closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(endCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static String reason(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (!text.contains(String.valueOf(cause.getMessage()))) {
                text += ": " + cause.getMessage();
            }
        }
        return text;
    }

    /** The venue has ended by itself. */
    private static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int code;

        private FailedException(int code, Throwable cause) {
            super("the venue has ended", cause);
            this.code = code;
        }
    }
}
