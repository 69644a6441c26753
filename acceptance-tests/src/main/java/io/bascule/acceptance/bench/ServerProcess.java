package io.bascule.acceptance.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * A server in a JVM of its own, with a fresh folder and a free port, that has said it is ready. Closing it, or the end
 * of this JVM, ends the process and removes the folder.
 */
final class ServerProcess implements AutoCloseable {
    private static final long READY_SECONDS = 60;
    private static final long END_SECONDS = 10;
    private static final int TAIL_LINES = 20;

    private final Process process;
    private final Path folder;
    private final InetSocketAddress address;
    private final Thread endOfJvm = new Thread(this::end, "end-of-server");

    private ServerProcess(Process process, Path folder, InetSocketAddress address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
        Runtime.getRuntime().addShutdownHook(endOfJvm);
    }

    /** Starts {@code java} with the arguments that {@code arguments} makes of the folder and the port. */
    static ServerProcess start(BiFunction<Path, Integer, List<String>> arguments)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bascule-bench-");
        int port = freePort();
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(arguments.apply(folder, port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        ServerProcess server =
                new ServerProcess(process, folder, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try {
            server.awaitReady(output);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(endOfJvm);
        end();
    }

    private void awaitReady(Path output) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (true) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            if (lines.stream().anyMatch(line -> line.contains(" ready ") && line.contains("fix="))) {
                return;
            }
            if (ended || System.nanoTime() > deadlineNs) {
                List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
                throw new IOException((ended ? "the server has ended" : "the server is not ready")
                        + System.lineSeparator()
                        + String.join(System.lineSeparator(), tail));
            }
        }
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + ": " + e.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
