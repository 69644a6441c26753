package io.bascule.acceptance.fix;

import java.time.Duration;

/**
 * Where and how a connection is cut.
 *
 * @param bytes of the message that may still be written, and, once it is out, of what then comes back.
 * @param reset by a reset, else by an end.
 * @param patience how long is waited for what comes back.
 */
public record Cut(int bytes, boolean reset, Duration patience) {}
