package io.bascule.acceptance.flow;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The venue as {@code java -jar} runs it, from this build's class path: the real jar is not packaged yet. */
public final class VenueJar {
    private VenueJar() {}

    /** Writes a jar that holds nothing but where the classes are. */
    public static Path in(Path folder) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        StringJoiner urls = new StringJoiner(" ");
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toString());
        }
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.CLASS_PATH, urls.toString());
        attributes.put(Attributes.Name.MAIN_CLASS, "io.bascule.gateway.app.BasculeCommand");
        attributes.putValue("Add-Opens", "java.base/jdk.internal.misc");
        Path jar = folder.resolve("venue.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }
}
