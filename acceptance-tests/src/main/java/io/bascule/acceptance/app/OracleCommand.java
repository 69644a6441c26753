package io.bascule.acceptance.app;

import io.bascule.acceptance.oracle.RecordedRun;
import io.bascule.acceptance.oracle.RecordingRelay;
import io.bascule.acceptance.oracle.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oracle}: records what goes over the wire, and judges what was recorded. */
@Command(
        name = "oracle",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Record every byte between clients and a venue, and judge rules a to f by what was recorded.")
final class OracleCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "record",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Listen, pass every connection on to the venue, and record it. Prints a line that begins"
                    + " 'oracle ready' and holds listen=HOST:PORT.")
    int record(
            @Option(names = "--listen", paramLabel = "PORT", defaultValue = "0", description = "0: a free port")
                    int port,
            @Option(names = "--to", paramLabel = "HOST:PORT", required = true, description = "the venue") String venue,
            @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder of the records")
                    Path folder,
            @Option(
                            names = "--stdin",
                            description = "take lines 'to HOST:PORT' (the venue has moved) from standard input, and end"
                                    + " with it")
                    boolean controlled)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RecordingRelay relay = new RecordingRelay(port, address(venue), folder);
        if (controlled) {
            Thread control = new Thread(() -> control(relay, out), "control");
            control.setDaemon(true);
            control.start();
        }
        out.println("oracle ready listen=127.0.0.1:" + relay.port() + " out=" + folder.toAbsolutePath());
        out.flush();
        relay.run();
        return 0;
    }

    @Command(
            name = "judge",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Read what was recorded, and say what was broken.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:nothing was broken", "1:something was broken", "2:bad usage"})
    int judge(
            @Parameters(paramLabel = "DIR", description = "folder of the records") Path folder,
            @Option(
                            names = "--prime",
                            split = ",",
                            paramLabel = "COMPID[:PREFIX+...]",
                            description = "a drop-copy session, and by prefix the CompIDs whose reports it gets copies"
                                    + " of (all)")
                    List<String> primes,
            @Option(names = "--no-money", description = "leave rule c out: nobody asked for the accounts' equity (U1)")
                    boolean noMoney)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + ": no such folder");
        }
        PrintWriter out = spec.commandLine().getOut();
        RecordedRun.Verdict verdict = RecordedRun.judge(folder, new RecordedRun.Terms(entitlements(primes), !noMoney));
        for (Violation violation : verdict.violations()) {
            out.println(String.join(
                    "\t",
                    "VIOLATION",
                    String.valueOf(violation.rule()),
                    plain(violation.where()),
                    plain(violation.what())));
        }
        out.printf(
                "oracle judged sessions=%d connections=%d messages=%d violations=%d%n",
                verdict.sessions(),
                verdict.connections(),
                verdict.messages(),
                verdict.violations().size());
        out.flush();
        return verdict.violations().isEmpty() ? 0 : 1;
    }

    private void control(RecordingRelay relay, PrintWriter out) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("to ")) {
                    relay.moveTo(address(line.substring("to ".length())));
                    out.println("oracle " + line);
                } else {
                    out.println("oracle does not know: " + line);
                }
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            relay.close();
        }
    }

    private InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    hostAndPort.substring(0, Math.max(colon, 0)), Integer.parseInt(hostAndPort.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), hostAndPort + ": HOST:PORT is wanted", e);
        }
    }

    private static Map<String, List<String>> entitlements(List<String> primes) {
        Map<String, List<String>> byPrime = new HashMap<>();
        for (String prime : primes == null ? List.<String>of() : primes) {
            int colon = prime.indexOf(':');
            byPrime.put(
                    colon < 0 ? prime : prime.substring(0, colon),
                    colon < 0 ? List.of() : List.of(prime.substring(colon + 1).split("\\+", -1)));
        }
        return byPrime;
    }

    /** Bytes of a session may hold anything. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
