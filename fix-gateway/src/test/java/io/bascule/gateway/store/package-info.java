/** Tests of the message store. */
package io.bascule.gateway.store;
