package io.bascule.acceptance.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Damage done by hand to the end of a file that was written from its beginning and preallocated with zeros. */
final class Torn {
    private static final int LAST_BYTES = 40;
    private static final int GARBAGE_BYTES = 64;
    private static final int ALIGNMENT = 8;

    /** What is done. */
    enum How {
        /** What was never written stands behind what was. */
        GARBAGE,
        /** Part of a piece of the file stands behind what was written, as a kill in the middle leaves it. */
        HALF_WRITTEN,
        /** The file ends within what was written last. */
        TRUNCATED,
        /** A bit of what was written last is another. */
        FLIPPED
    }

    private Torn() {}

    /** Damages the end of a file. @return what was done, in words. */
    static String end(Path file, How how, Random random) throws IOException {
        return at(file, how, written(file) - 1 - random.nextInt(LAST_BYTES), random);
    }

    /** Damages a file anywhere. @return what was done, in words. */
    static String anywhere(Path file, How how, Random random) throws IOException {
        return at(file, how, (long) (random.nextDouble() * written(file)), random);
    }

    private static String at(Path file, How how, long position, Random random) throws IOException {
        long at = Math.max(0, position);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            switch (how) {
                case TRUNCATED -> channel.truncate(at);
                case FLIPPED -> {
                    ByteBuffer one = ByteBuffer.allocate(1);
                    channel.read(one, at);
                    one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(Byte.SIZE))))
                            .flip();
                    channel.write(one, at);
                }
                default -> {
                    at = (written(file) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
                    byte[] bytes = new byte[GARBAGE_BYTES];
                    if (how == How.GARBAGE) {
                        random.nextBytes(bytes);
                    } else {
                        // Without its first word: a length is written last.
                        channel.read(ByteBuffer.wrap(bytes, ALIGNMENT, GARBAGE_BYTES - ALIGNMENT), at / 2);
                    }
                    channel.write(ByteBuffer.wrap(bytes), at);
                }
            }
        }
        return file + " " + how + " at " + at;
    }

    /** Where the last byte stands that is not zero, and one more. */
    static long written(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
