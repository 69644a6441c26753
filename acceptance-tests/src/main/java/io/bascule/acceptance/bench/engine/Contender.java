package io.bascule.acceptance.bench.engine;

/** What runs a flow from its beginning. */
interface Contender {
    /**
     * Runs the whole flow on a new instance.
     *
     * @return nanoseconds that the commands behind the fill took.
     */
    long run(Flow flow);

    /** What the last run came to: equal for equal behaviour. */
    long digest();
}
