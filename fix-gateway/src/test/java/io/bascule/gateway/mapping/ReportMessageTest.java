package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.UtcTimestampPrecision;

class ReportMessageTest {
    private static final int[] FEE_ORDER = {137, 138, 139};

    @ParameterizedTest
    @EnumSource(UtcTimestampPrecision.class)
    void shouldWriteWhatQuickFixWrites(UtcTimestampPrecision precision) {
        Random random = new Random(5);
        for (int run = 0; run < 500; run++) {
            long seed = random.nextLong();
            Message plain = new Message();
            plain.getHeader().setString(35, "8");
            Message lean = new ReportMessage("8");
            fill(plain, new Random(seed), precision);
            fill(lean, new Random(seed), precision);
            assertEquals(plain.toString(), lean.toString(), "seed " + seed);
        }
    }

    private static void fill(Message message, Random random, UtcTimestampPrecision precision) {
        for (int i = random.nextInt(60); i > 0; i--) {
            message.setString(150 + random.nextInt(20_000), "v" + random.nextInt());
        }
        message.setInt(38, random.nextInt());
        message.setChar(54, '1');
        if (random.nextBoolean()) {
            Group fee = new Group(136, 137, FEE_ORDER);
            fee.setString(139, "4");
            fee.setString(137, "1.5");
            message.addGroupRef(fee);
        }
        message.getHeader().setString(8, "FIX.4.4");
        message.getHeader().setString(49, "BASCULE");
        message.getHeader().setString(56, "DESK1");
        message.getHeader().setInt(34, random.nextInt(1_000_000));
        message.getHeader().setInt(34, random.nextInt(1_000_000));
        message.getHeader().setUtcTimeStamp(52, time(random), precision);
        message.getHeader().setString(43, "Y");
        message.getHeader().removeField(43);
        message.getHeader().removeField(122);
        message.getHeader().setString(50, "SUB");
    }

    private static LocalDateTime time(Random random) {
        return LocalDateTime.of(2026, 11, 20, 13, 14, 15, random.nextInt(1_000_000_000))
                .plusSeconds(random.nextInt());
    }

    @Test
    void shouldSayWhatItHolds() throws FieldNotFound {
        Message message = new ReportMessage("8");
        message.setString(11, "A");
        assertEquals("A", message.getString(11));
        assertTrue(message.isSetField(11));
        assertFalse(message.isSetField(41));
        assertThrows(FieldNotFound.class, () -> message.getString(41));
        assertEquals("8", message.getHeader().getString(35));
        assertFalse(message.isAdmin());
    }

    @Test
    void shouldRefuseASecondEntry() {
        Message message = new ReportMessage("8");
        Group fee = new Group(136, 137, FEE_ORDER);
        fee.setString(137, "1.5");
        message.addGroupRef(fee);
        assertThrows(IllegalStateException.class, () -> message.addGroupRef(fee));
    }
}
