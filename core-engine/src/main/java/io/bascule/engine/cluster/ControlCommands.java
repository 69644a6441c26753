package io.bascule.engine.cluster;

/** Commands that are not for the venue alone. They come from the client whose command is being applied. */
interface ControlCommands {
    void connectGateway(int gatewayId);

    void acknowledgeEvents(int gatewayId, long eventNumber);

    void requestStateHash(long correlationId);

    void beginConfiguration(long proposedEpoch, long digest);

    /** Whether the client is sending a configuration; a command that is a part of one is refused if not. */
    boolean isConfiguring(int templateId);

    /** Stages a definition: one of the venue's records. */
    void define(int templateId, Object definition);

    void endConfiguration();
}
