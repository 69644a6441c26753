/**
 * A gateway's end of the wire: offers encoded commands to the cluster's ingress and hands what comes back to a
 * listener. Owned by the one thread that calls it. May import the wire, Aeron and Agrona.
 */
package io.bascule.engine.client;
