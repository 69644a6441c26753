/** Tests of {@code io.bascule.acceptance.fix}. */
package io.bascule.acceptance.fix;
