package io.bascule.gateway.mapping;

/**
 * Which optional fields of an order the venue takes. A field that would change what the order does, and that the venue
 * does not offer, is refused and never ignored; one that only describes the order (Text, TransactTime, HandlInst,
 * parties, capacity …) is let pass.
 */
final class OrderFields {
    private OrderFields() {}

    static boolean isOffered(int tag, Object value) {
        return switch (tag) {
            case 423 -> "2".equals(value); // PriceType: per unit
            case 854 -> "0".equals(value); // QtyType: units
            case 152, // CashOrderQty
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
                    1102 -> false; // TriggerPrice
            default -> true;
        };
    }
}
