package io.bascule.gateway.app;

import io.bascule.config.HashPassword;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bascule hash-password}: from standard input, because a command line shows it to others. */
@Command(
        name = "hash-password",
        description = "Read a password from standard input and print its hash for the key PasswordHash.",
        mixinStandardHelpOptions = true)
final class HashPasswordCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        HashPassword.main(new String[0]);
        return 0;
    }
}
