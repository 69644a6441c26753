package io.bascule.acceptance.fix;

/**
 * Whom to be and whom to call.
 *
 * @param host of the acceptor.
 * @param port of the acceptor.
 * @param senderCompId of the client.
 * @param targetCompId of the acceptor.
 * @param version that is spoken.
 * @param username in Logon.
 * @param password in Logon.
 */
public record SessionSettings(
        String host,
        int port,
        String senderCompId,
        String targetCompId,
        FixVersion version,
        String username,
        String password) {

    /** A session of the bundled venue: CompID BASCULE, the password made of the CompID. */
    public static SessionSettings ofDemo(String host, int port, String senderCompId, FixVersion version) {
        String password = senderCompId.toLowerCase(java.util.Locale.ROOT) + "-secret";
        return new SessionSettings(host, port, senderCompId, "BASCULE", version, senderCompId, password);
    }

    /** The same at another port, as after a restart. */
    public SessionSettings atPort(int newPort) {
        return new SessionSettings(host, newPort, senderCompId, targetCompId, version, username, password);
    }

    @Override
    public String toString() {
        return version + ":" + senderCompId + "->" + targetCompId + "@" + host + ":" + port;
    }
}
