package io.bascule.engine.service;

/** Requests that may be refused without a report of their own. */
public enum RequestKind {
    PUBLISH_INDEX,
    ORDER_STATUS
}
