package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import quickfix.Acceptor;
import quickfix.FileLogFactory;
import quickfix.FileStoreFactory;
import quickfix.Initiator;
import quickfix.JdbcSetting;
import quickfix.SLF4JLogFactory;
import quickfix.ScreenLogFactory;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionSettings;
import quickfix.SleepycatStoreFactory;
import quickfix.mina.NetworkingOptions;
import quickfix.mina.ssl.SSLSupport;

final class KeysTest {
    private static Set<String> constants(Class<?> owner, String prefix) throws IllegalAccessException {
        Set<String> values = new TreeSet<>();
        for (Field field : owner.getFields()) {
            if (field.getType() == String.class && field.getName().startsWith(prefix)) {
                values.add((String) field.get(null));
            }
        }
        return values;
    }

    private static Set<String> quickfixKeys() throws IllegalAccessException {
        Set<String> keys = constants(SessionSettings.class, "");
        for (Class<?> owner : List.of(
                Session.class,
                SessionFactory.class,
                Acceptor.class,
                Initiator.class,
                FileStoreFactory.class,
                FileLogFactory.class,
                ScreenLogFactory.class,
                SLF4JLogFactory.class,
                JdbcSetting.class,
                SleepycatStoreFactory.class,
                NetworkingOptions.class,
                SSLSupport.class)) {
            keys.addAll(constants(owner, "SETTING_"));
        }
        return keys;
    }

    @Test
    void shouldKnowEveryKeyOfQuickfix() throws IllegalAccessException, IOException {
        KnownKeys known = KnownKeys.load();
        Set<String> keys = quickfixKeys();

        assertTrue(keys.size() > 140, keys::toString);
        keys.forEach(key -> assertTrue(known.isQuickfix(key), key));
        Path listed = Path.of("src/main/resources/io/bascule/config/quickfix-keys.properties");
        try (Stream<String> lines = Files.lines(listed)) {
            lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .forEach(key -> assertTrue(keys.contains(key), key + " is not QuickFIX/J's"));
        }
    }

    @Test
    void shouldListEveryKeyOfOurs() throws IllegalAccessException {
        Set<String> ours = constants(SessionKeys.class, "");

        assertEquals(ours, new TreeSet<>(SessionKeys.OURS));
        KnownKeys known = KnownKeys.load();
        ours.forEach(key -> assertFalse(known.isQuickfix(key), key));
    }

    @Test
    void shouldDocumentEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        Set<String> documented = new TreeSet<>(SessionKeys.OURS);
        documented.addAll(SessionKeys.ACCEPTOR);
        documented.addAll(VenueLoader.TOP);
        documented.addAll(VenueLoader.UNDERLYING);
        documented.addAll(VenueLoader.INSTRUMENT);
        documented.addAll(VenueLoader.LIMITS);
        documented.addAll(VenueLoader.ACCOUNT);
        documented.forEach(key -> assertTrue(readme.contains("| `" + key + "` |"), key));
    }
}
