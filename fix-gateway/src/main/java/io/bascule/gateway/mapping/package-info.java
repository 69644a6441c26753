/**
 * FIX to commands and events to FIX: one class for each message, which reads like the message's table in the contract.
 *
 * <p>Inbound, a {@link quickfix.Message} is encoded straight into a command; what the venue cannot represent travels as
 * the command's {@code fault}, so that the refusal is the engine's. Outbound, a decoded event becomes the body of the
 * message that one session gets, in its version and dialect, groups last.
 *
 * <p>Owning thread: the FIX event loop. Nothing here may be shared between threads but the
 * immutable records.
 *
 * <p>May import: the JDK, Agrona, QuickFIX/J, {@code io.bascule.gateway.encoding}, {@code io.bascule.engine.wire},
 * {@code io.bascule.config} and {@code io.bascule.dictionaries}.
 */
package io.bascule.gateway.mapping;
