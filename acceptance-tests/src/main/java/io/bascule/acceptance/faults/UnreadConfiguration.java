package io.bascule.acceptance.faults;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundled configuration {@code load} with two drop copies that differ: PB1 watches the bystanders, PB2 all. */
final class UnreadConfiguration {
    private static final String BUNDLED = "/io/bascule/config/load/";
    private static final String ALL = "DropCopyAccounts=*";
    private static final String BYSTANDERS = "DropCopyAccounts=DESK1-A,DESK1-B,DESK2-A";

    private UnreadConfiguration() {}

    /** Writes it to a folder, which it makes. */
    static void write(Path folder) throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("venue.yaml"), bundled("venue.yaml"));
        Files.writeString(folder.resolve("sessions.cfg"), narrowed(bundled("sessions.cfg")));
    }

    static String narrowed(String sessions) {
        int prime = sessions.indexOf("TargetCompID=PB1\n");
        int accounts = sessions.indexOf(ALL, prime);
        if (prime < 0 || accounts < 0 || accounts > sessions.indexOf("[SESSION]", prime)) {
            throw new IllegalStateException("PB1 does not watch all accounts: " + prime + ", " + accounts);
        }
        return sessions.substring(0, accounts) + BYSTANDERS + sessions.substring(accounts + ALL.length());
    }

    private static String bundled(String name) throws IOException {
        try (InputStream stream = UnreadConfiguration.class.getResourceAsStream(BUNDLED + name)) {
            if (stream == null) {
                throw new FileNotFoundException(BUNDLED + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
