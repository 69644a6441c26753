/** Tests of values and messages as bytes. */
package io.bascule.gateway.encoding;
