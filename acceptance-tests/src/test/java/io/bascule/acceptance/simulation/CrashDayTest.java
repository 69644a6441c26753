package io.bascule.acceptance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CrashDayTest {
    /** As a report names it and as the README has it, and as the constant is called. */
    @ParameterizedTest
    @ValueSource(strings = {"november-2022", "november_2022", "NOVEMBER_2022"})
    void shouldBeReadFromTheCommandLine(String day) {
        CommandLine line = new CommandLine(new SimulateCommand()).setCaseInsensitiveEnumValuesAllowed(true);

        Object days = line.parseArgs("--day", day).matchedOption("--day").getValue();

        assertEquals(List.of(CrashDay.NOVEMBER_2022), days);
    }

    @Test
    void shouldBeNamedWithHyphens() {
        assertEquals("march-2020", CrashDay.MARCH_2020.toString());
    }
}
