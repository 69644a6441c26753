package io.bascule.gateway.app;

import io.bascule.config.PasswordHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bascule hash-password}: from standard input, because a command line shows it to others. */
@Command(
        name = "hash-password",
        description = "Read a password from standard input and print its hash for the key PasswordHash.",
        mixinStandardHelpOptions = true)
final class HashPasswordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (password == null || password.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no password on standard input");
        }
        spec.commandLine()
                .getOut()
                .println(PasswordHash.create(password.toCharArray(), PasswordHash.DEFAULT_ITERATIONS)
                        .encoded());
        return 0;
    }
}
