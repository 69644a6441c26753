package io.bascule.gateway.app;

import io.bascule.gateway.mapping.BusinessReject;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.field.BusinessRejectReason;
import quickfix.field.MsgType;

/**
 * Looks once a second, on a thread of its own, whether the data directory's disk has less room than is to be kept;
 * while it has, no order comes in, and nothing is replayed. Cancels and what earlier lives already had may pass, and so
 * may the venue's own events: the room below the reserve is theirs.
 */
final class DiskReserve implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);
    private static final Set<String> ROOM_TAKING = Set.of(
            MsgType.NEW_ORDER_SINGLE,
            MsgType.ORDER_CANCEL_REPLACE_REQUEST,
            MsgType.NEW_ORDER_MULTILEG,
            MsgType.MASS_QUOTE,
            "DJ",
            MsgType.APPLICATION_MESSAGE_REQUEST);
    private static final long MEGABYTE = 1 << 20;

    /** Says how many bytes may still be written. */
    @FunctionalInterface
    interface UsableSpace {
        long bytes() throws IOException;
    }

    private final long reserveBytes;
    private final UsableSpace usableSpace;
    private final Thread watch;
    private volatile boolean isShort;

    private DiskReserve(long reserveBytes, UsableSpace usableSpace) {
        this.reserveBytes = reserveBytes;
        this.usableSpace = usableSpace;
        watch = new Thread(this::lookAgainAndAgain, "disk-reserve");
        watch.setDaemon(true);
    }

    /**
     * Watches from now on.
     *
     * @param directory that exists
     * @param megabytes to be kept; 0: nothing is watched
     */
    static DiskReserve watch(Path directory, int megabytes) {
        if (megabytes == 0) {
            return none();
        }
        DiskReserve reserve = new DiskReserve(megabytes * MEGABYTE, usableSpaceOf(directory));
        reserve.look();
        reserve.watch.start();
        return reserve;
    }

    /** Keeps nothing. */
    static DiskReserve none() {
        return new DiskReserve(0, () -> Long.MAX_VALUE);
    }

    /** Keeps some bytes of a disk that is looked at when {@link #look} is called. */
    static DiskReserve of(long reserveBytes, UsableSpace usableSpace) {
        return new DiskReserve(reserveBytes, usableSpace);
    }

    private static UsableSpace usableSpaceOf(Path directory) {
        return () -> {
            FileStore store = Files.getFileStore(directory);
            return store.getUsableSpace();
        };
    }

    private void lookAgainAndAgain() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                look();
            }
        } catch (InterruptedException e) {
            // It is closed.
            return;
        }
    }

    /** A disk that cannot be asked is taken for one that is as it was. */
    void look() {
        try {
            boolean wasShort = isShort;
            isShort = usableSpace.bytes() < reserveBytes;
            if (isShort != wasShort) {
                LOG.warn(
                        isShort
                                ? "the disk has less than its reserve of {} MB left: orders are refused"
                                : "the disk has its reserve of {} MB again: orders are taken",
                        reserveBytes / MEGABYTE);
            }
        } catch (IOException e) {
            LOG.warn("the disk does not say how much room it has", e);
        }
    }

    /**
     * Lets a request pass, or not.
     *
     * @throws BusinessReject of an order, a replacement or a request for a replay, while there is too little room
     */
    void admit(String msgType) throws BusinessReject {
        if (isShort && ROOM_TAKING.contains(msgType)) {
            throw new BusinessReject(
                    BusinessRejectReason.APPLICATION_NOT_AVAILABLE, "the venue is below its disk reserve");
        }
    }

    /** Whether there is too little room. */
    boolean isShort() {
        return isShort;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
