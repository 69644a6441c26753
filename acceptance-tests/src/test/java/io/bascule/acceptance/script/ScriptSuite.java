package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Every script below a folder as a test of its own, in a container for each folder, against one venue. */
final class ScriptSuite {
    private final ScriptRunner runner;

    ScriptSuite(Venue venue, ScriptRunner.Options options) {
        runner = new ScriptRunner(venue.host(), venue.port(), options);
    }

    /** The tests, in the order of their names; a folder without any script is a mistake. */
    List<DynamicNode> testsBelow(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            List<DynamicNode> nodes = children.sorted()
                    .filter(path -> Files.isDirectory(path) || path.toString().endsWith(".def"))
                    .map(this::node)
                    .toList();
            assertTrue(!nodes.isEmpty(), "no script in " + folder);
            return nodes;
        }
    }

    private DynamicNode node(Path path) {
        String name = path.getFileName().toString();
        if (!Files.isDirectory(path)) {
            return DynamicTest.dynamicTest(name, path.toUri(), () -> run(path));
        }
        try {
            return DynamicContainer.dynamicContainer(name, testsBelow(path));
        } catch (IOException e) {
            return DynamicTest.dynamicTest(name, () -> fail(e));
        }
    }

    private void run(Path path) throws BadScriptException, InterruptedException {
        ScriptResult result = runner.run(ScriptParser.parse(path, line -> {}));
        assertTrue(result.passed(), result::toString);
    }
}
