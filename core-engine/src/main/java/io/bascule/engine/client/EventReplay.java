package io.bascule.engine.client;

/**
 * Which events a gateway lacks that are no longer retained.
 *
 * @param fromPosition log position of the snapshot that the replay starts from; 0: the beginning of the log.
 * @param afterEventNumber the last event that it has.
 * @param upToEventNumber the last one that it has to get.
 */
public record EventReplay(long fromPosition, long afterEventNumber, long upToEventNumber) {}
