package io.bascule.engine.client;

/**
 * Which events a gateway lacks that are no longer retained.
 *
 * @param fromPosition log position of the snapshot that the replay starts from; 0: the beginning of the log; {@link
 *     #OLDEST}: as far back as the log is kept, and what is older than that is left out.
 * @param afterEventNumber the last event that it has.
 * @param upToEventNumber the last one that it has to get.
 */
public record EventReplay(long fromPosition, long afterEventNumber, long upToEventNumber) {
    /** In place of a position. */
    public static final long OLDEST = -1;
}
