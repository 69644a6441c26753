package io.bascule.acceptance.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The bundled configuration {@code load}, less its second prime broker: a venue with one drop copy only. */
final class LoadConfiguration {
    private static final String BUNDLED = "/io/bascule/config/load/";
    private static final Pattern SESSION = Pattern.compile("(?m)^(?=\\[SESSION\\])");
    private static final Pattern SECOND_BROKER = Pattern.compile("(?m)^TargetCompID=PB2$");

    private LoadConfiguration() {}

    /** Writes it to {@code folder}, which must not exist. */
    static void writeWithOneBroker(Path folder) throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("venue.yaml"), bundled("venue.yaml"));
        Files.writeString(folder.resolve("sessions.cfg"), withoutSecondBroker(bundled("sessions.cfg")));
    }

    static String withoutSecondBroker(String sessions) {
        StringBuilder kept = new StringBuilder();
        int dropped = 0;
        for (String section : SESSION.splitAsStream(sessions).toList()) {
            if (SECOND_BROKER.matcher(section).find()) {
                dropped++;
            } else {
                kept.append(section);
            }
        }
        if (dropped != 1) {
            throw new IllegalStateException("sessions of PB2: " + dropped + " instead of 1");
        }
        return kept.toString();
    }

    private static String bundled(String name) throws IOException {
        try (InputStream stream = LoadConfiguration.class.getResourceAsStream(BUNDLED + name)) {
            if (stream == null) {
                throw new FileNotFoundException(BUNDLED + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
