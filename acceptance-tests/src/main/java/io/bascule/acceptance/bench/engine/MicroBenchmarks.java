package io.bascule.acceptance.bench.engine;

import java.io.PrintWriter;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks, in processes of their own, and prints their figures. */
final class MicroBenchmarks {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private MicroBenchmarks() {}

    static void run(PrintWriter out) throws RunnerException {
        run(out, MarginBenchmark.class, "margin_check", "ns", 200);
        run(out, PreviewBenchmark.class, "preview_20_legs", "us", 20);
        run(out, IndexBenchmark.class, "index_tick", "us", 1_000);
    }

    private static void run(PrintWriter out, Class<?> benchmark, String name, String unit, double bar)
            throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(benchmark.getName() + "\\..*")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .jvmArgsAppend("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED")
                        .shouldFailOnError(true)
                        .build())
                .run();
        for (RunResult result : results) {
            String size = result.getParams().getParam("size");
            String fullName = size == null ? name : name + "_size_" + size;
            EngineCommand.print(out, fullName, result.getPrimaryResult().getScore(), unit, bar);
            Result<?> bytes = result.getSecondaryResults().get(ALLOCATION);
            if (bytes != null) {
                out.println(String.format(java.util.Locale.ROOT, "figure %s_bytes %.2f B", fullName, bytes.getScore()));
                out.flush();
            }
        }
    }
}
