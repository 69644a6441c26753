package io.bascule.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Prints the hash of the password on the first line of standard input; a command line would show it to others. */
public final class HashPassword {
    private HashPassword() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        print(new InputStreamReader(System.in, StandardCharsets.UTF_8), System.out);
    }

    static void print(Reader in, PrintStream out) throws IOException {
        String password = new BufferedReader(in).readLine();
        if (password == null || password.isEmpty()) {
            throw new IOException("no password on standard input");
        }
        out.println(PasswordHash.create(password.toCharArray(), PasswordHash.DEFAULT_ITERATIONS)
                .encoded());
    }
}
