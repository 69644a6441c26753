/**
 * The venue as a replicated log: hosts the state machine in an Aeron cluster. {@code EmbeddedEngine} is the one
 * factory that a gateway calls; {@code VenueService} turns logged commands into calls of the venue, and its events
 * into egress that is retained until it is acknowledged. Snapshots do not exist yet: nothing requests one, recovery
 * replays the log from its start, and a request would end with an {@code UnsupportedOperationException}.
 *
 * <p>Two threads: {@code engine-log} runs media driver, archive and consensus module; {@code engine-service} owns the
 * venue and everything else in here but the log's host and its clock. May import {@code service} and what it speaks
 * of, {@code wire}, {@code client}, Aeron, Agrona and SLF4J.
 */
package io.bascule.engine.cluster;
