package io.bascule.config;

/**
 * The margin parameters of the venue: a file beside the venue file, which the engine reads.
 *
 * @param name of the file
 * @param content of it
 */
public record MarginFileConfig(String name, String content) {}
