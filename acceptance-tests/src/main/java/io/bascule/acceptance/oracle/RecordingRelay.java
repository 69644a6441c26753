package io.bascule.acceptance.oracle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Passes connections on to a venue and records every byte of them, both ways, before it passes it on. It reads ahead by
 * one bounded buffer each way; an end or a break is passed on. {@link #run} is one thread's; the rest may be called
 * from any.
 */
public final class RecordingRelay implements AutoCloseable {
    private final Path folder;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final long wallAtStartNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    private final long startNs = System.nanoTime();
    private volatile SocketAddress target;
    private volatile boolean stopping;
    private int connections;

    /**
     * Listens from now on.
     *
     * @param port on the loopback address; 0: a free one.
     * @param target the venue.
     * @param folder for the records; made if need be, and continued if it has some.
     */
    public RecordingRelay(int port, InetSocketAddress target, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.target = target;
        connections = RecordingFile.in(folder).size();
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Where it listens. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** The venue listens there now: connections from now on go there. */
    public void moveTo(InetSocketAddress venue) {
        target = venue;
    }

    /**
     * Relays until it is closed.
     *
     * @throws IOException if a record could not be written: what is not recorded is not passed on.
     */
    public void run() throws IOException {
        try (selector;
                server) {
            while (!stopping) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    onSelected(key);
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : new ArrayList<>(selector.keys())) {
                if (key.attachment() instanceof RelayedConnection connection) {
                    connection.close();
                }
            }
        }
    }

    /** Lets {@link #run} end; connections that stand are broken off. */
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
    }

    private void onSelected(SelectionKey key) throws IOException {
        if (key.attachment() instanceof RelayedConnection connection) {
            connection.onSelected();
            return;
        }
        for (SocketChannel client : accepted()) {
            connections++;
            new RelayedConnection(client, target, selector, RecordingFile.create(folder, connections), this::clockNs);
        }
    }

    private List<SocketChannel> accepted() throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
            clients.add(client);
        }
        return clients;
    }

    /** Wall time that does not jump. */
    private long clockNs() {
        return wallAtStartNs + System.nanoTime() - startNs;
    }
}
