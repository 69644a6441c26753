/** Tests of the running gateway: its parts alone, the link against a scripted engine, a whole venue over sockets. */
package io.bascule.gateway.app;
