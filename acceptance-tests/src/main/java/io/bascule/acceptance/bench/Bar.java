package io.bascule.acceptance.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The servers that are compared. */
enum Bar {
    BASCULE,
    EXECUTOR,
    ECHO;

    /** Bascule with PB2 connected beside PB1. */
    static final String TWO_BROKERS = "bascule PB1+PB2";

    /** As it is printed and chosen. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** MsgType of what answers an order. */
    byte answerType() {
        return (byte) (this == ECHO ? 'D' : '8');
    }

    /** The arguments of {@code java}, after its options, that serve on that port with all files in that folder. */
    List<String> arguments(Path gatewayJar, String config, Path folder, int port) {
        return switch (this) {
            case BASCULE ->
                List.of(
                        "-jar",
                        gatewayJar.toString(),
                        "run",
                        "--config",
                        config,
                        "--data",
                        folder.resolve("data").toString(),
                        "--fix-port",
                        Integer.toString(port));
            case EXECUTOR ->
                List.of(
                        "-Dlogback.configurationFile=io/bascule/acceptance/bench/executor-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExecutorMain.class.getName(),
                        Integer.toString(port),
                        folder.resolve("store").toString(),
                        Integer.toString(Round.HUNDRED_BY_8.sessions()));
            case ECHO ->
                List.of("-cp", System.getProperty("java.class.path"), EchoMain.class.getName(), Integer.toString(port));
        };
    }
}
