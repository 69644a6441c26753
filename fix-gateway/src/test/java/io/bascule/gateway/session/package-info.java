/** Tests of the acceptor, most of them over real sockets with hand-made bytes. */
package io.bascule.gateway.session;
