package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchReportTest {
    private final BenchReport report = new BenchReport();

    @Test
    void shouldPrintTheRatioOfMedians() {
        report.add("bascule", Round.TEN_BY_64, result(100, 1_000, ""));
        report.add("bascule", Round.TEN_BY_64, result(900, 2_000, ""));
        report.add("bascule", Round.TEN_BY_64, result(300, 3_000, ""));
        report.add("executor", Round.TEN_BY_64, result(100, 4_000, ""));
        report.add("executor", Round.TEN_BY_64, result(300, 4_000, ""));
        report.add("bascule", Round.HUNDRED_BY_8, result(240, 0, ""));
        report.add("bascule PB1+PB2", Round.TEN_BY_64, result(270, 0, ""));
        assertEquals(
                List.of(
                        "ratio orders_per_s_10x64 1.500",
                        "ratio bytes_per_order 0.500",
                        "ratio 100x8_over_10x64 0.800",
                        "ratio drop_copy 0.900"),
                printed().lines().filter(line -> line.startsWith("ratio")).toList());
        assertFalse(report.hasFailures());
    }

    @Test
    void shouldSayWhatFailed() {
        report.add("bascule", Round.ONE_ASLEEP, result(1, 1, "1 orders without an answer"));
        assertTrue(report.hasFailures());
        assertTrue(printed().endsWith(String.format("failed bascule 1x1: 1 orders without an answer%n")));
    }

    @Test
    void shouldSayWhichServerFailed() {
        report.addFailure("executor", "LOAD001: closed by the server");
        assertTrue(report.hasFailures());
        assertTrue(printed().endsWith(String.format("failed executor: LOAD001: closed by the server%n")));
    }

    @Test
    void shouldWriteAPlotForEachLine(@TempDir Path folder) throws IOException {
        report.add("bascule PB1+PB2", Round.TEN_BY_64, result(1, 1, ""));
        report.writePlots(folder);
        String plot = Files.readString(folder.resolve("bascule-PB1+PB2-10x64.hgrm"));
        assertTrue(plot.contains("Total count    =            1"), plot);
    }

    private String printed() {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString();
    }

    private static RoundResult result(double ordersPerSecond, double bytesPerOrder, String failure) {
        Histogram latencies = new Histogram(3);
        latencies.recordValue(50_000);
        return new RoundResult(ordersPerSecond, latencies, 1, bytesPerOrder, 1, 0, failure);
    }
}
