package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.FixClock;
import io.bascule.gateway.store.StoreScript.Sent;
import io.bascule.gateway.store.StoreScript.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process of its own stores, rolls days, resets and sets numbers, and is killed at random moments; the next one goes
 * on with what it left. In between it is halted at random moments, and what is in its files then, as a kill would leave
 * it, is looked at in a copy. {@code -Dbascule.store.kills=N -Dbascule.store.halts=N -Dbascule.store.seed=S} for more
 * than the build does.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class MappedMessageStoreCrashTest {
    private static final int KILLS = Integer.getInteger("bascule.store.kills", 2);
    private static final int HALTS = Integer.getInteger("bascule.store.halts", 15);
    private static final long SEED = Long.getLong("bascule.store.seed", 20_261_123);
    private static final int MAX_STEPS_BETWEEN = 100;

    @TempDir
    Path parent;

    @TempDir
    Path copy;

    private final List<Sent> sent = new ArrayList<>();
    private State state = State.first();

    @AfterEach
    void reset() {
        FixClock.reset();
    }

    @Test
    void shouldHoldWhatAKilledProcessSaysItHas() throws Exception {
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            String where = "kill " + kill + " of seed " + SEED;
            long seed = random.nextLong();
            try (WriterProcess writer = new WriterProcess(parent, seed, state)) {
                int done = writer.awaitSteps(0);
                for (int halt = 0; halt < HALTS; halt++) {
                    writer.awaitSteps(done + random.nextInt(MAX_STEPS_BETWEEN));
                    done = writer.halt();
                    copyFiles();
                    check(where + ", halt " + halt, copy, done, seed);
                    writer.goOn();
                }
                writer.awaitSteps(done + random.nextInt(MAX_STEPS_BETWEEN));
                StoreScript script = check(where, parent, writer.kill(), seed);
                state = script.state();
                sent.addAll(script.sent());
            }
        }
    }

    private void copyFiles() throws IOException {
        IoUtil.delete(copy.toFile(), true);
        try (Stream<Path> files = Files.walk(parent)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(parent.relativize(file)));
            }
        }
    }

    /** The store is as it was after the last step that was said, or after the next one. */
    private StoreScript check(String where, Path directory, int done, long seed) throws IOException {
        StoreScript script = new StoreScript(state, seed);
        for (int step = 0; step < done; step++) {
            script.step(null);
        }
        String said = script.state().numbers();
        script.setClock();
        try (StoreFiles files = new StoreFiles(directory)) {
            MappedMessageStore store = files.open(StoreScript.RETENTION_DAYS);
            String found = State.numbers(store);
            if (!found.equals(said)) {
                script.step(null);
                assertEquals(script.state().numbers(), found, where + ", after " + done + " steps: " + said);
            }
            checkMessages(where, script, store);
            return script;
        }
    }

    private void checkMessages(String where, StoreScript script, MappedMessageStore store) {
        Map<Integer, Sent> bySeqNum = new HashMap<>();
        Map<Long, Sent> byAppl = new HashMap<>();
        State now = script.state();
        for (Sent message : Stream.concat(sent.stream(), script.sent().stream()).toList()) {
            if (message.epoch() == now.epoch()) {
                bySeqNum.put(message.msgSeqNum(), message);
            }
            if (message.applSeqNum() != 0) {
                byAppl.put(message.applSeqNum(), message);
            }
        }
        bySeqNum.forEach((number, message) -> assertHeld(where, message, store.message(number), now));
        byAppl.forEach((number, message) -> assertHeld(where, message, store.applMessage(number), now));
        List<String> all = new ArrayList<>();
        store.get(1, Integer.MAX_VALUE, all);
        assertTrue(all.size() <= bySeqNum.size(), where);
    }

    private static void assertHeld(String where, Sent message, byte[] found, State now) {
        if (found != null) {
            assertEquals(message.text(), new String(found, StandardCharsets.ISO_8859_1), where);
        } else {
            Duration age = Duration.between(message.time(), now.newest());
            assertTrue(
                    age.compareTo(Duration.ofDays(StoreScript.RETENTION_DAYS)) > 0,
                    where + ": lost " + message.epoch() + "/" + message.msgSeqNum() + " of age " + age);
        }
    }
}
