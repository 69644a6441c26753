package io.bascule.acceptance.faults;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundled configuration {@code load} with no other sessions than a few LOAD desks and PB1. */
final class SmallVenue {
    private static final String BUNDLED = "/io/bascule/config/load/";
    private static final Pattern SECTION = Pattern.compile("(?m)^(?=\\[(?:SESSION|DEFAULT)\\])");
    private static final Pattern COMP_ID = Pattern.compile("(?m)^TargetCompID=(.*)$");

    private SmallVenue() {}

    /**
     * Writes it.
     *
     * @param folder that is made.
     * @param desks LOAD001 and so on.
     * @param defaults lines of [DEFAULT] beside the bundled ones.
     */
    static Path write(Path folder, int desks, String... defaults) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("venue.yaml"), bundled("venue.yaml"));
        StringBuilder sessions = new StringBuilder();
        for (String section : SECTION.split(bundled("sessions.cfg"), -1)) {
            Matcher compId = COMP_ID.matcher(section);
            if (section.startsWith("[DEFAULT]")) {
                sessions.append(section.strip()).append('\n');
                sessions.append(String.join("\n", defaults)).append("\n\n");
            } else if (compId.find() && isWanted(compId.group(1), desks)) {
                sessions.append(section);
            }
        }
        Files.writeString(folder.resolve("sessions.cfg"), sessions);
        return folder;
    }

    private static boolean isWanted(String compId, int desks) {
        return compId.equals(Desks.PRIME)
                || (compId.matches("LOAD\\d+") && Integer.parseInt(compId.substring("LOAD".length())) <= desks);
    }

    private static String bundled(String name) throws IOException {
        try (InputStream stream = SmallVenue.class.getResourceAsStream(BUNDLED + name)) {
            if (stream == null) {
                throw new FileNotFoundException(BUNDLED + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
