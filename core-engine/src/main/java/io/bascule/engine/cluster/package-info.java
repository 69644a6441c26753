/**
 * The venue as a replicated log: hosts the state machine in an Aeron cluster. {@code EmbeddedEngine} is the one
 * factory that a gateway calls; {@code LoggedVenue} is the venue with what is replicated beside it (retained events,
 * gateways, the day), a pure function of the log's entries; {@code VenueService} is its place in the cluster. Snapshots
 * are taken now and then, the log before them is removed, and what a gateway missed for too long is made again from
 * the archived log by {@code ArchivedEvents}. {@code LoggedLedger} reads the log's files without any of that, for the
 * public ledger.
 *
 * <p>Two threads: media driver, archive and consensus module run on the owner's, that of its clients, in their polls;
 * {@code engine-service} owns the venue and everything else in here but the log's host and its clock. May import
 * {@code service} and what it speaks of, {@code wire}, {@code client}, Aeron, Agrona and SLF4J.
 */
package io.bascule.engine.cluster;
