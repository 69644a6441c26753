package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bascule.gateway.mapping.BusinessReject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {
    private static final int MORE_THAN_ANY_DISK_MEGABYTES = Integer.MAX_VALUE;

    private long usableBytes = 100;
    private boolean broken;
    private final DiskReserve reserve = DiskReserve.of(100, this::usableBytes);

    @TempDir
    private Path directory;

    @Test
    void shouldTakeOrdersWhileThereIsRoom() {
        reserve.look();
        assertDoesNotThrow(() -> reserve.admit("D"));
    }

    @Test
    void shouldRefuseOrdersAndReplacementsAndLetCancelsPassBelowTheReserve() {
        usableBytes = 99;
        reserve.look();

        BusinessReject refusal = assertThrows(BusinessReject.class, () -> reserve.admit("D"));
        assertEquals(4, refusal.businessRejectReason());
        assertEquals("the venue is below its disk reserve", refusal.getMessage());
        assertThrows(BusinessReject.class, () -> reserve.admit("G"));
        assertThrows(BusinessReject.class, () -> reserve.admit("BW"));
        assertDoesNotThrow(() -> reserve.admit("F"));
        assertDoesNotThrow(() -> reserve.admit("H"));
    }

    @Test
    void shouldTakeOrdersAgainWhenThereIsRoomAgain() {
        usableBytes = 0;
        reserve.look();
        usableBytes = 100;
        assertThrows(BusinessReject.class, () -> reserve.admit("D"));
        reserve.look();
        assertDoesNotThrow(() -> reserve.admit("D"));
    }

    @Test
    void shouldTakeADiskThatSaysNothingForOneThatIsAsItWas() {
        usableBytes = 0;
        reserve.look();
        usableBytes = 100;
        broken = true;
        reserve.look();
        assertThrows(BusinessReject.class, () -> reserve.admit("D"));
    }

    @Test
    void shouldWatchARealDisk() {
        try (DiskReserve real = DiskReserve.watch(directory, MORE_THAN_ANY_DISK_MEGABYTES)) {
            assertThrows(BusinessReject.class, () -> real.admit("D"));
        }
        try (DiskReserve off = DiskReserve.watch(directory, 0)) {
            assertDoesNotThrow(() -> off.admit("D"));
        }
    }

    private long usableBytes() throws IOException {
        if (broken) {
            throw new IOException("asked in vain");
        }
        return usableBytes;
    }
}
