/** Tests of {@code io.bascule.acceptance.demo}. */
package io.bascule.acceptance.demo;
