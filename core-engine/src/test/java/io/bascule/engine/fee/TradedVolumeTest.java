package io.bascule.engine.fee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TradedVolumeTest {
    private final TradedVolume volume = new TradedVolume();

    @Test
    void shouldCountADayOnceItIsOver() {
        volume.add(70);
        volume.add(30);
        assertEquals(100, volume.todayMicros());
        assertEquals(0, volume.volumeMicros());
        volume.roll(1);
        assertEquals(0, volume.todayMicros());
        assertEquals(100, volume.volumeMicros());
        assertEquals(100, volume.dayMicros(0));
    }

    @Test
    void shouldForgetAfter30Days() {
        volume.add(100);
        volume.roll(1);
        volume.add(5);
        volume.roll(29);
        assertEquals(105, volume.volumeMicros());
        assertEquals(100, volume.dayMicros(29));
        volume.roll(1);
        assertEquals(5, volume.volumeMicros());
        volume.add(1);
        volume.roll(Long.MAX_VALUE);
        assertEquals(0, volume.volumeMicros());
    }

    @Test
    void shouldStayAtTheLargestRatherThanPassIt() {
        volume.add(Long.MAX_VALUE);
        volume.add(Long.MAX_VALUE);
        volume.roll(1);
        volume.add(Long.MAX_VALUE);
        volume.roll(1);
        assertEquals(Long.MAX_VALUE, volume.volumeMicros());
    }
}
