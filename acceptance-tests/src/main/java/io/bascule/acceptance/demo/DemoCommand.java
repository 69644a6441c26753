package io.bascule.acceptance.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: desks, a market maker and a prime broker against the running demo venue. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Log on to the running demo venue as desks, a market maker and a prime broker, preview, trade, "
                + "send a piece of real order flow, and say what each of them saw.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all went as it must", "1:something did not"})
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "the venue's host (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "9880", description = "the venue's port (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--events", defaultValue = "2000", description = "events of real flow to send (${DEFAULT-VALUE})")
    private int events;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            new Demo(host, port, events, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
            return 0;
        } catch (IOException | IllegalStateException e) {
            spec.commandLine().getErr().println("the demo stopped: " + e.getMessage());
            return 1;
        }
    }
}
