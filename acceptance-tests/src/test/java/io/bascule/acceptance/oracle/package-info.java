/** Tests of {@code io.bascule.acceptance.oracle}. */
package io.bascule.acceptance.oracle;
