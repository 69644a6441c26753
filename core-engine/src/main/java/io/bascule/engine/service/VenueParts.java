package io.bascule.engine.service;

/** Everything that holds state between commands. */
record VenueParts(
        Registry registry,
        Ledger ledger,
        Configurator configurator,
        Reporter reporter,
        TradeLog trades,
        Previewer previewer,
        PriceDesk prices,
        FundingDesk funding,
        PriceClock clock) {}
