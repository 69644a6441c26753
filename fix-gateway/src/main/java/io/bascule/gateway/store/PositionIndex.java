package io.bascule.gateway.store;

import java.util.Arrays;

/**
 * Where the message of each number lies: pages of longs, made when first needed, so that it neither copies what it
 * holds as it grows nor pays for numbers that were skipped. Positions only grow, so that what lies below a bound can be
 * forgotten by whole pages.
 */
final class PositionIndex {
    static final long NONE = -1;

    private static final int PAGE_BITS = 9;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int FIRST_PAGES = 4;

    private long[][] pages = new long[FIRST_PAGES][];
    private long[] newest = new long[FIRST_PAGES];

    /** The page number of the first place; -1 as long as nothing was put. */
    private long firstPage = -1;

    private long oldestPosition;

    long get(long number) {
        long page = (number >>> PAGE_BITS) - firstPage;
        if (firstPage < 0 || number < 0 || page < 0 || page >= pages.length || pages[(int) page] == null) {
            return NONE;
        }
        long position = pages[(int) page][(int) number & (PAGE_SIZE - 1)];
        return position < oldestPosition ? NONE : position;
    }

    /** Notes the position of a number, which is not negative; it is beyond all that were noted before. */
    void put(long number, long position) {
        int page = placeFor(number >>> PAGE_BITS);
        if (pages[page] == null) {
            pages[page] = new long[PAGE_SIZE];
            Arrays.fill(pages[page], NONE);
        }
        pages[page][(int) number & (PAGE_SIZE - 1)] = position;
        newest[page] = position;
    }

    private int placeFor(long page) {
        if (firstPage < 0) {
            firstPage = page;
        } else if (page < firstPage) {
            moveUp(Math.toIntExact(firstPage - page));
        }
        int place = Math.toIntExact(page - firstPage);
        if (place >= pages.length) {
            int length = Math.max(place + 1, pages.length * 2);
            pages = Arrays.copyOf(pages, length);
            newest = Arrays.copyOf(newest, length);
        }
        return place;
    }

    private void moveUp(int places) {
        long[][] movedPages = new long[pages.length + places][];
        long[] movedNewest = new long[movedPages.length];
        System.arraycopy(pages, 0, movedPages, places, pages.length);
        System.arraycopy(newest, 0, movedNewest, places, newest.length);
        pages = movedPages;
        newest = movedNewest;
        firstPage -= places;
    }

    /** Forgets what lies below a position. */
    void forgetBefore(long position) {
        oldestPosition = position;
        int kept = pages.length;
        for (int page = pages.length - 1; page >= 0; page--) {
            if (pages[page] != null && newest[page] < position) {
                pages[page] = null;
            } else if (pages[page] != null) {
                kept = page;
            }
        }
        if (kept == pages.length) {
            clear();
        } else if (kept > 0) {
            pages = Arrays.copyOfRange(pages, kept, pages.length);
            newest = Arrays.copyOfRange(newest, kept, newest.length);
            firstPage += kept;
        }
    }

    /** The lowest number that is held, or 0 if there is none. */
    long lowest() {
        for (int page = 0; page < pages.length; page++) {
            for (int i = 0; pages[page] != null && i < PAGE_SIZE; i++) {
                if (pages[page][i] != NONE && pages[page][i] >= oldestPosition) {
                    return ((firstPage + page) << PAGE_BITS) + i;
                }
            }
        }
        return 0;
    }

    /** Forgets everything. */
    void clear() {
        pages = new long[FIRST_PAGES][];
        newest = new long[FIRST_PAGES];
        firstPage = -1;
    }
}
