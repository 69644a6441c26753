package io.bascule.gateway.app;

import io.bascule.config.MarginFileConfig;
import io.bascule.config.UnderlyingConfig;
import io.bascule.config.VenueConfig;
import io.bascule.engine.calibration.MarginFile;
import io.bascule.engine.calibration.MarginFileException;
import io.bascule.engine.margin.MarginParameters;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The margin parameters of a venue, out of a margin file that may know more underlyings than it. */
final class ConfiguredMargin {
    private ConfiguredMargin() {}

    /**
     * Those of its configuration, or those that come with the program.
     *
     * @throws ConfigurationRefusedException if there is anything wrong with the file
     */
    static MarginParameters parameters(VenueConfig venue) {
        return refusing(
                () -> select(venue.marginFile().map(ConfiguredMargin::read).orElseGet(MarginFile::bundled), venue));
    }

    /** Those of another file. */
    static MarginParameters parameters(VenueConfig venue, Path file) {
        return refusing(() -> select(MarginFile.read(file), venue));
    }

    private static MarginParameters read(MarginFileConfig file) {
        return MarginFile.read(new ByteArrayInputStream(file.content().getBytes(StandardCharsets.UTF_8)), file.name());
    }

    private static MarginParameters select(MarginParameters all, VenueConfig venue) {
        List<String> names =
                venue.underlyings().stream().map(UnderlyingConfig::name).toList();
        return MarginFile.select(all, names);
    }

    private static MarginParameters refusing(Supplier<MarginParameters> read) {
        try {
            return read.get();
        } catch (MarginFileException e) {
            throw new ConfigurationRefusedException(e.getMessage());
        }
    }
}
