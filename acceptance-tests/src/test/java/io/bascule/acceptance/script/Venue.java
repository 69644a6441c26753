package io.bascule.acceptance.script;

import java.io.IOException;

/** An acceptor that a suite of scripts runs against: started once for the suite, closed after its last script. */
interface Venue extends AutoCloseable {
    String host();

    int port();

    @Override
    void close() throws IOException;
}
