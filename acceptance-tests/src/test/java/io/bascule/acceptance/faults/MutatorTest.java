package io.bascule.acceptance.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Framing;
import io.bascule.acceptance.fix.LeanSession;
import io.bascule.acceptance.fix.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutatorTest {
    private static final int MESSAGES = 5_000;

    @Test
    void shouldDoTheSameForTheSameSeed() {
        List<String> first = mutants(3).stream().map(Mutant::what).toList();

        assertEquals(first, mutants(3).stream().map(Mutant::what).toList());
        assertFalse(first.equals(mutants(4).stream().map(Mutant::what).toList()));
    }

    @Test
    void shouldSendWhatIsGarbledAndWhatComesPastTheFraming() {
        List<Mutant> mutants = mutants(1);

        long whole = mutants.stream().filter(Mutant::takesNumber).count();
        assertTrue(whole > MESSAGES / 2 && whole < MESSAGES * 95 / 100, whole + " are whole");
        assertTrue(mutants.stream().anyMatch(Mutant::reachesBeyond));
        assertTrue(mutants.stream().noneMatch(mutant -> mutant.mustBeAnswered() && !mutant.takesNumber()));
    }

    @Test
    void shouldLeaveTheBystandersInstrumentAlone() {
        assertTrue(mutants(2).stream().noneMatch(mutant -> mutant.text().contains("=SOL-PERP\u0001")));
    }

    @Test
    void shouldAskForAnAnswerToARequestOnly() {
        assertTrue(mutant("35=D|34=2|11=A|").mustBeAnswered());
        assertFalse(mutant("35=0|34=2|").mustBeAnswered());
        assertFalse(mutant("35=D|34=2|43=Y|11=A|").mustBeAnswered());
    }

    private static Mutant mutant(String body) {
        return Mutant.of("as it is", 2, Framing.frame("FIX.4.4", body));
    }

    private static List<Mutant> mutants(long seed) {
        Random random = new Random(seed);
        Mutator mutator = new Mutator(random, new Requests(random, "LOAD001"));
        List<Mutant> mutants = new ArrayList<>();
        try (LeanSession session =
                new LeanSession(SessionSettings.ofDemo("127.0.0.1", 1, "LOAD001", FixVersion.FIX44), message -> {})) {
            for (int i = 0; i < MESSAGES; i++) {
                mutants.add(i % 50 == 0 ? mutator.last(session) : mutator.next(session));
            }
        }
        return mutants;
    }
}
