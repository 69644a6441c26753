package io.bascule.acceptance.faults;

/** One kind of fault, done a number of times to a venue that runs as a process of its own. */
public interface FaultSuite {
    /** Name of its option: {@code kills} makes {@code --kills N}. */
    String name();

    /** One line for the help text. */
    String what();

    /** How often quality.md wants it done. */
    int fullCount();

    /** How often the build does it: a few seconds at most. */
    int smallCount();

    /**
     * Does it, and reports to {@code run}.
     *
     * @throws Exception if it could not be carried out, which counts as broken
     */
    void run(FaultRun run) throws Exception;
}
