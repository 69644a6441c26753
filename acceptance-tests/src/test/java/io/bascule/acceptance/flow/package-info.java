/** Tests of {@code io.bascule.acceptance.flow}. */
package io.bascule.acceptance.flow;
