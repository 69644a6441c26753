package io.bascule.acceptance.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The limit: a server that sends back every byte as it came, on one thread that sleeps in select. What is left between
 * it and the others is what they do; the rest is sockets, the operating system and the client.
 */
public final class EchoMain {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int LONGEST_LOGOUT = 256;
    private static final int TYPE_OFFSET = "8=FIX.4.4|9=nn|35=".length();

    private EchoMain() {}

    /** Serves until it is killed. Argument: port. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Round.HUNDRED_BY_8.sessions());
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println("echo ready fix=127.0.0.1:" + port);
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(key -> {
                    try {
                        serve(key, selector, server);
                    } catch (IOException e) {
                        close(key);
                    }
                });
            }
        }
    }

    private static void serve(SelectionKey key, Selector selector, ServerSocketChannel server) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel accepted = server.accept();
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            accepted.configureBlocking(false);
            accepted.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(BUFFER_BYTES));
            return;
        }
        SocketChannel channel = (SocketChannel) key.channel();
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        boolean ended = channel.read(buffer) < 0 || isLogout(buffer);
        buffer.flip();
        channel.write(buffer);
        buffer.compact();
        if (ended) {
            channel.close();
        } else {
            key.interestOps(
                    buffer.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            System.err.println("a connection was not closed: " + e.getMessage());
        }
    }

    /** A Logout comes alone, when all else was answered; its type stands behind a BodyLength of two digits. */
    private static boolean isLogout(ByteBuffer buffer) {
        return buffer.position() > TYPE_OFFSET
                && buffer.position() <= LONGEST_LOGOUT
                && buffer.get(TYPE_OFFSET) == '5'
                && buffer.get(TYPE_OFFSET - 1) == '='
                && buffer.get(TYPE_OFFSET - 2) == '5';
    }
}
