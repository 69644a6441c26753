package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;

/**
 * Which optional fields of an order the venue takes. A field that would change what the order does, and that the venue
 * does not offer, is refused and never ignored; one that only describes the order (Text, TransactTime, HandlInst,
 * parties, capacity …) is let pass.
 */
final class OrderFields {
    private static final int SELF_MATCH_PREVENTION_ID = 2362;
    private static final int SELF_MATCH_PREVENTION_INSTRUCTION = 2964;

    private OrderFields() {}

    static boolean isOffered(int tag, Object value) {
        return switch (tag) {
            case 423 -> "2".equals(value); // PriceType: per unit
            case 854 -> "0".equals(value); // QtyType: units
            case 18, // ExecInst
                    99, // StopPx
                    110, // MinQty
                    111, // MaxFloor
                    126, // ExpireTime
                    152, // CashOrderQty
                    168, // EffectiveTime
                    210, // MaxShow
                    211, // PegOffsetValue
                    388, // DiscretionInst
                    389, // DiscretionOffsetValue
                    432, // ExpireDate
                    516, // OrderPercent
                    836, // PegOffsetType
                    847, // TargetStrategy
                    1084, // DisplayMethod
                    1089, // MatchIncrement
                    1092, // PriceProtectionScope
                    1094, // PegPriceType
                    1100, // TriggerType
                    1102, // TriggerPrice
                    1138, // DisplayQty
                    SELF_MATCH_PREVENTION_ID,
                    SELF_MATCH_PREVENTION_INSTRUCTION,
                    BasculeTags.MAX_INITIAL_MARGIN,
                    BasculeTags.STOP_TRIGGER -> false;
            default -> true;
        };
    }
}
