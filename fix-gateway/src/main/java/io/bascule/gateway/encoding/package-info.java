/**
 * Values as FIX writes them, and messages to be sent, as bytes without objects in between. No threads of its own: every
 * instance belongs to one thread. Imports nothing of the gateway or the engine.
 */
package io.bascule.gateway.encoding;
