/** Tests of {@code io.bascule.acceptance.faults}. */
package io.bascule.acceptance.faults;
