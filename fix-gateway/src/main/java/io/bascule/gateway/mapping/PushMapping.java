package io.bascule.gateway.mapping;

/**
 * An event that no request of its receivers has caused: pushed to desks by what they are, and to drop copies by name.
 */
abstract class PushMapping implements EventMapping {
    @Override
    public final int sessionId() {
        return 0;
    }

    @Override
    public final long applSeqNum() {
        return 0;
    }

    @Override
    public boolean isPushed() {
        return true;
    }
}
