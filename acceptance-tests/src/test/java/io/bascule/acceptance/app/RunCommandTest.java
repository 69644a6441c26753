package io.bascule.acceptance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(30)
class RunCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ServerSocket closer;

    @TempDir
    private Path folder;

    /** A peer that closes every connection at once. */
    @BeforeEach
    void startCloser() throws IOException {
        closer = new ServerSocket(0);
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    try (Socket socket = closer.accept()) {
                        socket.shutdownOutput();
                    }
                }
            } catch (IOException e) {
                // The socket is closed: the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stopCloser() throws IOException {
        closer.close();
    }

    private int run(String... args) {
        CommandLine commandLine = AcceptanceMain.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(args);
    }

    private String script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @Test
    void shouldExitWith0WhenEveryScriptPasses() throws Exception {
        script("a/one.def", "iCONNECT\neDISCONNECT\n");
        script("b/two.def", "iCONNECT\neCLOSED\n");
        script("future/three.def", "what is not yet");

        assertEquals(0, run("run", "--port", "" + closer.getLocalPort(), "-v", folder.toString()));
        List<String> lines = out.toString().lines().toList();
        assertEquals("PASS " + folder.resolve("a/one.def"), lines.get(2));
        assertEquals("PASS " + folder.resolve("b/two.def"), lines.get(5));
        assertEquals("2 scripts, 2 passed, 0 failed", lines.get(6));
    }

    @Test
    void shouldExitWith1WhenAScriptFails() throws Exception {
        String failing = script("one.def", "iCONNECT\nE?35=A|\n");
        String passing = script("two.def", "iCONNECT\neCLOSED\n");

        assertEquals(1, run("run", "--port", "" + closer.getLocalPort(), failing, passing));
        assertTrue(out.toString().startsWith("FAIL " + failing + ":2: disconnected\n  expected 35=A|\n"));
        assertTrue(out.toString().contains("2 scripts, 1 passed, 1 failed"));
    }

    @Test
    void shouldExitWith2AndRunNothingWhenAScriptIsBad() throws Exception {
        String good = script("one.def", "iCONNECT\neCLOSED\n");
        String bad = script("two.def", "iCONNECT\nE?35=8|11=<id>|\n");

        assertEquals(2, run("run", "--port", "" + closer.getLocalPort(), good, bad));
        assertEquals(bad + ":2: no value was saved under the name <id>\n", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldExitWith2OnWrongUsage() throws Exception {
        assertEquals(2, run("run"));
        assertEquals(2, run("run", "--port", "x", script("one.def", "iCONNECT\n")));
        assertEquals(2, run("run", folder.resolve("missing.def").toString()));
        Files.createDirectories(folder.resolve("empty"));
        assertEquals(2, run("run", folder.resolve("empty").toString()));
        assertTrue(err.toString().contains(folder.resolve("empty") + ":0: no .def file in it"));
    }
}
