package io.bascule.engine.service;

/** Requests that may be refused without a report of their own. */
public enum RequestKind {
    PLACE_ORDER,
    CANCEL_ORDER,
    REPLACE_ORDER,
    PUBLISH_INDEX,
    PUBLISH_EXTERNAL_PRICE,
    REQUEST_MASS_STATUS,
    CANCEL_MASS,
    PLACE_BATCH,
    PLACE_COMBINATION,
    PLACE_QUOTES,
    CANCEL_QUOTES,
    INQUIRE_MARKET
}
