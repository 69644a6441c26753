package io.bascule.acceptance.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FaultsCommandTest {
    private final StringWriter out = new StringWriter();
    private final List<String> ran = new ArrayList<>();
    private Path jar;

    @TempDir
    private Path folder;

    /** A suite that notes what it is asked for, and breaks what it is told to. */
    private final class Noted implements FaultSuite {
        private final String name;
        private final boolean broken;

        Noted(String name, boolean broken) {
            this.name = name;
            this.broken = broken;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String what() {
            return "what " + name + " does";
        }

        @Override
        public int fullCount() {
            return 200;
        }

        @Override
        public int smallCount() {
            return 2;
        }

        @Override
        public void run(FaultRun run) {
            ran.add(name + " " + run.count() + " " + run.seed());
            run.figure("requests", "7");
            if (broken) {
                run.violate('a', "DESK1", "two lives");
            }
        }
    }

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.createFile(folder.resolve("venue.jar"));
    }

    @Test
    void shouldRunEverySuiteWithItsSmallCount() {
        assertEquals(0, run(false));
        assertEquals(List.of("kills 2 1", "cuts 2 1"), ran);
        assertTrue(out.toString().contains("suite kills count=2 seed=1"), out.toString());
        assertTrue(out.toString().contains(" requests=7 violations=0"), out.toString());
    }

    @Test
    void shouldTakeCountsFromOptionsAndFromFull() {
        assertEquals(0, run(false, "--full", "--kills", "5", "--seed", "9"));
        assertEquals(List.of("kills 5 9", "cuts 200 9"), ran);
    }

    @Test
    void shouldLeaveOutWhatHasNoCountOrIsNotNamed() {
        assertEquals(0, run(false, "--cuts", "0"));
        assertEquals(0, run(false, "--only", "cuts"));
        assertEquals(List.of("kills 2 1", "cuts 2 1"), ran);
    }

    @Test
    void shouldEndWithOneWhenASuiteFoundSomethingBroken() {
        assertEquals(1, run(true));
        assertTrue(out.toString().contains("cuts: VIOLATION (a) DESK1: two lives"), out.toString());
        assertTrue(out.toString().contains("BROKEN"), out.toString());
    }

    @Test
    void shouldRefuseWrongUsage() {
        assertEquals(2, run(false, "--only", "nothing"));
        assertEquals(2, run(false, "--kills", "-1"));
        assertEquals(2, run(false, "--jar", folder.resolve("none.jar").toString()));
        assertEquals(List.of(), ran);
    }

    private int run(boolean broken, String... args) {
        CommandLine commandLine =
                FaultsCommand.commandLine(List.of(new Noted("kills", false), new Noted("cuts", broken)));
        List<String> all = new ArrayList<>(List.of("--jar", jar.toString()));
        all.addAll(List.of(args));
        return commandLine
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setOverwrittenOptionsAllowed(true)
                .execute(all.toArray(String[]::new));
    }
}
