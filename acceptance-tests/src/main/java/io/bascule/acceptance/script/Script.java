package io.bascule.acceptance.script;

import java.util.List;

/**
 * A script that has been read and found well-formed.
 *
 * @param name how reports name it: its path as given
 * @param steps what to do, in order; never empty
 */
public record Script(String name, List<Step> steps) {
    /** Copies the steps. */
    public Script {
        steps = List.copyOf(steps);
    }
}
