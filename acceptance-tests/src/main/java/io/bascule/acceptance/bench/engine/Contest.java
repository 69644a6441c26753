package io.bascule.acceptance.bench.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs contenders, each in a process of its own with the same options, and compares their medians. */
final class Contest {
    /** Of a process: the first ones warm it up. */
    private static final int RUNS_A_PROCESS = 8;

    private static final int WARM_UP = 4;

    /** What exchange-core's libraries reach into; harmless to the others. */
    private static final List<String> OPEN = List.of(
            "java.base/jdk.internal.misc",
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch");

    private final PrintWriter out;
    private final List<String> jvmOptions;
    private final int processes;
    private final long seed;

    Contest(PrintWriter out, List<String> jvmOptions, int processes, long seed) {
        this.out = out;
        this.jvmOptions = jvmOptions;
        this.processes = processes;
        this.seed = seed;
    }

    /** Prints both in turn, then the ratio of their medians. */
    void compare(String name, String ours, String peer, int symbols, int commands)
            throws IOException, InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (int n = 0; n < processes; n++) {
            first.addAll(run(ours, symbols, commands, RUNS_A_PROCESS, digests));
            second.addAll(run(peer, symbols, commands, RUNS_A_PROCESS, digests));
        }
        if (digests.stream().distinct().count() != 1) {
            throw new IllegalStateException(name + ": the contenders did not do the same: " + digests);
        }
        double ratio = median(first) / median(second);
        out.println(String.format(
                Locale.ROOT, "%s: %,.0f commands/s, peer %,.0f commands/s", name, median(first), median(second)));
        out.println(String.format(Locale.ROOT, "ratio %s %.3f", name, ratio));
        out.flush();
    }

    /** Median of one contender's figures. */
    double median(String contender, int symbols, int commands) throws IOException, InterruptedException {
        List<Double> figures = new ArrayList<>();
        for (int n = 0; n < processes; n++) {
            figures.addAll(run(contender, symbols, commands, commands > 5_000_000 ? 2 : 1, new ArrayList<>()));
        }
        return median(figures);
    }

    private List<Double> run(String contender, int symbols, int commands, int runs, List<String> digests)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command().orElse("java"));
        line.addAll(jvmOptions);
        OPEN.forEach(opened -> line.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED")));
        OPEN.forEach(opened -> line.addAll(List.of("--add-exports", opened + "=ALL-UNNAMED")));
        line.add("-Dlogback.configurationFile=io/bascule/acceptance/bench/executor-logback.xml");
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineRound.class.getName(), contender));
        for (long argument : new long[] {symbols, commands, seed, runs}) {
            line.add(Long.toString(argument));
        }
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Double> figures = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (text.startsWith("run ")) {
                    String[] words = text.split(" ", -1);
                    figures.add(Double.parseDouble(words[1]));
                    digests.add(words[2]);
                }
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0 || figures.size() != runs) {
            throw new IllegalStateException(String.join(" ", line) + " failed: run it by hand to see why");
        }
        List<Double> warm = figures.subList(Math.min(WARM_UP, runs - 1), runs);
        out.println(String.format(Locale.ROOT, "%s: %,.0f of %s", contender, median(warm), warm));
        out.flush();
        return warm;
    }

    private static double median(List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
