package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What can be said of our own scripts without a venue: every one is well-formed, and no line of it is ignored. */
class BundledScriptsTest {
    @TestFactory
    List<DynamicTest> shouldBeWellFormed() throws Exception {
        URI folder = ScriptRunner.class.getResource("/scripts").toURI();
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> scripts = files.filter(Files::isRegularFile).sorted().toList();
            assertFalse(scripts.isEmpty());
            return scripts.stream()
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) throws BadScriptException {
        List<String> ignored = new ArrayList<>();
        ScriptParser.parse(file, ignored::add);
        assertEquals(List.of(), ignored);
    }
}
