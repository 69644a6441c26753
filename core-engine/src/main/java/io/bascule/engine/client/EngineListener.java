package io.bascule.engine.client;

import org.agrona.DirectBuffer;

/** Receives the engine's events and answers, in order, on the thread that polls. */
@FunctionalInterface
public interface EngineListener {
    /**
     * One message, its header already read. The buffer is valid during the call only. The schema and version were
     * checked.
     *
     * @param templateId of the SBE message.
     * @param buffer that holds the message.
     * @param offset of the message body, behind its header.
     * @param blockLength as the header says.
     * @param version of the schema that the sender used.
     */
    void onMessage(int templateId, DirectBuffer buffer, int offset, int blockLength, int version);
}
