package io.bascule.acceptance.faults;

import java.util.List;

/** Every suite there is, in the order in which they run. */
public final class Suites {
    private Suites() {}

    /** All of them, new. */
    public static List<FaultSuite> all() {
        return List.of(
                new KillsSuite(),
                new CutsSuite(),
                new TornFilesSuite(),
                new SnapshotKillsSuite(),
                new DamagedSnapshotsSuite(),
                new FullDisksSuite(),
                new ClockJumpsSuite(),
                new RollsSuite(),
                new MutationsSuite(),
                new HostileSuite(),
                new WrongPasswordsSuite(),
                new StormsSuite(),
                new ReconnectsSuite(),
                new ResendsSuite(),
                new UnreadSuite());
    }
}
