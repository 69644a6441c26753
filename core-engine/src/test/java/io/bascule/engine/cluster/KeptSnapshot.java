package io.bascule.engine.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** The blocks of a snapshot, as they would lie in the archive. */
final class KeptSnapshot {
    /** Entries of the log that are in it. */
    final int position;

    final List<byte[]> blocks;

    KeptSnapshot(final int position, final List<byte[]> blocks) {
        this.position = position;
        this.blocks = blocks;
    }

    static KeptSnapshot take(final LoggedVenue venue, final int position) {
        final List<byte[]> blocks = new ArrayList<>();
        final SnapshotWriter writer = new SnapshotWriter((block, length) -> {
            final byte[] bytes = new byte[length];
            block.getBytes(0, bytes);
            blocks.add(bytes);
        });
        venue.save(position, writer);
        writer.end();
        return new KeptSnapshot(position, blocks);
    }

    /** Loads it into an empty venue. */
    void load(final LoggedVenue venue) {
        final Iterator<byte[]> rest = blocks.iterator();
        final SnapshotReader reader = new SnapshotReader(handler -> {
            if (!rest.hasNext()) {
                return false;
            }
            final byte[] block = rest.next();
            handler.onFragment(new UnsafeBuffer(block), 0, block.length, null);
            return true;
        });
        venue.load(reader);
        reader.expectEnd();
    }

    /** With one bit another, or without its end. */
    KeptSnapshot damaged(final Random random) {
        final List<byte[]> changed = new ArrayList<>();
        blocks.forEach(block -> changed.add(block.clone()));
        final int at = random.nextInt(changed.size());
        final byte[] block = changed.get(at);
        switch (random.nextInt(4)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.set(at, Arrays.copyOf(block, random.nextInt(block.length)));
            default -> block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new KeptSnapshot(position, changed);
    }

    boolean isSameAs(final KeptSnapshot other) {
        boolean same = position == other.position && blocks.size() == other.blocks.size();
        for (int i = 0; same && i < blocks.size(); i++) {
            same = Arrays.equals(blocks.get(i), other.blocks.get(i));
        }
        return same;
    }
}
