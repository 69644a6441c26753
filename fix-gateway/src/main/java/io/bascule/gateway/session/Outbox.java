package io.bascule.gateway.session;

import java.util.ArrayList;

/** The connections that have something to write, so that each turn of the loop writes once to each. */
final class Outbox {
    private final ArrayList<FixConnection> connections = new ArrayList<>();

    void add(FixConnection connection) {
        connections.add(connection);
    }

    void flush() {
        // Flushing may cut a connection, whose session may then have something to say to another.
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).flush();
        }
        connections.clear();
    }
}
