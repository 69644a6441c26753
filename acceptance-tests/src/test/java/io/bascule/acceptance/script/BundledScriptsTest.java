package io.bascule.acceptance.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of our own scripts without a venue: every one is well-formed, and no line of it is ignored. */
class BundledScriptsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/scripts", "/scripts-funding", "/scripts-liquidation", "/scripts-oracle"})
    void shouldBeWellFormed(String folder) throws Exception {
        URI root = ScriptRunner.class.getResource(folder).toURI();
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            List<Path> scripts = files.filter(Files::isRegularFile).sorted().toList();
            assertFalse(scripts.isEmpty());
            for (Path script : scripts) {
                check(script);
            }
        }
    }

    private static void check(Path file) throws BadScriptException {
        List<String> ignored = new ArrayList<>();
        ScriptParser.parse(file, ignored::add);
        assertEquals(List.of(), ignored, file::toString);
    }
}
