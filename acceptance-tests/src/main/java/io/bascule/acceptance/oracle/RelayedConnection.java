package io.bascule.acceptance.oracle;

import io.bascule.acceptance.oracle.RecordingFile.Kind;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;

/**
 * One connection of a client to the venue. Each way has one buffer, and is read only when that is empty: a side that
 * does not read stops the other, as it would without us. For the relay's thread.
 */
final class RelayedConnection {
    private static final int BUFFER_LENGTH = 32 * 1024;
    private static final int SOCKET_BUFFER_LENGTH = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** From one side to the other. */
    private static final class Way {
        private final SocketChannel from;
        private final SocketChannel to;
        private final Kind bytes;
        private final Kind end;
        private final Kind broke;
        private final ByteBuffer buffer =
                ByteBuffer.allocateDirect(BUFFER_LENGTH).limit(0);
        private boolean ended;
        private boolean passedOn;

        Way(SocketChannel from, SocketChannel to, Kind bytes, Kind end, Kind broke) {
            this.from = from;
            this.to = to;
            this.bytes = bytes;
            this.end = end;
            this.broke = broke;
        }
    }

    private final SocketChannel client;
    private final SocketChannel venue;
    private final SelectionKey clientKey;
    private final SelectionKey venueKey;
    private final Way toVenue;
    private final Way toClient;
    private final RecordingFile file;
    private final LongSupplier clockNs;
    private boolean closed;

    RelayedConnection(
            SocketChannel client, SocketAddress target, Selector selector, RecordingFile file, LongSupplier clockNs)
            throws IOException {
        this.client = client;
        this.file = file;
        this.clockNs = clockNs;
        venue = SocketChannel.open();
        prepare(client);
        prepare(venue);
        toVenue = new Way(client, venue, Kind.FROM_CLIENT, Kind.CLIENT_ENDED, Kind.CLIENT_BROKE);
        toClient = new Way(venue, client, Kind.FROM_VENUE, Kind.VENUE_ENDED, Kind.VENUE_BROKE);
        clientKey = client.register(selector, 0, this);
        venueKey = venue.register(selector, SelectionKey.OP_CONNECT, this);
        try {
            if (venue.connect(target)) {
                turn();
            }
        } catch (IOException e) {
            breakOff(Kind.VENUE_BROKE);
        }
    }

    private static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_LENGTH);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_LENGTH);
    }

    boolean isClosed() {
        return closed;
    }

    /** Does what the selected keys allow. */
    void onSelected() throws IOException {
        if (closed) {
            return;
        }
        if (!venue.isConnected()) {
            try {
                if (!venue.finishConnect()) {
                    return;
                }
            } catch (IOException e) {
                breakOff(Kind.VENUE_BROKE);
                return;
            }
        }
        turn();
    }

    /** Breaks both sides off, as the relay's end does. */
    void close() throws IOException {
        if (!closed) {
            breakOff(Kind.VENUE_BROKE);
        }
    }

    private void turn() throws IOException {
        if (!move(toVenue) || !move(toClient)) {
            return;
        }
        if (toVenue.passedOn && toClient.passedOn) {
            end();
            return;
        }
        clientKey.interestOps(interest(toVenue, toClient));
        venueKey.interestOps(interest(toClient, toVenue));
    }

    private static int interest(Way outOf, Way into) {
        boolean read = !outOf.ended && !outOf.buffer.hasRemaining();
        return (read ? SelectionKey.OP_READ : 0) | (into.buffer.hasRemaining() ? SelectionKey.OP_WRITE : 0);
    }

    /** Whether the connection still stands. */
    private boolean move(Way way) throws IOException {
        try {
            if (!way.buffer.hasRemaining() && !way.ended) {
                read(way);
            }
        } catch (ReadFailure e) {
            breakOff(way.broke);
            return false;
        }
        try {
            if (way.buffer.hasRemaining()) {
                way.to.write(way.buffer);
            }
            if (way.ended && !way.passedOn && !way.buffer.hasRemaining()) {
                way.to.shutdownOutput();
                way.passedOn = true;
            }
            return true;
        } catch (IOException e) {
            breakOff(way == toVenue ? Kind.VENUE_BROKE : Kind.CLIENT_BROKE);
            return false;
        }
    }

    /** The sender's side failed, and not our record. */
    private static final class ReadFailure extends Exception {
        private static final long serialVersionUID = 1L;

        ReadFailure(IOException cause) {
            super(cause);
        }
    }

    /** Recorded first, then passed on. */
    private void read(Way way) throws IOException, ReadFailure {
        way.buffer.clear();
        int length;
        try {
            length = way.from.read(way.buffer);
        } catch (IOException e) {
            way.buffer.limit(0);
            throw new ReadFailure(e);
        }
        way.buffer.flip();
        if (length > 0) {
            file.add(way.bytes, clockNs.getAsLong(), way.buffer);
        } else if (length < 0) {
            way.ended = true;
            file.add(way.end, clockNs.getAsLong(), NOTHING);
        }
    }

    /** A side has gone without a word: so do we, on both. */
    private void breakOff(Kind how) throws IOException {
        file.add(how, clockNs.getAsLong(), NOTHING);
        reset(client);
        reset(venue);
        end();
    }

    private static void reset(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is gone already.
            return;
        }
    }

    private void end() throws IOException {
        closed = true;
        client.close();
        venue.close();
        file.close();
    }
}
