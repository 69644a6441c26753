package io.bascule.acceptance.app;

import io.bascule.acceptance.script.BadScriptException;
import io.bascule.acceptance.script.Rules;
import io.bascule.acceptance.script.Script;
import io.bascule.acceptance.script.ScriptParser;
import io.bascule.acceptance.script.ScriptResult;
import io.bascule.acceptance.script.ScriptRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: scripts against an acceptor. No script is run unless all of them could be read. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run acceptance scripts (.def) against a FIX acceptor.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every script passed", "1:a script failed", "2:bad usage or a bad script"})
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "the acceptor's host (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "9880", description = "the acceptor's port (${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--rules",
            defaultValue = "QUICKFIXJ",
            description = "whose comparison applies to whole messages: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Rules rules;

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "how long an expected message may take, in ms (${DEFAULT-VALUE})")
    private long timeoutMs;

    @Option(
            names = {"-v", "--verbose"},
            description = "print every message")
    private boolean verbose;

    @Parameters(
            arity = "1..*",
            paramLabel = "SCRIPT",
            description = "a script, or a folder: every .def below it, but none in a folder named 'future'")
    private List<Path> paths;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<Script> scripts = load(err);
        if (scripts.isEmpty()) {
            err.flush();
            return 2;
        }
        ScriptRunner.Options options = new ScriptRunner.Options(
                rules, timeoutMs, ScriptRunner.Options.DEFAULT.control(), line -> trace(out, line));
        ScriptRunner runner = new ScriptRunner(host, port, options);
        int failed = 0;
        for (Script script : scripts) {
            ScriptResult result = runner.run(script);
            out.println(result);
            out.flush();
            failed += result.passed() ? 0 : 1;
        }
        out.printf("%d scripts, %d passed, %d failed%n", scripts.size(), scripts.size() - failed, failed);
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    private void trace(PrintWriter out, String line) {
        if (verbose) {
            out.println(line);
            out.flush();
        }
    }

    /** Every script, or none if one of them is bad; what is wrong is then on {@code err}. */
    private List<Script> load(PrintWriter err) {
        List<Script> scripts = new ArrayList<>();
        boolean bad = false;
        for (Path path : paths) {
            try {
                List<Path> files = filesOf(path);
                if (files.isEmpty()) {
                    throw new IOException("no .def file in it");
                }
                for (Path file : files) {
                    try {
                        scripts.add(ScriptParser.parse(file, line -> err.println("ignored: " + line)));
                    } catch (BadScriptException e) {
                        bad = true;
                        err.println(e.getMessage());
                    }
                }
            } catch (IOException e) {
                bad = true;
                err.println(path + ":0: " + e.getMessage());
            }
        }
        return bad ? List.of() : scripts;
    }

    private static List<Path> filesOf(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(".def"))
                    .filter(file -> !file.getParent().endsWith("future"))
                    .sorted()
                    .toList();
        }
    }
}
