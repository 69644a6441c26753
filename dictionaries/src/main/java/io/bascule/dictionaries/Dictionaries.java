package io.bascule.dictionaries;

import java.io.IOException;
import java.io.InputStream;
import quickfix.ConfigError;
import quickfix.DataDictionary;

/** The dictionaries of the contract, each loaded on first use and shared from then on. */
public final class Dictionaries {
    /** Resource of {@link #fix44()}, as QuickFIX/J's {@code DataDictionary} key takes it. */
    public static final String FIX44_PATH = "io/bascule/dictionaries/FIX44.xml";

    /** Resource of {@link #fixt11()}, as QuickFIX/J's {@code TransportDataDictionary} key takes it. */
    public static final String FIXT11_PATH = "io/bascule/dictionaries/FIXT11.xml";

    /** Resource of {@link #fix50sp2()}, as QuickFIX/J's {@code AppDataDictionary} key takes it. */
    public static final String FIX50SP2_PATH = "io/bascule/dictionaries/FIX50SP2.xml";

    private Dictionaries() {}

    /** FIX.4.4, session and application messages, with the extension. */
    public static DataDictionary fix44() {
        return Fix44.DICTIONARY;
    }

    /** FIXT.1.1, session messages, with the extension. */
    public static DataDictionary fixt11() {
        return Fixt11.DICTIONARY;
    }

    /** FIX.5.0SP2, application messages, with the extension. */
    public static DataDictionary fix50sp2() {
        return Fix50Sp2.DICTIONARY;
    }

    /** Loads from the class path only: a file of that name in the working directory must not take its place. */
    static DataDictionary load(String path) {
        try (InputStream in = Dictionaries.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new DataDictionary(in);
        } catch (IOException | ConfigError e) {
            throw new IllegalStateException(path + " does not load", e);
        }
    }

    private static final class Fix44 {
        static final DataDictionary DICTIONARY = load(FIX44_PATH);
    }

    private static final class Fixt11 {
        static final DataDictionary DICTIONARY = load(FIXT11_PATH);
    }

    private static final class Fix50Sp2 {
        static final DataDictionary DICTIONARY = load(FIX50SP2_PATH);
    }
}
