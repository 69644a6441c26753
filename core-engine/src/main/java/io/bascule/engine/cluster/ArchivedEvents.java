package io.bascule.engine.cluster;

import static io.aeron.archive.client.AeronArchive.NULL_LENGTH;

import io.aeron.ChannelUri;
import io.aeron.Image;
import io.aeron.ImageControlledFragmentAssembler;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import io.bascule.engine.client.EngineListener;
import io.bascule.engine.client.EventReplay;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.time.Duration;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * Makes old events again: a venue of its own is loaded from a snapshot, or empty, and applies the archived log from
 * there on, on the caller's thread, while the engine goes on. The state machine being deterministic, the events are
 * the same to the byte.
 */
final class ArchivedEvents implements ControlledFragmentHandler {
    private static final String CHANNEL = "aeron:ipc";
    private static final int STREAM_ID = 2_000;
    private static final int FRAGMENT_LIMIT = 64;
    private static final long PATIENCE_NS = Duration.ofSeconds(30).toNanos();

    private final EngineContexts contexts;
    private final Snapshots.Start start;
    private final EventReplay replay;
    private final LoggedVenue venue = new LoggedVenue(clusterSessionId -> {});
    private final LoggedEntries entries = new LoggedEntries(venue);
    private final EventLog.Cursor cursor;
    private final IdleStrategy idleStrategy;
    private final MessageHeaderDecoder eventHeader = new MessageHeaderDecoder();
    private EngineListener listener;

    ArchivedEvents(final EngineContexts contexts, final Snapshots.Start start, final EventReplay replay) {
        this.contexts = contexts;
        this.idleStrategy = contexts.ownersIdleStrategy();
        this.start = start;
        this.replay = replay;
        venue.events().keepFrom(replay.afterEventNumber() + 1);
        cursor = venue.events().cursorAfter(replay.afterEventNumber());
    }

    /** Hands over every event of the range, in order. */
    void deliver(final EngineListener eventListener, final Runnable whileWaiting) {
        listener = eventListener;
        try (AeronArchive archive = contexts.archiveClient("event-replay")) {
            if (start.snapshotRecordingId() >= 0) {
                load(archive, whileWaiting);
            }
            try (Subscription subscription = replayOf(archive, start.logRecordingId(), start.position())) {
                apply(awaitImage(subscription, archive, whileWaiting), archive, whileWaiting);
            }
        }
    }

    private void load(final AeronArchive archive, final Runnable whileWaiting) {
        try (Subscription subscription = replayOf(archive, start.snapshotRecordingId(), 0)) {
            final Image image = awaitImage(subscription, archive, whileWaiting);
            venue.load(new SnapshotReader(image, () -> waitFor(archive, whileWaiting)));
        }
    }

    private static Subscription replayOf(final AeronArchive archive, final long recordingId, final long position) {
        final int sessionId = (int) archive.startReplay(recordingId, position, NULL_LENGTH, CHANNEL, STREAM_ID);
        return archive.context().aeron().addSubscription(ChannelUri.addSessionId(CHANNEL, sessionId), STREAM_ID);
    }

    private Image awaitImage(final Subscription subscription, final AeronArchive archive, final Runnable whileWaiting) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (subscription.imageCount() == 0) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("the archive does not replay within " + PATIENCE_NS + " ns");
            }
            waitFor(archive, whileWaiting);
        }
        return subscription.imageAtIndex(0);
    }

    private void apply(final Image image, final AeronArchive archive, final Runnable whileWaiting) {
        final ImageControlledFragmentAssembler assembler = new ImageControlledFragmentAssembler(this);
        long progressNs = System.nanoTime();
        final long released = venue.events().releasedEventNumber();
        if (released > replay.afterEventNumber() && replay.fromPosition() == EventReplay.OLDEST) {
            cursor.seekAfter(released);
        } else if (released > replay.afterEventNumber()) {
            throw new IllegalStateException(
                    "event " + released + " was released before log position " + start.position());
        }
        deliverNew();
        while (!isDone()) {
            final int fragments = image.controlledPoll(assembler, FRAGMENT_LIMIT);
            if (fragments > 0) {
                progressNs = System.nanoTime();
                whileWaiting.run();
            } else if (image.isClosed() || System.nanoTime() - progressNs > PATIENCE_NS) {
                throw new IllegalStateException("the archived log ends with event "
                        + venue.events().lastEventNumber() + ", before event " + replay.upToEventNumber());
            } else {
                waitFor(archive, whileWaiting);
            }
        }
    }

    private boolean isDone() {
        return cursor.nextEventNumber() > replay.upToEventNumber();
    }

    private void waitFor(final AeronArchive archive, final Runnable whileWaiting) {
        archive.context().aeron().conductorAgentInvoker().invoke();
        archive.checkForErrorResponse();
        whileWaiting.run();
        idleStrategy.idle();
    }

    @Override
    public Action onFragment(final DirectBuffer buffer, final int offset, final int length, final Header logHeader) {
        entries.apply(buffer, offset, length);
        deliverNew();
        return isDone() ? Action.BREAK : Action.CONTINUE;
    }

    /** Hands over what the last entry made, as far as it is asked for, and lets go of it. */
    private void deliverNew() {
        while (cursor.hasNext() && !isDone()) {
            final DirectBuffer event = cursor.buffer();
            final int offset = cursor.offset();
            eventHeader.wrap(event, offset);
            listener.onMessage(
                    eventHeader.templateId(),
                    event,
                    offset + MessageHeaderDecoder.ENCODED_LENGTH,
                    eventHeader.blockLength(),
                    eventHeader.version());
            cursor.advance();
            venue.events().keepFrom(cursor.nextEventNumber());
        }
    }
}
