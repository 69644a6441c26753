package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.wire.CommandBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that a release wrote is replayed to the same state and the same events by this build, or it is refused. */
final class SampleLogTest {
    /** Every release, oldest first, and what came before the first; each has its sample. */
    private static final List<String> RELEASES =
            List.of("0.1.0-format-1", "0.1.0-format-2", "0.1.0-format-3", "0.1.0-format-4", "0.1.0");

    private static final String RECORD = "mvn -q -pl core-engine -am test -Dtest=SampleLogRecorder"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + SampleLogRecorder.RELEASE_PROPERTY + "=RELEASE";
    private static final Pattern COMMAND = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d{1,2})\"");

    @TempDir
    private Path folder;

    @Test
    void shouldReplayEveryReleasesLogOrRefuseItsDirectory() throws IOException {
        for (final String release : RELEASES) {
            final SampleLog sample = sample(release);
            if (sample.format() == DataDirectory.FORMAT) {
                final Supplier<String> advice = () -> advice(release);
                assertEquals(sample.whole(), outcome(release, sample::replay), advice);
                assertEquals(sample.sinceSnapshot(), outcome(release, sample::replayFromSnapshot), advice);
            } else {
                shouldBeRefused(release, sample.format());
            }
        }
    }

    @Test
    void shouldHaveEveryCommandInTheNewestSample() throws IOException {
        final String newest = RELEASES.get(RELEASES.size() - 1);
        assertEquals(
                Set.of(),
                commandsMissingFrom(sample(newest)),
                "the sample log lacks commands: record the next release's with " + RECORD
                        + ", and name the release in RELEASES");
    }

    @Test
    void shouldGiveAnotherOutcomeWhenAnEntryIsAnother() throws IOException {
        final SampleLog sample = sample(RELEASES.get(RELEASES.size() - 1));
        final List<LoggedEntry> fewer =
                List.copyOf(sample.entries().subList(0, sample.entries().size() - 1));
        assertTrue(!SampleLog.of(fewer).whole().equals(sample.whole()));
    }

    private void shouldBeRefused(final String release, final int format) throws IOException {
        final Path data = folder.resolve(release);
        Files.createDirectories(data.resolve("engine"));
        Files.writeString(data.resolve("engine/format"), "bascule " + format + "\n", StandardCharsets.US_ASCII);
        final IllegalStateException ex = assertThrows(IllegalStateException.class, () -> DataDirectory.lock(data));
        assertTrue(ex.getMessage().contains("bascule " + format), ex::getMessage);
    }

    private static SampleLog.Outcome outcome(final String release, final Supplier<SampleLog.Outcome> replay) {
        try {
            return replay.get();
        } catch (final RuntimeException ex) {
            throw new AssertionError(advice(release), ex);
        }
    }

    private static String advice(final String release) {
        return "the log of release " + release + " no longer comes to what it came to then, so a venue that runs on"
                + " such a log would be misread. If that was not meant, mend it. If it was, raise"
                + " DataDirectory.FORMAT, so that such logs are refused, and keep this sample as one that must be."
                + " Then record a new one with " + RECORD + ", and name the release in RELEASES. Until a release is"
                + " out, its own sample may be recorded anew instead.";
    }

    /** Names of the schema's commands that are not in a sample. */
    static Set<String> commandsMissingFrom(final SampleLog sample) {
        final Set<String> missing = new TreeSet<>();
        for (final MatchResult command : COMMAND.matcher(schema()).results().toList()) {
            final int templateId = Integer.parseInt(command.group(2));
            if (sample.entries().stream().noneMatch(entry -> LoggedEntry.templateId(entry.bytes) == templateId)) {
                missing.add(command.group(1));
            }
        }
        return missing;
    }

    /** Path of a release's sample among the resources. */
    static String nameOf(final String release) {
        return "io/bascule/engine/log/" + release + ".log.gz";
    }

    private static SampleLog sample(final String release) throws IOException {
        try (InputStream in = SampleLogTest.class.getClassLoader().getResourceAsStream(nameOf(release))) {
            if (in == null) {
                throw new AssertionError("release " + release + " has no sample log: record it with " + RECORD);
            }
            return SampleLog.read(in);
        }
    }

    private static String schema() {
        try (InputStream in = CommandBuffer.class.getResourceAsStream("bascule-sbe.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
