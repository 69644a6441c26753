package io.bascule.gateway.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator asks of the venue that runs on a data directory, from another process: files in the directory's
 * {@code control}, so who may write there may ask. A request is a line of text in {@code ID.request}, which the venue
 * takes away; its answer is {@code ID.answer}, whose first line says {@code done} or {@code refused}, the rest why or
 * what. One is answered after the other, on a thread of their own.
 */
final class OperatorRequests implements AutoCloseable {
    static final String DONE = "done";
    static final String REFUSED = "refused";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorRequests.class);
    private static final String DIRECTORY = "control";
    private static final String REQUEST = ".request";
    private static final String ANSWER = ".answer";
    private static final long LOOK_MS = 200;
    private static final long TAKEN_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long ANSWERED_NS = TimeUnit.SECONDS.toNanos(60);

    private final Path directory;
    private final UnaryOperator<String> operation;
    private final Thread thread;

    private OperatorRequests(Path directory, UnaryOperator<String> operation) {
        this.directory = directory;
        this.operation = operation;
        thread = new Thread(this::answerAgainAndAgain, "operator");
        thread.setDaemon(true);
    }

    /** The answer of a venue. */
    record Answer(boolean isDone, String text) {}

    /**
     * Answers requests from now on; what was asked of an earlier life is thrown away.
     *
     * @param operation says what came of a request, or throws a {@link ConfigurationRefusedException}
     * @throws IllegalStateException if the directory cannot be made
     */
    static OperatorRequests serve(Path data, UnaryOperator<String> operation) {
        Path directory = data.resolve(DIRECTORY);
        OperatorRequests requests = new OperatorRequests(directory, operation);
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(directory + " cannot be used", e);
        }
        requests.thread.start();
        return requests;
    }

    /**
     * Asks the venue that runs on a data directory, and waits for its answer.
     *
     * @throws IllegalStateException if none runs there, or it does not answer in time; the text says why
     */
    static Answer ask(Path data, String request) {
        Path directory = data.resolve(DIRECTORY);
        String id = UUID.randomUUID().toString();
        Path asked = directory.resolve(id + REQUEST);
        Path answer = directory.resolve(id + ANSWER);
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException("no venue has ever run on " + data);
        }
        try {
            write(asked, request);
            if (!isThere(asked, false, TAKEN_NS)) {
                Files.deleteIfExists(asked);
                throw new IllegalStateException("no venue runs on " + data);
            }
            if (!isThere(answer, true, ANSWERED_NS)) {
                throw new IllegalStateException("the venue on " + data + " has not answered");
            }
            String text = Files.readString(answer);
            Files.deleteIfExists(answer);
            int lineEnd = text.indexOf('\n');
            return new Answer(text.substring(0, lineEnd).equals(DONE), text.substring(lineEnd + 1));
        } catch (IOException e) {
            throw new IllegalStateException(directory + " cannot be used: " + e, e);
        }
    }

    private static boolean isThere(Path file, boolean wanted, long withinNs) {
        long deadlineNs = System.nanoTime() + withinNs;
        while (Files.exists(file) != wanted) {
            if (System.nanoTime() - deadlineNs > 0 || !pause()) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whole or not at all: nobody reads half of it. */
    private static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void answerAgainAndAgain() {
        do {
            try (DirectoryStream<Path> asked = Files.newDirectoryStream(directory, "*" + REQUEST)) {
                for (Path file : asked) {
                    answerOrDrop(file);
                }
            } catch (NoSuchFileException e) {
                LOG.warn("{} is gone: nothing can be asked of the venue until its next start", directory);
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("requests of the operator were not read", e);
            }
        } while (pause());
    }

    /** One that cannot be read is in nobody's way. */
    private void answerOrDrop(Path file) throws IOException {
        try {
            answer(file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.warn("a request of the operator was not answered: {}", file.getFileName(), e);
            Files.deleteIfExists(file);
        }
    }

    private void answer(Path file) throws IOException {
        String request = Files.readString(file);
        Files.delete(file);
        String name = file.getFileName().toString();
        Path answer = file.resolveSibling(name.substring(0, name.length() - REQUEST.length()) + ANSWER);
        write(answer, answer(request.strip()));
    }

    private String answer(String request) {
        try {
            return DONE + '\n' + operation.apply(request);
        } catch (RuntimeException e) {
            LOG.warn("the operator's request was refused: {}", request, e);
            return REFUSED + '\n' + e.getMessage();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
