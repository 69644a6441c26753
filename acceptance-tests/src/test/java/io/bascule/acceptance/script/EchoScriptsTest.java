package io.bascule.acceptance.script;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The scripts below {@code src/test/resources/echo}, which show every form of line, against the echo acceptor. */
class EchoScriptsTest {
    private static EchoAcceptor venue;

    @BeforeAll
    static void startVenue() throws Exception {
        venue = EchoAcceptor.start();
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    @TestFactory
    List<DynamicNode> shouldPassEveryScript() throws Exception {
        URI folder = EchoScriptsTest.class.getResource("/echo").toURI();
        ScriptRunner.Options options = new ScriptRunner.Options(Rules.QUICKFIXJ, 10_000, EchoAcceptor::set, line -> {});
        return new ScriptSuite(venue, options).testsBelow(Path.of(folder));
    }
}
